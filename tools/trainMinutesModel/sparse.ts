/** Sparse matrices of named features. */
import type { NamedFeature } from '../../src/meetings/minutes/model/wordFeatures.ts';

/** By rows: row r holds columns[starts[r] .. ends[r]) with the values beside them. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Takes rows one by one and forgets the names as it goes: the rows of a corpus would not fit into memory as lists. */
export interface SparseCollector {
  /** `own` come first in the row. Rows of one group (a series) come one after the other. */
  addRow(own: readonly NamedFeature[], more: readonly NamedFeature[], group: string): void;
  /** Two matrices on the same columns: the whole rows, and the own features alone. */
  finish(leastRows: number, leastGroups: number): CollectedRows;
}

export interface CollectedRows {
  /** Column of each feature that occurs in enough rows and in enough groups. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly full: SparseMatrix;
  readonly own: SparseMatrix;
}

interface Seen {
  readonly number: number;
  rows: number;
  groups: number;
  lastGroup: string;
}

export function makeSparseCollector(): SparseCollector {
  const seen = new Map<string, Seen>();
  const starts: number[] = [];
  const ownEnds: number[] = [];
  let columns = new Int32Array(1 << 20);
  let values = new Float32Array(1 << 20);
  let filled = 0;
  const add = ([name, value]: NamedFeature, group: string): void => {
    if (filled === columns.length) {
      columns = grow(columns, new Int32Array(2 * filled));
      values = grow(values, new Float32Array(2 * filled));
    }
    columns[filled] = countFeature(seen, name, group);
    values[filled] = value;
    filled += 1;
  };
  return {
    addRow(own, more, group) {
      starts.push(filled);
      for (const feature of own) add(feature, group);
      ownEnds.push(filled);
      for (const feature of more) add(feature, group);
    },
    finish(leastRows, leastGroups) {
      const numbers = new Map<string, number>();
      const renumbered = new Int32Array(seen.size).fill(-1);
      for (const [name, { number, rows, groups }] of seen) {
        if (rows < leastRows || groups < leastGroups) continue;
        renumbered[number] = numbers.size;
        numbers.set(name, numbers.size);
      }
      return { numbers, ...compact(renumbered, numbers.size, [...starts, filled], ownEnds, columns, values) };
    },
  };
}

function countFeature(seen: Map<string, Seen>, name: string, group: string): number {
  const known = seen.get(name);
  if (known === undefined) {
    seen.set(name, { number: seen.size, rows: 1, groups: 1, lastGroup: group });
    return seen.size - 1;
  }
  known.rows += 1;
  if (known.lastGroup !== group) known.groups += 1;
  known.lastGroup = group;
  return known.number;
}

function grow<Numbers extends Int32Array | Float32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** Drops the features that got no column; works in place. */
function compact(
  renumbered: Int32Array,
  width: number,
  starts: readonly number[],
  ownEnds: readonly number[],
  columns: Int32Array,
  values: Float32Array,
): Pick<CollectedRows, 'full' | 'own'> {
  const rows = ownEnds.length;
  const layout = { starts: new Int32Array(rows), ends: new Int32Array(rows), ownEnds: new Int32Array(rows) };
  let to = 0;
  for (let row = 0; row < rows; row += 1) {
    layout.starts[row] = to;
    layout.ownEnds[row] = to;
    const end = starts[row + 1] as number;
    for (let from = starts[row] as number; from < end; from += 1) {
      const column = renumbered[columns[from] as number] as number;
      if (column < 0) continue;
      columns[to] = column;
      values[to] = values[from] as number;
      to += 1;
      if (from < (ownEnds[row] as number)) layout.ownEnds[row] = to;
    }
    layout.ends[row] = to;
  }
  const shared = {
    rows,
    width,
    starts: layout.starts,
    columns: columns.slice(0, to),
    values: values.slice(0, to),
  };
  return { full: { ...shared, ends: layout.ends }, own: { ...shared, ends: layout.ownEnds } };
}
