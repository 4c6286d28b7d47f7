/** Fits the linear models on all meetings but some folds, once for each choice of folds. */
import { type FirstScores, HOPELESS } from '../../src/meetings/minutes/model/firstStage.ts';
import type { ScoredKind } from '../../src/meetings/minutes/model/model.ts';
import type { CorpusRows } from './corpusRows.ts';
import { fitLogistic, type LinearModel, type LogisticOptions, scoreRows } from './logistic.ts';

export interface FirstStage {
  readonly full: LinearModel;
  readonly own: LinearModel;
}

/** Fits a kind's pair of linear models without the meetings of the folds that are left out. */
export type FirstStageFitter = (kind: ScoredKind, leftOut: readonly number[]) => FirstStage;

const OPTIONS: LogisticOptions = { l2: 1, positiveWeight: 1, iterations: 40 };

export function makeFirstStageFitter(corpus: CorpusRows, folds: readonly number[]): FirstStageFitter {
  const fitted = new Map<string, FirstStage>();
  return (kind, leftOut) => {
    const without = [...new Set(leftOut)].sort((a, b) => a - b);
    const key = `${kind} ${without.join(' ')}`;
    const known = fitted.get(key);
    if (known !== undefined) return known;
    const rows = chooseRows(corpus, (meeting, row) => {
      return corpus.usable[kind][row] === 1 && !without.includes(folds[meeting] ?? -1);
    });
    const stage = {
      full: fitLogistic(corpus.full, rows, corpus.targets[kind], OPTIONS),
      own: fitLogistic(corpus.own, rows, corpus.targets[kind], OPTIONS),
    };
    fitted.set(key, stage);
    return stage;
  };
}

/** Log-odds of every row, as the scorer computes them: too short pieces are hopeless. */
export function scoreFirstStage(corpus: CorpusRows, { full, own }: FirstStage): FirstScores {
  const temper = (scores: Float64Array): Float64Array => {
    for (let row = 0; row < scores.length; row += 1) {
      const isShort = corpus.usable.decision[row] === 0;
      scores[row] = isShort ? HOPELESS : Math.max(HOPELESS, scores[row] ?? HOPELESS);
    }
    return scores;
  };
  return { full: temper(scoreRows(corpus.full, full)), own: temper(scoreRows(corpus.own, own)) };
}

/** Numbers of the rows that are wanted. */
export function chooseRows(corpus: CorpusRows, wants: (meeting: number, row: number) => boolean): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < corpus.rows; row += 1) if (wants(corpus.meetingOf[row] ?? -1, row)) rows.push(row);
  return Int32Array.from(rows);
}
