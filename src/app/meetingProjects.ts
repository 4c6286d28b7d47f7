/** What meetings ask about projects, answered by the projects and the registers. */
import { asPersonId } from '../kernel/ids.ts';
import { isDay } from '../kernel/time.ts';
import type { MeetingProjects, OpenItem } from '../meetings/index.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { RegisterRow, Registers, RowPerson } from '../registers/index.ts';

export function makeMeetingProjects(lookup: ProjectLookup, registers: Registers): MeetingProjects {
  return {
    all: (tenantId) => lookup.ofTenant(tenantId),
    get: (tenantId, projectId) => lookup.byId(tenantId, projectId),
    async setting(project) {
      const [roster, milestones] = await Promise.all([lookup.roster(project), registers.milestones(project)]);
      return { project, roster, milestones };
    },
    roleOf: (project, personId) => lookup.roleOf(project, personId),
    organisers: (tenantId) => lookup.organisers(tenantId),
    openItems: async (project) => (await registers.openActions(project)).map(openItemOf),
    mentionOf: (project, personId) => lookup.mentionOf(project, personId),
  };
}

function openItemOf({ key, values }: RegisterRow): OpenItem {
  const owners = Array.isArray(values.owners) ? (values.owners as readonly RowPerson[]) : [];
  const { title, due } = values;
  return {
    key,
    text: typeof title === 'string' ? title : '',
    ownerIds: owners.flatMap(({ personId }) => (personId === null ? [] : [asPersonId(personId)])),
    due: typeof due === 'string' && isDay(due) ? due : null,
  };
}
