import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Tenants, projects and their places, what came in, what goes out, and jobs that start later. */
export const chat: Migration = {
  name: 'chat',
  statements: [
    `create table tenant (
       tenant_id text primary key,
       first_seen_at timestamptz not null
     )`,
    `create table project (
       tenant_id text not null,
       project_id text not null,
       name text not null,
       settings jsonb not null,
       created_at timestamptz not null,
       primary key (tenant_id, project_id)
     )`,
    'create unique index project_name on project (tenant_id, lower(name))',
    ...tenantBorder('project'),
    `create table place (
       tenant_id text not null,
       conversation_id text not null,
       project_id text,
       place jsonb not null,
       is_active boolean not null default true,
       is_lead boolean not null default false,
       linked_at timestamptz,
       seen_at timestamptz not null,
       primary key (tenant_id, conversation_id)
     )`,
    'create index place_of_project on place (tenant_id, project_id)',
    ...tenantBorder('place'),
    `create table personal_place (
       tenant_id text not null,
       person_id text not null,
       place jsonb not null,
       is_active boolean not null default true,
       primary key (tenant_id, person_id)
     )`,
    ...tenantBorder('personal_place'),
    `create table inbox (
       tenant_id text not null,
       id_key text not null,
       content_key text not null,
       incoming jsonb not null,
       state text not null default 'received',
       answer jsonb,
       received_at timestamptz not null,
       lease_until timestamptz not null,
       attempts integer not null default 1,
       primary key (tenant_id, id_key)
     )`,
    'create unique index inbox_content on inbox (tenant_id, content_key)',
    "create index inbox_open on inbox (tenant_id, lease_until) where state = 'received'",
    ...tenantBorder('inbox'),
    `create table outgoing (
       tenant_id text not null,
       number bigint generated always as identity,
       key text not null,
       lane text not null,
       target jsonb not null,
       reply jsonb not null,
       state text not null default 'waiting',
       message_id text,
       posted_in jsonb,
       replacement jsonb,
       attempts integer not null default 0,
       next_at timestamptz not null,
       lease_until timestamptz,
       problem text,
       created_at timestamptz not null,
       sent_at timestamptz,
       primary key (tenant_id, key)
     )`,
    "create index outgoing_due on outgoing (tenant_id, lane, number) where state = 'waiting' or replacement is not null",
    ...tenantBorder('outgoing'),
    `create table later_job (
       tenant_id text not null,
       number bigint generated always as identity primary key,
       name text not null,
       key text,
       payload jsonb not null,
       start_at timestamptz not null
     )`,
    'create unique index later_job_key on later_job (tenant_id, name, key) where key is not null',
    'create index later_job_due on later_job (tenant_id, start_at)',
    ...tenantBorder('later_job'),
  ],
};
