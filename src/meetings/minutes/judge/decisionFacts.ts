/** What is known of a possible decision when the whole meeting has been read, as numbers in the order of `DECISION_FACTS`. */
import type { Draft } from '../pipeline/draft.ts';
import { QUESTION } from '../sentences/sentence.ts';
import {
  is,
  isReacted,
  makeFacts,
  type NamedReader,
  PLACE,
  SAYS,
  SHARE_OF_TALK,
  TOLD_ELSEWHERE,
} from './facts.ts';
import type { DebatedIn, Surroundings } from './surroundings.ts';
import { CONCLUDING, PUT_OFF, REACTION } from './tones.ts';

/** Sentences that are looked back on, and forward. */
const BACK = 12;
const FORWARD = 5;
const MOST_WORDS = 40;
const CONFIRMED = ['accepted', 'perhaps', 'decided', 'restated', 'recapped'] as const;
/** Kinds of rules, by their names. */
const RULES: readonly (readonly [kind: string, names: RegExp])[] = [
  [
    'says that it is decided',
    /^(?:decision label|we decided|it is agreed|agreed:|final answer|the call is|for the record|announced|verdict)/,
  ],
  [
    'a vote or an approval',
    /^(?:go or no-go|approved|it is approved|the board approves|I approve|nobody objects|we are go)/,
  ],
  ['a proposal', /^(?:I propose|are we all happy with)/],
  ['what we do', /^(?:we |so we do|let's )/],
  ['how it is to be', /^(?:it |this one|so it |from now on|then it)/],
  ['no known form', /^other words$/],
];

const READERS: readonly NamedReader[] = [
  ['weight', ({ weight }) => Math.max(-4, Math.min(4, weight))],
  ['model, an action', (_, { said }) => said],
  ...RULES.map(([kind, names]): NamedReader => [`rule: ${kind}`, ({ rule }) => is(names.test(rule))]),
  ...CONFIRMED.map((how): NamedReader => [how, ({ confirmed }) => is(confirmed.has(how))]),
  ['waits for a yes', ({ standing }) => is(standing === 'proposed')],
  ['things', ({ keys }) => Math.min(6, keys.length)],
  ['points', ({ text }) => is(text.includes('“'))],
  ['words said', ({ sentence }) => Math.min(MOST_WORDS, sentence.text.split(' ').length)],
  ['times said', ({ evidence }) => Math.min(5, evidence.length)],
  ['speaker unknown', ({ speaker }) => is(speaker === null)],
  ['opens as a conclusion', ({ sentence }) => is(CONCLUDING.test(sentence.text))],
  ['before, choices', (draft, around) => countBefore(draft, around, ({ isChoice }) => isChoice)],
  [
    'before, choices asked',
    (draft, around) => countBefore(draft, around, ({ isChoice, isQuestion }) => isChoice && isQuestion),
  ],
  ['before, support', (draft, around) => countBefore(draft, around, ({ supports }) => supports)],
  [
    'before, a question',
    ({ sentence }, { sentences }) => is(QUESTION.test(sentences[sentence.index - 1]?.text ?? '')),
  ],
  ['after, support', countSupportAfter],
  ['after, welcomed', (draft, { sentences }) => is(isReacted(draft, sentences, REACTION))],
  ['after, put off', (draft, { sentences }) => is(isReacted(draft, sentences, PUT_OFF))],
  ['after, asked', (draft, { sentences }) => is(isReacted(draft, sentences, QUESTION))],
  ['talk goes on to another', goesOn],
  // Who leads talks most.
  SHARE_OF_TALK,
  ['an action in the sentence', (draft, { actionsAt }) => is(hasActionNear(draft, actionsAt, 0))],
  ['an action beside it', (draft, { actionsAt }) => is(hasActionNear(draft, actionsAt, 2))],
  ['a surer one before it', (draft, { others }) => countSurer(draft, others, -BACK, 0)],
  ['a surer one after it', (draft, { others }) => countSurer(draft, others, 0, BACK)],
  TOLD_ELSEWHERE,
  PLACE,
  ...SAYS,
];

export const { names: DECISION_FACTS, read: readDecisionFacts } = makeFacts(READERS);

function countBefore(
  { sentence }: Draft,
  { sentences, debateOf }: Surroundings,
  holds: (one: DebatedIn) => boolean,
): number {
  return sentences
    .slice(Math.max(0, sentence.index - BACK), sentence.index)
    .filter((before) => holds(debateOf(before))).length;
}

function countSupportAfter({ sentence }: Draft, { sentences, debateOf }: Surroundings): number {
  return sentences
    .slice(sentence.index + 1, sentence.index + 1 + FORWARD)
    .filter((after) => after.turn !== sentence.turn && debateOf(after).supports).length;
}

/** The next words of the same turn call on somebody or open another topic. */
function goesOn({ sentence }: Draft, { sentences }: Surroundings): number {
  const next = sentences[sentence.index + 1];
  return is(
    next !== undefined &&
      next.turn === sentence.turn &&
      /^(?:next|now|so|and|then|okay|right|\p{Lu}\p{Ll}+,|\p{Lu}[\p{Ll} ]{2,24}\.$)|\?$/u.test(next.text),
  );
}

function hasActionNear(
  { sentence: { index } }: Draft,
  actionsAt: Surroundings['actionsAt'],
  reach: number,
): boolean {
  for (let at = index - reach; at <= index + reach; at += 1) if (actionsAt.has(at)) return true;
  return false;
}

function countSurer(draft: Draft, others: readonly Draft[], from: number, to: number): number {
  return is(
    others.some((other) => {
      const apart = other.sentence.index - draft.sentence.index;
      return other !== draft && other.weight > draft.weight && apart >= from && apart <= to;
    }),
  );
}
