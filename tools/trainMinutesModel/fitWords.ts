/** Fits what the words themselves tell the judge, and scores each row by words of other rounds. */
import { nameWords, type WordsModel } from '../../src/meetings/minutes/judge/words.ts';
import { fitLogistic } from './logistic.ts';
import { makeSparseCollector } from './sparse.ts';

/** A row with the runs of its words. */
export interface WordsRow {
  readonly round: string;
  readonly runs: ReadonlyMap<string, number>;
  /** 1 for what is marked, 0 for the rest. */
  readonly target: number;
}

/** A run must occur in so many rows and rounds: names and topics of one author are not learnt. */
const LEAST_ROWS = 4;
const LEAST_ROUNDS = 3;
/** Chosen where unseen rows were told apart best, of 0.3, 1, 2, 8 and 30. */
const PENALTY = 1;
const ITERATIONS = 40;
/** Weights nearer to none are left out of the shipped file. */
const LEAST_WEIGHT = 0.02;
/** Of a shipped weight. */
const DIGITS = 3;

export function fitWords(rows: readonly WordsRow[]): WordsModel {
  const { bias, weights } = fitRuns(rows);
  const kept = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([run, weight]) => [run, Number(weight.toPrecision(DIGITS))] as const);
  return nameWords(bias, kept);
}

interface LearntRuns {
  readonly bias: number;
  readonly weights: ReadonlyMap<string, number>;
}

function fitRuns(rows: readonly WordsRow[]): LearntRuns {
  const ordered = [...rows].sort((one, other) =>
    one.round < other.round ? -1 : one.round > other.round ? 1 : 0,
  );
  const collector = makeSparseCollector();
  for (const { runs, round } of ordered) collector.addRow([...runs], [], round);
  const { numbers, own } = collector.finish(LEAST_ROWS, LEAST_ROUNDS);
  const { weights, bias } = fitLogistic(
    own,
    Int32Array.from(ordered.keys()),
    Float32Array.from(ordered, ({ target }) => target),
    { l2: PENALTY, positiveWeight: 1, iterations: ITERATIONS },
  );
  return { bias, weights: new Map([...numbers].map(([run, column]) => [run, weights[column] ?? 0])) };
}

/** Log odds of each row by the words of the other rounds, as a new author's talk is read. */
export function scoreUnseenWords(rows: readonly WordsRow[]): number[] {
  const models = new Map(
    [...new Set(rows.map(({ round }) => round))].map((left) => [
      left,
      fitRuns(rows.filter(({ round }) => round !== left)),
    ]),
  );
  return rows.map(({ round, runs }) => {
    const { bias, weights } = models.get(round) as LearntRuns;
    let sum = bias;
    for (const [run, share] of runs) sum += share * (weights.get(run) ?? 0);
    return sum;
  });
}
