import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Change control: where each change request stands, the thresholds of a project, its baselines. */
export const changes: Migration = {
  name: 'changes',
  statements: [
    `create table change_control (
       tenant_id text not null,
       change_id text not null,
       project_id text not null,
       control jsonb not null,
       primary key (tenant_id, change_id)
     )`,
    'create index change_control_of_project on change_control (tenant_id, project_id)',
    ...tenantBorder('change_control'),
    `create table change_rules (
       tenant_id text not null,
       project_id text not null,
       rules jsonb not null,
       primary key (tenant_id, project_id)
     )`,
    ...tenantBorder('change_rules'),
    `create table baseline (
       tenant_id text not null,
       project_id text not null,
       number integer not null,
       baseline jsonb not null,
       primary key (tenant_id, project_id, number)
     )`,
    ...tenantBorder('baseline'),
  ],
};
