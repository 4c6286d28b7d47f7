/** Texts that a pattern spells out, folded, with marks where a word must begin or end; and the words in them. */
import { FUNCTION_WORDS } from '../languages/functionWords.ts';
import { MOST_WORDS_KEPT, remember } from '../remember.ts';
import { isLetter, isMark, isWordChar } from './folding.ts';

/** Stands in a literal where one side is a word and the other is none: `\b`. */
export const BORDER = '\u0001';
const BORDER_CODE = 1;

/** One behind the other; null where a border is asked for that the characters forbid. Borders within are left out. */
export function joinLiterals(first: string, second: string): string | null {
  const isMarked = first.charCodeAt(first.length - 1) === BORDER_CODE;
  if (first === '' || second === '' || !(isMarked || second.charCodeAt(0) === BORDER_CODE))
    return first + second;
  const before = isMarked ? first.slice(0, -1) : first;
  const after = second.startsWith(BORDER) ? second.slice(1) : second;
  if (before === '' || after === '') return `${before}${BORDER}${after}`;
  const differ = isWordChar(before.charCodeAt(before.length - 1)) !== isWordChar(after.charCodeAt(0));
  return differ ? before + after : null;
}

/** No letter stands at the end, so that a word begins behind it. */
export const endsOutside = (literal: string): boolean =>
  literal !== '' && !isLetter(literal.charCodeAt(literal.length - 1));

/** Stands behind the letters that a word begins with. */
export const BEGINNING = '*';
/** Beginnings of words are known by so many letters. */
export const SHORTEST_BEGINNING = 3;
export const LONGEST_BEGINNING = 5;

/**
 * What any text with this literal holds, as seldom as possible: one or two words of letters such as `going to` and `i'll`,
 * the beginning of the last as `decid*`, or a mark such as `?`. Null where it spells out no more than parts of words.
 */
export function rarestWords(literal: string): string | null {
  let rarest: string | null = null;
  let before = 0;
  for (let at = 0; at < literal.length; ) {
    const code = literal.charCodeAt(at);
    if (!isLetter(code)) {
      if (code !== BORDER_CODE && isMark(code)) rarest = rarer(rarest, literal.charAt(at));
      at += 1;
      continue;
    }
    const start = at;
    while (at < literal.length && isLetter(literal.charCodeAt(at))) at += 1;
    const isWhole = at < literal.length;
    const end = isWhole ? at : Math.min(at, start + LONGEST_BEGINNING);
    if (isWhole || end - start >= SHORTEST_BEGINNING) {
      const tail = isWhole ? '' : BEGINNING;
      // What another letter may stand before is the end of a word, or its middle.
      if (start > 0) rarest = rarer(rarest, literal.slice(start, end) + tail);
      if (before > 0) rarest = rarer(rarest, literal.slice(before, end) + tail);
    }
    before = start;
  }
  return rarest;
}

const rarer = (one: string | null, other: string): string =>
  one === null || oftennessOf(other) < oftennessOf(one) ? other : one;

const SMALL_WORDS = new Set([...FUNCTION_WORDS.values()].flatMap((words) => [...words]));
/** Shares of spoken sentences that hold one, roughly: counted over the meetings of tests/meetings/tuning. */
const SHARE = {
  smallWord: 0.08,
  shortWord: 0.02,
  word: 0.005,
  beginning: [0.04, 0.015, 0.01],
  mark: 0.05,
} as const;
const SHARE_OF_MARK: Readonly<Record<string, number>> = { "'": 0.4, ',': 0.5, '.': 0.7, '?': 0.15, '@': 0.2 };
/** Two words come together so much more often than by chance. */
const TOGETHER = 6;

/** The share of sentences that hold such words (see `rarestWords`); the same few words are asked for again and again. */
export const oftennessOf = remember((words: string): number => {
  if (!isLetter(words.charCodeAt(0))) return SHARE_OF_MARK[words] ?? SHARE.mark;
  const [first = '', second] = words.split(/[^a-z_*]+/);
  const share = shareOf(first);
  return second === undefined ? share : Math.min(share, TOGETHER * share * shareOf(second));
}, MOST_WORDS_KEPT);

function shareOf(word: string): number {
  if (word.endsWith(BEGINNING)) return SHARE.beginning[word.length - 1 - SHORTEST_BEGINNING] ?? SHARE.word;
  if (SMALL_WORDS.has(word)) return SHARE.smallWord;
  return word.length <= SHORTEST_BEGINNING ? SHARE.shortWord : SHARE.word;
}
