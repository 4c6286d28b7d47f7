/** A sparse matrix by rows: row r holds columns[starts[r] .. starts[r + 1]) with the values beside them. */
export interface SparseMatrix {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

import type { NamedFeature } from '../../src/meetings/minutes/model/wordFeatures.ts';

/** Numbers the feature names, in the order of their first appearance, that occur in at least `minRows` rows. */
export function numberFeatures(
  rows: Iterable<readonly NamedFeature[]>,
  minRows: number,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) for (const [name] of row) counts.set(name, (counts.get(name) ?? 0) + 1);
  const numbers = new Map<string, number>();
  for (const [name, count] of counts) if (count >= minRows) numbers.set(name, numbers.size);
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
