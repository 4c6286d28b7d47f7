/** Adds rows: to the mirror at once, to the list through the queue of writes. */
import { shorten } from '../kernel/cards.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { Random } from '../kernel/ids.ts';
import { type Clock, dayOf, type Instant } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import { type Acting, editorOf, refuseFields } from './acting.ts';
import { checkValues, TEXT_MAX_LENGTH } from './checkValues.ts';
import type { FieldValue, RegisterDefinition, RowValues } from './definition.ts';
import { followChanges } from './followChanges.ts';
import { refuseUnlessAllowed } from './permissions.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import { oneJobPerProject, sendWriteJob } from './sendWriteJob.ts';
import type { RegisterRow } from './store.ts';
import { textOf } from './values.ts';

export interface RowToAdd {
  readonly definition: RegisterDefinition;
  readonly values: RowValues;
  /** Own idempotency key, where the caller has one: a second row with it is not added, the first is given back. */
  readonly rowId?: string;
}

/** Adds one row for a person. Refuses values that a field does not take, and people who may not add. */
export async function addRow(
  ports: RegisterPorts,
  acting: Acting,
  row: RowToAdd,
): Promise<RegisterRow | Refusal> {
  const role = await ports.projects.roleOf(acting.project, acting.person.id);
  const denied =
    refuseUnlessAllowed(role, 'add') ?? refuseFields(role, row.definition, row.values, { isNew: true });
  if (denied !== null) return denied;
  return ports.transact(acting.project.tenantId, async (stores) => {
    const added = await addRowsIn(stores, ports, acting, [row]);
    return isRefusal(added) ? added : (added[0] as RegisterRow);
  });
}

/**
 * Adds rows in the caller's transaction, all or none (refused: none was added), without asking for permission: the
 * caller has. Gives the rows in the order asked for.
 */
export async function addRowsIn(
  stores: Pick<RegisterStores, 'registers' | 'jobs'>,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
  acting: Acting,
  rows: readonly RowToAdd[],
): Promise<readonly RegisterRow[] | Refusal> {
  const at = clock.now();
  const { project } = acting;
  const ready: { readonly row: RowToAdd; readonly values: RowValues }[] = [];
  for (const row of rows) {
    const checked = checkValues(row.definition, withInitial(row, project, clock), { required: true });
    if (isRefusal(checked)) return checked;
    ready.push({ row, values: followChanges(row.definition, {}, checked, dayOf(at, project.zone)) });
  }
  const added: RegisterRow[] = [];
  const jobs = oneJobPerProject(stores.jobs);
  for (const { row, values } of ready) {
    const { definition, rowId = random.uuid() } = row;
    const there = row.rowId === undefined ? null : await stores.registers.rowById(rowId);
    added.push(there ?? (await insertRow({ ...stores, jobs }, acting, definition, { rowId, values, at })));
  }
  await jobs.flush();
  return added;
}

async function insertRow(
  { registers, jobs }: Pick<RegisterStores, 'registers' | 'jobs'>,
  acting: Acting,
  definition: RegisterDefinition,
  { rowId, values, at }: { readonly rowId: string; readonly values: RowValues; readonly at: Instant },
): Promise<RegisterRow> {
  const { project, source } = acting;
  const common = { projectId: project.id, register: definition.name, rowId, at, by: editorOf(acting) };
  const { keyPrefix } = definition;
  const row = await registers.insertRow({ ...common, keyPrefix, values, state: 'saving', listed: null });
  const entry = { kind: 'added', changes: [], text: null, undoes: null } as const;
  const [write] = await Promise.all([
    registers.addWrite({ ...common, kind: 'create', changes: values, base: {}, source }),
    registers.addHistory({ ...common, ...entry, key: row.key, source }),
  ]);
  await sendWriteJob(jobs, project.tenantId, write);
  return row;
}

/** A title that is longer than its column is cut at a word; the whole of it goes in front of the notes. */
export function fitTitle({ titleField, notesField }: RegisterDefinition, values: RowValues): RowValues {
  const title = textOf(values[titleField]).replace(/\s+/g, ' ').trim();
  if (title.length <= TEXT_MAX_LENGTH) return values;
  const notes = [title, textOf(values[notesField])].filter((text) => text !== '').join('\n');
  return { ...values, [titleField]: shorten(title, TEXT_MAX_LENGTH), [notesField]: notes };
}

/** Initial values of fields that were not given; the day it was raised is today. */
function withInitial({ definition, values }: RowToAdd, project: Project, clock: Clock): RowValues {
  const initial: Record<string, FieldValue> = {};
  for (const field of definition.fields) {
    if (field.initial !== undefined) initial[field.name] = field.initial;
    if (field.name === 'raisedOn') initial.raisedOn = dayOf(clock.now(), project.zone);
  }
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  return fitTitle(definition, { ...initial, ...given });
}
