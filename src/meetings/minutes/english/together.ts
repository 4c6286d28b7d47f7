/** Two or three people take something on, or are asked to: "you and I", "Mairéad and myself", "the pair of you". */

import { marksIn } from '../acts.ts';
import type { Together } from '../language.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { NAMES } from './names.ts';

const SELF = '(?:I|me|myself)';
/** Those spoken of are not the ones who do it. */
const NOT_OBJECT = String.raw`(?<!\b(?:with|to|for|from|by|about|between|at|on|of|tell|send|give|hold|owe|see|thank|let|told|sent|gave|hear|cover|remind|leave|lend|get|show) (?:the |all )?)`;
/** What is told of the past, or of how they are, is no work. */
const NOT_DONE = String.raw`(?! (?:were|was|had|did|agreed|spoke|talked|met|discussed|looked|thought|decided|know|knew|think|think|went|sat|saw|tried|used)\b| (?:\w+ )?(?:minute|hour|day|week|month|year|time)s?\b)`;
const COUNT = '(?:two|three|four|both)';

const FORMS: readonly { readonly pattern: RegExp; readonly withSpeaker: boolean; readonly named: boolean }[] =
  [
    {
      pattern: new RegExp(
        `(?:^|[,.;:] |\\b(?:and|so|then|okay|right|well|but|that|maybe),? )(?<who>${NAMES}),? and ${SELF}\\b${NOT_DONE}`,
        'i',
      ),
      withSpeaker: true,
      named: true,
    },
    {
      pattern: new RegExp(`(?:^|[,.;:] |\\b(?:and|so|then) )${SELF} and (?<who>${NAMES})${NOT_DONE}`, 'i'),
      withSpeaker: true,
      named: true,
    },
    {
      pattern: new RegExp(
        `${NOT_OBJECT}\\b(?:the |all )?(?:${COUNT}|pair) of us\\b(?:[^.?!]*?, (?:that is,? |meaning )?(?<who>${NAMES}),? and ${SELF}\\b)?${NOT_DONE}`,
        'i',
      ),
      withSpeaker: true,
      named: false,
    },
    {
      pattern: new RegExp(
        `${NOT_OBJECT}\\b(?:you and ${SELF}|${SELF} and you|us two|we two|we both)\\b${NOT_DONE}`,
        'i',
      ),
      withSpeaker: true,
      named: false,
    },
    {
      pattern: new RegExp(
        `${NOT_OBJECT}\\b(?:you ${COUNT}|(?:the |all )?(?:${COUNT}|pair) of (?:you|ye))\\b(?:,? (?<who>${NAMES}),)?${NOT_DONE}`,
        'i',
      ),
      withSpeaker: false,
      named: false,
    },
  ];

/** A quick look before the forms are tried. */
const MAY_BE_TOGETHER = prefiltered(
  /\b(?:two|three|four|both|pair)\b|\band (?:I|me|myself|you)\b|\b(?:I|me|myself) and\b/i,
);

/** How many they are, at the least. */
const countOf = (said: string): number => (/\bfour\b/i.test(said) ? 4 : /\bthree\b/i.test(said) ? 3 : 2);

/** `text` is masked; null where nobody is spoken of together. */
export function readTogether(text: string): Together | null {
  if (!MAY_BE_TOGETHER.test(text)) return null;
  for (const { pattern, withSpeaker, named } of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const mentions = marksIn(match.groups?.who ?? '');
    const count = named
      ? mentions.length + 1
      : Math.max(countOf(match[0]), mentions.length + (withSpeaker ? 1 : 0));
    return { withSpeaker, mentions, count };
  }
  return null;
}
