/** What a meeting says of one draft besides its own words. */
import type { Draft } from '../pipeline/draft.ts';
import type { Sentence } from '../sentences/sentence.ts';

export interface Surroundings {
  /** Those of its kind that are judged too, itself among them, in the order in which they were said. */
  readonly others: readonly Draft[];
  /** What is an action by now, by the place of its sentence. */
  readonly actionsAt: ReadonlyMap<number, readonly Draft[]>;
  /** The share of the sentences that each speaker said. */
  readonly shareOfTalk: ReadonlyMap<string, number>;
  readonly sentences: readonly Sentence[];
  /** Log odds by the model of what was said there, and the best of what was said beside it. */
  readonly said: number;
  readonly near: number;
  /** 0 where hardly any dated work is given out, 1 where it is given out all the time. */
  readonly busyness: number;
}

/** So many drafts on either side are compared: all in an hour's meeting, and one of many hours takes no longer by the hour. */
const MOST_COMPARED = 100;

/** The surroundings of each draft of a kind but for what the model says of it. `drafts` are all drafts of the meeting. */
export function surround(
  judged: readonly Draft[],
  drafts: readonly Draft[],
  sentences: readonly Sentence[],
): (draft: Draft) => Omit<Surroundings, 'said' | 'near' | 'busyness'> {
  const inOrder = [...judged].sort((one, other) => one.sentence.index - other.sentence.index);
  const placeOf = new Map(inOrder.map((draft, place) => [draft, place]));
  const actions = drafts.filter(({ kind, weight, isGone }) => kind === 'action' && weight > 0 && !isGone);
  const actionsAt = gather(actions, ({ sentence }) => sentence.index);
  const spoken = gather(sentences, ({ speaker }) => speaker ?? '');
  const shareOfTalk = new Map(
    [...spoken].map(([speaker, said]) => [speaker, said.length / sentences.length]),
  );
  return (draft) => {
    const place = placeOf.get(draft) ?? 0;
    const others = inOrder.slice(Math.max(0, place - MOST_COMPARED), place + MOST_COMPARED + 1);
    return { others, actionsAt, shareOfTalk, sentences };
  };
}

function gather<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const gathered = new Map<Key, Item[]>();
  for (const item of items) {
    const known = gathered.get(keyOf(item));
    if (known === undefined) gathered.set(keyOf(item), [item]);
    else known.push(item);
  }
  return gathered;
}
