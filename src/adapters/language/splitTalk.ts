/** Cuts a transcript into parts that fit a request, at the borders of turns, each part beginning a little before the last one ends. */
import type { Cue, Transcript } from '../../meetings/transcript/transcript.ts';
import { estimateTokens } from './estimateTokens.ts';

/** A cue as the model sees it: a short number for its id, one line without tabs. A very long cue is several lines. */
export interface TalkLine {
  /** 1-based place of the cue in the transcript. */
  readonly cue: number;
  readonly speaker: string;
  readonly words: string;
  readonly tokens: number;
}

export interface TalkLimits {
  /** Most tokens of a part. */
  readonly most: number;
  /** Tokens that a part repeats of the one before. */
  readonly overlap: number;
}

/** Parts in order; every line is in at least one of them. Takes time in proportion to the words. */
export function splitTalk(
  lines: readonly TalkLine[],
  { most, overlap }: TalkLimits,
): readonly (readonly TalkLine[])[] {
  const parts: (readonly TalkLine[])[] = [];
  let start = 0;
  while (start < lines.length) {
    const end = endOfPart(lines, start, most);
    parts.push(lines.slice(start, end));
    if (end >= lines.length) break;
    const back = startOfNext(lines, start, end, overlap);
    // What is repeated must leave room for something new.
    start = endOfPart(lines, back, most) > end ? back : end;
  }
  return parts;
}

/** The last border of a turn that fits, not before half of the part is used; else wherever it is full. */
function endOfPart(lines: readonly TalkLine[], start: number, most: number): number {
  let used = 0;
  let border = -1;
  for (let at = start; at < lines.length; at++) {
    used += lines[at]?.tokens ?? 0;
    if (used > most && at > start) return border > start ? border : at;
    if (used >= most / 2 && isBorder(lines, at + 1)) border = at + 1;
  }
  return lines.length;
}

/** The first border of a turn within the overlap, else of a cue; always after `start`, so that it goes on. */
function startOfNext(lines: readonly TalkLine[], start: number, end: number, overlap: number): number {
  let used = 0;
  let border = end;
  let cue = end;
  for (let at = end - 1; at > start; at--) {
    used += lines[at]?.tokens ?? 0;
    if (used > overlap) break;
    if (isBorder(lines, at)) border = at;
    if (lines[at]?.cue !== lines[at - 1]?.cue) cue = at;
  }
  return border === end ? cue : border;
}

/** Somebody else begins here, or nobody knows who speaks. */
function isBorder(lines: readonly TalkLine[], at: number): boolean {
  const before = lines[at - 1];
  const line = lines[at];
  if (before === undefined || line === undefined || before.cue === line.cue) return false;
  return line.speaker === '' || line.speaker !== before.speaker;
}

/** Cuts a part in two that overlap; null when there is nothing to cut. */
export function halve(
  lines: readonly TalkLine[],
): readonly [readonly TalkLine[], readonly TalkLine[]] | null {
  if (lines.length < 2) return null;
  const total = lines.reduce((sum, { tokens }) => sum + tokens, 0);
  const [first = [], second] = splitTalk(lines, { most: total * 0.6, overlap: total * 0.1 });
  if (second === undefined) {
    const middle = Math.ceil(lines.length / 2);
    return [lines.slice(0, middle), lines.slice(middle)];
  }
  return [first, lines.slice(lines.indexOf(second[0] ?? (first[0] as TalkLine)))];
}

/** Share of a part that a single line may fill. */
const LONGEST_LINE = 0.25;

/** The lines of a transcript; cues of more than a quarter of a part go on in further lines under the same number. */
export function linesOf({ cues }: Transcript, most: number): readonly TalkLine[] {
  return cues.flatMap((cue, index) => linesOfCue(cue, index + 1, Math.max(16, most * LONGEST_LINE)));
}

function linesOfCue(cue: Cue, number: number, longest: number): readonly TalkLine[] {
  const speaker = oneLine(cue.speaker ?? '').slice(0, 100);
  // The number, the two tabs and the line's end.
  const frame = estimateTokens(speaker) + 5;
  const lines: TalkLine[] = [];
  let words = '';
  let tokens = frame;
  const end = (): void => {
    if (words !== '') lines.push({ cue: number, speaker, words, tokens });
    words = '';
    tokens = frame;
  };
  for (const word of oneLine(cue.text).split(' ')) {
    for (const piece of piecesOf(word)) {
      const more = estimateTokens(`${piece} `);
      if (tokens + more > longest && words !== '') end();
      words = words === '' ? piece : `${words} ${piece}`;
      tokens += more;
    }
  }
  end();
  return lines;
}

/** A "word" without end (a script without spaces, a pasted key) is cut. */
const piecesOf = (word: string): readonly string[] => word.match(/.{1,200}/gsu) ?? [];

/** Control characters could forge a line of the transcript. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
