/** How likely each utterance of a meeting is to state an action item or a decision, by the shipped model. */
import { unpackModel } from './model.ts';
import { scoreWith, type UtteranceScore } from './scoreMeeting.ts';
import weights from './weights.json' with { type: 'json' };
import type { Spoken } from './words.ts';

export { chooseThreshold, DECISION_AT } from './chooseThreshold.ts';
export type { UtteranceScore } from './scoreMeeting.ts';
export type { Spoken } from './words.ts';

/** Ids of the meetings that the shipped weights were trained on: figures on these say nothing. */
export const TRAINED_ON: readonly string[] = weights.trainedOn;

const shipped = unpackModel(weights);

/**
 * Scores the utterances of one whole meeting in their order; the answer has one entry for each. Pure: the same words
 * give the same numbers. Speakers are not used, so a transcript without them scores the same.
 */
export function scoreUtterances(utterances: readonly Spoken[]): readonly UtteranceScore[] {
  return scoreWith(shipped, utterances);
}

/** The same where nobody asks for decisions. */
export const scoreActions = (utterances: readonly Spoken[]): readonly UtteranceScore[] =>
  scoreWith(shipped, utterances, ['action']);
