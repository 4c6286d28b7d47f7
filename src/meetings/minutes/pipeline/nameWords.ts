/** Tells from the whole transcript which capitalised words may be names of people nobody introduced. */
import { formFor } from '../ascii.ts';
import type { Language } from '../language.ts';
import { foldName } from '../people/foldName.ts';
import { isCommonWord } from '../people/mentions.ts';
import { isGivenName } from '../people/nicknames.ts';
import { wordsIn } from '../people/wordsIn.ts';
import type { Sentence } from '../sentences/sentence.ts';

/** Words that begin with a capital and are no person. */
const NO_PERSON =
  /^(?:i|it|its|we|you|they|he|she|this|that|these|those|there|here|what|who|when|where|why|how|and|but|the|a|an|or|if|not|now|then|also|just|maybe|perhaps|sorry|right|good|great|morning|afternoon|team|everyone|everybody|somebody|someone|nobody|people|guys|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|teams|sharepoint|outlook|excel|word|windows|azure|google|microsoft|amazon|oracle|linux|jira|confluence|slack|zoom|github|gitlab|jenkins|docker|kubernetes|python|java|postgres|english|german|french|spanish|dutch|europe|london|berlin|madrid|paris|internet|christmas|easter|okay|yes|yeah|no|well|so|hi|hello|thanks|bye|god|jesus|legal|finance|security|procurement|marketing|sales|operations|infrastructure|atlas)$/i;

/** A word that is said to or about people, next to a name. */
const besideNameIn = formFor(
  /(?:\b(?:thanks|thank you|hi|hello|hey|morning|sorry|ask|asked|tell|told|with|from|for|to|and),?\s+|^)(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?=,|\s+(?:will|said|asked|told|can|could|has|is on|is off|is out|is away|was on|wants|thinks|mentioned|promised|offered|handled|knows|needs|'ll)\b|'ll\b|\s*[.?!]?$)/gu,
);

/** `isUnknownName(word)` for the masking of people. Looks once at each sentence. */
export function learnNames(
  sentences: readonly Sentence[],
  { isNoName }: Pick<Language, 'isNoName'> = {},
): (word: string) => boolean {
  const lower = new Set<string>();
  const inside = new Map<string, number>();
  const beside = new Set<string>();
  for (const { text } of sentences) {
    for (const { text: word, at } of wordsIn(text)) {
      if (/^\p{Ll}/u.test(word)) lower.add(word);
      else if (at > 0 && /[\p{L},] $/u.test(text.slice(Math.max(0, at - 2), at)))
        inside.set(word, (inside.get(word) ?? 0) + 1);
    }
    for (const match of text.matchAll(besideNameIn(text))) if (match[1] !== undefined) beside.add(match[1]);
  }
  const isSpokenOf = (word: string) => beside.has(word) && (inside.get(word) ?? 0) > 0;
  return (word) =>
    !lower.has(word.toLowerCase()) &&
    !NO_PERSON.test(word) &&
    isNoName?.(word) !== true &&
    ((isNoName === undefined && isSpokenOf(word)) || (isGivenName(foldName(word)) && !isCommonWord(word)));
}
