/** The trained model's parts, as the scorer uses them and as the trainer makes them. */
import { makeStemRuns, type StemRuns } from './stemRuns.ts';
import type { Tree } from './trees.ts';

export type ScoredKind = 'action' | 'decision';

export const SCORED_KINDS: readonly ScoredKind[] = ['action', 'decision'];

/** Two linear models over named features: `full` reads the surroundings too, `own` the piece alone. */
export interface LinearPair {
  readonly fullBias: number;
  readonly ownBias: number;
}

/** A linear model over standardised numbers. */
export interface StandardLinear {
  readonly means: readonly number[];
  readonly spreads: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

export interface KindModel {
  readonly linear: LinearPair;
  /** Pieces whose `full` log-odds are below the floor are not looked at again. */
  readonly floor: number;
  readonly top: StandardLinear;
  readonly treeBase: number;
  readonly trees: readonly Tree[];
  /** From the blended log-odds to those of a calibrated probability. */
  readonly calibration: { readonly slope: number; readonly offset: number };
}

export interface MinutesModel {
  /** Place of a feature's four weights in `weights`: action full, action own, decision full, decision own. */
  readonly places: ReadonlyMap<string, number>;
  /** The same for runs of stems. */
  readonly runs: StemRuns;
  readonly weights: Float64Array;
  readonly kinds: Readonly<Record<ScoredKind, KindModel>>;
}

/** Weights a feature has: full and own for each kind. */
export const WEIGHTS_A_FEATURE = 4;

/** The model as it is kept in a file. */
export interface PackedModel {
  readonly attribution: string;
  /** Ids of the meetings it was trained on. */
  readonly trainedOn: readonly string[];
  /** Feature names, a line each. */
  readonly names: string;
  /** Base64 of little-endian 16-bit whole numbers, four a feature; times `scale` they are the weights. */
  readonly weights: string;
  readonly scale: number;
  readonly kinds: Readonly<Record<ScoredKind, KindModel>>;
}

export function unpackModel({ names, weights, scale, kinds }: PackedModel): MinutesModel {
  const bytes = Buffer.from(weights, 'base64');
  const places = new Map(names.split('\n').map((name, index) => [name, index * WEIGHTS_A_FEATURE]));
  const unpacked = new Float64Array(bytes.length / 2);
  for (let index = 0; index < unpacked.length; index += 1)
    unpacked[index] = bytes.readInt16LE(2 * index) * scale;
  return { places, runs: makeStemRuns(places), weights: unpacked, kinds };
}
