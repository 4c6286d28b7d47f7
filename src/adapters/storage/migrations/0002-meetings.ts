import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Meetings, their transcripts and minutes, and where the nets below the notifications stand. */
export const meetings: Migration = {
  name: 'meetings',
  statements: [
    `create table meeting (
       tenant_id text not null,
       meeting_id text not null,
       project_id text not null,
       online_meeting_id text,
       organiser_id text,
       state text not null,
       meeting jsonb not null,
       starts_at timestamptz,
       ends_at timestamptz,
       minutes jsonb,
       revision integer not null default 0,
       published_at timestamptz,
       primary key (tenant_id, meeting_id)
     )`,
    'create index meeting_online on meeting (tenant_id, online_meeting_id)',
    'create index meeting_of_project on meeting (tenant_id, project_id, starts_at desc)',
    ...tenantBorder('meeting'),
    `create table transcript (
       tenant_id text not null,
       transcript_id text not null,
       meeting_id text not null,
       reference jsonb not null,
       content bytea,
       is_attributed boolean,
       created_at timestamptz,
       primary key (tenant_id, transcript_id)
     )`,
    'create index transcript_of_meeting on transcript (tenant_id, meeting_id)',
    ...tenantBorder('transcript'),
    `create table mark (
       tenant_id text not null,
       name text not null,
       value text not null,
       primary key (tenant_id, name)
     )`,
    ...tenantBorder('mark'),
  ],
};
