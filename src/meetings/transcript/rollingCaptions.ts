/** Captions that repeat what was shown before (two rolling lines, or a line that grows word by word). */
import type { RawCue } from './scanCues.ts';

/** Share of neighbours that must repeat before a file counts as rolling; people say "Yeah" twice in any meeting. */
const ROLLING_SHARE = 0.5;
const SMALLEST_FILE = 3;

/** A cue with its lines reduced to words that were not shown before. */
export interface ShownCue {
  readonly cue: RawCue;
  readonly lines: readonly string[];
}

/** The same cues with repeated lines taken out, when the file is rolling; otherwise unchanged. */
export function withoutRepeats(cues: readonly RawCue[]): ShownCue[] {
  const shown = cues.map((cue) => ({ cue, lines: spokenLines(cue.lines) }));
  return isRolling(shown) ? dropRepeats(shown) : shown;
}

/** The same list where nothing is to be done. */
function spokenLines(lines: readonly string[]): readonly string[] {
  const trimmed = lines.map((line) => line.trim());
  return trimmed.includes('') ? trimmed.filter(Boolean) : trimmed;
}

/** A line as it is compared: without tags, white space joined. */
export const plain = (line: string): string =>
  (line.includes('<') ? line.replace(/<[^>]*>/g, '') : line).replace(/\s+/g, ' ').trim();

function isRolling(cues: readonly ShownCue[]): boolean {
  let spoken = 0;
  let repeats = 0;
  let before: string | undefined;
  for (const { lines } of cues) {
    const first = lines[0];
    if (first === undefined) continue;
    spoken += 1;
    const now = plain(first);
    if (before !== undefined && repeatsLine(before, now)) repeats += 1;
    before = lines.length === 1 ? now : plain(lines.at(-1) ?? '');
  }
  return isRollingShare(repeats, spoken);
}

/** True for a file of so many cues with words, of which so many begin with what was said before. */
export const isRollingShare = (repeats: number, spoken: number): boolean =>
  spoken >= SMALLEST_FILE && repeats >= (spoken - 1) * ROLLING_SHARE;

/** True for a line that is the one before, or goes on with it. */
export const repeatsLine = (before: string, now: string): boolean =>
  before !== '' && now.startsWith(before) && (now.length === before.length || now[before.length] === ' ');

function dropRepeats(cues: readonly ShownCue[]): ShownCue[] {
  const kept: ShownCue[] = [];
  let last: string[] = [];
  for (const { cue, lines } of cues) {
    const now = lines.map(plain).filter(Boolean);
    const fresh: string[] = [];
    for (const line of now) {
      if (last.includes(line)) continue;
      const grown = last.find((before) => repeatsLine(before, line));
      fresh.push(grown === undefined ? line : line.slice(grown.length + 1));
    }
    if (now.length > 0) last = now;
    kept.push({ cue, lines: fresh });
  }
  return kept;
}
