/** Takes out of spoken words what a writer would leave out: fillers, stutters, false starts of one word. */
import { formFor, isAscii } from '../ascii.ts';

const FILLER =
  /(?:^|(?<=[\s,.(]))(?:u+m+|u+h+|e+r+m*|e+hm*|a+h+|h+m+|m+-?h+m+|mm+|mhm|you know|i mean|sort of|kind of|basically|literally|obviously|honestly|ähm?|öhm?|euh|este|eh)(?:[,.…]*)(?=\s|$)/gi;
const LIKE = /,\s*like,\s*/gi;
const stutterIn = formFor(/(?<![\p{L}'])([\p{L}'’]+(?: [\p{L}'’]+)?)(?:[,.…]*[-–]?\s+\1)+(?![\p{L}'’])/giu);
const DOUBLE = new Set(['had', 'that', 'no', 'very', 'really', 'bye', 'ja', 'nein', 'nous', 'vous', 'well']);

/** The same words, easier to read and to match: straight quotes, no fillers, nothing said twice in a row. `fillers` is global. */
export function cleanSpeech(text: string, fillers: RegExp = FILLER): string {
  let clean = text.replace(/@(?=\p{L})/gu, '');
  if (!isAscii(clean))
    clean = clean
      .replace(/[’‘ʼ]/g, "'")
      .replace(/[“”]/g, '"')
      .replace(/\u00a0/g, ' ');
  clean = clean.replace(fillers, ' ').replace(LIKE, ' ');
  clean = clean.replace(stutterIn(clean), (whole, once: string) =>
    DOUBLE.has(once.toLowerCase()) ? whole : once,
  );
  clean = clean
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.?!;:])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/^[\s,.…]+/, '')
    .trim();
  return clean;
}
