/** The job that writes a project's waiting rows to SharePoint, in order, each once. */
import { instantPlus, MINUTE_MS } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { RegisterDefinition } from './definition.ts';
import { registerOfName } from './findRegister.ts';
import { foldWrites, mergeWrites } from './mergeWrites.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import type { ProjectIds } from './sendWriteJob.ts';
import { type ListToWrite, type RowToWrite, type Step, settleStep } from './settleStep.ts';
import type { PendingWrite } from './store.ts';

/** How long a holder may write without a sign of life before another takes over. */
const CLAIM_MS = 2 * MINUTE_MS;
/** Requests in one batch (Microsoft Graph: "Combine multiple HTTP requests using JSON batching"). */
const ROWS_AT_ONCE = 20;
const WRITES_AT_ONCE = 100;

/** A run over the lists of one project. */
interface Run {
  readonly ids: ProjectIds;
  readonly holder: string;
  readonly lists: ReadonlyMap<string, ListToWrite>;
  /** Registers whose writes wait for another run: their list is not there yet, or did not take one now. */
  readonly leftOut: Map<string, unknown>;
}

/**
 * Writes until nothing waits, twenty rows of all lists at a time, of each row one write after the other. One holder
 * writes to a project at a time. A row whose write SharePoint will not take is marked and its author told; the others
 * go on, and so do the other lists when one has a fault that passes (throttled, unavailable, access). Such a fault is
 * thrown at the end, with what was not written still in the queue, and the job is run again.
 */
export async function writePendingRows(ports: RegisterPorts, ids: ProjectIds): Promise<void> {
  const { tenantId, projectId } = ids;
  const project = await ports.projects.byId(tenantId, projectId);
  const holder = ports.random.uuid();
  if (project === null || !(await claim(ports, ids, holder))) return;
  try {
    const lists = await listsOf(ports, project);
    const run: Run = { ids, holder, lists, leftOut: new Map() };
    await writeAll(ports, run);
    const fault = [...run.leftOut.values()].find((each) => each !== undefined);
    if (fault !== undefined) throw fault;
  } finally {
    await ports.transact(tenantId, ({ registers }) => registers.releaseWrites(projectId, holder, true));
  }
}

async function listsOf(
  { transact, clock, random }: RegisterPorts,
  project: Project,
): Promise<ReadonlyMap<string, ListToWrite>> {
  const links = await transact(project.tenantId, ({ registers }) => registers.listLinks(project.id));
  return new Map(
    links.map(({ register, list }) => {
      const definition = registerOfName(register);
      return [register, { project, definition, clock, random, list, merges: new Map() }];
    }),
  );
}

/** Ends when the store, asked in one step, has no write and has taken the project back; or when another holder has it. */
async function writeAll(ports: RegisterPorts, run: Run): Promise<void> {
  const { ids, holder, leftOut } = run;
  while (await claim(ports, ids, holder)) {
    const batch = await ports.transact(ids.tenantId, ({ registers }) => readBatch(registers, run));
    if (batch.length > 0) {
      await writeBatch(ports, run, batch);
      continue;
    }
    const isDone = await ports.transact(ids.tenantId, ({ registers }) =>
      registers.releaseWrites(ids.projectId, holder),
    );
    if (isDone || leftOut.size > 0) return;
  }
}

const claim = (ports: RegisterPorts, { tenantId, projectId }: ProjectIds, holder: string) =>
  ports.transact(tenantId, ({ registers }) => {
    const now = ports.clock.now();
    return registers.claimWrites(projectId, holder, now, instantPlus(now, CLAIM_MS));
  });

/** The rows with the oldest writes. */
async function readBatch(
  registers: RegisterStores['registers'],
  { ids: { projectId }, lists, leftOut }: Run,
): Promise<readonly RowToWrite[]> {
  const oldest = await registers.pendingWrites(projectId, WRITES_AT_ONCE, [...leftOut.keys()]);
  for (const { register } of oldest) if (!lists.has(register)) leftOut.set(register, undefined);
  const rowIds = oldest.filter(({ register }) => lists.has(register)).map(({ rowId }) => rowId);
  const batch: RowToWrite[] = [];
  for (const rowId of [...new Set(rowIds)].slice(0, ROWS_AT_ONCE)) {
    const row = await registers.rowById(rowId);
    const writes = await registers.pendingWritesOf(rowId);
    if (row !== null && writes.length > 0) batch.push({ row, writes });
  }
  return batch;
}

async function writeBatch(ports: RegisterPorts, run: Run, batch: readonly RowToWrite[]): Promise<void> {
  const steps = batch.map((each) => {
    const list = run.lists.get(each.row.register) as ListToWrite;
    return { ...each, list, ...nextStep(list.definition, each) };
  });
  const requests = steps.flatMap(({ list: { list, definition }, write }) =>
    write === null ? [] : [{ list, definition, write }],
  );
  const lists = ports.lists(run.ids.tenantId);
  const written = requests.length === 0 ? [] : await lists.writeRows(requests);
  const results = new Map(requests.map(({ write }, at) => [write, written[at]]));
  for (const step of steps) {
    try {
      await settleStep(ports, step, step.write === null ? undefined : results.get(step.write));
    } catch (error) {
      run.leftOut.set(step.row.register, error);
    }
  }
}

/** Changes that follow each other go in one request; those that the list holds already in none. */
function nextStep(definition: RegisterDefinition, { row, writes }: RowToWrite): Pick<Step, 'seq' | 'write'> {
  const [first] = writes as readonly [PendingWrite, ...PendingWrite[]];
  const { listed, rowId, key } = row;
  if (listed === null) {
    if (first.kind === 'delete') return { seq: first.seq, write: null };
    const isNew = first.kind === 'create';
    const values = isNew ? first.changes : row.values;
    return { seq: isNew ? first.seq : lastChange(writes).seq, write: { kind: 'create', rowId, key, values } };
  }
  const { itemId, etag } = listed;
  if (first.kind === 'delete') return { seq: first.seq, write: { kind: 'delete', itemId, etag } };
  if (first.kind === 'adopt') return { seq: first.seq, write: { kind: 'adopt', itemId, etag, rowId, key } };
  if (first.kind === 'create') return { seq: first.seq, write: null };
  const { seq } = lastChange(writes);
  const changing = writes.filter((write) => write.kind === 'change' && write.seq <= seq);
  const { changes } = mergeWrites(definition, foldWrites(changing), listed.values);
  return { seq, write: Object.keys(changes).length === 0 ? null : { kind: 'update', itemId, etag, changes } };
}

/** The last of the changes before a write of another kind. */
function lastChange(writes: readonly PendingWrite[]): PendingWrite {
  const end = writes.findIndex(({ kind }) => kind !== 'change');
  return writes.at(end === -1 ? -1 : Math.max(end - 1, 0)) as PendingWrite;
}
