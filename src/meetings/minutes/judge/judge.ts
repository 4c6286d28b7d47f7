/** The last word on a proposed action: how sure it is that somebody promised it, by all that is known of it. */
import type { StandardLinear } from '../model/model.ts';
import { sumTrees, type Tree } from '../model/trees.ts';
import type { Draft } from '../pipeline/draft.ts';
import { readItemFacts, type Surroundings } from './itemFacts.ts';
import judged from './judge.json' with { type: 'json' };

/** Log odds that a committed action is one. */
export type Judge = (draft: Draft, surroundings: Surroundings) => number;

/** A regression and boosted trees over the same facts, which count alike, and their calibration. */
export interface JudgeModel {
  readonly linear: StandardLinear;
  readonly treeBase: number;
  readonly trees: readonly Tree[];
  readonly calibration: { readonly slope: number; readonly offset: number };
}

export const judgeWith =
  (model: JudgeModel): Judge =>
  (draft, surroundings) =>
    judgeFacts(model, readItemFacts(draft, surroundings));

/** Log odds by the facts in the order of `FACTS`. */
export function judgeFacts(
  { linear, treeBase, trees, calibration: { slope, offset } }: JudgeModel,
  facts: readonly number[],
): number {
  const blended = (applyLinear(linear, facts) + treeBase + sumTrees(trees, facts, 0)) / 2;
  return slope * blended + offset;
}

function applyLinear({ means, spreads, weights, bias }: StandardLinear, facts: readonly number[]): number {
  let sum = bias;
  for (let k = 0; k < weights.length; k += 1) {
    const value = ((facts[k] ?? 0) - (means[k] as number)) / (spreads[k] as number);
    sum += value * (weights[k] as number);
  }
  return sum;
}

/** The shipped judge; see docs/decisions/0006-minutes-model.md for what it was fitted on. */
export const judgeItem: Judge = judgeWith(judged.model);
