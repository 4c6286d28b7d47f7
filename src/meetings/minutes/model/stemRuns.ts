/** Finds the weights of runs of stems without making a name for each: the scorer's hottest loop. */
import { PIECE_END, PIECE_START, shareOfRun } from './wordFeatures.ts';

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

/** Longest run. */
const LONGEST = 3;

/** Calls `use` with the place of each run of the stems, once, and with what a run counts. */
export function visitStemRuns(
  runs: StemRuns,
  stems: readonly string[],
  use: (place: number, value: number) => void,
): void {
  const fenced = [PIECE_START, ...stems, PIECE_END];
  // A stem that comes twice may begin a run that comes twice: n singles, n + 1 pairs and n triples are then fewer.
  const again = new Set(stems).size < stems.length ? findAgain(fenced) : null;
  const share = shareOfRun(3 * stems.length + 1 - (again?.size ?? 0));
  for (let from = 0; from < fenced.length - 1; from += 1) {
    let step: Step | undefined = runs;
    for (let length = 0; length < LONGEST && from + length < fenced.length; length += 1) {
      step = step.next.get(fenced[from + length] as string);
      if (step === undefined) break;
      const place = step.places[length] as number;
      if (place >= 0 && again?.has(from * LONGEST + length) !== true) use(place, share);
    }
  }
}

/** Runs that came before, each by where it begins and how long it is. */
function findAgain(fenced: readonly string[]): ReadonlySet<number> {
  const numbers = new Map<string, number>();
  const coded = fenced.map((stem) => {
    const known = numbers.get(stem) ?? numbers.size + 1;
    numbers.set(stem, known);
    return known;
  });
  const base = numbers.size + 1;
  const seen = new Set<number>();
  const again = new Set<number>();
  for (let from = 0; from < coded.length; from += 1) {
    let code = 0;
    for (let length = 0; length < LONGEST && from + length < coded.length; length += 1) {
      code = code * base + (coded[from + length] as number);
      // The marks of the ends are no runs by themselves.
      if (length === 0 && (from === 0 || from === coded.length - 1)) continue;
      if (seen.has(code)) again.add(from * LONGEST + length);
      else seen.add(code);
    }
  }
  return again;
}
