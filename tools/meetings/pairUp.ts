/** Pairs two lists one to one so that the pairs are as alike as they can be (Hungarian method). */

/** Pairs with a likeness above 0. Both lists may have any length; likeness is at least 0. */
export function pairUp<One, Other>(
  ones: readonly One[],
  others: readonly Other[],
  likeness: (one: One, other: Other) => number,
): (readonly [One, Other])[] {
  const size = Math.max(ones.length, others.length);
  const alike = ones.map((one) => others.map((other) => likeness(one, other)));
  const costOf = (row: number, column: number): number => -(alike[row]?.[column] ?? 0);
  return assign(size, costOf).flatMap((column, row) => {
    const [one, other] = [ones[row], others[column]];
    const isPair = one !== undefined && other !== undefined && costOf(row, column) < 0;
    return isPair ? [[one, other] as const] : [];
  });
}

/** The column of each row of a square of costs, so that the sum is least. */
function assign(size: number, costOf: (row: number, column: number) => number): number[] {
  const rowPrice = new Array<number>(size + 1).fill(0);
  const columnPrice = new Array<number>(size + 1).fill(0);
  const rowOf = new Array<number>(size + 1).fill(0);
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  for (let row = 1; row <= size; row += 1) {
    const cameFrom = new Array<number>(size + 1).fill(0);
    const least = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY);
    const isUsed = new Array<boolean>(size + 1).fill(false);
    rowOf[0] = row;
    let column = 0;
    do {
      isUsed[column] = true;
      const current = at(rowOf, column);
      let step = Number.POSITIVE_INFINITY;
      let next = 0;
      for (let other = 1; other <= size; other += 1) {
        if (isUsed[other]) continue;
        const cost = costOf(current - 1, other - 1) - at(rowPrice, current) - at(columnPrice, other);
        if (cost < at(least, other)) {
          least[other] = cost;
          cameFrom[other] = column;
        }
        if (at(least, other) < step) {
          step = at(least, other);
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (isUsed[other]) {
          rowPrice[at(rowOf, other)] = at(rowPrice, at(rowOf, other)) + step;
          columnPrice[other] = at(columnPrice, other) - step;
        } else least[other] = at(least, other) - step;
      }
      column = next;
    } while (at(rowOf, column) !== 0);
    while (column !== 0) {
      const previous = at(cameFrom, column);
      rowOf[column] = at(rowOf, previous);
      column = previous;
    }
  }
  const columnOf = new Array<number>(size).fill(-1);
  for (let column = 1; column <= size; column += 1) columnOf[at(rowOf, column) - 1] = column - 1;
  return columnOf;
}
