/** The second reading: how a piece's first score stands in its meeting, and what its neighbours scored. */
import type { FirstScores } from './firstStage.ts';
import { HOPELESS } from './firstStage.ts';

/** Numbers a piece: two score lists of 11, the other kind's 3, and 9 of place, length and meeting. */
export const MEETING_FEATURES = 34;

const NEAR = 4;
const WIDE = 12;

/**
 * `MEETING_FEATURES` numbers for each piece, piece after piece. `lengths` are words by piece, `mine` the kind's own
 * first scores, `other` the other kind's. Pieces whose full score is below `atLeast` are left at 0.
 */
export function readMeetingFeatures(
  lengths: readonly number[],
  mine: FirstScores,
  other: FirstScores,
  atLeast: number,
): Float32Array {
  const count = lengths.length;
  const rows = new Float32Array(count * MEETING_FEATURES);
  const readings = [mine.full, mine.own].map((scores) => ({
    scores,
    chances: scores.map(toProbability),
    ranks: rank(scores),
  }));
  const expected = readings[0]?.chances.reduce((sum, chance) => sum + chance, 0) ?? 0;
  for (let index = 0; index < count; index += 1) {
    if ((mine.full[index] ?? HOPELESS) < atLeast) continue;
    let at = index * MEETING_FEATURES;
    const put = (value: number): void => {
      rows[at] = value;
      at += 1;
    };
    for (const { scores, chances, ranks } of readings) {
      putNeighbours(scores, chances, index, put);
      put(Math.log2(1 + (ranks[index] ?? 0)));
    }
    for (const distance of [-1, 0, 1]) put(other.full[index + distance] ?? HOPELESS);
    put(index / count);
    put(Math.log2(count - index));
    put(count - index);
    put(Math.log2(count));
    put(expected);
    put((expected * 1000) / count);
    for (const distance of [-1, 0, 1]) put(Math.log2(1 + (lengths[index + distance] ?? 0)));
  }
  return rows;
}

/** Ten numbers: the score itself, its four neighbours', the best near it, before and after, and sums. */
function putNeighbours(
  scores: Float64Array,
  chances: Float64Array,
  index: number,
  put: (value: number) => void,
): void {
  const at = (distance: number): number => scores[index + distance] ?? HOPELESS;
  put(at(0));
  for (const distance of [-2, -1, 1, 2]) put(at(distance));
  let before = HOPELESS;
  let after = HOPELESS;
  let near = 0;
  let wide = 0;
  for (let distance = 1; distance <= WIDE; distance += 1) {
    const chance = (chances[index - distance] ?? 0) + (chances[index + distance] ?? 0);
    wide += chance;
    if (distance > NEAR) continue;
    near += chance;
    before = Math.max(before, at(-distance));
    after = Math.max(after, at(distance));
  }
  put(Math.max(before, after));
  put(before);
  put(after);
  put(Math.sqrt(near));
  put(Math.sqrt(wide));
}

/** 0 for the highest score of the meeting, 1 for the next. */
function rank(scores: Float64Array): Int32Array {
  const order = Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  const ranks = new Int32Array(scores.length);
  order.forEach((index, place) => {
    ranks[index] = place;
  });
  return ranks;
}

function toProbability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
