/** How likely each utterance of a meeting is to state an action item or a decision. */
import weights from './weights.json' with { type: 'json' };
import { readWordFeatures } from './wordFeatures.ts';
import { type Spoken, splitWords } from './words.ts';

export type { Spoken } from './words.ts';

/** Calibrated probabilities in 0..1. */
export interface UtteranceScore {
  readonly action: number;
  readonly decision: number;
}

interface LinearPair {
  readonly action: number;
  readonly decision: number;
}

const unpacked = unpack();

/**
 * Scores the utterances of one whole meeting in their order; the answer has one entry for each. Pure: the same words
 * give the same numbers. A missing speaker is null.
 */
export function scoreUtterances(utterances: readonly Spoken[]): readonly UtteranceScore[] {
  const meeting = utterances.map(({ text }) => splitWords(text));
  return meeting.map((words, index) => {
    if (words.length === 0) return { action: 0, decision: 0 };
    let { action, decision } = weights.bias;
    for (const [name, value] of readWordFeatures(meeting, index)) {
      const pair = unpacked.get(name);
      if (pair === undefined) continue;
      action += pair.action * value;
      decision += pair.decision * value;
    }
    return { action: toProbability(action), decision: toProbability(decision) };
  });
}

function toProbability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function unpack(): ReadonlyMap<string, LinearPair> {
  const bytes = Buffer.from(weights.values, 'base64');
  const names = weights.names.split('\n');
  return new Map(
    names.map((name, index) => [
      name,
      {
        action: bytes.readInt8(2 * index) * weights.scale,
        decision: bytes.readInt8(2 * index + 1) * weights.scale,
      },
    ]),
  );
}
