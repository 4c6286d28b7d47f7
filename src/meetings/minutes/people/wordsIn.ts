/** The words of a text with their places, as names are looked for among them. */
import { isAscii } from '../ascii.ts';

export interface Word {
  readonly text: string;
  /** Place of its first letter. */
  readonly at: number;
}

const WORD = /\p{L}[\p{L}\p{M}\p{N}'’-]*/gu;
const [APOSTROPHE, HYPHEN] = [0x27, 0x2d];

/** `O'Brien's`, `Jean-Luc` and `Q3` are one word each; a number alone is none. */
export function wordsIn(text: string): Word[] {
  if (!isAscii(text))
    return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({ text: word, at: index }));
  const words: Word[] = [];
  let from = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (from < 0) {
      if (isLetter(code)) from = at;
    } else if (!isLetter(code) && !isDigit(code) && code !== APOSTROPHE && code !== HYPHEN) {
      words.push({ text: text.slice(from, at), at: from });
      from = -1;
    }
  }
  return words;
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
