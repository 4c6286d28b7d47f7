/** Answers that are asked for again and again, such as the stem of a word. */

/** The same answer to the same question, worked out once; all are forgotten when there are more than `most`. */
export function remember<Key, Answer>(answer: (key: Key) => Answer, most: number): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = answer(key);
    if (known.size >= most) known.clear();
    known.set(key, found);
    return found;
  };
}

/** Different words that a long talk has, and more: each is looked at once. */
export const MOST_WORDS_KEPT = 10_000;
