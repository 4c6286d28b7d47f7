/** Finds people in a sentence and puts marks in their places, so that rules need not know names. */

import { foldName } from './foldName.ts';
import type { KnownPerson, People } from './people.ts';
import { type Word, wordsIn } from './wordsIn.ts';

/** A name that was said. */
export interface Mention {
  readonly said: string;
  /** Who may be meant; empty for a name that nobody on the roster or in the meeting bears. */
  readonly people: readonly KnownPerson[];
  /** It names a company, not a person. */
  readonly isCompany?: boolean;
}

export interface MaskedText {
  /** The words, with `@0`, `@1` ... in place of names. */
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** What was said for the name behind a mark; empty where there is none. */
export const saidIn =
  ({ mentions }: Pick<MaskedText, 'mentions'>) =>
  (mark: number): string =>
    mentions[mark]?.said ?? '';

/** Given names that are also common words: taken for a name only with a capital and where a name may stand. */
const ALSO_WORDS = new Set(
  'can min said memo kit eve wolf dev claus basil hong ling ji li yi yan an in chip miguel cat pen mat long song sky lee kim angel olive lily violet heather ivy holly daisy ginger opal pearl chad wade dale glen ford carter mason taylor tyler parker hunter archer fisher cook baker king prince duke earl noble will mark bill may art rob sue hope grace faith chase drew pat jack frank rich dean grant miles max guy dick don ray gene april june august summer dawn joy iris rose ruby amber star sunny angel page paige tab cliff clay heath brook lane reed stone ward wade case chance gale jay jean penny sky skye van bob ed al jo jan tim tom dot bea em liv val stan sandy harry earnest ernest lance nick pip mo mike victor major royal'.split(
    ' ',
  ),
);

/** A name that is also a common word, such as `Will` or `Mark`. */
export const isCommonWord = (word: string): boolean => ALSO_WORDS.has(word.toLowerCase());

/** Words before a name that make it no person: products, places, `the`. */
const NO_NAME_BEFORE = /(?:\b(?:the|a|an|our|your|their)\s+)$/i;

/**
 * Replaces names by marks. `isUnknownName` tells whether a capitalised word that is nobody's name may still be one.
 */
export function maskPeople(
  text: string,
  people: People,
  isUnknownName: (word: string) => boolean,
): MaskedText {
  const words = wordsIn(text);
  const mentions: Mention[] = [];
  let masked = '';
  let copied = 0;
  for (let at = 0; at < words.length; at++) {
    if (isPlain(words[at]?.text ?? '', people)) continue;
    const found =
      findAt(text, words, at, people) ??
      companyAt(words, at, people) ??
      unknownAt(text, words, at, isUnknownName);
    if (found === null) continue;
    const start = words[at]?.at ?? 0;
    masked += `${text.slice(copied, start)}@${mentions.length}`;
    mentions.push(found.mention);
    copied = found.end;
    at += found.count - 1;
  }
  return { text: masked + text.slice(copied), mentions };
}

/** Most words are small and begin nobody's name: no need to look at them closely. */
const isPlain = (word: string, { firstWords, companies }: People): boolean =>
  /^[a-z]+$/.test(word) && !firstWords.has(word) && !companies.has(word);

interface Found {
  readonly mention: Mention;
  readonly count: number;
  readonly end: number;
}

function findAt(text: string, words: readonly Word[], at: number, people: People): Found | null {
  const first = words[at];
  if (first === undefined) return null;
  const bare = withoutEnding(first.text);
  if (!people.firstWords.has(foldName(bare).split(' ')[0] ?? '')) return null;
  for (let count = Math.min(people.longestName, words.length - at); count >= 1; count--) {
    const last = words[at + count - 1];
    if (last === undefined) continue;
    const end = last.at + withoutEnding(last.text).length;
    const said = text.slice(first.at, end);
    if (/[,;:!?]/.test(said)) continue;
    const bearers = people.named(said);
    if (bearers.length === 0 || !mayBeName(text, first, said, count, end)) continue;
    // The full stop of "Anna K." belongs to the name.
    const initial = count > 1 && /\s\p{Lu}$/u.test(said) && text[end] === '.' ? 1 : 0;
    return {
      mention: { said: text.slice(first.at, end + initial), people: bearers },
      count,
      end: end + initial,
    };
  }
  return null;
}

/** `Tom's`, `Tom'll` and `Tom'd` are Tom. */
const withoutEnding = (word: string): string =>
  !/['’]/.test(word) ? word : word.replace(/['’](?:s|ll|d|ve|re|m)?$/i, '');

function mayBeName(text: string, first: Word, said: string, count: number, end: number): boolean {
  const isCapital = /^\p{Lu}/u.test(said) || /^\p{Lo}/u.test(said);
  const start = first.at;
  if (NO_NAME_BEFORE.test(text.slice(Math.max(0, start - 8), start))) return false;
  if (said.length <= 2) return said === said.toUpperCase() && count === 1 && said.length === 2;
  if (count > 1) return isCapital || said.length > 6;
  if (!ALSO_WORDS.has(said.toLowerCase())) return isCapital || said.length > 2;
  if (!isCapital) return false;
  const begins = start === 0 || /[.?!:]\s*$/.test(text.slice(0, start));
  return (
    !begins || /^(?:,|['’]|\s+(?:will|can|could|to|is|has|please|you|says|said|and)\b)/i.test(text.slice(end))
  );
}

function companyAt(words: readonly Word[], at: number, people: People): Found | null {
  const word = words[at];
  const said = withoutEnding(word?.text ?? '');
  if (word === undefined || !people.companies.has(said)) return null;
  return { mention: { said, people: [], isCompany: true }, count: 1, end: word.at + said.length };
}

function unknownAt(
  text: string,
  words: readonly Word[],
  at: number,
  isUnknownName: (word: string) => boolean,
): Found | null {
  const word = words[at];
  if (word === undefined || !/^\p{Lu}\p{Ll}/u.test(word.text)) return null;
  const start = word.at;
  const said = withoutEnding(word.text);
  if (!isUnknownName(said)) return null;
  if (NO_NAME_BEFORE.test(text.slice(Math.max(0, start - 8), start))) return null;
  return { mention: { said, people: [] }, count: 1, end: start + said.length };
}
