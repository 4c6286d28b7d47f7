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
  const shown = cues.map((cue) => ({ cue, lines: cue.lines.map((line) => line.trim()).filter(Boolean) }));
  return isRolling(shown) ? dropRepeats(shown) : shown;
}

const plain = (line: string): string =>
  line
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function isRolling(cues: readonly ShownCue[]): boolean {
  const spoken = cues.filter((cue) => cue.lines.length > 0);
  if (spoken.length < SMALLEST_FILE) return false;
  let repeats = 0;
  for (let index = 1; index < spoken.length; index++) {
    const before = spoken[index - 1]?.lines.at(-1);
    const first = spoken[index]?.lines[0];
    if (before === undefined || first === undefined) continue;
    if (repeatsLine(plain(before), plain(first))) repeats += 1;
  }
  return repeats >= (spoken.length - 1) * ROLLING_SHARE;
}

const repeatsLine = (before: string, now: string): boolean =>
  before !== '' && (now === before || now.startsWith(`${before} `));

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
