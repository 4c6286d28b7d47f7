/** What the words themselves tell the judge: runs of stems in the sentence, before and after it. */
import { PIECE_END, PIECE_START, shareOfRun } from '../model/wordFeatures.ts';
import { splitWords, stemWord } from '../model/words.ts';
import type { Draft } from '../pipeline/draft.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { Surroundings } from './surroundings.ts';

/** Which sentences are read, by their places from the draft's own, and how much their runs count. */
const PARTS = {
  own: { places: [0], counts: 1 },
  before: { places: [-2, -1], counts: 0.5 },
  after: { places: [1, 2], counts: 0.5 },
} as const;
type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as readonly Part[];

/** A regression over runs of one to three stems, fitted on other rounds of meetings than the one it is asked of. */
export interface WordsModel {
  readonly bias: number;
  /** By part, then by run, its stems with spaces between them. */
  readonly weights: Readonly<Record<Part, Readonly<Record<string, number>>>>;
}

/** Name of the fact that the words come to; it is the last of a model's facts. */
export const WORDS_FACT = 'its words';

/** Longest run of stems. */
const LONGEST = 3;

/** Runs of a draft's words with what they count, for learning; named by part and run. */
export function readWordRuns(
  draft: Draft,
  surroundings: Pick<Surroundings, 'sentences'>,
): Map<string, number> {
  const runs = new Map<string, number>();
  for (const part of PART_NAMES)
    for (const sentence of sentencesOf(part, draft, surroundings)) {
      const stems = stemsOf(sentence);
      const share = PARTS[part].counts * shareOf(stems);
      for (let from = 0; from < stems.length; from += 1)
        for (let length = 1; length <= LONGEST && from + length <= stems.length; length += 1) {
          const name = `${part} ${stems.slice(from, from + length).join(' ')}`;
          runs.set(name, (runs.get(name) ?? 0) + share);
        }
    }
  return runs;
}

/** A model of the runs that were learnt, named as `readWordRuns` names them. */
export function nameWords(
  bias: number,
  learnt: readonly (readonly [name: string, weight: number])[],
): WordsModel {
  const of = (part: Part) =>
    Object.fromEntries(
      learnt.flatMap(([name, weight]) =>
        name.startsWith(`${part} `) ? [[name.slice(part.length + 1), weight] as const] : [],
      ),
    );
  return { bias, weights: { own: of('own'), before: of('before'), after: of('after') } };
}

/** What the words come to, in log odds. Sentences are read by each draft beside them and scored once. */
export function makeWordsReader({
  bias,
  weights,
}: WordsModel): (draft: Draft, surroundings: Pick<Surroundings, 'sentences'>) => number {
  const trees = { own: grow(weights.own), before: grow(weights.before), after: grow(weights.after) };
  const known = { own: new WeakMap<Sentence, number>(), before: new WeakMap(), after: new WeakMap() };
  const scoreOf = (part: Part, sentence: Sentence): number => {
    const before = known[part].get(sentence);
    if (before !== undefined) return before;
    const stems = stemsOf(sentence);
    const score = PARTS[part].counts * shareOf(stems) * sumRuns(trees[part], stems);
    known[part].set(sentence, score);
    return score;
  };
  return (draft, surroundings) => {
    let sum = bias;
    for (const part of PART_NAMES)
      for (const sentence of sentencesOf(part, draft, surroundings)) sum += scoreOf(part, sentence);
    return sum;
  };
}

const sentencesOf = (
  part: Part,
  { sentence }: Draft,
  { sentences }: Pick<Surroundings, 'sentences'>,
): Sentence[] => PARTS[part].places.flatMap((place) => sentences[sentence.index + place] ?? []);

const shareOf = (stems: readonly string[]): number => shareOfRun(LONGEST * stems.length);

const stemmed = new WeakMap<Sentence, readonly string[]>();

/** Stems between the marks of a sentence's beginning and end. */
function stemsOf(sentence: Sentence): readonly string[] {
  const before = stemmed.get(sentence);
  if (before !== undefined) return before;
  const stems = [PIECE_START, ...splitWords(sentence.text).map(stemWord), PIECE_END];
  stemmed.set(sentence, stems);
  return stems;
}

/** A step from stem to stem; `weight` is that of the run that ends here. */
interface Step {
  weight: number;
  readonly next: Map<string, Step>;
}

function grow(weights: Readonly<Record<string, number>>): Step {
  const root: Step = { weight: 0, next: new Map() };
  for (const [run, weight] of Object.entries(weights)) {
    let step = root;
    for (const stem of run.split(' ')) {
      const known = step.next.get(stem);
      const next = known ?? { weight: 0, next: new Map() };
      if (known === undefined) step.next.set(stem, next);
      step = next;
    }
    step.weight = weight;
  }
  return root;
}

function sumRuns(root: Step, stems: readonly string[]): number {
  let sum = 0;
  for (let from = 0; from < stems.length; from += 1) {
    let step: Step | undefined = root;
    for (let at = from; at < from + LONGEST; at += 1) {
      step = step.next.get(stems[at] ?? '');
      if (step === undefined) break;
      sum += step.weight;
    }
  }
  return sum;
}
