/** Who acts on a project's registers, and what that person may do. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { type Day, dayOf } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { changes } from './definitions/changes.ts';
import { milestones } from './definitions/milestones.ts';
import { type Act, type Role, refuseUnlessAllowed } from './permissions.ts';
import type { RegisterPorts } from './ports.ts';
import type { ChangeSource, RegisterRow, RowEditor } from './store.ts';
import { peopleOf, textOf } from './values.ts';

/** A person whose identity was verified, acting from somewhere on one project. */
export interface Acting {
  readonly project: Project;
  readonly person: Person;
  readonly source: ChangeSource;
}

export const editorOf = ({ person }: Acting): RowEditor => ({ personId: person.id, name: person.name });

export const todayOf = ({ clock }: Pick<RegisterPorts, 'clock'>, project: Project): Day =>
  dayOf(clock.now(), project.zone);

/** Null when the acting person may do it in this project. */
export async function refuseAct(ports: RegisterPorts, acting: Acting, act: Act): Promise<Refusal | null> {
  return refuseUnlessAllowed(await ports.projects.roleOf(acting.project, acting.person.id), act);
}

/** Null when somebody of this role may change the row: any row, or one that the person owns or added. */
export function refuseChangeOf(
  role: Role,
  personId: PersonId,
  definition: RegisterDefinition,
  row: RegisterRow,
): Refusal | null {
  const owners = definition.ownerField === undefined ? [] : peopleOf(row.values[definition.ownerField]);
  const isOwn = row.addedBy.personId === personId || owners.some((owner) => owner.personId === personId);
  return refuseUnlessAllowed(role, isOwn ? 'changeOwn' : 'changeAny');
}

/** States of a change request that only a decision gives it. */
const DECIDED = ['Approved', 'Rejected'];

/**
 * What a change asks for besides the right to change the row: a milestone's baseline is the project manager's, and a
 * change request is decided by those who may decide, never by typing its state.
 */
export function refuseFields(
  role: Role,
  definition: RegisterDefinition,
  values: RowValues,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Refusal | null {
  if (!isNew && definition.name === milestones.name && 'baseline' in values) {
    return refuseUnlessAllowed(role, 'rebaseline');
  }
  const status = definition.name === changes.name ? textOf(values[definition.statusField]).trim() : '';
  const decided = DECIDED.find((state) => state.toLowerCase() === status.toLowerCase());
  if (decided === undefined) return null;
  const who = 'the change control board';
  return refuse(
    'decision-needed',
    `A change request becomes ${decided} by the decision of ${who}, not by hand; ask its members to decide.`,
    who,
  );
}
