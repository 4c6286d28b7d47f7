/** What becomes of a row after a write to its list: saved, merged, refused, or to be tried again. */
import {
  AccessError,
  ConflictError,
  ContractError,
  InputError,
  NotFoundError,
  UnavailableError,
} from '../kernel/errors.ts';
import type { Instant } from '../kernel/time.ts';
import { foldWrites, mergeWrites } from './mergeWrites.ts';
import type { ListRef, ListRow, RegisterPorts, RegisterStores, RowWrite, RowWritten } from './ports.ts';
import { refreshRowCards } from './rowCards.ts';
import type { PendingWrite, RegisterRow } from './store.ts';
import { type ListOf, listedOf, settleState, takeListRow } from './takeListRow.ts';
import { tellRefused } from './tellWriters.ts';

/** Rows are merged and tried again this often when somebody changes them meanwhile (Graph: 412). */
const MERGE_ATTEMPTS = 3;

/** A list that is written to. */
export interface ListToWrite extends ListOf {
  readonly list: ListRef;
  /** How often each row was merged in this run. */
  readonly merges: Map<string, number>;
}

/** A row and its waiting writes, in their order. */
export interface RowToWrite {
  readonly row: RegisterRow;
  readonly writes: readonly PendingWrite[];
}

/** The next step of one row: a request, or nothing to ask for. `seq` is the last write that it settles. */
export interface Step extends RowToWrite {
  readonly list: ListToWrite;
  readonly seq: number;
  readonly write: RowWrite | null;
}

/** Takes in what became of a step (`result`: nothing where nothing was asked for); throws the faults that pass. */
export async function settleStep(
  ports: RegisterPorts,
  step: Step,
  result: RowWritten | undefined,
): Promise<void> {
  const { row, list } = step;
  try {
    if (result !== undefined && 'error' in result) throw result.error;
    await finish(ports, step, result?.row ?? null);
  } catch (error) {
    const merges = list.merges.get(row.rowId) ?? 0;
    if (error instanceof ConflictError && merges < MERGE_ATTEMPTS) {
      list.merges.set(row.rowId, merges + 1);
      await takeTheirs(ports, step);
    } else if (!(await giveUp(ports, step, error))) {
      throw error;
    }
  }
}

/** Off the queue; the mirror holds what the list answered, with the writes that came meanwhile over it. */
async function finish(
  ports: RegisterPorts,
  { row: { rowId }, seq, list: { project, definition } }: Step,
  written: ListRow | null,
): Promise<void> {
  await ports.transact(project.tenantId, async (stores) => {
    const { registers } = stores;
    const row = await registers.rowById(rowId, { lock: true });
    await registers.removeWrites(rowId, seq);
    if (row !== null && written !== null && !isOlder(written.modifiedAt, row)) {
      const waiting = await registers.pendingWritesOf(rowId);
      const { changes } = mergeWrites(definition, foldWrites(waiting), written.values);
      await registers.updateRow(rowId, {
        values: { ...written.values, ...changes },
        listed: listedOf(written),
      });
    }
    await settleState(stores, rowId);
  });
}

const isOlder = (modifiedAt: Instant, { listed }: RegisterRow): boolean =>
  listed !== null && modifiedAt < listed.modifiedAt;

/** Somebody changed the row in the list: its present state is taken in and our writes are merged onto it. */
async function takeTheirs(ports: RegisterPorts, { row: { listed }, list }: Step): Promise<void> {
  if (listed === null) return;
  const { tenantId } = list.project;
  const theirs = await ports.lists(tenantId).readRow(list.list, list.definition, listed.itemId);
  await ports.transact(tenantId, (stores) => takeListRow(stores, list, theirs));
}

/** True when the write will never be taken: it is off the queue, marked, and its author told. */
async function giveUp(ports: RegisterPorts, { row, writes, list }: Step, error: unknown): Promise<boolean> {
  const isGone = error instanceof NotFoundError && row.listed !== null;
  const isRefused =
    error instanceof InputError || error instanceof ContractError || error instanceof ConflictError;
  if (error instanceof UnavailableError || error instanceof AccessError || (!isGone && !isRefused))
    return false;
  ports.logger.warn('A write to a register list was refused', {
    error,
    rowId: row.rowId,
    register: row.register,
  });
  await ports.transact(list.project.tenantId, async (stores) => {
    const last = writes.at(-1) as PendingWrite;
    const now = await stores.registers.rowById(row.rowId, { lock: true });
    await stores.registers.removeWrites(row.rowId, last.seq);
    if (now === null) return;
    if (isGone) return markGone(stores, list, now, last);
    const values = now.listed?.values ?? now.values;
    await stores.registers.updateRow(row.rowId, { state: 'refused', refusal: error.message, values });
    await refreshRowCards(stores, row.rowId);
    await tellRefused(stores, list, now, last, error.message);
  });
  return true;
}

async function markGone(
  stores: RegisterStores,
  list: ListOf,
  row: RegisterRow,
  last: PendingWrite,
): Promise<void> {
  const deletedAt = list.clock.now();
  await stores.registers.updateRow(row.rowId, { deletedAt, state: 'saved', refusal: null });
  await refreshRowCards(stores, row.rowId);
  if (last.kind === 'delete') return;
  const reason = `the row was deleted in SharePoint; \u201crestore ${row.key}\u201d brings it back.`;
  await tellRefused(stores, list, row, last, reason);
}
