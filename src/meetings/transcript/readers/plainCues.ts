/** Timed blocks without voice tags; what the formats below share. */
import { buildTranscript, type SpokenPart } from '../buildTranscript.ts';
import { type LabelledText, makeLabelSplitter } from '../nameLabel.ts';
import type { TextFile } from '../reader.ts';
import { withoutRepeats } from '../rollingCaptions.ts';
import type { RawCue } from '../scanCues.ts';
import type { Transcript, TranscriptFormat } from '../transcript.ts';
import { readVoices } from '../voices.ts';

/** Share of the cues that must begin with a name before names before a colon count as speakers. */
const LABELLED_SHARE = 0.5;

/** True when most cues begin with `Name:`. */
export function namesSpeakers(cues: readonly RawCue[]): boolean {
  const split = makeLabelSplitter();
  let spoken = 0;
  let labelled = 0;
  for (const { lines } of cues) {
    const first = lines.find((line) => line.trim() !== '');
    if (first === undefined) continue;
    spoken += 1;
    if (split(first.trim()) !== null) labelled += 1;
  }
  return isLabelledShare(labelled, spoken);
}

/** True for a file of so many cues with words, of which so many begin with `Name:`. */
export const isLabelledShare = (labelled: number, spoken: number): boolean =>
  spoken > 0 && labelled >= spoken * LABELLED_SHARE;

/** Reads cues whose speakers stand before a colon, behind a dash, or nowhere. */
export function readPlainCues(format: TranscriptFormat, file: TextFile): Transcript {
  const { cues, dropped, language } = file.scan();
  const split = namesSpeakers(cues) ? makeLabelSplitter() : null;
  const spoken = language === null ? {} : { language };
  const parts: SpokenPart[] = [];
  for (const { cue, lines } of withoutRepeats(cues)) {
    const { id, place, startMs, endMs } = cue;
    for (const words of readWords(lines, split))
      parts.push({ id, place, startMs, endMs, ...words, ...spoken });
  }
  return buildTranscript(format, parts, dropped);
}

/** One person's words within a cue. */
export interface Words {
  readonly speaker: string | null;
  readonly text: string;
}

/** Who says what in the lines of a cue; `split` where names stand before a colon. The text may be empty. */
export function readWords(
  lines: readonly string[],
  split: ((line: string) => LabelledText | null) | null,
): Words[] {
  const parts = split === null ? splitByDash(lines) : splitByLabel(lines, split);
  return parts
    .map(({ speaker, text }) => ({ speaker, text: withoutTags(text) }))
    .filter(({ text }) => !isSoundMark(text));
}

function withoutTags(words: string): string {
  const [first, ...others] = readVoices(words);
  return others.length === 0 ? (first?.text ?? '') : [first, ...others].map((voice) => voice?.text).join(' ');
}

/** A new speaker within a cue begins on a line of its own. */
function splitByLabel(lines: readonly string[], split: (line: string) => LabelledText | null): Words[] {
  const words: { speaker: string | null; text: string }[] = [];
  for (const line of lines) {
    const label = split(line.trim());
    const last = words.at(-1);
    if (label !== null) words.push({ ...label });
    else if (last !== undefined) last.text += ` ${line}`;
    else words.push({ speaker: null, text: line });
  }
  return words;
}

/** Two people in one cue are marked by a dash at the start of each one's line. */
function splitByDash(lines: readonly string[]): Words[] {
  const isDialogue = lines.length > 0 && lines.every((line) => /^\s*[-–—]\s*\p{L}/u.test(line));
  if (!isDialogue) return [{ speaker: null, text: lines.join(' ') }];
  return lines.map((line) => ({ speaker: null, text: line.replace(/^\s*[-–—]\s*/, '') }));
}

/** `[Music]` and `(applause)` are no words. */
const isSoundMark = (text: string): boolean =>
  (text.startsWith('[') || text.startsWith('(')) && /^[[(][^\])]*[\])]$/.test(text) && !/\d/.test(text);
