import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** One process writes to all lists of a project, so that their rows go in the same requests. */
export const projectWriters: Migration = {
  name: 'project-writers',
  statements: [
    'drop table register_writer',
    `create table register_writer (
       tenant_id text not null,
       project_id text not null,
       holder text not null,
       until timestamptz not null,
       primary key (tenant_id, project_id)
     )`,
    ...tenantBorder('register_writer'),
    'drop index register_write_of_list',
    'create index register_write_of_project on register_write (tenant_id, project_id, seq)',
  ],
};
