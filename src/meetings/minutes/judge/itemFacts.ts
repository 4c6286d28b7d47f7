/** What is known of a proposed action when the whole meeting has been read, as numbers in the order of `FACTS`. */
import { english } from '../english/index.ts';
import type { Draft } from '../pipeline/draft.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import {
  countEcho,
  is,
  isReacted,
  LENGTH,
  makeFacts,
  mostAlike,
  type NamedReader,
  PLACE,
  SAYS,
  SHARE_OF_TALK,
  TOLD_ELSEWHERE,
  TURN_ENDS,
} from './facts.ts';
import type { Surroundings } from './surroundings.ts';
import { OFFER_TAKEN, OPENS_WITH_DAY, PUT_OFF, REACTION } from './tones.ts';

const ACTS = [
  'commitment',
  'assignment',
  'request',
  'offer',
  'need',
  'proposal',
  'takeover',
  'recap',
] as const;
const CONFIRMED = ['accepted', 'perhaps', 'thanked', 'restated', 'recapped', 'decided', 'dated'] as const;
const VAGUE =
  /^(?:do|have|get|take|make|handle|look|see|give|start|put|try|keep|bring|help|go|be|come|let|know|think|say)\b/i;
/** Kinds of rules, by how their names begin. */
const RULES: readonly (readonly [kind: string, names: RegExp])[] = [
  [
    'told from its end',
    /^(?:it is done|it goes out|you have it|you will find it|the thing is with you|done by a day)/,
  ],
  ['a duty', /^(?:I must|you must|we must|it must be done|name must)/],
  ['an ability', /^(?:I can|we can|we could|name can|let us)/],
  ['let me', /^let me$/],
  ['an order', /^(?:bare imperative|please do|name, do|remember to|do so|let name)/],
  ['told of another', /^(?:he |name |team |everyone )/],
  ['a question', /^(?:can |could |would you|are you|is |when |was it done|shall I)/],
  ['in the present', /^(?:I do it|I am doing|doing it|we are doing|I have the thing)/],
  ['a condition', /^(?:I would|I am happy|I plan)/],
];
/** More is as good as this much. */
const MOST = { things: 6, words: 40, evidence: 5, surer: 4 } as const;

const READERS: readonly NamedReader[] = [
  ['weight', ({ weight }) => Math.max(-4, Math.min(6, weight))],
  ['model, said', (_, { said }) => said],
  ['model, near', (_, { near }) => near],
  ...ACTS.map((kind) => [`act ${kind}`, ({ act }: Draft) => is(act === kind)] as const),
  ['from the model', ({ rule }) => is(rule.startsWith('model'))],
  ...RULES.map(([kind, names]) => [`rule: ${kind}`, ({ rule }: Draft) => is(names.test(rule))] as const),
  ['plain will', ({ rule }) => is(rule === 'I will')],
  ['day', ({ due }) => is(due?.day != null)],
  ['day not understood', ({ due }) => is(due !== null && due.day === null)],
  ['says its day', ({ saysDay }) => is(saysDay === true)],
  ['owner speaks', ({ owners }) => is(owners.some((owner) => owner.kind === 'person' && !owner.stated))],
  ['owner named', ({ owners }) => is(owners.some((owner) => owner.kind === 'person' && owner.stated))],
  ['owner unknown', ({ owners }) => is(owners.every(({ kind }) => kind === 'unknown'))],
  [
    'owner a team or stranger',
    ({ owners }) => is(owners.some(({ kind }) => kind === 'team' || kind === 'named')),
  ],
  ['several owners', ({ owners }) => is(owners.length > 1)],
  ...CONFIRMED.map((how) => [how, ({ confirmed }: Draft) => is(confirmed.has(how))] as const),
  ['points', ({ isPointing, text }) => is(isPointing || text.includes('“'))],
  ['names its thing', ({ isExplicit }) => is(isExplicit === true)],
  ['open item', ({ openItem }) => is(openItem !== undefined)],
  ['things', ({ keys }) => Math.min(MOST.things, keys.length)],
  ['vague verb', ({ verb }) => is(verb === '' || VAGUE.test(verb))],
  ['words said', ({ sentence }) => Math.min(MOST.words, sentence.text.split(' ').length)],
  ['times said', ({ evidence }) => Math.min(MOST.evidence, evidence.length)],
  ['changed', ({ history }) => is(history.length > 0)],
  ['speaker unknown', ({ speaker }) => is(speaker === null)],
  [
    'a surer one beside it',
    (draft, { others, ownersOf }) => is(others.some((other) => isSurer(other, draft, ownersOf))),
  ],
  [
    'a surer one in the same sentence',
    (draft, { others, ownersOf }) =>
      is(
        others.some(
          (other) => other.sentence.index === draft.sentence.index && isSurer(other, draft, ownersOf),
        ),
      ),
  ],
  ['told in its later words', shareHeardAgain],
  [
    'another of the owner for the day',
    (draft, { others, ownersOf }) => is(others.some((other) => isForTheSameDay(draft, other, ownersOf))),
  ],
  TOLD_ELSEWHERE,
  [
    'told elsewhere by the owner',
    (draft, { others, ownersOf }) => mostAlike(draft, others, (other) => isOfOwner(draft, other, ownersOf)),
  ],
  PLACE,
  ...SAYS,
  ['before, a question', ({ sentence }, { sentences }) => is(isQuestionBefore(sentence, sentences))],
  ['after, welcomed', (draft, { sentences }) => is(isReacted(draft, sentences, REACTION))],
  ['after, put off', (draft, { sentences }) => is(isReacted(draft, sentences, PUT_OFF))],
  ['after, asked', (draft, { sentences }) => is(isReacted(draft, sentences, QUESTION))],
  ['after, taken', (draft, { sentences }) => is(isReacted(draft, sentences, OFFER_TAKEN))],
  ['after, a day', (draft, { sentences }) => is(isReacted(draft, sentences, OPENS_WITH_DAY))],
  ['after, its day', (draft, { sentences }) => countEcho(draft, sentences)],
  SHARE_OF_TALK,
  ...TURN_ENDS,
  ['a decision in it', (draft, { decidedAt }) => is(decidedAt.has(draft.sentence.index))],
  LENGTH,
  ['surer ones of the turn', countSurerInTurn],
  ['a surer one rests on it', (draft, { others }) => is(others.some((other) => restsOn(other, draft)))],
];

export const { names: FACTS, read: readItemFacts } = makeFacts(READERS);

/** So many sentences on either side may tell the same. */
const BESIDE = 12;

type OwnersOf = Surroundings['ownersOf'];

function isSurer(other: Draft, draft: Draft, ownersOf: OwnersOf): boolean {
  return (
    other !== draft &&
    other.weight >= draft.weight &&
    Math.abs(other.sentence.index - draft.sentence.index) <= BESIDE &&
    ownersOf(other) === ownersOf(draft)
  );
}

const restsOn = (other: Draft, { sentence, weight }: Draft): boolean =>
  other.sentence.index !== sentence.index && other.weight >= weight && other.heard.includes(sentence.index);

function countSurerInTurn(draft: Draft, { others }: Surroundings): number {
  const surer = others.filter(
    ({ sentence, weight }) => sentence.turn === draft.sentence.turn && weight > draft.weight,
  );
  return Math.min(MOST.surer, surer.length);
}

/** Another that is surer speaks of the same thing, or rests on the same words. */
export const isToldBy = (draft: Draft, other: Draft, ownersOf: OwnersOf): boolean =>
  isSurer(other, draft, ownersOf) &&
  (other.heard.includes(draft.sentence.index) ||
    draft.keys.some((key, place) => place > 0 && (other.keys.includes(key) || other.context.has(key))));

function isQuestionBefore({ index, turn }: Sentence, sentences: readonly Sentence[]): boolean {
  return [1, 2].some((back) => {
    const before = sentences[index - back];
    return (
      before !== undefined && (before.turn !== turn || before.speaker === null) && QUESTION.test(before.text)
    );
  });
}

/** Of the things that it names, the share that is named again in a later sentence that it rests on. */
function shareHeardAgain({ keys, sentence, evidence }: Draft): number {
  const things = keys.slice(1);
  if (things.length === 0) return 0;
  const again = evidence
    .filter(({ startMs, quote }) => startMs !== sentence.startMs || quote !== sentence.text)
    .map(({ quote }) => new Set(english.keysOf(quote)));
  return (
    Math.max(0, ...again.map((said) => things.filter((thing) => said.has(thing)).length)) / things.length
  );
}

const isOfOwner = (draft: Draft, other: Draft, ownersOf: OwnersOf): boolean =>
  other !== draft && ownersOf(other) === ownersOf(draft);

const isForTheSameDay = (draft: Draft, other: Draft, ownersOf: OwnersOf): boolean =>
  isOfOwner(draft, other, ownersOf) && draft.due?.day != null && other.due?.day === draft.due.day;
