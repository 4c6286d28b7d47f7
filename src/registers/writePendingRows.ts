/** The job that writes a list's waiting rows to SharePoint, in order, each once. */
import {
  AccessError,
  ConflictError,
  ContractError,
  InputError,
  NotFoundError,
  UnavailableError,
} from '../kernel/errors.ts';
import { type Instant, instantPlus, MINUTE_MS } from '../kernel/time.ts';
import { registerOfName } from './findRegister.ts';
import { foldWrites, mergeWrites } from './mergeWrites.ts';
import type { ListRef, ListRow, RegisterPorts, RegisterStores } from './ports.ts';
import type { ListIds } from './sendWriteJob.ts';
import type { PendingWrite, RegisterRow } from './store.ts';
import { type ListOf, listedOf, settleState, takeListRow } from './takeListRow.ts';
import { tellRefused } from './tellWriters.ts';

/** How long a holder may write without a sign of life before another takes over. */
const CLAIM_MS = 2 * MINUTE_MS;
/** Rows are merged and tried again this often when somebody changes them meanwhile (Graph: 412). */
const MERGE_ATTEMPTS = 3;
const WRITES_AT_ONCE = 100;

/** One list with all that writing to it needs. */
interface Writing extends ListOf {
  readonly ids: ListIds;
  readonly list: ListRef;
  readonly holder: string;
}

/**
 * Writes until nothing waits. One holder writes a list at a time. A row whose write SharePoint will not take is marked
 * and its author told; the rows behind it go on. Faults that pass (throttled, unavailable, access) are thrown, with the
 * queue as it was but for the rows already written, and the job is run again.
 */
export async function writePendingRows(ports: RegisterPorts, ids: ListIds): Promise<void> {
  const { tenantId, projectId, register } = ids;
  const project = await ports.projects.byId(tenantId, projectId);
  const holder = ports.random.uuid();
  if (project === null || !(await claim(ports, ids, holder))) return;
  try {
    while (true) {
      const { link, writes } = await ports.transact(tenantId, async ({ registers }) => ({
        link: await registers.listLink(projectId, register),
        writes: await registers.pendingWrites(projectId, register, WRITES_AT_ONCE),
      }));
      if (link === null) break;
      if (writes.length === 0) {
        const isDone = await ports.transact(tenantId, ({ registers }) =>
          registers.releaseWrites(projectId, register, holder),
        );
        if (isDone) return;
      }
      const { clock, random } = ports;
      const definition = registerOfName(register);
      const writing: Writing = { ids, project, definition, clock, random, list: link.list, holder };
      for (const rowId of new Set(writes.map((write) => write.rowId))) {
        if (!(await claim(ports, ids, holder))) return;
        await writeRow(ports, writing, rowId);
      }
    }
  } catch (error) {
    await release(ports, ids, holder);
    throw error;
  }
  await release(ports, ids, holder);
}

const claim = (ports: RegisterPorts, { tenantId, projectId, register }: ListIds, holder: string) =>
  ports.transact(tenantId, ({ registers }) => {
    const now = ports.clock.now();
    return registers.claimWrites(projectId, register, holder, now, instantPlus(now, CLAIM_MS));
  });

const release = (ports: RegisterPorts, { tenantId, projectId, register }: ListIds, holder: string) =>
  ports.transact(tenantId, ({ registers }) => registers.releaseWrites(projectId, register, holder, true));

interface RowToWrite {
  readonly row: RegisterRow;
  readonly writes: readonly PendingWrite[];
}

/** All waiting writes of one row, in their order. */
async function writeRow(ports: RegisterPorts, writing: Writing, rowId: string): Promise<void> {
  let conflicts = 0;
  while (true) {
    const next = await ports.transact(writing.ids.tenantId, ({ registers }) => readWrites(registers, rowId));
    if (next === null) return;
    try {
      await writeNext(ports, writing, next);
    } catch (error) {
      if (error instanceof ConflictError && conflicts < MERGE_ATTEMPTS) {
        conflicts += 1;
        await takeTheirs(ports, writing, next.row);
      } else if (!(await giveUp(ports, writing, next, error))) {
        throw error;
      }
    }
  }
}

async function readWrites(registers: RegisterStores['registers'], rowId: string): Promise<RowToWrite | null> {
  const writes = await registers.pendingWritesOf(rowId);
  const row = writes.length === 0 ? null : await registers.rowById(rowId);
  return row === null ? null : { row, writes };
}

/** The first waiting write; changes that follow each other go in one request. */
async function writeNext(ports: RegisterPorts, writing: Writing, { row, writes }: RowToWrite): Promise<void> {
  const { definition, list, ids } = writing;
  const lists = ports.lists(ids.tenantId);
  const [first] = writes;
  if (first === undefined) return;
  if (first.kind === 'delete') {
    if (row.listed !== null) await lists.deleteRow(list, row.listed.itemId, row.listed.etag);
    return finish(ports, writing, row, first.seq, null);
  }
  if (row.listed === null) {
    const values = first.kind === 'create' ? first.changes : row.values;
    const seq = first.kind === 'create' ? first.seq : lastChange(writes).seq;
    return finish(
      ports,
      writing,
      row,
      seq,
      await lists.createRow(list, definition, row.rowId, row.key, values),
    );
  }
  const { itemId, etag } = row.listed;
  if (first.kind === 'adopt') {
    const adopted = await lists.adoptRow(list, definition, itemId, etag, row.rowId, row.key);
    return finish(ports, writing, row, first.seq, adopted);
  }
  if (first.kind === 'create') return finish(ports, writing, row, first.seq, null);
  const { seq } = lastChange(writes);
  const changing = writes.filter((write) => write.kind === 'change' && write.seq <= seq);
  const { changes } = mergeWrites(definition, foldWrites(changing), row.listed.values);
  const isThere = Object.keys(changes).length === 0;
  const written = isThere ? null : await lists.updateRow(list, definition, itemId, etag, changes);
  return finish(ports, writing, row, seq, written);
}

/** The last of the changes before a write of another kind. */
function lastChange(writes: readonly PendingWrite[]): PendingWrite {
  const end = writes.findIndex(({ kind }) => kind !== 'change');
  return writes.at(end === -1 ? -1 : Math.max(end - 1, 0)) as PendingWrite;
}

/** Off the queue; the mirror holds what the list answered, with the writes that came meanwhile over it. */
async function finish(
  ports: RegisterPorts,
  { ids, definition }: Writing,
  { rowId }: RegisterRow,
  seq: number,
  written: ListRow | null,
): Promise<void> {
  await ports.transact(ids.tenantId, async ({ registers }) => {
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
    await settleState({ registers }, rowId);
  });
}

const isOlder = (modifiedAt: Instant, { listed }: RegisterRow): boolean =>
  listed !== null && modifiedAt < listed.modifiedAt;

/** Somebody changed the row in the list: its present state is taken in and our writes are merged onto it. */
async function takeTheirs(ports: RegisterPorts, writing: Writing, { listed }: RegisterRow): Promise<void> {
  if (listed === null) return;
  const { ids, list, definition } = writing;
  const theirs = await ports.lists(ids.tenantId).readRow(list, definition, listed.itemId);
  await ports.transact(ids.tenantId, (stores) => takeListRow(stores, writing, theirs));
}

/** True when the write will never be taken: it is off the queue, marked, and its author told. */
async function giveUp(
  ports: RegisterPorts,
  writing: Writing,
  { row, writes }: RowToWrite,
  error: unknown,
): Promise<boolean> {
  const isGone = error instanceof NotFoundError && row.listed !== null;
  const isRefused =
    error instanceof InputError || error instanceof ContractError || error instanceof ConflictError;
  if (error instanceof UnavailableError || error instanceof AccessError || (!isGone && !isRefused))
    return false;
  const { tenantId } = writing.ids;
  ports.logger.warn('A write to a register list was refused', {
    error,
    rowId: row.rowId,
    register: row.register,
  });
  await ports.transact(tenantId, async (stores) => {
    const last = writes.at(-1) as PendingWrite;
    const now = await stores.registers.rowById(row.rowId, { lock: true });
    await stores.registers.removeWrites(row.rowId, last.seq);
    if (now === null) return;
    if (isGone) return markGone(ports, stores, writing, now, last);
    const values = now.listed?.values ?? now.values;
    await stores.registers.updateRow(row.rowId, { state: 'refused', refusal: error.message, values });
    await tellRefused(stores, writing, now, last, error.message);
  });
  return true;
}

async function markGone(
  { clock }: RegisterPorts,
  stores: RegisterStores,
  writing: Writing,
  row: RegisterRow,
  last: PendingWrite,
): Promise<void> {
  await stores.registers.updateRow(row.rowId, { deletedAt: clock.now(), state: 'saved', refusal: null });
  if (last.kind === 'delete') return;
  const reason = `the row was deleted in SharePoint; \u201crestore ${row.key}\u201d brings it back.`;
  await tellRefused(stores, writing, row, last, reason);
}
