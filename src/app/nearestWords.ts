/** The command that somebody most likely meant. */
import { distance } from 'fastest-levenshtein';
import type { Command } from '../kernel/capability.ts';

/** Two letters off in a short word, a third of a long one. */
export function nearestWords(commands: readonly Command[], text: string): string | null {
  const line = text.trim().toLowerCase();
  let best: { readonly words: string; readonly off: number } | null = null;
  for (const words of commands.flatMap((command) => command.words)) {
    const typed = line.split(/\s+/).slice(0, words.split(' ').length).join(' ');
    const off = distance(typed, words.toLowerCase());
    const allowed = Math.max(2, Math.floor(words.length / 3));
    if (off <= allowed && off < words.length && off < (best?.off ?? Number.POSITIVE_INFINITY))
      best = { words, off };
  }
  return best?.words ?? null;
}
