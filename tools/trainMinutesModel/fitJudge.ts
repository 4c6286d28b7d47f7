/** Fits the judge: a regression and boosted trees over what is known of an item, calibrated on rounds of meetings they had not seen. */
import { type JudgeModel, judgeFacts } from '../../src/meetings/minutes/judge/judge.ts';
import { type BoostOptions, fitTrees } from './boost.ts';
import { fitLine } from './fitLine.ts';
import { fitStandardLinear } from './fitSecondStage.ts';

/** Strong: there are few items for so many facts. Chosen where unseen items were judged best, as were the trees. */
const PENALTY = 60;
const TREES: Omit<BoostOptions, 'seed'> = {
  trees: 100,
  leaves: 4,
  learningRate: 0.05,
  minLeafWeight: 2,
  minLeafRows: 15,
  l2: 5,
  rowShare: 0.7,
  featureShare: 0.3,
  positiveWeight: 1,
};

/** What is learnt from. */
export interface FactRow {
  /** Meetings written together: an author's habits are theirs. */
  readonly round: string;
  readonly facts: readonly number[];
  /** 1 for what is marked, 0 for the rest. */
  readonly target: number;
  /** How often it counts: talk that no rule was made for says more of talk to come. */
  readonly times: number;
}

/** An item, and the log odds by a judge that had not seen its round. */
export interface UnseenItem {
  readonly row: FactRow;
  readonly logOdds: number;
}

/** Not calibrated yet. */
export function fitJudge(rows: readonly FactRow[], seed: number): JudgeModel {
  const counted = rows.flatMap((row) => Array.from({ length: row.times }, () => row));
  const width = rows[0]?.facts.length ?? 0;
  const values = new Float32Array(counted.length * width);
  counted.forEach(({ facts }, index) => {
    values.set(facts, index * width);
  });
  const targets = Float32Array.from(counted, ({ target }) => target);
  const matrix = { rows: counted.length, width, values };
  const { base, trees } = fitTrees(matrix, Int32Array.from(counted.keys()), targets, { ...TREES, seed });
  return {
    linear: fitStandardLinear(matrix, targets, PENALTY),
    treeBase: base,
    trees,
    calibration: { slope: 1, offset: 0 },
  };
}

/** Each round's items by a judge fitted on the other rounds: what a meeting in a style not met yet is like. */
export function judgeUnseen(rows: readonly FactRow[], seed: number): UnseenItem[] {
  return [...new Set(rows.map(({ round }) => round))].flatMap((left) => {
    const judge = fitJudge(
      rows.filter(({ round }) => round !== left),
      seed,
    );
    return rows
      .filter(({ round }) => round === left)
      .map((row) => ({ row, logOdds: judgeFacts(judge, row.facts) }));
  });
}

/** The judge bent so that its log odds are right on rounds left out. Each item counts as often as in the fit. */
export function calibrateJudge(judge: JudgeModel, unseen: readonly UnseenItem[]): JudgeModel {
  const counted = unseen.flatMap((item) => Array.from({ length: item.row.times }, () => item));
  const calibration = fitLine(
    counted.map(({ logOdds }) => logOdds),
    counted.map(({ row }) => row.target),
  );
  return { ...judge, calibration };
}
