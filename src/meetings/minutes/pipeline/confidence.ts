/** From a draft's weight to the share of such items that are right. */
import type { ItemCalibration } from '../model/model.ts';
import type { Draft } from './draft.ts';
import { sigmoid } from './score.ts';

/** Weights beyond these say no more. */
const RANGE = [-4, 6] as const;

/**
 * What the calibration is fitted on: the weight, how quiet the meeting is, and both together. Where work is given out all
 * the time most of what is found is work; where it is not, most is talk about the meeting itself.
 */
export function confidenceFeatures(weight: number, busyness: number): [number, number, number] {
  const clipped = Math.min(RANGE[1], Math.max(RANGE[0], weight));
  const quiet = 1 - busyness;
  return [clipped, quiet, quiet * clipped];
}

/** Decisions, risks, issues and questions have no corpus to be calibrated on: theirs is what the rules think. */
export function confidenceOf(
  { kind, weight }: Draft,
  busyness: number,
  calibration: ItemCalibration,
): number {
  if (kind !== 'action') return sigmoid(weight);
  const features = confidenceFeatures(weight, busyness);
  return sigmoid(
    features.reduce((sum, value, at) => sum + value * (calibration.weights[at] ?? 0), calibration.bias),
  );
}
