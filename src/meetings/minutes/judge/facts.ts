/** What actions and decisions are both judged by. */
import type { Pattern } from '../patterns/prefiltered.ts';
import type { Draft } from '../pipeline/draft.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { Surroundings } from './surroundings.ts';
import { TONES } from './tones.ts';

export type NamedReader = readonly [name: string, read: (draft: Draft, surroundings: Surroundings) => number];

/** Names of the numbers of some readers, and the numbers of a draft, in one order. */
export const makeFacts = (
  readers: readonly NamedReader[],
): {
  readonly names: readonly string[];
  readonly read: (draft: Draft, surroundings: Surroundings) => readonly number[];
} => ({
  names: readers.map(([name]) => name),
  read: (draft, surroundings) => readers.map(([, read]) => read(draft, surroundings)),
});

export const is = (holds: boolean): number => (holds ? 1 : 0);

export const TOLD_ELSEWHERE: NamedReader = [
  'told elsewhere',
  (draft, { others }) => mostAlike(draft, others, () => true),
];

export const PLACE: NamedReader = [
  'place',
  ({ sentence }, { sentences }) => sentence.index / Math.max(1, sentences.length),
];

export const SHARE_OF_TALK: NamedReader = [
  'share of talk',
  ({ sentence: { speaker } }, { shareOfTalk }) => (speaker === null ? 0 : (shareOfTalk.get(speaker) ?? 0)),
];

/** Sentences of a step of the length; from so many steps on a meeting is long. */
const STEP = 50;
const LONG = 8;
/** In a long meeting more is said of what was agreed, and more that only sounds like it. */
export const LENGTH: NamedReader = [
  'length of the meeting',
  (_, { sentences }) => Math.min(LONG, sentences.length / STEP),
];

export const TURN_ENDS: readonly NamedReader[] = [
  ['turn begins', ({ sentence }, { sentences }) => is(sentences[sentence.index - 1]?.turn !== sentence.turn)],
  ['turn ends', ({ sentence }, { sentences }) => is(sentences[sentence.index + 1]?.turn !== sentence.turn)],
];

export const SAYS: readonly NamedReader[] = TONES.rules.map(({ name, place }) => [
  `says ${name}`,
  ({ sentence }, { tonesOf }) => tonesOf(sentence)[place] ?? 0,
]);

/** The share of the draft's things, which stand behind its verb, that another names too, wherever it was told. */
export function likenessOf({ keys }: Draft, other: Draft): number {
  if (other.keys === keys || keys.length < 2) return 0;
  let shared = 0;
  for (let at = 1; at < keys.length; at += 1) if (other.keys.includes(keys[at] as string)) shared += 1;
  return shared / (keys.length - 1);
}

/** The likeness of the one most like it of those that are accepted. Each draft is held against hundreds: nothing is made on the way. */
export function mostAlike(
  draft: Draft,
  others: readonly Draft[],
  accepts: (other: Draft) => boolean,
): number {
  let most = 0;
  for (const other of others) {
    const likeness = likenessOf(draft, other);
    if (likeness > most && accepts(other)) most = likeness;
  }
  return most;
}

/** Somebody else says so in the next words. */
export function isReacted({ sentence, heard }: Draft, sentences: readonly Sentence[], how: Pattern): boolean {
  const last = Math.max(sentence.index, ...heard);
  for (let at = sentence.index + 1; at <= Math.min(last + 2, sentence.index + 4); at += 1) {
    const after = sentences[at];
    if (after === undefined) return false;
    if (after.turn !== sentence.turn) return how.test(after.text);
  }
  return false;
}

const DAY_WORD =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|tomorrow|today|tonight|(?:next|this|end of the|end of) (?:week|month|quarter|year)|(?:jan|febr)uary|march|april|may|june|july|august|september|october|november|december|\w+teenth|\w+tieth|(?:twenty|thirty)[ -]?\w+|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)?|morning|afternoon|noon|week|fortnight)\b/gi;

/** Words of its day that another says again in the next sentences. */
export function countEcho({ sentence, evidence }: Draft, sentences: readonly Sentence[]): number {
  const own = new Set(evidence.flatMap(({ quote }) => quote.toLowerCase().match(DAY_WORD) ?? []));
  if (own.size === 0) return 0;
  let echoed = 0;
  for (let at = sentence.index + 1; at <= sentence.index + 5; at += 1) {
    const after = sentences[at];
    if (after === undefined) break;
    if (after.turn === sentence.turn && after.speaker !== null) continue;
    for (const word of after.text.toLowerCase().match(DAY_WORD) ?? []) if (own.has(word)) echoed += 1;
  }
  return Math.min(2, echoed);
}
