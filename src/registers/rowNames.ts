/** Names by which people call a row in a sentence, such as a milestone in "by UAT start". Pure. */
import type { RegisterDefinition, RowValues } from './definition.ts';
import { textOf } from './values.ts';

/** Longer names are not looked for in what people say. */
const MOST_WORDS = 8;
/** Words of one message that are looked at; a form with long notes has more. */
const MOST_WORDS_READ = 400;

/** As names are compared: letters and digits alone, lower case. */
export const foldName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** What a field of names holds, each as it was written. */
export const namesIn = (text: string): readonly string[] =>
  text
    .split(/[,;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** Folded names of a row, of the fields that its register says it is called by: each as a whole, and its parts. */
export function rowNames(
  { calledBy = [] }: Pick<RegisterDefinition, 'calledBy'>,
  values: RowValues,
): readonly string[] {
  const texts = calledBy.map((field) => textOf(values[field]));
  const names = texts.flatMap((text) => [text, ...namesIn(text)]).map(foldName);
  return [...new Set(names)].filter((name) => name !== '');
}

/** Folded, every piece of the text that may be a name: some words in a row. */
export function possibleNames(text: string): readonly string[] {
  const words = text
    .split(/[^\p{L}\p{N}]+/u)
    .map(foldName)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS_READ);
  const names = new Set<string>();
  for (let from = 0; from < words.length; from += 1) {
    for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to += 1)
      names.add(words.slice(from, to).join(''));
  }
  return [...names];
}
