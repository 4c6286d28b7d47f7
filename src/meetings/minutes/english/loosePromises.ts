/** Who is to do what by words that no rule knows as a promise or an order: the form only says that it may be one. */

import { type Doer, marksIn } from '../acts.ts';
import type { LoosePromise } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { QUESTION } from '../sentences/sentence.ts';
import { NAMES } from './names.ts';
import { baseOf, isTaskVerb } from './verbs.ts';

const MOST_WORDS = 45;
/** Words between somebody and what is done. */
export const ADVERBS =
  '(?:(?:also|then|just|still|now|probably|personally|already|happily|gladly|quickly|only|all|both|really) )*';
/** Somebody, how firmly, and what is done; the firmest of a sentence is its work. */
const DOES = new RegExp(
  String.raw`^(?:\b(?:I|we|you|he|she|they|somebody|someone|everybody|everyone)\b|@\d+(?:(?:,| and) @\d+)*)(?:(?<firm>'ll| will| shall| can| must| should| may| have to| has to| need to| needs to|'s to|(?:'s|'ve| has| have| is|'m|'re| are)? ?(?:agreed|promised|offered|volunteered|going|due|meant|supposed|set|happy|ready) to)|(?<going>'m|'re|'s| am| are| is)|(?<open>'d| would| could| might))? ${ADVERBS}(?<what>(?<verb>[a-z-]+)\b.*)$`,
  'i',
);
const SUBJECT = /\b(?:I|we|you|he|she|they|somebody|someone|everybody|everyone)\b|@\d+/gi;
const OPENING =
  '^(?:(?:so|and|then|okay|ok|yes|yeah|right|well|also|now|fine|good|please|but|no|great|sure|thanks|in that case)[,. ]+)*';
const ORDER = prefiltered(
  new RegExp(String.raw`${OPENING}(?:(?<who>${NAMES}),? )?(?:please )?(?<what>(?<verb>[a-z-]+)\b.*)$`, 'i'),
);
const NAMED_FIRST = prefiltered(new RegExp(String.raw`${OPENING}(?:you,? )?(?<who>${NAMES})\b`, 'i'));
const TOGETHER = prefiltered(
  new RegExp(
    String.raw`(?<who>${NAMES}),? and (?:I|me|myself)\b|\b(?:I|me|myself),? (?:and|with) (?<also>${NAMES})`,
    'i',
  ),
);

/** Says that somebody takes it, and not what: "put me down for it", "give me till Friday". */
const TAKES_ONLY = prefiltered(
  /\b(?:put|count|pencil|mark|sign) (?:me|us) (?:down|in)\b|\b(?:give|allow|leave) (?:me|us|it|that)\b|\b(?:mine|on me|with me|that's me|that'll be (?:me|us))\b|\bconsider it\b|\btak(?:e|ing) (?:it|that|this)\b|\b(?:do|see|seeing|doing)(?: to)? (?:it|that|this)\b/i,
);

/** What may be promised or given out here; null where nobody does anything, and no day is named. */
export function readLoosePromise(sentence: string, hasDay: boolean): LoosePromise | null {
  if (QUESTION.test(sentence) || sentence.split(' ').length > MOST_WORDS) return null;
  const isPointing = TAKES_ONLY.test(sentence);
  const body = isPointing ? null : (bodyIn(sentence) ?? orderIn(sentence));
  if (!hasDay && !isPointing && body === null) return null;
  return { doer: doerIn(sentence), isPointing, ...(body === null ? {} : { body }) };
}

function orderIn(sentence: string): string | null {
  const { verb = '', what = '' } = ORDER.exec(sentence)?.groups ?? {};
  const word = verb.toLowerCase();
  return baseOf(word) === word && isTaskVerb(word) ? what : null;
}

/** From the verb on, where somebody does some work: what is to come before what is going on or would be. */
function bodyIn(sentence: string): string | null {
  let best: string | null = null;
  let most = 0;
  for (const { index } of sentence.matchAll(SUBJECT)) {
    const groups = DOES.exec(sentence.slice(index))?.groups;
    const firmness = groups === undefined ? 0 : firmnessOf(groups);
    if (firmness > most) [best, most] = [groups?.what ?? null, firmness];
  }
  return best;
}

/** 0 for what is no work, or over. */
function firmnessOf({ firm, going, open, verb = '' }: Readonly<Record<string, string | undefined>>): number {
  const word = verb.toLowerCase();
  const base = baseOf(word);
  if (base === null || !isTaskVerb(base)) return 0;
  if (firm !== undefined) return word === base ? 4 : 0;
  if (going !== undefined) return word.endsWith('ing') ? 3 : 0;
  const isPresent = word === base || word.endsWith('s');
  return isPresent ? (open === undefined ? 2 : 1) : 0;
}

function doerIn(sentence: string): Doer {
  const { who, also } = TOGETHER.exec(sentence)?.groups ?? {};
  if (/\b(?:I|me|mine|myself)\b/i.test(sentence))
    return { by: 'speaker', withMentions: marksIn(who ?? also ?? '') };
  const named = NAMED_FIRST.exec(sentence)?.groups?.who;
  if (named !== undefined) return { by: 'mentions', mentions: marksIn(named) };
  if (/\b(?:you|your)\b/i.test(sentence) || orderIn(sentence) !== null)
    return { by: 'addressee', mentions: [] };
  if (/\b(?:we|us|our)\b/i.test(sentence)) return { by: 'we' };
  const pronoun = /\b(?:he|she|they)\b/i.exec(sentence)?.[0];
  return pronoun === undefined ? { by: 'speaker' } : { by: 'pronoun', word: pronoun };
}
