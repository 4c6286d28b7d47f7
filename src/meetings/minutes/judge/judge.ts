/** The last word on a proposed action: how sure it is that somebody promised it, by all that is known of it. */
import type { StandardLinear } from '../model/model.ts';
import type { Draft } from '../pipeline/draft.ts';
import { readItemFacts, type Surroundings } from './itemFacts.ts';
import judged from './judge.json' with { type: 'json' };

/** Log odds that a committed action is one. */
export type Judge = (draft: Draft, surroundings: Surroundings) => number;

export const judgeWith =
  (model: StandardLinear): Judge =>
  (draft, surroundings) =>
    applyLinear(model, readItemFacts(draft, surroundings));

export function applyLinear(
  { means, spreads, weights, bias }: StandardLinear,
  facts: readonly number[],
): number {
  let sum = bias;
  for (let k = 0; k < weights.length; k += 1) {
    const value = ((facts[k] ?? 0) - (means[k] as number)) / (spreads[k] as number);
    sum += value * (weights[k] as number);
  }
  return sum;
}

/** The shipped judge; see docs/decisions/0006-minutes-model.md for what it was fitted on. */
export const judgeItem: Judge = judgeWith(judged.model);
