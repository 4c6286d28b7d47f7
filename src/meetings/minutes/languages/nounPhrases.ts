/** Things in a sentence of a language that writes its nouns small: what stands behind an article. */
import type { NounPhrase } from '../language.ts';

export interface NounWords {
  readonly determiner: RegExp;
  readonly preposition: RegExp;
  /** Words at which a thing ends. */
  readonly stop: RegExp;
  readonly noThing: RegExp;
  /** Joints inside of a thing, such as `de` in `le plan de bascule`. */
  readonly joint?: RegExp;
  /** A determiner as a minute has it; null leaves it out. */
  readonly article: ((determiner: string) => string) | null;
}

const MOST_WORDS = 4;

export const makeNounPhrases =
  (words: NounWords) =>
  (sentence: string): NounPhrase[] => {
    // An article that is tied to its noun stands alone: "l' annexe".
    const tokens = sentence.replace(/\b([ld])'(?=\p{L})/giu, "$1' ").split(/\s+/);
    const found: NounPhrase[] = [];
    for (let at = 0; at < tokens.length; at++) {
      const determiner = tokens[at] ?? '';
      if (!words.determiner.test(determiner)) continue;
      const phrase = takePhrase(tokens, at + 1, words);
      const [head = ''] = words.joint === undefined ? phrase.slice(-1) : phrase;
      if (phrase.length === 0 || words.noThing.test(head) || !/\p{L}{3}/u.test(head)) continue;
      const article = words.article === null ? '' : `${words.article(determiner.toLowerCase())} `;
      found.push({
        text: `${article}${phrase.join(' ')}`.replace(/(['’]) /g, '$1'),
        head: head.toLowerCase().slice(0, 7),
        isPlural: words.article !== null && /s$/i.test(determiner.replace(/^(?:nous|vous|des|dans)$/i, 's')),
        isBehindPreposition: words.preposition.test(tokens[at - 1] ?? ''),
      });
    }
    return found;
  };

function takePhrase(tokens: readonly string[], from: number, words: NounWords): string[] {
  const phrase: string[] = [];
  for (let at = from; at < tokens.length && phrase.length < MOST_WORDS; at++) {
    const token = tokens[at] ?? '';
    const word = token.replace(/[.,;:!?…)"]+$/, '');
    const isJoint = words.joint?.test(word) === true && phrase.length > 0;
    if (
      word === '' ||
      word.startsWith('@') ||
      (!isJoint && (words.stop.test(word) || words.preposition.test(word)))
    )
      break;
    phrase.push(word);
    if (token !== word) break;
  }
  while (words.joint?.test(phrase.at(-1) ?? '') === true) phrase.pop();
  return phrase;
}
