/** The job that brings the mirror of one list up to date from the list's changes. */
import { NotFoundError } from '../kernel/errors.ts';
import { registerOfName } from './findRegister.ts';
import type { ListRow, RegisterPorts, RegisterStores } from './ports.ts';
import { refreshRowCards } from './rowCards.ts';
import type { ListIds } from './sendWriteJob.ts';
import type { RegisterRow } from './store.ts';
import { addListedRows, type ListOf, takeListRow } from './takeListRow.ts';
import { tellRefused } from './tellWriters.ts';

/** SharePoint's changes do not say who deleted a row. */
const SOMEBODY = { personId: null, name: 'Somebody in SharePoint' };

const ROWS_AT_ONCE = 100;
/** From so many on, and each time that they have doubled, the database is told how many they are. */
const MANY_ROWS = 1_000;

export interface SyncReport {
  readonly taken: number;
  readonly removed: number;
}

/**
 * Takes every change since the last sync. A page's mark is kept after its rows, so a kill repeats one page at most, which
 * changes nothing; rows are taken in short transactions, so that people are answered in between. A whole
 * enumeration (the first, or after a stale mark) also finds rows that are gone.
 */
export async function syncList(ports: RegisterPorts, ids: ListIds): Promise<SyncReport> {
  const { tenantId, projectId, register } = ids;
  const project = await ports.projects.byId(tenantId, projectId);
  const link = await ports.transact(tenantId, ({ registers }) => registers.listLink(projectId, register));
  if (project === null || link === null) return { taken: 0, removed: 0 };
  const definition = registerOfName(register);
  const list: ListOf = { project, definition, clock: ports.clock, random: ports.random };
  const lists = ports.lists(tenantId);
  const seen = new Set<string>();
  let isWhole = false;
  let removed = 0;
  let taken = 0;
  let nextRefresh = MANY_ROWS;
  for await (const page of lists.changesSince(link.list, definition, link.syncMark)) {
    isWhole ||= page.whole;
    for (const row of page.rows) seen.add(row.itemId);
    taken += page.rows.length;
    for (const rows of slices(page.rows, ROWS_AT_ONCE))
      await ports.transact(tenantId, (stores) => takeRows(stores, list, rows));
    removed += await ports.transact(tenantId, (stores) => endPage(stores, list, page, isWhole));
    if (taken >= nextRefresh) {
      nextRefresh = 2 * taken;
      await ports.transact(tenantId, ({ registers }) => registers.refreshStatistics());
    }
  }
  if (isWhole) removed += await findGone(ports, list, ids, seen);
  return { taken, removed };
}

/** Most rows are as the mirror has them, which their ETags tell; of those that it does not know, many are new. */
async function takeRows(stores: RegisterStores, list: ListOf, rows: readonly ListRow[]): Promise<void> {
  const { project, definition } = list;
  const itemIds = rows.map(({ itemId }) => itemId);
  const known = await stores.registers.listedEtags(project.id, definition.name, itemIds);
  const unknown = rows.filter(({ itemId }) => !known.has(itemId));
  const changed = rows.filter(({ itemId, etag }) => known.has(itemId) && known.get(itemId) !== etag);
  const left = unknown.length === 0 ? [] : await addListedRows(stores, list, unknown);
  for (const row of [...left, ...changed]) await takeListRow(stores, list, row);
}

interface Page {
  readonly rows: readonly ListRow[];
  readonly removedItemIds: readonly string[];
  readonly mark: string | null;
}

function* slices<T>(all: readonly T[], size: number): Iterable<readonly T[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

/** Removals, and the mark that says that the page is taken. */
async function endPage(stores: RegisterStores, list: ListOf, page: Page, isWhole: boolean): Promise<number> {
  const { project, definition, clock } = list;
  let removed = 0;
  for (const itemId of page.removedItemIds) removed += await takeRemoval(stores, list, itemId);
  if (page.mark !== null || !isWhole) {
    const before = await stores.registers.listLink(project.id, definition.name);
    const mark = page.mark ?? before?.syncMark ?? null;
    await stores.registers.setSyncMark(project.id, definition.name, mark, clock.now());
  }
  return removed;
}

/** Rows of the mirror that a whole enumeration did not show are asked for one by one: some were made meanwhile. */
async function findGone(
  ports: RegisterPorts,
  list: ListOf,
  ids: ListIds,
  seen: ReadonlySet<string>,
): Promise<number> {
  const { tenantId, projectId, register } = ids;
  const link = await ports.transact(tenantId, ({ registers }) => registers.listLink(projectId, register));
  if (link === null) return 0;
  let removed = 0;
  const etags = await ports.transact(tenantId, ({ registers }) => registers.listedEtags(projectId, register));
  for (const itemId of etags.keys()) {
    if (seen.has(itemId)) continue;
    try {
      await ports.lists(tenantId).readRow(link.list, list.definition, itemId);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      removed += await ports.transact(tenantId, (stores) => takeRemoval(stores, list, itemId));
    }
  }
  return removed;
}

/** A row was deleted by hand: it can be restored; what waited for it is not written, and its author is told. */
async function takeRemoval(stores: RegisterStores, list: ListOf, itemId: string): Promise<number> {
  const { project, definition, clock } = list;
  const found = await stores.registers.rowByItem(project.id, definition.name, itemId);
  const row = found === null ? null : await stores.registers.rowById(found.rowId, { lock: true });
  if (row === null || row.deletedAt !== null || row.listed?.itemId !== itemId) return 0;
  const waiting = await stores.registers.pendingWritesOf(row.rowId);
  const last = waiting.at(-1);
  if (last !== undefined) await stores.registers.removeWrites(row.rowId, last.seq);
  await noteRemoval(stores, list, row);
  const at = clock.now();
  await stores.registers.updateRow(row.rowId, {
    deletedAt: at,
    changedAt: at,
    changedBy: SOMEBODY,
    state: 'saved',
  });
  await refreshRowCards(stores, row.rowId);
  if (last !== undefined) {
    const reason = `the row was deleted in SharePoint; \u201crestore ${row.key}\u201d brings it back.`;
    await tellRefused(stores, list, row, last, reason);
  }
  return 1;
}

async function noteRemoval(
  { registers }: RegisterStores,
  { clock }: ListOf,
  { projectId, register, rowId, key }: RegisterRow,
): Promise<void> {
  await registers.addHistory({
    projectId,
    register,
    rowId,
    key,
    kind: 'deleted',
    at: clock.now(),
    by: SOMEBODY,
    source: { kind: 'sharepoint' },
    changes: [],
    text: null,
    undoes: null,
  });
}
