/** Whether a promise in no known form is told by nothing else: what stands around it, in the order of `UNHEARD_FACTS`. */
import type { Draft } from '../pipeline/draft.ts';
import type { Sentence } from '../sentences/sentence.ts';
import {
  countEcho,
  is,
  isReacted,
  makeFacts,
  mostAlike,
  type NamedReader,
  PLACE,
  SHARE_OF_TALK,
} from './facts.ts';
import type { Surroundings } from './surroundings.ts';
import { OFFER_TAKEN, OPENS_WITH_DAY } from './tones.ts';

/** Sentences of a turn that are looked at on either side. */
const TURN = 12;
/** Another action stands beside it within so many sentences. */
const BESIDE = 4;
const SUREST = 4;

const READERS: readonly NamedReader[] = [
  ['day', ({ due }) => is(due?.day != null)],
  ['day in its words', ({ due, saysDay }) => is(saysDay === true && due?.day != null)],
  ['owner speaks', ({ loose }) => is(loose?.doer === 'speaker')],
  ['an answer', ({ loose }) => is(loose?.answer != null)],
  ['called', ({ loose }) => is(loose?.isCalled === true)],
  ['things', ({ keys }) => Math.min(6, keys.length)],
  ['points', ({ text }) => is(text.includes('“'))],
  ['work understood', ({ loose }) => is(loose?.verb !== '')],
  ['words said', ({ sentence }) => Math.min(40, sentence.text.split(' ').length)],
  ['after, taken', (draft, { sentences }) => is(isReacted(draft, sentences, OFFER_TAKEN))],
  ['after, a day', (draft, { sentences }) => is(isReacted(draft, sentences, OPENS_WITH_DAY))],
  ['after, its day', (draft, { sentences }) => countEcho(draft, sentences)],
  SHARE_OF_TALK,
  ['an action rests on it', (draft, { heardAt }) => surestAt(draft, heardAt, [0])],
  ['an action before it', (draft, { heardAt }) => surestAt(draft, heardAt, [-1, -2])],
  ['an action after it', (draft, { heardAt }) => surestAt(draft, heardAt, [1, 2])],
  ['an action of the turn', (draft, { heardAt, sentences }) => is(isInTurn(draft, heardAt, sentences))],
  [
    'an action of the owner beside it',
    (draft, { others, ownersOf }) =>
      is(others.some((other) => isOfOwner(draft, other, ownersOf) && isBeside(draft, other))),
  ],
  [
    'another of the owner for the day',
    (draft, { others, ownersOf }) =>
      is(others.some((other) => isOfOwner(draft, other, ownersOf) && isForTheSameDay(draft, other))),
  ],
  ['told elsewhere', (draft, { others }) => mostAlike(draft, others, (other) => isElsewhere(draft, other))],
  [
    'told elsewhere by the owner',
    (draft, { others, ownersOf }) => mostAlike(draft, others, (other) => isOfOwner(draft, other, ownersOf)),
  ],
  ['a decision in it', (draft, { decidedAt }) => is(decidedAt.has(draft.sentence.index))],

  PLACE,
];

export const { names: UNHEARD_FACTS, read: readUnheardFacts } = makeFacts(READERS);

/** An action that another sentence began: of what it began itself nothing may be said, since most candidates began none. */
const isElsewhere = (draft: Draft, other: Draft): boolean => other.sentence.index !== draft.sentence.index;

function surestAt(draft: Draft, heardAt: Surroundings['heardAt'], places: readonly number[]): number {
  let surest = -SUREST;
  for (const place of places)
    for (const other of heardAt.get(draft.sentence.index + place) ?? [])
      if (isElsewhere(draft, other)) surest = Math.max(surest, Math.min(SUREST, other.weight));
  return surest;
}

function isInTurn(draft: Draft, heardAt: Surroundings['heardAt'], sentences: readonly Sentence[]): boolean {
  const { index, turn } = draft.sentence;
  for (let at = index - TURN; at <= index + TURN; at += 1)
    if (
      sentences[at]?.turn === turn &&
      (heardAt.get(at) ?? []).some((other) => other.weight > 0 && isElsewhere(draft, other))
    )
      return true;
  return false;
}

const isOfOwner = (draft: Draft, other: Draft, ownersOf: Surroundings['ownersOf']): boolean =>
  isElsewhere(draft, other) && ownersOf(other) === ownersOf(draft);

const isBeside = (draft: Draft, other: Draft): boolean =>
  other.weight > 0 && Math.abs(other.sentence.index - draft.sentence.index) <= BESIDE;

const isForTheSameDay = (draft: Draft, other: Draft): boolean =>
  draft.due?.day != null && other.due?.day === draft.due.day;
