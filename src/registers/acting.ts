/** Who acts on a project's registers, and what that person may do. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { type Day, dayOf } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { milestones } from './definitions/milestones.ts';
import { type Act, type Role, refuseUnlessAllowed } from './permissions.ts';
import type { RegisterPorts } from './ports.ts';
import type { ChangeSource, RegisterRow, RowEditor } from './store.ts';
import { peopleOf } from './values.ts';

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

/**
 * What a change asks for besides the right to change the row: a milestone's baseline is the project manager's, and what
 * only a use case sets, such as that a change request is approved, is set by nobody's hand.
 */
export function refuseFields(
  role: Role,
  definition: RegisterDefinition,
  values: RowValues,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Refusal | null {
  const controlled = refuseControlled(definition, values, isNew);
  if (controlled !== null) return controlled;
  const touchesBaseline = !isNew && definition.name === milestones.name && 'baseline' in values;
  return touchesBaseline ? refuseUnlessAllowed(role, 'rebaseline') : null;
}

/** A refusal says what to do instead. */
function refuseControlled(definition: RegisterDefinition, given: RowValues, isNew: boolean): Refusal | null {
  const touched = definition.controlled?.find(({ field, values, valuesOfNew = [] }) => {
    if (!(field in given)) return false;
    const guarded = isNew ? valuesOfNew : values;
    const value = String(given[field]).trim().toLowerCase();
    return guarded === undefined || guarded.some((each) => each.toLowerCase() === value);
  });
  return touched === undefined ? null : refuse('field-controlled', touched.instead);
}
