/** Brings the many ways of spoken English to the few that the rules know. Marks such as `@0` stand for names. */
import { mayMatch, prefiltered } from '../patterns/prefiltered.ts';

const REWRITES: readonly (readonly [RegExp, string])[] = [
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgotta\b/gi, 'got to'],
  [/\blemme\b/gi, 'let me'],
  [/(?<= )'em\b/gi, 'them'],
  [/\bgimme\b/gi, 'give me'],
  [
    /('ll|\bto|\bcan|\bcould|\bwill) (?:go|come|pop|nip|head|sit down|sit)(?: in| over| round| by| down| up| back| there| together)* and (?=[a-z]+\b)/gi,
    '$1 ',
  ],
  [/\bcarry out\b/gi, 'perform'],
  [/\bcarries out\b/gi, 'performs'],
  [/\bcannot\b/gi, "can't"],
  [/\bcan not\b/gi, "can't"],
  [/\bI am\b/gi, "I'm"],
  [/\b(I|we|you|he|she|they) (?:will|shall)\b/gi, "$1'll"],
  [/(@\d+) will\b/gi, "$1'll"],
  [
    /\b(I'm|we're|you're|he's|she's|they're) (?:(?:just|also|now|then|still|really|actually|definitely|probably) )*going to (?!the\b|a\b|an\b|our\b|my\b|be out\b)/gi,
    '$1§',
  ],
  [
    /(@\d+)(?:'s| is) (?:(?:just|also|now|then|still|actually) )*going to (?!the\b|a\b|an\b|our\b)/gi,
    "$1'll ",
  ],
  [/\b(I)'m§/gi, "$1'll "],
  [/\b(we|you|they)'re§/gi, "$1'll "],
  [/\b(he|she)'s§/gi, "$1'll "],
  [/\bwhat (I|we)'ll do is,? (?:(?:I|we)'ll )?/gi, "$1'll "],
  [/\bwhat I can do is,? (?:I can )?/gi, 'I can '],
  [/\b(I|we|you|he|she|they)'ll be able to\b/gi, "$1'll"],
  [/\b(I|we) would be able to\b/gi, "$1'll"],
  [/\b(I|we|you|he|she|they|@\d+) should be able to\b/gi, '$1 can'],
  [/\b(I|we|you)(?:'ve| have) got to\b/gi, '$1 have to'],
  [/\b(I|we|you|they)'ve to\b/gi, '$1 have to'],
  [/\b(I|we|you) got to\b/gi, '$1 have to'],
];

const MAY_CHANGE = prefiltered(
  /(?:\b|')(?:will|shall|going|should be|gonna|wanna|gotta|lemme|gimme|em\b|(?:go|come|pop|nip|head|sit)(?: \w+)* and|cannot|can not|i am|got to|'ve to|what (?:I|we)|be able|carry out|carries out)\b/i,
);

/** Rewrites a masked, cleaned sentence. */
export function normalise(text: string): string {
  if (!MAY_CHANGE.test(text)) return text;
  let normal = text;
  for (const [pattern, to] of REWRITES) if (mayMatch(pattern, normal)) normal = normal.replace(pattern, to);
  return normal;
}
