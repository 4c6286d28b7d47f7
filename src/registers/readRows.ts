/** Reads rows of the mirror for other capabilities and for the chat. */
import type { ProjectId } from '../kernel/ids.ts';
import { isDay } from '../kernel/time.ts';
import type { MilestoneDate, Project } from '../projects/project.ts';
import type { RegisterDefinition } from './definition.ts';
import { actions } from './definitions/actions.ts';
import { milestones } from './definitions/milestones.ts';
import { stakeholders } from './definitions/stakeholders.ts';
import type { RegisterPorts } from './ports.ts';
import type { Condition, RowQuery, Sort } from './query.ts';
import { namesIn, possibleNames } from './rowNames.ts';
import type { RegisterRow, RowPage } from './store.ts';
import { textOf } from './values.ts';

/** More rows than a project has of these; a bound, not a page. */
export const ALL = 30_000;

export const OPEN: Condition = { open: true };

/** The order of a register by fields of it, typed for the store. */
export function sortOf({ fields, sort }: Pick<RegisterDefinition, 'fields' | 'sort'>): readonly Sort[] {
  return sort.flatMap(({ field, descending }) => {
    const declared = fields.find(({ name }) => name === field);
    if (declared === undefined) return [];
    const { type, choices } = declared;
    return [{ field, type, ...(choices && { choices }), ...(descending && { descending }) }];
  });
}

export function findRows(ports: RegisterPorts, project: Project, query: RowQuery): Promise<RowPage> {
  return ports.transact(project.tenantId, ({ registers }) => registers.findRows(query));
}

const queryAll = (projectId: ProjectId, definition: RegisterDefinition): RowQuery => ({
  projectId,
  registers: [definition.name],
  where: [OPEN],
  sort: 'declared',
  offset: 0,
  limit: ALL,
});

/** Open actions by due date, for carry-over and digests. */
export async function openActions(ports: RegisterPorts, project: Project): Promise<readonly RegisterRow[]> {
  return (await findRows(ports, project, queryAll(project.id, actions))).rows;
}

/**
 * Milestones that are not cancelled, with the day expected now (forecast, else baseline; actual once achieved): all of
 * them, or those that a text may name.
 */
export async function milestoneDates(
  ports: RegisterPorts,
  project: Project,
  text?: string,
): Promise<readonly MilestoneDate[]> {
  const notCancelled: Condition = { field: milestones.statusField, isNot: ['Cancelled'] };
  const where = text === undefined ? [notCancelled] : [{ named: possibleNames(text) }, notCancelled];
  const { rows } = await findRows(ports, project, { ...queryAll(project.id, milestones), where });
  return rows.flatMap(({ values }) => {
    const day = [values.actual, values.forecast, values.baseline].map(textOf).find(isDay);
    if (day === undefined || !isDay(day)) return [];
    const aliases = namesIn(textOf(values.alsoCalled));
    return [{ name: textOf(values.title), day, ...(aliases.length > 0 && { aliases }) }];
  });
}

/** Stakeholders with a role, such as the sponsor, in the order of their names. */
export async function stakeholdersOf(
  ports: RegisterPorts,
  project: Project,
  role: string,
): Promise<readonly RegisterRow[]> {
  const where = [{ field: 'role', is: [role] }];
  return (await findRows(ports, project, { ...queryAll(project.id, stakeholders), where })).rows;
}
