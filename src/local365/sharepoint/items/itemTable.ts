/** The items of one list: by id, by column, and in the order of their changes. */
import type { Store } from '../../core/store.ts';
import type { ItemRecord, StoredValue, Tombstone, VersionRecord } from '../model.ts';
import { type IndexKey, makeSortedIndex, type SortedIndex } from './sortedIndex.ts';

/** Major versions that a list keeps of an item; SharePoint's default for new lists is 50. */
const VERSIONS_KEPT = 50;

export interface ItemTable {
  get(id: number): ItemRecord | undefined;
  readonly size: number;
  /** All ids, ascending. */
  ids(): readonly number[];
  /** An id that no item of this list has had. */
  nextId(): number;
  /** Stores an item as the newest change; its `sequence` is set here. The state before it becomes a version. */
  put(item: Omit<ItemRecord, 'sequence'>): ItemRecord;
  /** Removes it; the removal is a change too. */
  remove(id: number): void;
  /** Index of a column, made at its first use. `keyOf` says what a value is as a key. */
  index(column: string, keyOf: (value: StoredValue) => IndexKey | null): SortedIndex;
  /** Forgets the index of a column whose definition changed. */
  dropIndex(column: string): void;
  readonly lastSequence: number;
  /** Changes after a place, oldest first, the latest of each item only. */
  changesAfter(sequence: number, most: number): readonly (ItemRecord | Tombstone)[];
  /** Earlier versions of an item, newest first. */
  versions(id: number): readonly VersionRecord[];
}

interface ColumnIndex {
  readonly index: SortedIndex;
  readonly keyOf: (value: StoredValue) => IndexKey | null;
}

/** Whether a change left an item, and did not remove it. */
export const isItem = (entry: ItemRecord | Tombstone): entry is ItemRecord => 'values' in entry;

export function openItemTable(store: Store, listId: string): ItemTable {
  const items = store.collection<ItemRecord>(`sharepoint.items.${listId}`);
  const tombstones = store.collection<Tombstone>(`sharepoint.tombstones.${listId}`);
  const versions = store.collection<VersionRecord>(`sharepoint.versions.${listId}`);
  const byId = new Map<number, ItemRecord>();
  for (const item of items.values()) byId.set(item.id, item);
  const ids = [...byId.keys()].sort((a, b) => a - b);
  const indexes = new Map<string, ColumnIndex>();
  const log = makeChangeLog(byId, tombstones.values());
  let lastId = Math.max(0, ids.at(-1) ?? 0, ...[...tombstones.values()].map(({ id }) => id));

  const reindex = (before: ItemRecord | undefined, after: ItemRecord | undefined): void => {
    for (const [column, { index, keyOf }] of indexes) {
      const [old, fresh] = [keyIn(before, column, keyOf), keyIn(after, column, keyOf)];
      if (old === fresh) continue;
      if (old !== null && before !== undefined) index.remove(old, before.id);
      if (fresh !== null && after !== undefined) index.add(fresh, after.id);
    }
  };

  return {
    get: (id) => byId.get(id),
    get size() {
      return byId.size;
    },
    ids: () => ids,
    nextId: () => lastId + 1,
    put(given) {
      const item: ItemRecord = { ...given, sequence: log.next() };
      const before = byId.get(item.id);
      if (before !== undefined) keepVersion(versions, before);
      else insertId(ids, item.id);
      lastId = Math.max(lastId, item.id);
      items.put(String(item.id), item);
      if (tombstones.get(String(item.id)) !== undefined) tombstones.delete(String(item.id));
      byId.set(item.id, item);
      reindex(before, item);
      log.add(item.id, item.sequence);
      return item;
    },
    remove(id) {
      const before = byId.get(id);
      if (before === undefined) return;
      const tombstone: Tombstone = { id, sequence: log.next() };
      tombstones.put(String(id), tombstone);
      items.delete(String(id));
      byId.delete(id);
      ids.splice(placeOf(ids, id), 1);
      reindex(before, undefined);
      log.add(id, tombstone.sequence);
    },
    index(column, keyOf) {
      const known = indexes.get(column);
      if (known !== undefined) return known.index;
      const entries = [];
      for (const item of byId.values()) {
        const key = keyIn(item, column, keyOf);
        if (key !== null) entries.push({ key, id: item.id });
      }
      const index = makeSortedIndex(entries);
      indexes.set(column, { index, keyOf });
      return index;
    },
    dropIndex: (column) => void indexes.delete(column),
    get lastSequence() {
      return log.last();
    },
    changesAfter(sequence, most) {
      const found: (ItemRecord | Tombstone)[] = [];
      for (const id of log.after(sequence, most)) {
        const entry = byId.get(id) ?? tombstones.get(String(id));
        if (entry !== undefined) found.push(entry);
      }
      return found;
    },
    versions(id) {
      const found: VersionRecord[] = [];
      const current = byId.get(id)?.version ?? 0;
      for (let version = current - 1; version > 0 && version > current - VERSIONS_KEPT; version -= 1) {
        const record = versions.get(`${id}/${version}`);
        if (record !== undefined) found.push(record);
      }
      return found;
    },
  };
}

function keyIn(
  item: ItemRecord | undefined,
  column: string,
  keyOf: (value: StoredValue) => IndexKey | null,
): IndexKey | null {
  const value = item?.values[column];
  return value === undefined ? null : keyOf(value);
}

function keepVersion(
  versions: { put(id: string, value: VersionRecord): void; delete(id: string): void },
  before: ItemRecord,
): void {
  versions.put(`${before.id}/${before.version}`, {
    itemId: before.id,
    version: before.version,
    values: before.values,
    modifiedAt: before.modifiedAt,
    modifiedBy: before.modifiedBy,
    editorId: before.editorId,
    ...(before.file === undefined ? {} : { file: before.file }),
  });
  versions.delete(`${before.id}/${before.version + 1 - VERSIONS_KEPT}`);
}

/** Ids in the order of their last change. Superseded places are passed over and swept now and then. */
function makeChangeLog(items: ReadonlyMap<number, ItemRecord>, tombstones: Iterable<Tombstone>) {
  const latest = new Map<number, number>();
  let places: { id: number; sequence: number }[] = [];
  for (const { id, sequence } of [...items.values(), ...tombstones]) places.push({ id, sequence });
  places.sort((a, b) => a.sequence - b.sequence);
  for (const { id, sequence } of places) latest.set(id, sequence);
  let last = places.at(-1)?.sequence ?? 0;
  return {
    next: () => last + 1,
    last: () => last,
    add(id: number, sequence: number): void {
      last = sequence;
      latest.set(id, sequence);
      places.push({ id, sequence });
      if (places.length > latest.size * 2 + 1_000)
        places = places.filter((place) => latest.get(place.id) === place.sequence);
    },
    after(sequence: number, most: number): readonly number[] {
      const found: number[] = [];
      for (let at = firstAfter(places, sequence); at < places.length && found.length < most; at += 1) {
        const place = places[at];
        if (place !== undefined && latest.get(place.id) === place.sequence) found.push(place.id);
      }
      return found;
    },
  };
}

function firstAfter(places: readonly { readonly sequence: number }[], sequence: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle]?.sequence ?? 0) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Place of an id in an ascending list, or where it would stand. */
export function placeOf(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertId(ids: number[], id: number): void {
  if (id > (ids.at(-1) ?? 0)) ids.push(id);
  else ids.splice(placeOf(ids, id), 0, id);
}
