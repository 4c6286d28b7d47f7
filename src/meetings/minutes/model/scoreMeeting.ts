/** Applies a model to a whole meeting: pieces, first reading, second reading, probabilities. */
import { HOPELESS, readPieces, scoreFirst } from './firstStage.ts';
import { MEETING_FEATURES, readMeetingFeatures } from './meetingFeatures.ts';
import {
  type KindModel,
  type MinutesModel,
  SCORED_KINDS,
  type ScoredKind,
  type StandardLinear,
} from './model.ts';
import { splitUtterances } from './splitUtterance.ts';
import { sumTrees } from './trees.ts';
import type { Spoken } from './words.ts';

/** Calibrated probabilities in 0..1, and the sentence of the utterance that is most like an action. */
export interface UtteranceScore {
  readonly action: number;
  readonly decision: number;
  readonly actionText: string;
}

/** Scores a meeting with a given model, such as one that has not seen it; a kind that is not asked for stays at 0. */
export function scoreWith(
  model: MinutesModel,
  utterances: readonly Spoken[],
  kinds: readonly ScoredKind[] = SCORED_KINDS,
): readonly UtteranceScore[] {
  const pieces = splitUtterances(utterances.map(({ text }) => text));
  const first = scoreFirst(model, readPieces(pieces));
  const lengths = pieces.map(({ words }) => words.length);
  const scores = utterances.map(({ text }) => ({ action: 0, decision: 0, actionText: text }));
  for (const kind of kinds) {
    const mine = first[kind];
    const { floor } = model.kinds[kind];
    const rows = readMeetingFeatures(lengths, mine, first[kind === 'action' ? 'decision' : 'action'], floor);
    pieces.forEach(({ utterance, text }, index) => {
      const full = mine.full[index] ?? HOPELESS;
      const score = scores[utterance];
      if (score === undefined || full < floor) return;
      const { slope, offset } = model.kinds[kind].calibration;
      const blended = blendScores(model.kinds[kind], full, rows, index * MEETING_FEATURES);
      const probability = 1 / (1 + Math.exp(-(slope * blended + offset)));
      if (probability <= score[kind]) return;
      score[kind] = probability;
      if (kind === 'action') score.actionText = text;
    });
  }
  return scores;
}

/** Log-odds, not yet calibrated, of the piece whose meeting features begin at `start`. */
export function blendScores(model: KindModel, full: number, rows: Float32Array, start: number): number {
  const trees = model.treeBase + sumTrees(model.trees, rows, start);
  return 0.4 * trees + 0.4 * applyTop(model.top, rows, start) + 0.2 * full;
}

function applyTop(
  { means, spreads, weights: slopes, bias }: StandardLinear,
  rows: Float32Array,
  start: number,
): number {
  let sum = bias;
  for (let k = 0; k < slopes.length; k += 1) {
    sum +=
      (((rows[start + k] as number) - (means[k] as number)) / (spreads[k] as number)) * (slopes[k] as number);
  }
  return sum;
}
