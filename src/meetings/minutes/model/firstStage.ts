/** The first reading: linear models give each piece of speech its log-odds, with and without its surroundings. */
import type { MinutesModel, ScoredKind } from './model.ts';
import { findSpeechCues } from './speechCues.ts';
import type { Piece } from './splitUtterance.ts';
import { visitStemRuns } from './stemRuns.ts';
import { type NamedFeature, type ReadPiece, readCueFeatures, readPiece, readPlace } from './wordFeatures.ts';
import { gatherWordsAround } from './wordsAround.ts';

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
  const around = gatherWordsAround(pieces);
  const places = Int32Array.from(around.names, (name) => model.places.get(name) ?? -1);
  const { weights } = model;
  const action = model.kinds.action.linear;
  const decision = model.kinds.decision.linear;
  // Two full and two own sums; plain variables, since this is the scorer's hottest loop.
  const sums = { actionFull: 0, actionOwn: 0, decisionFull: 0, decisionOwn: 0 };
  const addPlace = (place: number, value: number): void => {
    sums.actionFull += (weights[place] as number) * value;
    sums.actionOwn += (weights[place + 1] as number) * value;
    sums.decisionFull += (weights[place + 2] as number) * value;
    sums.decisionOwn += (weights[place + 3] as number) * value;
  };
  const addNamed = (features: readonly NamedFeature[]): void => {
    for (const [name, value] of features) {
      const place = model.places.get(name);
      if (place !== undefined) addPlace(place, value);
    }
  };
  // Words around have no weights of their own.
  const addAround = (name: number, value: number): void => {
    const place = places[name] as number;
    if (place < 0) return;
    sums.actionFull += (weights[place] as number) * value;
    sums.decisionFull += (weights[place + 2] as number) * value;
  };
  pieces.forEach((piece, index) => {
    if (piece.words.length < LEAST_WORDS) return;
    sums.actionFull = action.fullBias;
    sums.actionOwn = action.ownBias;
    sums.decisionFull = decision.fullBias;
    sums.decisionOwn = decision.ownBias;
    visitStemRuns(model.runs, piece.stems, addPlace);
    addNamed(readCueFeatures(piece));
    addNamed(readPlace(pieces, index));
    around.visit(index, addAround);
    scores.action.full[index] = Math.max(HOPELESS, sums.actionFull);
    scores.action.own[index] = Math.max(HOPELESS, sums.actionOwn);
    scores.decision.full[index] = Math.max(HOPELESS, sums.decisionFull);
    scores.decision.own[index] = Math.max(HOPELESS, sums.decisionOwn);
  });
  return scores;
}
