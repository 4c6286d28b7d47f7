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
import type { RegisterDefinition } from './definition.ts';
import { registerOfName } from './findRegister.ts';
import { foldWrites, mergeWrites } from './mergeWrites.ts';
import type { ListRef, ListRow, RegisterPorts, RegisterStores, RowWrite, RowWritten } from './ports.ts';
import type { ListIds } from './sendWriteJob.ts';
import type { PendingWrite, RegisterRow } from './store.ts';
import { type ListOf, listedOf, settleState, takeListRow } from './takeListRow.ts';
import { tellRefused } from './tellWriters.ts';

/** How long a holder may write without a sign of life before another takes over. */
const CLAIM_MS = 2 * MINUTE_MS;
/** Rows are merged and tried again this often when somebody changes them meanwhile (Graph: 412). */
const MERGE_ATTEMPTS = 3;
/** Requests in one batch (Microsoft Graph: "Combine multiple HTTP requests using JSON batching"). */
const ROWS_AT_ONCE = 20;
const WRITES_AT_ONCE = 100;

/** One list with all that writing to it needs. */
interface Writing extends ListOf {
  readonly ids: ListIds;
  readonly list: ListRef;
  readonly holder: string;
  /** How often each row was merged in this run. */
  readonly merges: Map<string, number>;
}

/**
 * Writes until nothing waits, twenty rows at a time, of each row one write after the other. One holder writes a list at
 * a time. A row whose write SharePoint will not take is marked and its author told; the others go on. Faults that pass
 * (throttled, unavailable, access) are thrown, with what was not written still in the queue, and the job is run again.
 */
export async function writePendingRows(ports: RegisterPorts, ids: ListIds): Promise<void> {
  const { tenantId, projectId, register } = ids;
  const project = await ports.projects.byId(tenantId, projectId);
  const holder = ports.random.uuid();
  if (project === null || !(await claim(ports, ids, holder))) return;
  try {
    const link = await ports.transact(tenantId, ({ registers }) => registers.listLink(projectId, register));
    if (link !== null) {
      const { clock, random } = ports;
      const definition = registerOfName(register);
      await writeAll(ports, {
        ids,
        project,
        definition,
        clock,
        random,
        list: link.list,
        holder,
        merges: new Map(),
      });
    }
  } finally {
    await release(ports, ids, holder);
  }
}

/** Ends when the store, asked in one step, has no write and has taken the list back; or when another holder has it. */
async function writeAll(ports: RegisterPorts, writing: Writing): Promise<void> {
  const { ids, holder } = writing;
  while (await claim(ports, ids, holder)) {
    const batch = await ports.transact(ids.tenantId, ({ registers }) => readBatch(registers, ids));
    if (batch.length > 0) {
      await writeBatch(ports, writing, batch);
      continue;
    }
    const isDone = await ports.transact(ids.tenantId, ({ registers }) =>
      registers.releaseWrites(ids.projectId, ids.register, holder),
    );
    if (isDone) return;
  }
}

const claim = (ports: RegisterPorts, { tenantId, projectId, register }: ListIds, holder: string) =>
  ports.transact(tenantId, ({ registers }) => {
    const now = ports.clock.now();
    return registers.claimWrites(projectId, register, holder, now, instantPlus(now, CLAIM_MS));
  });

const release = (ports: RegisterPorts, { tenantId, projectId, register }: ListIds, holder: string) =>
  ports.transact(tenantId, ({ registers }) => registers.releaseWrites(projectId, register, holder, true));

/** A row and its waiting writes, in their order. */
interface RowToWrite {
  readonly row: RegisterRow;
  readonly writes: readonly PendingWrite[];
}

/** The rows with the oldest writes. */
async function readBatch(
  registers: RegisterStores['registers'],
  { projectId, register }: ListIds,
): Promise<readonly RowToWrite[]> {
  const oldest = await registers.pendingWrites(projectId, register, WRITES_AT_ONCE);
  const rowIds = [...new Set(oldest.map(({ rowId }) => rowId))].slice(0, ROWS_AT_ONCE);
  const batch: RowToWrite[] = [];
  for (const rowId of rowIds) {
    const row = await registers.rowById(rowId);
    const writes = await registers.pendingWritesOf(rowId);
    if (row !== null && writes.length > 0) batch.push({ row, writes });
  }
  return batch;
}

/** The next step of one row: a request, or nothing to ask for. `seq` is the last write that it settles. */
interface Step extends RowToWrite {
  readonly seq: number;
  readonly write: RowWrite | 'adopt' | 'nothing';
}

async function writeBatch(
  ports: RegisterPorts,
  writing: Writing,
  batch: readonly RowToWrite[],
): Promise<void> {
  const { ids, list, definition } = writing;
  const steps = batch.map((each) => nextStep(definition, each));
  const requests = steps.flatMap(({ write }) => (typeof write === 'string' ? [] : [write]));
  const lists = ports.lists(ids.tenantId);
  const written = requests.length === 0 ? [] : await lists.writeRows(list, definition, requests);
  const results = new Map(requests.map((request, at) => [request, written[at]]));
  let fault: unknown;
  for (const step of steps) {
    try {
      await settleStep(
        ports,
        writing,
        step,
        typeof step.write === 'string' ? undefined : results.get(step.write),
      );
    } catch (error) {
      fault ??= error;
    }
  }
  if (fault !== undefined) throw fault;
}

/** Changes that follow each other go in one request; those that the list holds already in none. */
function nextStep(definition: RegisterDefinition, { row, writes }: RowToWrite): Step {
  const [first] = writes as readonly [PendingWrite, ...PendingWrite[]];
  const step = (seq: number, write: Step['write']): Step => ({ row, writes, seq, write });
  const { listed, rowId, key } = row;
  if (first.kind === 'delete') {
    if (listed === null) return step(first.seq, 'nothing');
    return step(first.seq, { kind: 'delete', itemId: listed.itemId, etag: listed.etag });
  }
  if (listed === null) {
    const isNew = first.kind === 'create';
    const values = isNew ? first.changes : row.values;
    return step(isNew ? first.seq : lastChange(writes).seq, { kind: 'create', rowId, key, values });
  }
  if (first.kind === 'adopt') return step(first.seq, 'adopt');
  if (first.kind === 'create') return step(first.seq, 'nothing');
  const { seq } = lastChange(writes);
  const changing = writes.filter((write) => write.kind === 'change' && write.seq <= seq);
  const { changes } = mergeWrites(definition, foldWrites(changing), listed.values);
  if (Object.keys(changes).length === 0) return step(seq, 'nothing');
  return step(seq, { kind: 'update', itemId: listed.itemId, etag: listed.etag, changes });
}

/** Takes in what became of a step; throws the faults that pass. */
async function settleStep(
  ports: RegisterPorts,
  writing: Writing,
  step: Step,
  result: RowWritten | undefined,
): Promise<void> {
  const { row, seq, write } = step;
  try {
    if (result !== undefined && 'error' in result) throw result.error;
    await finish(
      ports,
      writing,
      row,
      seq,
      write === 'adopt' ? await adopt(ports, writing, row) : (result?.row ?? null),
    );
  } catch (error) {
    const merges = writing.merges.get(row.rowId) ?? 0;
    if (error instanceof ConflictError && merges < MERGE_ATTEMPTS) {
      writing.merges.set(row.rowId, merges + 1);
      await takeTheirs(ports, writing, row);
    } else if (!(await giveUp(ports, writing, step, error))) {
      throw error;
    }
  }
}

async function adopt(
  ports: RegisterPorts,
  { ids, list, definition }: Writing,
  row: RegisterRow,
): Promise<ListRow | null> {
  if (row.listed === null) return null;
  const { itemId, etag } = row.listed;
  return ports.lists(ids.tenantId).adoptRow(list, definition, itemId, etag, row.rowId, row.key);
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
