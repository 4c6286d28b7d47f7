/** What a meeting says of one draft besides its own words. */
import { isSupport, offersChoice } from '../english/outcomeRules.ts';
import { type Draft, ownersText } from '../pipeline/draft.ts';
import { remember } from '../remember.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import { TONES } from './tones.ts';

/** What is said for and against before something is decided. */
export interface DebatedIn {
  readonly isQuestion: boolean;
  readonly isChoice: boolean;
  readonly supports: boolean;
}

export interface Surroundings {
  /** Those of its kind that a rule has drafted, itself among them if one has, in the order in which they were said. */
  readonly others: readonly Draft[];
  /** What is an action by now, by the place of its sentence. */
  readonly actionsAt: ReadonlyMap<number, readonly Draft[]>;
  /** What may be an action, by the places of all sentences that it rests on. */
  readonly heardAt: ReadonlyMap<number, readonly Draft[]>;
  /** What is a decision by now, by the place of its sentence. */
  readonly decidedAt: ReadonlyMap<number, readonly Draft[]>;
  /** The share of the sentences that each speaker said. */
  readonly shareOfTalk: ReadonlyMap<string, number>;
  readonly sentences: readonly Sentence[];
  /** Owners as one text, worked out once for each draft. */
  readonly ownersOf: (draft: Draft) => string;
  /** Which tones a sentence has, worked out once for each sentence: 1 or 0 in the order of `TONES`. */
  readonly tonesOf: (sentence: Sentence) => readonly number[];
  /** What a sentence does in a debate, worked out once for each sentence. */
  readonly debateOf: (sentence: Sentence) => DebatedIn;
  /** Log odds by the model of what was said there, and the best of what was said beside it. */
  readonly said: number;
  readonly near: number;
}

/** So many drafts on either side are compared: all in an hour's meeting, and one of many hours takes no longer by the hour. */
const MOST_COMPARED = 100;

/** What a meeting says of all its drafts alike. */
type Meeting = Omit<Surroundings, 'others' | 'said' | 'near'>;

export function makeMeeting(drafts: readonly Draft[], sentences: readonly Sentence[]): Meeting {
  const standing = drafts.filter(({ isGone, loose }) => !isGone && loose === undefined);
  const maybe = standing.filter(({ kind, standing: how }) => kind === 'action' && how !== 'withdrawn');
  const byPlace = (kind: Draft['kind']) =>
    gather(
      standing.filter((draft) => draft.kind === kind && draft.weight > 0),
      ({ sentence }) => [sentence.index],
    );
  const spoken = gather(sentences, ({ speaker }) => [speaker ?? '']);
  return {
    actionsAt: byPlace('action'),
    decidedAt: byPlace('decision'),
    heardAt: gather(maybe, ({ heard }) => heard),
    shareOfTalk: new Map([...spoken].map(([speaker, said]) => [speaker, said.length / sentences.length])),
    sentences,
    ownersOf: remember(({ owners }: Draft) => ownersText(owners), Number.POSITIVE_INFINITY),
    tonesOf: remember(({ text }: Sentence) => {
      const tones = TONES.rules.map(() => 0);
      for (const { pattern, place } of TONES.candidates(text)) if (pattern.test(text)) tones[place] = 1;
      return tones;
    }, Number.POSITIVE_INFINITY),
    debateOf: remember(({ text }: Sentence): DebatedIn => {
      const isQuestion = QUESTION.test(text);
      return { isQuestion, isChoice: offersChoice(text, isQuestion), supports: isSupport(text) };
    }, Number.POSITIVE_INFINITY),
  };
}

/** The surroundings of any draft but for what the model says of it. `others` are those of its kind. */
export function surround(
  others: readonly Draft[],
  meeting: Meeting,
): (draft: Draft) => Meeting & Pick<Surroundings, 'others'> {
  const inOrder = [...others].sort((one, other) => one.sentence.index - other.sentence.index);
  return ({ sentence }) => {
    const place = placeOf(inOrder, sentence.index);
    const near = inOrder.slice(Math.max(0, place - MOST_COMPARED), place + MOST_COMPARED + 1);
    return { ...meeting, others: near };
  };
}

/** Place of the first that stands at the sentence or behind it. */
function placeOf(inOrder: readonly Draft[], index: number): number {
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle] as Draft).sentence.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Each item under all of its keys. */
function gather<Item, Key>(items: readonly Item[], keysOf: (item: Item) => readonly Key[]): Map<Key, Item[]> {
  const gathered = new Map<Key, Item[]>();
  for (const item of items)
    for (const key of keysOf(item)) {
      const known = gathered.get(key);
      if (known === undefined) gathered.set(key, [item]);
      else known.push(item);
    }
  return gathered;
}
