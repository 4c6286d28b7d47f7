/** Cuts turns into cues as a transcript has them, gives them times, and finds which cues a mark stands for. */
import { createHash } from 'node:crypto';
import type { SourceTurn } from './source.ts';

export interface LaidOutCue {
  readonly speaker: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** Number of the turn and of the part within it, for cue ids of the Teams kind. */
  readonly turn: number;
  readonly part: number;
  readonly marks: ReadonlySet<string>;
}

interface Word {
  readonly text: string;
  readonly marks: Set<string>;
}

/**
 * Times come from the words and from a hash of `seed`, so that the same source always gives the same file.
 * `widthLimit` is the greatest number of characters of a cue.
 */
export function layOutCues(turns: readonly SourceTurn[], seed: string, widthLimit: number): LaidOutCue[] {
  const next = makeNumbers(seed);
  const cues: LaidOutCue[] = [];
  let clockMs = 1_400;
  for (const [turn, source] of turns.entries()) {
    const last = cues.at(-1);
    clockMs += source.pauseSeconds * 1_000;
    if (source.overlaps && last) clockMs = Math.max(last.startMs + 10, last.endMs - 300 - next() * 700);
    else clockMs += 150 + next() * 850;
    const wordsPerSecond = 2.2 + next() * 0.5;
    for (const [part, words] of cutIntoCues(readMarkedWords(source), widthLimit).entries()) {
      const startMs = Math.round(clockMs / 10) * 10;
      const endMs = startMs + Math.round(((words.length + 0.6) / wordsPerSecond) * 100) * 10;
      cues.push({
        speaker: source.speaker,
        startMs,
        endMs,
        text: words.map((word) => word.text).join(' '),
        turn,
        part,
        marks: new Set(words.flatMap((word) => [...word.marks])),
      });
      clockMs = endMs + Math.round(next() * 40) * 10;
    }
  }
  return cues;
}

const MARK = /^\[(?<marks>#[^\]]+)\]$/;
const SENTENCE_END = /[.?!]["')]?$/;

/** A mark stands for the sentence before it, or for the words since `{`. */
function readMarkedWords(turn: SourceTurn): Word[] {
  const words: Word[] = [];
  let spanStart: number | undefined;
  for (const token of turn.text
    .replaceAll(/(\[#[^\]]+\])/g, (mark) => ` ${mark.replaceAll(' ', '')} `)
    .split(/\s+/)) {
    if (token === '') continue;
    const marks = MARK.exec(token)?.groups?.marks;
    if (marks === undefined) {
      if (token.startsWith('{')) spanStart = words.length;
      words.push({ text: token.replace(/^\{/, ''), marks: new Set() });
      continue;
    }
    if (words.length === 0) throw new Error(`Line ${turn.line}: the mark ${token} stands before any word.`);
    for (const word of words.slice(spanStart ?? sentenceStart(words))) {
      for (const mark of marks.split('#').filter((name) => name !== '')) word.marks.add(mark);
    }
    spanStart = undefined;
  }
  return words;
}

function sentenceStart(words: readonly Word[]): number {
  for (let index = words.length - 2; index >= 0; index--) {
    if (SENTENCE_END.test(words[index]?.text ?? '')) return index + 1;
  }
  return 0;
}

function cutIntoCues(words: readonly Word[], widthLimit: number): Word[][] {
  const parts: Word[][] = [];
  let part: Word[] = [];
  let width = 0;
  const close = (): void => {
    if (part.length > 0) parts.push(part);
    part = [];
    width = 0;
  };
  for (const word of words) {
    if (width + word.text.length > widthLimit) close();
    part.push(word);
    width += word.text.length + 1;
    const share = width / widthLimit;
    if ((SENTENCE_END.test(word.text) && share > 0.4) || (word.text.endsWith(',') && share > 0.75)) close();
  }
  close();
  return parts;
}

function makeNumbers(seed: string): () => number {
  let count = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}/${count++}`).digest();
    return digest.readUInt32BE(0) / 2 ** 32;
  };
}

/** A GUID that follows from the words given, for ids that stay the same between runs. */
export function makeStableGuid(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
