/** Takes a row as the list now holds it into the mirror: edits by hand, echoes of our writes, merges. */
import { asPersonId, type Random } from '../kernel/ids.ts';
import { type Clock, dayOf, type Instant } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { followChanges } from './followChanges.ts';
import { foldWrites, mergeWrites } from './mergeWrites.ts';
import type { ListRow, RegisterStores } from './ports.ts';
import { refreshRowCards } from './rowCards.ts';
import { sendWriteJob } from './sendWriteJob.ts';
import type { Listed, PendingWrite, RegisterRow, RowEditor } from './store.ts';
import { tellConflicts } from './tellWriters.ts';
import { changedFields, pickValues } from './values.ts';

/** A list of a project, and what every taking of its rows needs. */
export interface ListOf {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly clock: Clock;
  readonly random: Random;
}

type Stores = RegisterStores;

/** Docket itself, where no person stands behind a change. */
export const DOCKET: RowEditor = { personId: null, name: 'Docket' };

export const listedOf = ({ itemId, etag, values, modifiedAt }: ListRow): Listed => ({
  itemId,
  etag,
  values,
  modifiedAt,
});

/**
 * Brings the mirror up to what the list holds. What somebody changed by hand enters the history under that name;
 * writes on their way are merged onto it by field, and where both changed one field the list's value stands and the
 * author is shown both. An older state than the mirror's does nothing.
 */
export async function takeListRow(stores: Stores, list: ListOf, incoming: ListRow): Promise<void> {
  const known = await findKnown(stores, list, incoming);
  if (known === null) return addFromList(stores, list, incoming);
  const { listed } = known;
  const isOld = listed !== null && known.deletedAt === null && incoming.modifiedAt < listed.modifiedAt;
  const isEcho = listed !== null && listed.itemId === incoming.itemId && listed.etag === incoming.etag;
  if (isOld || (isEcho && known.deletedAt === null)) return;
  if (known.deletedAt !== null && (await isBeingDeleted(stores, known))) {
    const { values } = incoming;
    return stores.registers.updateRow(known.rowId, { values, listed: listedOf(incoming) });
  }

  const writes = await stores.registers.pendingWritesOf(known.rowId);
  const ours = foldWrites(writes.filter(({ kind }) => kind === 'change'));
  const merge = mergeWrites(list.definition, ours, incoming.values);
  const byHand = handChanges(list, known, incoming, ours.changes);
  const values = followHand(list, known, incoming, merge.changes);
  await rebase(stores, known, writes, merge);
  if (byHand.length > 0) await noteHand(stores, list, known, incoming, byHand);
  if (known.deletedAt !== null) await noteRestored(stores, list, known, incoming);
  await stores.registers.updateRow(known.rowId, {
    values,
    listed: listedOf(incoming),
    deletedAt: null,
    ...(byHand.length > 0 ? { changedAt: incoming.modifiedAt, changedBy: handEditor(incoming) } : {}),
  });
  await writeFollowing(stores, list, known, incoming, { ...incoming.values, ...merge.changes }, values);
  await settleState(stores, known.rowId);
  await tellConflicts(stores, list, known, incoming, writes, merge.conflicts);
}

/** `saving` while writes wait, else `saved`; what was refused before is over. */
export async function settleState(stores: Pick<Stores, 'registers' | 'jobs'>, rowId: string): Promise<void> {
  const waiting = await stores.registers.pendingWritesOf(rowId);
  const state = waiting.length > 0 ? 'saving' : 'saved';
  await stores.registers.updateRow(rowId, { state, refusal: null });
  if (state === 'saved') await refreshRowCards(stores, rowId);
}

export const handEditor = ({ modifiedBy }: ListRow): RowEditor => ({
  personId: modifiedBy.personId === null ? null : asPersonId(modifiedBy.personId),
  name: modifiedBy.name,
});

async function findKnown(
  { registers }: Stores,
  list: ListOf,
  incoming: ListRow,
): Promise<RegisterRow | null> {
  const byItem = await registers.rowByItem(list.project.id, list.definition.name, incoming.itemId);
  const rowId = incoming.rowId ?? byItem?.rowId;
  const row = rowId === undefined ? null : await registers.rowById(rowId, { lock: true });
  return row?.projectId === list.project.id && row.register === list.definition.name ? row : null;
}

/**
 * Many rows of a list that is read for the first time: those that an earlier Docket wrote with their keys are inserted
 * in one step. Gives the rows that are left.
 */
export async function addListedRows(
  { registers }: Stores,
  { project, definition }: ListOf,
  incoming: readonly ListRow[],
): Promise<readonly ListRow[]> {
  const added = await registers.insertListed(
    incoming.flatMap((row) => {
      if (row.rowId === null || row.key === null) return [];
      return [
        { ...newRowOf(project, definition, row), rowId: row.rowId, key: row.key, state: 'saved' as const },
      ];
    }),
  );
  return incoming.filter(({ rowId }) => rowId === null || !added.has(rowId));
}

const newRowOf = (project: Project, definition: RegisterDefinition, incoming: ListRow) => ({
  projectId: project.id,
  register: definition.name,
  keyPrefix: definition.keyPrefix,
  at: incoming.modifiedAt,
  by: handEditor(incoming),
  values: followChanges(definition, {}, incoming.values, dayOf(incoming.modifiedAt, project.zone)),
  listed: listedOf(incoming),
});

/** A row that the mirror does not know: added by hand, or by an earlier Docket whose memory is gone. */
async function addFromList(stores: Stores, list: ListOf, incoming: ListRow): Promise<void> {
  const { project, definition, clock, random } = list;
  const rowId = incoming.rowId ?? random.uuid();
  const isKeyFree =
    incoming.key !== null && (await stores.registers.rowByKey(project.id, incoming.key)) === null;
  const byHand = incoming.rowId === null || !isKeyFree;
  const made = newRowOf(project, definition, incoming);
  const { values, at, by } = made;
  const common = { projectId: project.id, register: definition.name, rowId, at, by };
  const row = await stores.registers.insertRow({
    ...made,
    rowId,
    ...(isKeyFree && incoming.key !== null ? { key: incoming.key } : {}),
    state: byHand ? 'saving' : 'saved',
  });
  if (!byHand) return;
  const source = { kind: 'sharepoint' } as const;
  const entry = { kind: 'added', changes: [], text: null, undoes: null } as const;
  await stores.registers.addHistory({ ...common, ...entry, key: row.key, source });
  const write = {
    ...common,
    at: clock.now(),
    by: DOCKET,
    source,
    kind: 'adopt',
    changes: {},
    base: {},
  } as const;
  await sendWriteJob(stores.jobs, project.tenantId, await stores.registers.addWrite(write));
  await writeFollowing(stores, list, row, incoming, incoming.values, values);
}

/** Fields that somebody else changed in the list; what our own writes brought there is not among them. */
function handChanges({ definition }: ListOf, known: RegisterRow, incoming: ListRow, ours: RowValues) {
  if (incoming.byApp || known.listed === null) return [];
  const ourOwn = changedFields(definition.fields, { ...incoming.values, ...ours }, incoming.values);
  const notOurs = new Set(ourOwn.map(({ field }) => field));
  return changedFields(definition.fields, known.listed.values, incoming.values).filter(
    ({ field }) => !(field in ours) || notOurs.has(field),
  );
}

/** The list's values with our writes over them and with what follows from an edit by hand. */
function followHand(list: ListOf, known: RegisterRow, incoming: ListRow, ours: RowValues): RowValues {
  const values = { ...incoming.values, ...ours };
  if (incoming.byApp) return values;
  const today = dayOf(incoming.modifiedAt, list.project.zone);
  return followChanges(list.definition, known.listed?.values ?? known.values, values, today);
}

/** The waiting writes become one that holds what is still to be written. */
async function rebase(
  { registers }: Stores,
  known: RegisterRow,
  writes: readonly PendingWrite[],
  { changes, base }: { readonly changes: RowValues; readonly base: RowValues },
): Promise<void> {
  const created = writes.find(({ kind }) => kind === 'create');
  if (created !== undefined) await registers.removeWrites(known.rowId, created.seq);
  const changing = writes.filter(({ kind }) => kind === 'change');
  const last = changing.at(-1);
  if (last === undefined) return;
  const isOnlyChanges = changing.length === writes.length - (created === undefined ? 0 : 1);
  if (Object.keys(changes).length === 0 && isOnlyChanges)
    return registers.removeWrites(known.rowId, last.seq);
  for (const write of changing) {
    await (write === last
      ? registers.rebaseWrite(write.seq, changes, base)
      : registers.rebaseWrite(write.seq, {}, {}));
  }
}

async function noteHand(
  { registers }: Stores,
  list: ListOf,
  known: RegisterRow,
  incoming: ListRow,
  changes: ReturnType<typeof changedFields>,
): Promise<void> {
  await registers.addHistory({
    ...noteOf(list, known, incoming.modifiedAt),
    by: handEditor(incoming),
    kind: 'changed',
    changes,
  });
}

async function noteRestored(
  { registers }: Stores,
  list: ListOf,
  known: RegisterRow,
  incoming: ListRow,
): Promise<void> {
  const by = incoming.byApp ? DOCKET : handEditor(incoming);
  await registers.addHistory({
    ...noteOf(list, known, incoming.modifiedAt),
    by,
    kind: 'restored',
    changes: [],
  });
}

const noteOf = (list: ListOf, known: RegisterRow, at: Instant) => ({
  projectId: list.project.id,
  register: known.register,
  rowId: known.rowId,
  key: known.key,
  at,
  source: { kind: 'sharepoint' } as const,
  text: null,
  undoes: null,
});

/** Worked-out values that the list does not hold yet are written back. */
async function writeFollowing(
  stores: Stores,
  list: ListOf,
  row: RegisterRow,
  incoming: ListRow,
  before: RowValues,
  after: RowValues,
): Promise<void> {
  const names = changedFields(list.definition.fields, before, after).map(({ field }) => field);
  if (names.length === 0) return;
  const write = await stores.registers.addWrite({
    projectId: list.project.id,
    register: row.register,
    rowId: row.rowId,
    kind: 'change',
    changes: pickValues(after, names),
    base: pickValues(incoming.values, names),
    by: DOCKET,
    source: { kind: 'docket' },
    at: list.clock.now(),
  });
  await sendWriteJob(stores.jobs, list.project.tenantId, write);
}

async function isBeingDeleted({ registers }: Stores, row: RegisterRow): Promise<boolean> {
  return (await registers.pendingWritesOf(row.rowId)).some(({ kind }) => kind === 'delete');
}
