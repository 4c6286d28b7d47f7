/** The first reading: linear models give each piece of speech its log-odds, with and without its surroundings. */
import { type MinutesModel, SCORED_KINDS, type ScoredKind, WEIGHTS_A_FEATURE } from './model.ts';
import { findSpeechCues } from './speechCues.ts';
import type { Piece } from './splitUtterance.ts';
import {
  type NamedFeature,
  type ReadPiece,
  readOwnFeatures,
  readPiece,
  readSurroundings,
} from './wordFeatures.ts';

/** Log-odds by piece. */
export interface FirstScores {
  readonly full: Float64Array;
  readonly own: Float64Array;
}

/** Shorter pieces ("Yeah, sure.") are no item by themselves. */
export const LEAST_WORDS = 3;

/** Log-odds of what is too short or too unlikely to be looked at. */
export const HOPELESS = -12;

export function readPieces(pieces: readonly Piece[]): ReadPiece[] {
  return pieces.map(({ words }) =>
    readPiece(words, words.length < LEAST_WORDS ? acceptance(words) : findSpeechCues(words)),
  );
}

function acceptance(words: readonly string[]): readonly string[] {
  return words.length === 0
    ? []
    : findSpeechCues(words).filter((cue) => cue === 'accepts' || cue === 'thanks');
}

export function scoreFirst(
  model: MinutesModel,
  pieces: readonly ReadPiece[],
): Record<ScoredKind, FirstScores> {
  const make = (): FirstScores => ({
    full: new Float64Array(pieces.length).fill(HOPELESS),
    own: new Float64Array(pieces.length).fill(HOPELESS),
  });
  const scores: Record<ScoredKind, FirstScores> = { action: make(), decision: make() };
  const sums = new Float64Array(WEIGHTS_A_FEATURE);
  pieces.forEach((piece, index) => {
    if (piece.words.length < LEAST_WORDS) return;
    sums.fill(0);
    addWeights(model, readOwnFeatures(piece), sums);
    addWeights(model, readSurroundings(pieces, index), sums);
    SCORED_KINDS.forEach((kind, place) => {
      const { fullBias, ownBias } = model.kinds[kind].linear;
      scores[kind].full[index] = Math.max(HOPELESS, fullBias + (sums[2 * place] ?? 0));
      scores[kind].own[index] = Math.max(HOPELESS, ownBias + (sums[2 * place + 1] ?? 0));
    });
  });
  return scores;
}

function addWeights(
  { places, weights }: MinutesModel,
  features: readonly NamedFeature[],
  sums: Float64Array,
): void {
  for (const [name, value] of features) {
    const place = places.get(name);
    if (place === undefined) continue;
    for (let k = 0; k < WEIGHTS_A_FEATURE; k += 1)
      sums[k] = (sums[k] as number) + (weights[place + k] as number) * value;
  }
}
