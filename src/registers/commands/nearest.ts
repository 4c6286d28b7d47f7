/** The word that a person may have meant. Pure. */
import { distance } from 'fastest-levenshtein';

/** The nearest of the known words, when it is near enough to be meant: a third of its letters may differ. */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const away = distance(wanted, candidate.toLowerCase());
    if (away < least) [best, least] = [candidate, away];
  }
  return best !== null && least <= Math.max(1, Math.floor(best.length / 3)) ? best : null;
}
