/** Words that carry meaning, as stems: for languages that are described by word lists. */

/** Shortest stem that an ending may leave. */
const SHORTEST = 4;

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/** Stems of the words of a text without the empty ones. Endings are tried in their order; one is taken off. */
export function makeKeys(empty: string, endings: readonly string[]): (text: string) => string[] {
  const isEmpty = new Set(fold(empty).trim().split(/\s+/));
  const stem = (word: string): string => {
    const ending = endings.find((each) => word.endsWith(each) && word.length - each.length >= SHORTEST);
    return ending === undefined ? word : word.slice(0, word.length - ending.length);
  };
  return (text) => {
    const keys = new Set<string>();
    for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
      if (word === '' || (word.length < 3 && !/\d/.test(word)) || isEmpty.has(word)) continue;
      keys.add(stem(word));
    }
    return [...keys];
  };
}
