import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/**
 * The ledger of approvals, one chain a project, and what is looked up beside it. An entry is never changed and never
 * removed: the database refuses it, and no two entries can follow the same one.
 */
export const approvals: Migration = {
  name: 'approvals',
  statements: [
    `create table approval_chain (
       tenant_id text not null,
       project_id text not null,
       last_number integer not null,
       last_hash text not null,
       last_key integer not null,
       primary key (tenant_id, project_id)
     )`,
    ...tenantBorder('approval_chain'),
    `create table approval_entry (
       tenant_id text not null,
       project_id text not null,
       number integer not null,
       approval_id text not null,
       event text not null,
       previous_hash text not null,
       hash text not null,
       primary key (tenant_id, project_id, number),
       unique (tenant_id, project_id, previous_hash)
     )`,
    'create index approval_entry_of on approval_entry (tenant_id, approval_id, number)',
    `create function approval_entry_stays() returns trigger language plpgsql as $$
       begin raise exception 'An entry of the approval ledger is never changed or removed.'; end $$`,
    `create trigger approval_entry_stays before update or delete on approval_entry
       for each row execute function approval_entry_stays()`,
    ...tenantBorder('approval_entry'),
    `create table approval (
       tenant_id text not null,
       approval_id text not null,
       project_id text not null,
       kind text not null,
       subject_id text not null,
       subject_key text not null,
       round integer not null,
       status text not null,
       requested_at timestamptz not null,
       wakes_at timestamptz,
       primary key (tenant_id, approval_id),
       unique (tenant_id, project_id, kind, subject_id, round)
     )`,
    'create index approval_by_key on approval (tenant_id, project_id, subject_key)',
    `create index approval_waking on approval (tenant_id, wakes_at) where wakes_at is not null`,
    ...tenantBorder('approval'),
    `create table approval_deputy (
       tenant_id text not null,
       project_id text not null,
       number bigint generated always as identity,
       ends_at timestamptz not null,
       delegation jsonb not null,
       primary key (tenant_id, number)
     )`,
    ...tenantBorder('approval_deputy'),
    `create table approval_copy (
       tenant_id text not null,
       project_id text not null,
       list jsonb,
       copied integer not null,
       primary key (tenant_id, project_id)
     )`,
    ...tenantBorder('approval_copy'),
  ],
};
