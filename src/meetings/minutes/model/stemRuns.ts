/** Finds the weights of runs of stems without making a name for each: the scorer's hottest loop. */
import { nameRuns, PIECE_END, PIECE_START, shareOfRun } from './wordFeatures.ts';

/** A step from stem to stem. Places by length of the run that ends here, -1 where the model has none. */
interface Step {
  readonly places: [single: number, pair: number, triple: number];
  readonly next: Map<string, Step>;
}

export type StemRuns = Step;

/** Runs among a model's features, which are named `1 a`, `2 a b` and `3 a b c`. */
export function makeStemRuns(places: ReadonlyMap<string, number>): StemRuns {
  const root: Step = makeStep();
  for (const [name, place] of places) {
    const [length = '', ...stems] = name.split(' ');
    if (!/^[123]$/.test(length) || stems.length !== Number(length)) continue;
    let step = root;
    for (const stem of stems) {
      let next = step.next.get(stem);
      if (next === undefined) {
        next = makeStep();
        step.next.set(stem, next);
      }
      step = next;
    }
    step.places[stems.length - 1] = place;
  }
  return root;
}

const makeStep = (): Step => ({ places: [-1, -1, -1], next: new Map() });

/** Calls `use` with the place of each run of the stems, once, and with what a run counts. */
export function visitStemRuns(
  runs: StemRuns,
  places: ReadonlyMap<string, number>,
  stems: readonly string[],
  use: (place: number, value: number) => void,
): void {
  if (new Set(stems).size < stems.length) {
    const names = nameRuns(stems);
    const share = shareOfRun(names.size);
    for (const name of names) {
      const place = places.get(name);
      if (place !== undefined) use(place, share);
    }
    return;
  }
  // No stem comes twice, so no run does: n singles, n + 1 pairs and n triples.
  const share = shareOfRun(3 * stems.length + 1);
  const last = stems.length + 1;
  const stemAt = (at: number): string =>
    at === 0 ? PIECE_START : at === last ? PIECE_END : (stems[at - 1] as string);
  for (let from = 0; from < last; from += 1) {
    let step: Step | undefined = runs;
    for (let length = 0; length < 3 && from + length <= last; length += 1) {
      step = step.next.get(stemAt(from + length));
      if (step === undefined) break;
      const place = step.places[length] as number;
      if (place >= 0) use(place, share);
    }
  }
}
