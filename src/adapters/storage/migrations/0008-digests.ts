import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** The 24-hour promise of each meeting, what people want to get, and the documents made of minutes. */
export const digests: Migration = {
  name: 'digests',
  statements: [
    `create table minutes_promise (
       tenant_id text not null,
       meeting_id text not null,
       project_id text not null,
       due_at timestamptz not null,
       look_at timestamptz,
       promise jsonb not null,
       primary key (tenant_id, meeting_id)
     )`,
    'create index minutes_promise_of_project on minutes_promise (tenant_id, project_id, due_at)',
    'create index minutes_promise_look on minutes_promise (tenant_id, look_at) where look_at is not null',
    ...tenantBorder('minutes_promise'),
    `create table digest_choice (
       tenant_id text not null,
       person_id text not null,
       choice jsonb not null,
       primary key (tenant_id, person_id)
     )`,
    ...tenantBorder('digest_choice'),
    `create table minutes_document (
       tenant_id text not null,
       meeting_id text not null,
       document jsonb not null,
       primary key (tenant_id, meeting_id)
     )`,
    ...tenantBorder('minutes_document'),
    'create index meeting_over on meeting (tenant_id, ends_at)',
    'create index outgoing_key on outgoing (tenant_id, key text_pattern_ops)',
  ],
};
