/** Fits the judge: a logistic regression over what is known of an item, calibrated on meetings it had not seen. */
import { applyLinear } from '../../src/meetings/minutes/judge/judge.ts';
import type { StandardLinear } from '../../src/meetings/minutes/model/model.ts';
import { fitLine } from './fitLine.ts';
import { fitStandardLinear } from './fitSecondStage.ts';
import type { JudgeRow } from './judgeRows.ts';

/** Strong: there are few items for so many facts. Chosen where the unseen items were judged best. */
const PENALTY = 60;

/** An item, and the log odds by a judge that had not seen its meeting. */
export interface UnseenItem {
  readonly row: JudgeRow;
  readonly logOdds: number;
}

export function fitJudge(rows: readonly JudgeRow[], penalty: number = PENALTY): StandardLinear {
  const counted = rows.flatMap((row) => Array.from({ length: row.times }, () => row));
  const width = rows[0]?.facts.length ?? 0;
  const values = new Float32Array(counted.length * width);
  counted.forEach(({ facts }, index) => {
    values.set(facts, index * width);
  });
  const targets = Float32Array.from(counted, ({ target }) => target);
  return fitStandardLinear({ rows: counted.length, width, values }, targets, penalty);
}

/** Each item counts as often as in the fit. */
function lineOf(unseen: readonly UnseenItem[]): ReturnType<typeof fitLine> {
  const counted = unseen.flatMap((item) => Array.from({ length: item.row.times }, () => item));
  return fitLine(
    counted.map(({ logOdds }) => logOdds),
    counted.map(({ row }) => row.target),
  );
}

/** Each meeting's items by a judge fitted on the other meetings. */
export function judgeUnseen(rows: readonly JudgeRow[], penalty: number = PENALTY): UnseenItem[] {
  return [...new Set(rows.map(({ meeting }) => meeting))].flatMap((left) => {
    const judge = fitJudge(
      rows.filter(({ meeting }) => meeting !== left),
      penalty,
    );
    return rows
      .filter(({ meeting }) => meeting === left)
      .map((row) => ({ row, logOdds: applyLinear(judge, row.facts) }));
  });
}

/** The judge of all meetings, bent so that its log odds are right on meetings left out. */
export function calibrateJudge(judge: StandardLinear, unseen: readonly UnseenItem[]): StandardLinear {
  const { slope, offset } = lineOf(unseen);
  return {
    ...judge,
    weights: judge.weights.map((weight) => slope * weight),
    bias: slope * judge.bias + offset,
  };
}
