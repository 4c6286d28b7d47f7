/** Somebody is asked by a wish: "I'd like the two of you to". */
import { type ActRule, marksIn } from '../acts.ts';
import { askedOf } from './addressed.ts';
import { rest } from './matchedWords.ts';
import { NAMES } from './names.ts';

export const WISHES: readonly ActRule[] = [
  {
    id: 'I would like us to',
    pattern:
      /\bI(?:'d| would)? (?:like|love|want|need|prefer) (?:the |all )?(?:two|three|four|both|all) of (?<who>us|you)(?<names>,? [^.?!]*?)?,? to (?=[a-z]+)/i,
    read: (match) => {
      const mentions = marksIn(match.groups?.names ?? '');
      const withSpeaker = match.groups?.who?.toLowerCase() === 'us';
      return {
        kind: 'request',
        doer: withSpeaker ? { by: 'speaker', withMentions: mentions } : { by: 'mentions', mentions },
        body: rest(match),
        weight: 0.4,
      };
    },
  },
  {
    id: 'I would like it to go to you',
    pattern: new RegExp(
      String.raw`\bI(?:'d| would)? (?:like|want|love|prefer) (?<what>(?:the|that|this|those|all|our)\b[^.?!]{2,60}?) to (?:go to|be with|sit with|move to) (?<who>you|${NAMES})\b`,
      'i',
    ),
    read: (match) => ({
      kind: 'request',
      doer: askedOf(match),
      body: `take care of ${match.groups?.what}`,
      weight: 0.4,
    }),
  },
];
