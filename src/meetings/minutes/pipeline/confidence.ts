/** From a draft's weight to the share of such items that are right. */
import type { Draft } from './draft.ts';
import { sigmoid } from './score.ts';

/**
 * Where hardly any dated work is given out, most of what sounds like a promise is about the meeting itself. By how many
 * log odds the weights are too sure there: on AMI, by models that had not seen the meeting, items said to be right with
 * 0.55, 0.69 and 0.91 were so in 22, 35 and 69 of 100 (216 items, `npm run bench:minutes` of 26 November 2026). In the
 * busy meetings of tests/meetings the weights are right as they are (226 items).
 */
const QUIET_DOUBT = 1.45;

/** Calibrated, 0 to 1. `judgedShare` is that of the meeting, 0 to 1. */
export function confidenceOf({ kind, weight }: Pick<Draft, 'kind' | 'weight'>, judgedShare: number): number {
  return sigmoid(kind === 'action' ? weight - QUIET_DOUBT * (1 - judgedShare) : weight);
}
