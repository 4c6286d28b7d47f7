/** The last word on an action or a decision: how sure it is that it is one, by all that is known of it. */
import type { StandardLinear } from '../model/model.ts';
import { sumTrees, type Tree } from '../model/trees.ts';
import type { Draft } from '../pipeline/draft.ts';
import { DECISION_FACTS, readDecisionFacts } from './decisionFacts.ts';
import { FACTS, readItemFacts } from './itemFacts.ts';
import judged from './judge.json' with { type: 'json' };
import type { Surroundings } from './surroundings.ts';

/** What is judged, each kind by what it was taught of it. */
export const JUDGED_KINDS = ['action', 'decision'] as const;
export type JudgedKind = (typeof JUDGED_KINDS)[number];

/** Log odds that a committed action is one, or that a decision was taken. */
export type Judge = (draft: Draft, surroundings: Surroundings) => number;

/** A regression and boosted trees over the same facts, which count alike, and their calibration. */
export interface JudgeModel {
  readonly linear: StandardLinear;
  readonly treeBase: number;
  readonly trees: readonly Tree[];
  readonly calibration: { readonly slope: number; readonly offset: number };
}

export const judgeWith =
  (models: Readonly<Record<JudgedKind, JudgeModel>>): Judge =>
  (draft, surroundings) =>
    judgeFacts(models[kindOf(draft)], readFacts(draft, surroundings));

export const FACTS_OF: Readonly<Record<JudgedKind, readonly string[]>> = {
  action: FACTS,
  decision: DECISION_FACTS,
};

/** Facts of a draft in the order of `FACTS_OF` its kind. */
export const readFacts: (draft: Draft, surroundings: Surroundings) => readonly number[] = (
  draft,
  surroundings,
) =>
  kindOf(draft) === 'decision' ? readDecisionFacts(draft, surroundings) : readItemFacts(draft, surroundings);

const kindOf = ({ kind }: Draft): JudgedKind => (kind === 'decision' ? 'decision' : 'action');

/** Log odds by the facts in the order that the model was fitted on. */
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
export const judgeItem: Judge = judgeWith(judged.models);
