import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** The mirror of the registers' lists, writes on their way, history, and who writes to which list. */
export const registers: Migration = {
  name: 'registers',
  statements: [
    `create table register_row (
       tenant_id text not null,
       row_id text not null,
       project_id text not null,
       register text not null,
       key text not null,
       number integer not null,
       cells jsonb not null,
       search text not null,
       state text not null,
       refusal text,
       listed jsonb,
       item_id text generated always as (listed->>'itemId') stored,
       added_at timestamptz not null,
       added_by jsonb not null,
       changed_at timestamptz not null,
       changed_by jsonb not null,
       deleted_at timestamptz,
       primary key (tenant_id, row_id)
     )`,
    'create unique index register_row_key on register_row (tenant_id, project_id, key)',
    'create index register_row_of on register_row (tenant_id, project_id, register, number)',
    'create index register_row_item on register_row (tenant_id, project_id, register, item_id)',
    ...tenantBorder('register_row'),
    `create table register_counter (
       tenant_id text not null,
       project_id text not null,
       register text not null,
       last integer not null,
       primary key (tenant_id, project_id, register)
     )`,
    ...tenantBorder('register_counter'),
    `create table register_write (
       tenant_id text not null,
       seq bigint generated always as identity primary key,
       project_id text not null,
       register text not null,
       row_id text not null,
       at timestamptz not null,
       write jsonb not null
     )`,
    'create index register_write_of_list on register_write (tenant_id, project_id, register, seq)',
    'create index register_write_of_row on register_write (tenant_id, row_id, seq)',
    ...tenantBorder('register_write'),
    `create table register_history (
       tenant_id text not null,
       seq bigint generated always as identity primary key,
       project_id text not null,
       row_id text not null,
       person_id text,
       kind text not null,
       at timestamptz not null,
       undoes bigint,
       entry jsonb not null
     )`,
    'create index register_history_of_row on register_history (tenant_id, row_id, seq)',
    'create index register_history_by on register_history (tenant_id, project_id, person_id, seq)',
    'create index register_history_undone on register_history (tenant_id, undoes) where undoes is not null',
    ...tenantBorder('register_history'),
    `create table register_list (
       tenant_id text not null,
       project_id text not null,
       register text not null,
       list jsonb not null,
       sync_mark text,
       synced_at timestamptz,
       primary key (tenant_id, project_id, register)
     )`,
    ...tenantBorder('register_list'),
    `create table register_writer (
       tenant_id text not null,
       project_id text not null,
       register text not null,
       holder text not null,
       until timestamptz not null,
       primary key (tenant_id, project_id, register)
     )`,
    ...tenantBorder('register_writer'),
    `create table register_nudge (
       tenant_id text not null,
       project_id text not null,
       person_id text not null,
       day text not null,
       primary key (tenant_id, project_id, person_id)
     )`,
    ...tenantBorder('register_nudge'),
  ],
};
