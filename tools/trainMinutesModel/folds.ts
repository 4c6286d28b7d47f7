/** Divides meetings into folds; a series stays whole, so that nobody is met both in training and in testing. */

/** The fold (0 to count - 1) of each meeting. The largest series are dealt out first, each to the smallest fold. */
export function assignFolds(
  meetings: readonly { readonly series: string; readonly utterances: readonly unknown[] }[],
  count: number,
): number[] {
  const sizes = new Map<string, number>();
  for (const { series, utterances } of meetings)
    sizes.set(series, (sizes.get(series) ?? 0) + utterances.length);
  const bySize = [...sizes].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  const filled = new Array<number>(count).fill(0);
  const foldOf = new Map<string, number>();
  for (const [series, size] of bySize) {
    const fold = filled.indexOf(Math.min(...filled));
    foldOf.set(series, fold);
    filled[fold] = (filled[fold] ?? 0) + size;
  }
  return meetings.map(({ series }) => foldOf.get(series) ?? 0);
}
