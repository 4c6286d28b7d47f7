/** Finds the weights of runs of stems without making a name for each: the scorer's hottest loop. */
import { LONGEST_RUN, RunTree } from './runTree.ts';
import { PIECE_END, PIECE_START, shareOfRun } from './wordFeatures.ts';

/** Places of runs among a model's features. */
export type StemRuns = RunTree;

/** Runs among a model's features, which are named `1 a`, `2 a b` and `3 a b c`. */
export function makeStemRuns(places: ReadonlyMap<string, number>): StemRuns {
  const runs: StemRuns = new RunTree();
  for (const [name, place] of places) {
    const [length = '', ...stems] = name.split(' ');
    if (/^[123]$/.test(length) && stems.length === Number(length)) runs.put(stems, place);
  }
  return runs;
}

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
  runs.visit(fenced, (place, from, length) => {
    if (again?.has(from * LONGEST_RUN + length) !== true) use(place, share);
  });
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
    for (let length = 0; length < LONGEST_RUN && from + length < coded.length; length += 1) {
      code = code * base + (coded[from + length] as number);
      // The marks of the ends are no runs by themselves.
      if (length === 0 && (from === 0 || from === coded.length - 1)) continue;
      if (seen.has(code)) again.add(from * LONGEST_RUN + length);
      else seen.add(code);
    }
  }
  return again;
}
