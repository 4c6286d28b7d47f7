/** The last word on an action or a decision: how sure it is that it is one, by all that is known of it. */
import type { StandardLinear } from '../model/model.ts';
import { sumTrees, type Tree } from '../model/trees.ts';
import type { Draft } from '../pipeline/draft.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { DECISION_FACTS, readDecisionFacts } from './decisionFacts.ts';
import { FACTS, readItemFacts } from './itemFacts.ts';
import judged from './judge.json' with { type: 'json' };
import { PROMISE_FACTS, readPromiseFacts } from './promiseFacts.ts';
import type { Surroundings } from './surroundings.ts';
import { readUnheardFacts, UNHEARD_FACTS } from './unheardFacts.ts';
import { makeWordsReader, WORDS_FACT, type WordsModel, type WordsReader } from './words.ts';

/** What is judged, each kind by what it was taught of it. */
export const JUDGED_KINDS = ['action', 'decision', 'promise'] as const;
export type JudgedKind = (typeof JUDGED_KINDS)[number];

/** Log odds that a committed action is one, or that a decision was taken. */
export type Judge<Answer = number> = (draft: Draft, surroundings: Surroundings) => Answer;

/** A regression and boosted trees over the same facts, which count alike, and their calibration. */
export interface JudgeModel {
  readonly linear: StandardLinear;
  readonly treeBase: number;
  readonly trees: readonly Tree[];
  readonly calibration: { readonly slope: number; readonly offset: number };
}

/** What the words come to is the last of its facts. */
export interface ReadingModel extends JudgeModel {
  readonly words: WordsModel;
}

/** What has a model: besides what is judged, whether a promise is one that nothing else tells. */
export const MODELS = [...JUDGED_KINDS, 'unheard'] as const;
export type ModelName = (typeof MODELS)[number];
export type JudgeModels = Readonly<Record<JudgedKind, ReadingModel> & { readonly unheard: JudgeModel }>;

/** Log odds, not calibrated, below which words in no known form promise nothing. */
export const PROMISED_FROM = -3.5;

/** Log odds of the words alone, not calibrated, below which nothing is ever found to promise or decide something. */
const DRAFTED_FROM = -3.5;

/** Names of the facts of each model, in their order. */
export const FACTS_OF: Readonly<Record<ModelName, readonly string[]>> = {
  action: [...FACTS, WORDS_FACT],
  decision: [...DECISION_FACTS, WORDS_FACT],
  promise: [...PROMISE_FACTS, WORDS_FACT],
  unheard: [...UNHEARD_FACTS, 'promise'],
};

const READER_OF: Readonly<Record<JudgedKind, Judge<readonly number[]>>> = {
  action: readItemFacts,
  decision: readDecisionFacts,
  promise: readPromiseFacts,
};

/** Facts of a draft in the order of `FACTS_OF` its kind, but for what its words come to. */
export const readFacts: Judge<readonly number[]> = (draft, surroundings) =>
  READER_OF[judgedKindOf(draft)](draft, surroundings);

/** Only decisions and actions are judged. */
export const judgedKindOf = ({ kind, loose }: Draft): JudgedKind =>
  kind === 'decision' ? 'decision' : loose === undefined ? 'action' : 'promise';

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
export const judgeItem: Judge = (draft, surroundings) => {
  const kind = judgedKindOf(draft);
  const words = readWords(kind, draft.sentence, surroundings.sentences);
  const said = judgeFacts(shipped[kind], [...readFacts(draft, surroundings), words]);
  // Of what is no promise nobody need know whether it is told elsewhere.
  if (kind !== 'promise' || said < PROMISED_FROM) return said;
  return judgeFacts(shipped.unheard, [...readUnheardFacts(draft, surroundings), said]);
};

const shipped: JudgeModels = judged.models;

/**
 * Whether a sentence that by its form may promise or decide something is worth a draft. Hardly one in four is, and what is
 * drafted must be written out, compared and judged.
 */
export const isWorthDrafting = (
  kind: 'decision' | 'promise',
  sentence: Sentence,
  sentences: readonly Sentence[],
): boolean => readWords(kind, sentence, sentences) >= DRAFTED_FROM;

const readWords: WordsReader<JudgedKind> = (kind, sentence, sentences) => {
  wordsReader ??= makeWordsReader({
    action: shipped.action.words,
    decision: shipped.decision.words,
    promise: shipped.promise.words,
  });
  return wordsReader(kind, sentence, sentences);
};

/** Made when it is first asked. */
let wordsReader: WordsReader<JudgedKind> | undefined;
