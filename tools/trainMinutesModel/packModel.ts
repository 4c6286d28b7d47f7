/** Rounds a trained model to what is kept in the repository. */
import {
  type KindModel,
  type MinutesModel,
  type PackedModel,
  WEIGHTS_A_FEATURE,
} from '../../src/meetings/minutes/model/model.ts';

/** Features whose weights are all below this share of the largest are left out: they change no probability visibly. */
const LEAST_SHARE = 0.003;

export function packModel(
  model: MinutesModel,
  attribution: string,
  trainedOn: readonly string[],
): PackedModel {
  const largest = model.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  const scale = largest / 32767;
  const kept: [string, number[]][] = [];
  for (const [name, place] of model.places) {
    const weights = Array.from(model.weights.subarray(place, place + WEIGHTS_A_FEATURE));
    if (weights.some((weight) => Math.abs(weight) >= LEAST_SHARE * largest)) kept.push([name, weights]);
  }
  const packed = Buffer.alloc(kept.length * WEIGHTS_A_FEATURE * 2);
  kept.forEach(([, weights], index) => {
    weights.forEach((weight, k) => {
      packed.writeInt16LE(Math.round(weight / scale), (index * WEIGHTS_A_FEATURE + k) * 2);
    });
  });
  return {
    attribution,
    trainedOn,
    names: kept.map(([name]) => name).join('\n'),
    weights: packed.toString('base64'),
    scale,
    kinds: { action: roundKind(model.kinds.action), decision: roundKind(model.kinds.decision) },
  };
}

function roundKind(kind: KindModel): KindModel {
  return JSON.parse(JSON.stringify(kind, (_, value) => (typeof value === 'number' ? round(value) : value)));
}

const round = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));
