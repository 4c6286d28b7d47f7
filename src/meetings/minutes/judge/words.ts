/** What the words themselves tell the judge: runs of stems in the sentence, before and after it. */
import { LONGEST_RUN, RunTree } from '../model/runTree.ts';
import { PIECE_END, PIECE_START, shareOfRun } from '../model/wordFeatures.ts';
import { splitWords, stemWord } from '../model/words.ts';
import type { Sentence } from '../sentences/sentence.ts';

/** Which sentences are read, by their places from the draft's own, and how much their runs count. */
const PARTS = {
  own: { places: [0], counts: 1 },
  before: { places: [-2, -1], counts: 0.5 },
  after: { places: [1, 2], counts: 0.5 },
} as const;
type Part = keyof typeof PARTS;
const PART_NAMES = Object.keys(PARTS) as readonly Part[];

/** Each sentence that is read, by its place from the one asked for, with its part, the column of that and how much it counts. */
const READ = PART_NAMES.flatMap((part, column) =>
  PARTS[part].places.map((place) => ({ part, column, place, counts: PARTS[part].counts })),
);

/** A regression over runs of one to three stems, fitted on other rounds of meetings than the one it is asked of. */
export interface WordsModel {
  readonly bias: number;
  /** By part, then by run, its stems with spaces between them. */
  readonly weights: Readonly<Record<Part, Readonly<Record<string, number>>>>;
}

/** Name of the fact that the words come to; it is the last of a model's facts. */
export const WORDS_FACT = 'its words';

/** Runs of a sentence's words and of those beside it with what they count, for learning; named by part and run. */
export function readWordRuns({ index }: Sentence, sentences: readonly Sentence[]): Map<string, number> {
  const runs = new Map<string, number>();
  for (const { part, place, counts } of READ) {
    const sentence = sentences[index + place];
    if (sentence === undefined) continue;
    const stems = stemsOf(sentence);
    const share = counts * shareOf(stems);
    for (let from = 0; from < stems.length; from += 1)
      for (let length = 1; length <= LONGEST_RUN && from + length <= stems.length; length += 1) {
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

/** What a sentence and those beside it come to by one of the models, in log odds. */
export type WordsReader<Name extends string> = (
  name: Name,
  sentence: Sentence,
  sentences: readonly Sentence[],
) => number;

/** What the runs of a meeting's sentences come to: columns for each sentence, of which each part of each model has one. */
interface Sums {
  /** 1 for a sentence that was read. */
  readonly isRead: Uint8Array;
  readonly columns: Float64Array;
}

/** Reads by several models at once: a sentence is read by many drafts beside it, and walked through once for all. */
export function makeWordsReader<Name extends string>(
  models: Readonly<Record<Name, WordsModel>>,
): WordsReader<Name> {
  const names = Object.keys(models) as Name[];
  const tree = growTree(names.flatMap((name) => PART_NAMES.map((part) => models[name].weights[part])));
  const width = names.length * PART_NAMES.length;
  const known = new WeakMap<readonly Sentence[], Sums>();
  const sumsOf = (sentences: readonly Sentence[]): Sums => {
    const before = known.get(sentences);
    if (before !== undefined) return before;
    const { length } = sentences;
    const sums = { isRead: new Uint8Array(length), columns: new Float64Array(length * width) };
    known.set(sentences, sums);
    return sums;
  };
  return (name, { index }, sentences) => {
    const { isRead, columns } = sumsOf(sentences);
    const first = names.indexOf(name) * PART_NAMES.length;
    let sum = models[name].bias;
    for (const { column, place, counts } of READ) {
      const at = index + place;
      const sentence = sentences[at];
      if (sentence === undefined) continue;
      if (isRead[at] === 0) addRuns(tree, stemsOf(sentence), columns, at * width);
      isRead[at] = 1;
      sum += counts * (columns[at * width + first + column] as number);
    }
    return sum;
  };
}

const shareOf = (stems: readonly string[]): number => shareOfRun(LONGEST_RUN * stems.length);

/** Stems between the marks of a sentence's beginning and end. */
const stemsOf = (sentence: Sentence): string[] => [
  PIECE_START,
  ...splitWords(sentence.text).map(stemWord),
  PIECE_END,
];

/** The weights of runs; most have some in a few of the columns, of which each part of each model is one. */
interface Weights {
  /** Where the weights of a run begin. */
  readonly runs: RunTree;
  /** Of each run how many weights it has, and then column and weight in turn: what is read together lies together. */
  readonly inTurn: Float64Array;
}

function growTree(columns: readonly Readonly<Record<string, number>>[]): Weights {
  const weightsOf = new Map<string, number[]>();
  columns.forEach((runs, column) => {
    for (const [run, weight] of Object.entries(runs)) {
      const known = weightsOf.get(run);
      if (known === undefined) weightsOf.set(run, [column, weight]);
      else known.push(column, weight);
    }
  });
  const runs = new RunTree();
  const inTurn: number[] = [];
  for (const [run, weights] of weightsOf) {
    runs.put(run.split(' '), inTurn.length);
    inTurn.push(weights.length / 2, ...weights);
  }
  return { runs, inTurn: Float64Array.from(inTurn) };
}

/** Adds the weights of a sentence's runs to its columns, which begin at `from`. */
function addRuns(
  { runs, inTurn }: Weights,
  stems: readonly string[],
  columns: Float64Array,
  from: number,
): void {
  const share = shareOf(stems);
  runs.visit(stems, (start) => {
    const end = start + 1 + 2 * (inTurn[start] as number);
    for (let at = start + 1; at < end; at += 2) {
      const column = from + (inTurn[at] as number);
      columns[column] = (columns[column] as number) + share * (inTurn[at + 1] as number);
    }
  });
}
