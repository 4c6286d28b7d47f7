/** What a later transcript of a published meeting adds. */
import type { MinuteItem, Minutes } from './minutes/minutes.ts';

/** The items that the published minutes do not have: neither the same words nor nearly the same text of that kind. */
export function onlyNewItems(reading: Minutes, published: Minutes): Minutes {
  const ids = new Set(published.items.map((item) => item.id));
  const items = reading.items.filter(
    (item) => !ids.has(item.id) && !published.items.some((each) => isSameMatter(each, item)),
  );
  return { ...reading, items };
}

/** Two texts of one kind that share most of their words (Jaccard index of 0.6 or more). */
function isSameMatter(one: MinuteItem, other: MinuteItem): boolean {
  if (one.kind !== other.kind) return false;
  const words = wordsOf(one.text);
  const others = wordsOf(other.text);
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / Math.max(1, words.size + others.size - shared) >= 0.6;
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
