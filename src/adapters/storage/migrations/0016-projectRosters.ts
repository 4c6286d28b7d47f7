import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Who was in each project when that was read last, for while Graph does not answer. */
export const projectRosters: Migration = {
  name: 'project-rosters',
  statements: [
    `create table project_roster (
       tenant_id text not null,
       project_id text not null,
       members jsonb not null,
       read_at timestamptz not null,
       primary key (tenant_id, project_id)
     )`,
    ...tenantBorder('project_roster'),
  ],
};
