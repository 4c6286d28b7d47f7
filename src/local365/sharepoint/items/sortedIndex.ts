/** An index of one column: keys in order, each with its item; searched by halving. */

export type IndexKey = string | number;

export interface SortedIndex {
  add(key: IndexKey, id: number): void;
  remove(key: IndexKey, id: number): void;
  /** How many entries have a key in this range. */
  count(range: KeyRange): number;
  /** Their items, in the order of the keys. */
  ids(range: KeyRange): number[];
}

/** Borders of keys; undefined is open. A key lies in it when it is at or above `from` and below `to`. */
export interface KeyRange {
  readonly from?: { readonly key: IndexKey; readonly excluded: boolean };
  readonly to?: { readonly key: IndexKey; readonly excluded: boolean };
}

interface Entry {
  readonly key: IndexKey;
  readonly id: number;
}

export function makeSortedIndex(unsorted: readonly Entry[]): SortedIndex {
  const entries = [...unsorted].sort(byKeyThenId);
  const bounds = ({ from, to }: KeyRange): [number, number] => [
    from === undefined ? 0 : position(entries, from.key, from.excluded),
    to === undefined ? entries.length : position(entries, to.key, !to.excluded),
  ];
  return {
    add(key, id) {
      entries.splice(slot(entries, { key, id }), 0, { key, id });
    },
    remove(key, id) {
      const at = slot(entries, { key, id });
      const found = entries[at];
      if (found !== undefined && found.key === key && found.id === id) entries.splice(at, 1);
    },
    count(range) {
      const [start, end] = bounds(range);
      return Math.max(0, end - start);
    },
    ids(range) {
      const [start, end] = bounds(range);
      return entries.slice(start, end).map(({ id }) => id);
    },
  };
}

export const exactly = (key: IndexKey): KeyRange => ({
  from: { key, excluded: false },
  to: { key, excluded: false },
});

/** Keys that begin with a text. */
export const beginningWith = (text: string): KeyRange => ({
  from: { key: text, excluded: false },
  to: { key: `${text}\uffff`, excluded: false },
});

const byKeyThenId = (a: Entry, b: Entry): number => {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.id - b.id;
};

/** First place whose entry is not before the given one. */
function slot(entries: readonly Entry[], wanted: Entry): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = entries[middle];
    if (entry !== undefined && byKeyThenId(entry, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First place with a key at the given one, or after it when `past`. */
function position(entries: readonly Entry[], key: IndexKey, past: boolean): number {
  return slot(entries, { key, id: past ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY });
}
