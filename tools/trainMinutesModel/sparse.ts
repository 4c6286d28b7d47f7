/** Sparse matrices of named features. */
import type { NamedFeature } from '../../src/meetings/minutes/model/wordFeatures.ts';

/** By rows: row r holds columns[starts[r] .. starts[r + 1]) with the values beside them. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** Numbers the feature names that occur in enough rows and in rows of enough groups, by their first appearance. */
export function numberFeatures(
  rows: readonly (readonly NamedFeature[])[],
  groups: readonly string[],
  leastRows: number,
  leastGroups: number,
): Map<string, number> {
  const seen = new Map<string, { rows: number; groups: number; last: string | undefined }>();
  rows.forEach((row, index) => {
    const group = groups[index];
    for (const [name] of row) {
      const entry = seen.get(name);
      if (entry === undefined) {
        seen.set(name, { rows: 1, groups: 1, last: group });
        continue;
      }
      entry.rows += 1;
      // Rows come sorted by group, so a change of group is a new group.
      if (entry.last !== group) entry.groups += 1;
      entry.last = group;
    }
  });
  const numbers = new Map<string, number>();
  for (const [name, entry] of seen) {
    if (entry.rows >= leastRows && entry.groups >= leastGroups) numbers.set(name, numbers.size);
  }
  return numbers;
}

/** The matrix of rows of named features; names without a number are left out. */
export function makeSparseMatrix(
  rows: readonly (readonly NamedFeature[])[],
  numbers: ReadonlyMap<string, number>,
): SparseMatrix {
  let filled = 0;
  for (const row of rows) for (const [name] of row) if (numbers.has(name)) filled += 1;
  const starts = new Int32Array(rows.length + 1);
  const columns = new Int32Array(filled);
  const values = new Float32Array(filled);
  let at = 0;
  rows.forEach((row, index) => {
    for (const [name, value] of row) {
      const column = numbers.get(name);
      if (column === undefined) continue;
      columns[at] = column;
      values[at] = value;
      at += 1;
    }
    starts[index + 1] = at;
  });
  return { rows: rows.length, width: numbers.size, starts, columns, values };
}
