/** A tree of runs of stems: finds what is known of each run of a sentence without making a name for it. */

/** Longest run. */
export const LONGEST_RUN = 3;

/** A step from stem to stem; `value` is what is known of the run that ends here. */
export interface RunTree<Value> {
  value: Value | null;
  readonly next: Map<string, RunTree<Value>>;
}

export const makeRunTree = <Value>(): RunTree<Value> => ({ value: null, next: new Map() });

/** The place of a run in the tree, made where it is not there. */
export function placeOfRun<Value>(root: RunTree<Value>, stems: readonly string[]): RunTree<Value> {
  let step = root;
  for (const stem of stems) {
    const next = step.next.get(stem) ?? makeRunTree<Value>();
    step.next.set(stem, next);
    step = next;
  }
  return step;
}

/** Calls `use` for each known run of the stems, with the place of its first stem and its length less one. */
export function visitRuns<Value>(
  root: RunTree<Value>,
  stems: readonly string[],
  use: (value: Value, from: number, length: number) => void,
): void {
  for (let from = 0; from < stems.length; from += 1) {
    let step: RunTree<Value> | undefined = root;
    for (let length = 0; length < LONGEST_RUN && from + length < stems.length; length += 1) {
      step = step.next.get(stems[from + length] as string);
      if (step === undefined) break;
      if (step.value !== null) use(step.value, from, length);
    }
  }
}
