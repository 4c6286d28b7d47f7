/** What is known of a proposed action when the whole meeting has been read, as numbers in the order of `FACTS`. */
import { english } from '../english/index.ts';
import { type Draft, ownersText } from '../pipeline/draft.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import { is, isReacted, likenessOf, type NamedReader, PLACE, SAYS, TOLD_ELSEWHERE } from './facts.ts';
import type { Surroundings } from './surroundings.ts';
import { PUT_OFF, REACTION } from './tones.ts';

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
const MOST = { things: 6, words: 40, evidence: 5 } as const;

const READERS: readonly NamedReader[] = [
  ['weight', ({ weight }) => Math.max(-4, Math.min(6, weight))],
  ['model, said', (_, { said }) => said],
  ['model, near', (_, { near }) => near],
  ['busyness', (_, { busyness }) => busyness],
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
  ['a surer one beside it', (draft, { others }) => is(others.some((other) => isSurer(other, draft)))],
  [
    'a surer one in the same sentence',
    (draft, { others }) =>
      is(others.some((other) => other.sentence.index === draft.sentence.index && isSurer(other, draft))),
  ],
  ['told in its later words', shareHeardAgain],
  [
    'another of the owner for the day',
    (draft, { others }) => is(others.some((other) => isForTheSameDay(draft, other))),
  ],
  TOLD_ELSEWHERE,
  [
    'told elsewhere by the owner',
    (draft, { others }) =>
      Math.max(
        0,
        ...others.filter((other) => isOfOwner(draft, other)).map((other) => likenessOf(draft, other)),
      ),
  ],
  PLACE,
  ...SAYS,
  ['before, a question', ({ sentence }, { sentences }) => is(isQuestionBefore(sentence, sentences))],
  ['after, welcomed', (draft, { sentences }) => is(isReacted(draft, sentences, REACTION))],
  ['after, put off', (draft, { sentences }) => is(isReacted(draft, sentences, PUT_OFF))],
  ['after, asked', (draft, { sentences }) => is(isReacted(draft, sentences, QUESTION))],
];

/** Names of the numbers, in their order. */
export const FACTS: readonly string[] = READERS.map(([name]) => name);

export const readItemFacts = (draft: Draft, surroundings: Surroundings): readonly number[] =>
  READERS.map(([, read]) => read(draft, surroundings));

/** So many sentences on either side may tell the same. */
const BESIDE = 12;

function isSurer(other: Draft, draft: Draft): boolean {
  return (
    other !== draft &&
    other.weight >= draft.weight &&
    Math.abs(other.sentence.index - draft.sentence.index) <= BESIDE &&
    ownersText(other.owners) === ownersText(draft.owners)
  );
}

/** Another that is surer speaks of the same thing, or rests on the same words. */
export const isToldBy = (draft: Draft, other: Draft): boolean =>
  isSurer(other, draft) &&
  (other.heard.includes(draft.sentence.index) ||
    draft.keys.slice(1).some((key) => other.keys.includes(key) || other.context.has(key)));

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

const isOfOwner = (draft: Draft, other: Draft): boolean =>
  other !== draft && ownersText(other.owners) === ownersText(draft.owners);

const isForTheSameDay = (draft: Draft, other: Draft): boolean =>
  isOfOwner(draft, other) && draft.due?.day != null && other.due?.day === draft.due.day;
