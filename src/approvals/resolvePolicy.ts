/** Finds the people of a policy: those named, holders of roles, groups. */
import { asPersonId, type PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Project } from '../projects/index.ts';
import type { Policy, Seat } from './approval.ts';
import type { ApprovalPorts, ApproverRef, PolicyPlan } from './ports.ts';

/**
 * A person in two roles is one seat with both. Who is not in the directory any more is left out, so a policy whose
 * people are all gone has an empty stage, which approves nothing and says so.
 */
export async function resolvePolicy(
  ports: Pick<ApprovalPorts, 'registers' | 'findPeople' | 'projects'>,
  project: Project,
  plan: PolicyPlan,
): Promise<Policy> {
  const refs = plan.stages.flatMap(({ approvers, escalateTo = [] }) => [...approvers, ...escalateTo]);
  const holders = new Map<string, readonly PersonId[]>();
  for (const ref of refs) {
    if (!holders.has(nameOf(ref))) holders.set(nameOf(ref), await holdersOf(ports, project, ref));
  }
  const people = await findKnown(ports, project, [...new Set([...holders.values()].flat())]);
  const seatsOf = (wanted: readonly ApproverRef[]): readonly Seat[] =>
    wanted.flatMap((ref) =>
      (holders.get(nameOf(ref)) ?? []).flatMap((id) => {
        const person = people.get(id);
        return person === undefined ? [] : [{ person, roles: rolesOf(ref) }];
      }),
    );
  return {
    ...plan,
    stages: plan.stages.map(({ approvers, escalateTo, ...stage }) => ({
      ...stage,
      seats: seatsOf(approvers),
      ...(escalateTo === undefined ? {} : { escalateTo: seatsOf(escalateTo).map(({ person }) => person) }),
    })),
  };
}

const nameOf = (ref: ApproverRef): string =>
  ref.kind === 'person'
    ? `person ${ref.personId}`
    : ref.kind === 'role'
      ? `role ${ref.role.toLowerCase()}`
      : `group ${ref.group}`;

const rolesOf = (ref: ApproverRef): readonly string[] =>
  ref.kind === 'person'
    ? ref.role === undefined
      ? []
      : [ref.role]
    : [ref.kind === 'role' ? ref.role : ref.group];

async function holdersOf(
  { registers }: Pick<ApprovalPorts, 'registers'>,
  project: Project,
  ref: ApproverRef,
): Promise<readonly PersonId[]> {
  if (ref.kind === 'person') return [ref.personId];
  if (ref.kind === 'group') return project.changeBoard;
  if (/^project manager$/i.test(ref.role)) return [project.projectManagerId];
  if (/^coordinator$/i.test(ref.role)) return [project.coordinatorId];
  const title = ref.role.charAt(0).toUpperCase() + ref.role.slice(1).toLowerCase();
  const rows = await registers.stakeholders(project, title);
  return rows.flatMap(({ values }) =>
    (Array.isArray(values.person) ? values.person : []).flatMap((each) =>
      typeof each === 'object' && each !== null && each.personId !== null ? [asPersonId(each.personId)] : [],
    ),
  );
}

/** From the roster, which says who is a guest; else from the directory. */
async function findKnown(
  { projects, findPeople }: Pick<ApprovalPorts, 'projects' | 'findPeople'>,
  project: Project,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, Person>> {
  const roster = await projects.roster(project);
  const onRoster = roster.filter(({ id }) => ids.includes(id));
  const missing = ids.filter((id) => !onRoster.some((member) => member.id === id));
  const others = missing.length === 0 ? [] : await findPeople(project.tenantId, missing);
  return new Map([...onRoster, ...others].map((person) => [person.id, toRecorded(person)]));
}

/** A person as the record names them. */
export function toRecorded({ id, name, mail, isGuest }: Person): Person {
  return {
    id,
    name,
    ...(mail === undefined ? {} : { mail }),
    ...(isGuest === true ? { isGuest } : {}),
  };
}
