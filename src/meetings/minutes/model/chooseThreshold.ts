/** From which probability on an utterance counts as stating an item. */

/**
 * For a calibrated probability the best F1 lies near half of that F1: the corpora's own meetings are cut here. Other
 * meetings score lower, since nobody sums up "you will, and you will" at their end as the corpora's chairs do; there
 * the cut falls until it lets one action through for each so many words, but never below the least.
 */
const ACTION_AT = 0.25;
const LEAST_ACTION_AT = 0.06;
/** The corpora's meetings have an action for each 1,900 words, calls one for each 2,400; labels are sparse. */
const WORDS_AN_ACTION = 1200;

/** Decisions are rarer said than drawn from a whole discussion: their probabilities are low everywhere. */
export const DECISION_AT = 0.06;

/** The cut of one meeting's action probabilities, `words` being the number of words spoken in it. */
export function chooseThreshold(
  actionProbabilities: readonly number[],
  words: number,
  wordsAnAction = WORDS_AN_ACTION,
): number {
  const wanted = Math.max(1, Math.round(words / wordsAnAction));
  const sorted = [...actionProbabilities].sort((a, b) => b - a);
  return Math.min(ACTION_AT, Math.max(LEAST_ACTION_AT, sorted[wanted - 1] ?? 0));
}
