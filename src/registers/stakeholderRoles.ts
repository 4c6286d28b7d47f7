/** Roles that the Stakeholders register gives on top of the set-up and the team's roster. */
import type { ProjectLookup } from '../projects/index.ts';
import { stakeholders } from './definitions/stakeholders.ts';
import type { Role } from './permissions.ts';
import type { RegisterPorts } from './ports.ts';
import { OPEN } from './readRows.ts';
import { textOf } from './values.ts';

/**
 * Everybody in the team may edit the list by hand in SharePoint, so it makes nobody project manager or coordinator:
 * these are named in the set-up.
 */
const ROLES: Readonly<Record<string, Role>> = {
  Approver: 'approver',
  'Workstream lead': 'member',
  'Team member': 'member',
  Viewer: 'viewer',
};

/** The lookup with the register's word: a guest may be a member, a member a viewer. */
export function withStakeholderRoles({
  projects,
  transact,
}: Pick<RegisterPorts, 'projects' | 'transact'>): ProjectLookup {
  return {
    ...projects,
    async roleOf(project, personId) {
      const known = await projects.roleOf(project, personId);
      if (known !== 'member' && known !== 'viewer') return known;
      const { rows } = await transact(project.tenantId, ({ registers }) =>
        registers.findRows({
          projectId: project.id,
          registers: [stakeholders.name],
          where: [OPEN, { field: 'person', person: [personId] }],
          sort: [],
          offset: 0,
          limit: 1,
        }),
      );
      return ROLES[textOf(rows[0]?.values.role)] ?? known;
    },
  };
}
