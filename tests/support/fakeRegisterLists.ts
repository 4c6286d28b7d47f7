/** Working double of the register lists in SharePoint: versions, unique row ids, delta, edits by hand, faults. */
import { ConflictError, DocketError, NotFoundError } from '../../src/kernel/errors.ts';
import type { RowKey } from '../../src/kernel/ids.ts';
import { asInstant, asZoneName, type Clock } from '../../src/kernel/time.ts';
import type { RowValues } from '../../src/registers/definition.ts';
import type { ListRef, ListRow, ListWrite, RegisterLists, RowWritten } from '../../src/registers/ports.ts';

interface FakeItem {
  readonly row: ListRow;
  readonly change: number;
  readonly version: number;
}

interface FakeList {
  readonly ref: ListRef;
  readonly items: Map<string, FakeItem>;
  readonly removed: Map<string, number>;
  nextId: number;
}

/** Thrown by the next call of this name: `before` it does anything, or `after` (the reply is lost). */
interface Fault {
  readonly call: keyof RegisterLists;
  readonly error: Error;
  readonly when: 'before' | 'after';
}

export interface FakeRegisterLists {
  readonly lists: RegisterLists;
  /** Names of the calls so far, oldest first. */
  readonly calls: string[];
  /** How many writes each batch held. */
  readonly batches: number[];
  readonly fail: (fault: Fault) => void;
  /** Runs before the next call of this name: what somebody does at the same time. */
  readonly meanwhile: (call: keyof RegisterLists, act: () => void) => void;
  /** Rows of a register's list, oldest first. */
  readonly rowsOf: (register: string) => readonly ListRow[];
  readonly addByHand: (register: string, values: RowValues, by?: Editor) => string;
  readonly editByHand: (register: string, itemId: string, values: RowValues, by?: Editor) => void;
  readonly deleteByHand: (register: string, itemId: string) => void;
  readonly restoreByHand: (register: string, row: ListRow) => void;
  /** Forgets delta marks: the next sync enumerates everything. */
  readonly forgetMarks: () => void;
}

type Editor = ListRow['modifiedBy'];
const LUCIA: Editor = { name: 'Lucía Fernández', personId: 'a1000000-0000-4000-8000-000000000004' };
const APP: Editor = { name: 'Docket', personId: null };
const PAGE = 3;

export function fakeRegisterLists(clock: Clock): FakeRegisterLists {
  const kept = new Map<string, FakeList>();
  const calls: string[] = [];
  const batches: number[] = [];
  const faults: Fault[] = [];
  const acts: { call: keyof RegisterLists; act: () => void }[] = [];
  let changes = 0;
  let oldestMark = 0;

  const listOf = (ref: ListRef): FakeList => {
    const list = kept.get(ref.listId);
    if (list === undefined) throw new NotFoundError('list-gone', `The list ${ref.listId} is gone.`);
    return list;
  };
  const itemOf = (list: FakeList, itemId: string): FakeItem => {
    const item = list.items.get(itemId);
    if (item === undefined) throw new NotFoundError('item-gone', `The item ${itemId} is gone.`);
    return item;
  };
  const put = (list: FakeList, row: Omit<ListRow, 'etag' | 'modifiedAt'>, version: number): ListRow => {
    changes += 1;
    const stored = { ...row, etag: `"${row.itemId},${version}"`, modifiedAt: asInstant(clock.now()) };
    list.items.set(row.itemId, { row: stored, change: changes, version });
    list.removed.delete(row.itemId);
    return stored;
  };
  const change = (
    list: FakeList,
    itemId: string,
    more: Partial<ListRow>,
    by: Editor,
    etag?: string,
  ): ListRow => {
    const { row, version } = itemOf(list, itemId);
    if (etag !== undefined && etag !== row.etag)
      throw new ConflictError('row-changed', 'The row was changed meanwhile.');
    const values = { ...row.values, ...more.values };
    return put(list, { ...row, ...more, values, modifiedBy: by, byApp: by === APP }, version + 1);
  };
  const call = async <T>(name: keyof RegisterLists, work: () => T): Promise<T> => {
    calls.push(name);
    const at = acts.findIndex((planned) => planned.call === name);
    if (at !== -1) acts.splice(at, 1)[0]?.act();
    const faultAt = faults.findIndex((planned) => planned.call === name);
    const [fault] = faultAt === -1 ? [] : faults.splice(faultAt, 1);
    if (fault?.when === 'before') throw fault.error;
    const result = work();
    if (fault?.when === 'after') throw fault.error;
    return result;
  };
  const add = (
    list: FakeList,
    rowId: string | null,
    key: RowKey | null,
    values: RowValues,
    by: Editor,
  ): ListRow => {
    const itemId = String(list.nextId);
    list.nextId += 1;
    return put(list, { itemId, rowId, key, values, modifiedBy: by, byApp: by === APP }, 1);
  };
  const byRegister = (register: string): FakeList => {
    const list = kept.get(`list-${register}`);
    if (list === undefined) throw new RangeError(`No list was provisioned for ${register}.`);
    return list;
  };

  const lists: RegisterLists = {
    findSite: (siteUrl) =>
      call('findSite', () => ({
        siteId: `site-of-${siteUrl}`,
        title: 'Atlas ERP',
        zone: asZoneName('Europe/Madrid'),
      })),
    provision: (siteId, definition, listId) =>
      call('provision', () => {
        const id = listId ?? `list-${definition.name}`;
        const columns = Object.fromEntries(definition.fields.map(({ name }) => [name, name]));
        const ref = { siteId, listId: id, columns, siteZone: asZoneName('Europe/Madrid') };
        const created = !kept.has(id);
        if (created) kept.set(id, { ref, items: new Map(), removed: new Map(), nextId: 1 });
        return { list: ref, created, added: [], problems: [] };
      }),
    createRow: (ref, _definition, rowId, key, values) =>
      call('createRow', () => {
        const list = listOf(ref);
        const there = [...list.items.values()].find(({ row }) => row.rowId === rowId);
        return there?.row ?? add(list, rowId, key, values, APP);
      }),
    updateRow: (ref, _definition, itemId, etag, values) =>
      call('updateRow', () => change(listOf(ref), itemId, { values }, APP, etag)),
    readRow: (ref, _definition, itemId) => call('readRow', () => itemOf(listOf(ref), itemId).row),
    adoptRow: (ref, _definition, itemId, etag, rowId, key) =>
      call('adoptRow', () => change(listOf(ref), itemId, { rowId, key }, APP, etag)),
    deleteRow: (ref, itemId, etag) =>
      call('deleteRow', () => {
        const list = listOf(ref);
        if (itemOf(list, itemId).row.etag !== etag)
          throw new ConflictError('row-changed', 'Changed meanwhile.');
        changes += 1;
        list.items.delete(itemId);
        list.removed.set(itemId, changes);
      }),
    async *changesSince(ref, _definition, mark) {
      const list = await call('changesSince', () => listOf(ref));
      const isWhole = mark === null || Number(mark) < oldestMark;
      const since = isWhole ? 0 : Number(mark);
      const until = changes;
      const changed = [...list.items.values()]
        .filter((item) => item.change > since)
        .sort((one, other) => one.change - other.change)
        .map(({ row }) => row);
      const removedItemIds = isWhole
        ? []
        : [...list.removed].filter(([, at]) => at > since).map(([id]) => id);
      for (let at = 0; at + PAGE < changed.length; at += PAGE) {
        yield { rows: changed.slice(at, at + PAGE), removedItemIds: [], mark: null, whole: isWhole };
      }
      const rest = Math.max(0, changed.length - (changed.length % PAGE === 0 ? PAGE : changed.length % PAGE));
      yield { rows: changed.slice(rest), removedItemIds, mark: String(until), whole: isWhole };
    },
    changedLists: async (all) =>
      all.map(({ list, mark }) => {
        const { items, removed } = listOf(list);
        const newest = Math.max(0, ...removed.values(), ...[...items.values()].map((item) => item.change));
        return mark === null || Number(mark) < newest;
      }),
    async writeRows(writes) {
      batches.push(writes.length);
      const written: RowWritten[] = [];
      for (const write of writes) written.push(await writeOne(lists, write));
      return written;
    },
  };

  return {
    calls,
    fail: (fault) => faults.push(fault),
    meanwhile: (name, act) => acts.push({ call: name, act }),
    rowsOf: (register) => [...byRegister(register).items.values()].map(({ row }) => row),
    addByHand: (register, values, by = LUCIA) => add(byRegister(register), null, null, values, by).itemId,
    editByHand: (register, itemId, values, by = LUCIA) => {
      change(byRegister(register), itemId, { values }, by);
    },
    deleteByHand: (register, itemId) => {
      const list = byRegister(register);
      changes += 1;
      list.items.delete(itemId);
      list.removed.set(itemId, changes);
    },
    restoreByHand: (register, row) => {
      put(byRegister(register), { ...row, modifiedBy: LUCIA, byApp: false }, 9);
    },
    forgetMarks: () => {
      oldestMark = changes + 1;
    },
    lists,
    batches,
  };
}

async function writeOne(lists: RegisterLists, { list, definition, write }: ListWrite): Promise<RowWritten> {
  try {
    switch (write.kind) {
      case 'create':
        return { row: await lists.createRow(list, definition, write.rowId, write.key, write.values) };
      case 'update':
        return { row: await lists.updateRow(list, definition, write.itemId, write.etag, write.changes) };
      case 'adopt': {
        const { itemId, etag, rowId, key } = write;
        return { row: await lists.adoptRow(list, definition, itemId, etag, rowId, key) };
      }
      case 'delete':
        await lists.deleteRow(list, write.itemId, write.etag);
        return { row: null };
    }
  } catch (error) {
    if (error instanceof DocketError) return { error };
    throw error;
  }
}
