/** Spoken text as a list of plain words: fillers and stutters dropped, contractions spelled out, numbers folded. */
import { formFor } from '../ascii.ts';
import { MOST_WORDS_KEPT, remember } from '../remember.ts';

/** One spoken utterance; `speaker` is null where the transcript names nobody. */
export interface Spoken {
  readonly speaker: string | null;
  readonly text: string;
}

/** Words without their commonest endings: `working` and `works` are `work`. Crude, but the same for all. */
export const stemWord = remember((word: string): string => {
  const stem = word.replace(/(?:ing|ed|es|s)$/, '');
  return stem.length >= 3 ? stem : word;
}, MOST_WORDS_KEPT);

const FILLERS = new Set([
  'um',
  'uh',
  'uhm',
  'erm',
  'er',
  'ehm',
  'eh',
  'hmm',
  'hm',
  'mm',
  'mmm',
  'uh-huh',
  'mm-hmm',
  'huh',
  'oh',
  'ah',
]);

const SPELLED_OUT: Readonly<Record<string, readonly string[]>> = {
  gonna: ['going', 'to'],
  wanna: ['want', 'to'],
  gotta: ['have', 'to'],
  "can't": ['can', 'not'],
  cannot: ['can', 'not'],
  "won't": ['will', 'not'],
  "shan't": ['shall', 'not'],
  "let's": ['let', 'us'],
  lets: ['let', 'us'],
  "y'all": ['you', 'all'],
  "'kay": ['okay'],
  kay: ['okay'],
  ok: ['okay'],
  alright: ['all', 'right'],
  'e-mail': ['email'],
  'e-mails': ['email'],
  emails: ['email'],
  mail: ['email'],
  mails: ['email'],
  modelling: ['modeling'],
};

const ENDINGS: readonly (readonly [string, string])[] = [
  ["n't", 'not'],
  ["'ll", 'will'],
  ["'re", 'are'],
  ["'ve", 'have'],
  ["'m", 'am'],
  ["'d", 'would'],
];

const wordOf = formFor(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|'[\p{L}]+|\?/gu);

/**
 * The words of a text, lower case. A question mark is a word of its own; digits become `#`. Repetitions ("the the")
 * and broken-off beginnings ("w will") are written once.
 */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  const lower = text.replaceAll('\u2019', "'").toLowerCase();
  for (const found of lower.match(wordOf(lower)) ?? [])
    for (const word of spellOut(found)) addWithoutStutter(words, word);
  return words;
}

/** None for a filler. */
const spellOut = remember((word: string): readonly string[] => {
  if (FILLERS.has(word)) return [];
  const whole = Object.hasOwn(SPELLED_OUT, word) ? SPELLED_OUT[word] : undefined;
  if (whole !== undefined) return whole;
  if (/^\p{N}+$/u.test(word)) return ['#'];
  for (const [ending, full] of ENDINGS) {
    if (word.endsWith(ending) && word.length > ending.length) return [word.slice(0, -ending.length), full];
  }
  return [word];
}, MOST_WORDS_KEPT);

function addWithoutStutter(words: string[], word: string): void {
  const last = words.at(-1);
  if (last === word) return;
  const brokenOff =
    last !== undefined && last.length <= 2 && word.length > last.length && word.startsWith(last);
  if (brokenOff && !COMPLETE_SHORT_WORDS.has(last)) words.pop();
  words.push(word);
}

const COMPLETE_SHORT_WORDS = new Set(
  'a i am an as at be by do go he if in is it me my no of on or so to up us we ok tv id ui pm me'.split(' '),
);
