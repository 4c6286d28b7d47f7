/** Words of any language, in a form that can be compared and with their places in the text. */
import { foldName } from '../minutes/people/foldName.ts';

export interface Word {
  /** Without case, diacritics and apostrophes. */
  readonly fold: string;
  readonly start: number;
  readonly end: number;
}

/** Scripts without spaces count each character as a word. */
const WORD =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}])[\p{L}\p{M}\p{N}])+(?:['’ʼ]\p{L}+)*/gu;

export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    const fold = foldName(match[0]).replaceAll(' ', '') || match[0].toLowerCase();
    words.push({ fold, start: match.index, end: match.index + match[0].length });
  }
  return words;
}

export const foldsOf = (text: string): string[] => wordsOf(text).map(({ fold }) => fold);

/** A run of words, `end` exclusive. */
export interface Run {
  readonly start: number;
  readonly end: number;
  /** Share of the wanted words that it holds, 0 to 1. */
  readonly share: number;
}

/** The first place where the wanted words stand in a row; null when they do not. */
export function findExactly(words: readonly string[], wanted: readonly string[]): Run | null {
  if (wanted.length === 0) return null;
  for (let start = 0; start + wanted.length <= words.length; start++) {
    let at = 0;
    while (at < wanted.length && words[start + at] === wanted[at]) at += 1;
    if (at === wanted.length) return { start, end: start + at, share: 1 };
  }
  return null;
}

/** Room for words that were left out of a quotation. */
const STRETCH = 1.4;

/** The run that holds most of the wanted words, in whatever order; null when none is there. */
export function findMost(words: readonly string[], wanted: readonly string[]): Run | null {
  const size = Math.ceil(wanted.length * STRETCH);
  const open = new Map<string, number>();
  for (const word of wanted) open.set(word, (open.get(word) ?? 0) + 1);
  let held = 0;
  let best = { held: 0, start: 0 };
  for (let end = 0; end < words.length; end++) {
    const coming = words[end] ?? '';
    const wants = open.get(coming);
    if (wants !== undefined) {
      if (wants > 0) held += 1;
      open.set(coming, wants - 1);
    }
    const leaving = end < size ? undefined : words[end - size];
    const owed = leaving === undefined ? undefined : open.get(leaving);
    if (leaving !== undefined && owed !== undefined) {
      if (owed >= 0) held -= 1;
      open.set(leaving, owed + 1);
    }
    if (held > best.held) best = { held, start: Math.max(0, end - size + 1) };
  }
  if (best.held === 0) return null;
  const among = new Set(wanted);
  let { start } = best;
  let end = Math.min(words.length, start + size);
  while (start < end && !among.has(words[start] ?? '')) start += 1;
  while (end > start && !among.has(words[end - 1] ?? '')) end -= 1;
  return { start, end, share: best.held / wanted.length };
}

/** Letters by which two forms of a word are taken for one: "sending" and "send". */
const STEM = 4;
const stemOf = (fold: string): string => (/\p{N}/u.test(fold) ? fold : fold.slice(0, STEM));

/** Short words carry little meaning, except numbers and single characters of scripts without spaces. */
const isTelling = (fold: string): boolean =>
  fold.length >= STEM || /[\p{N}\p{sc=Han}\p{sc=Thai}]/u.test(fold);

/** Stems of the words that carry meaning; of all words where none of them is long. */
export function stemsOf(text: string): ReadonlySet<string> {
  const folds = foldsOf(text);
  const telling = folds.filter(isTelling);
  return new Set((telling.length === 0 ? folds : telling).map(stemOf));
}

/** Stems of all words, short ones included: what a text may rest on. */
export const groundOf = (text: string): ReadonlySet<string> => new Set(foldsOf(text).map(stemOf));

/** Share of the first set that the second holds too; 0 for an empty one. */
export function shareIn(stems: ReadonlySet<string>, ground: { has(stem: string): boolean }): number {
  let held = 0;
  for (const stem of stems) if (ground.has(stem)) held += 1;
  return stems.size === 0 ? 0 : held / stems.size;
}

/** Two texts say the same: shared stems over all stems (Jaccard index), 0 to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = shareIn(one, other) * one.size;
  const all = one.size + other.size - shared;
  return all === 0 ? 0 : shared / all;
}
