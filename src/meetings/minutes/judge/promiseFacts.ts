/** What is known of words in no known form that may be a promise or an order, as numbers in the order of `PROMISE_FACTS`. */

import { ADVERBS } from '../english/loosePromises.ts';
import { baseOf, isTaskVerb } from '../english/verbs.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import type { Draft } from '../pipeline/draft.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import {
  countEcho,
  is,
  isReacted,
  makeFacts,
  type NamedReader,
  SAYS,
  SHARE_OF_TALK,
  TURN_ENDS,
} from './facts.ts';
import { OFFER_TAKEN, OPENS_WITH_DAY, PUT_OFF, REACTION } from './tones.ts';

const MOST = { things: 6, words: 40, turn: 12 } as const;

/** What the words say, names masked. */
const FORMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    'mine',
    /\b(?:mine\b|(?:on|with|to|for|from|by|in) me\b|my (?:job|task|action|one|part|end|side|team|guys|people|lot|plate|list)|that'll be (?:me|us)|that's (?:me|us)\b)/i,
  ],
  ['put me down', /\b(?:put|count|mark|sign|pencil|write) (?:me|us) (?:down|in|up)\b/i],
  ['give me time', /\b(?:give|allow|leave|grant) (?:me|us|it|yourself|myself)\b/i],
  [
    'leave it',
    /\b(?:leave|hand|give|pass|bring|send) (?:it|that|this|them|those|the [\w-]+)? ?(?:with|to|over)\b/i,
  ],
  ['take', /\b(?:take|takes|taking|pick|cover|own|handle)\b/i],
  ['by then', /\b(?:by|until|till|before|latest|due|deadline|end of|first thing|close of)\b/i],
  [
    'needs time',
    /\b(?:need|needs|want|wants|takes?|another|more) (?:like |about |another |maybe |say |what, ?)*(?:a|an|one|two|three|four|five|six|ten|\d+|some|more|until|till|another)\b/i,
  ],
  [
    'agreed to',
    /\b(?:agreed|promised|offered|volunteered|undertaken|confirmed|due|about|meant|supposed|ready|is|are|'s|'re|set|down) to\b/i,
  ],
  [
    'passive',
    /\b(?:will be|'ll be|gets?|got to be|to be|be|is being|are being) (?:\w+ly )?[a-z]+(?:ed|en|un|ne|nt|t|pt|ught)\b/i,
  ],
  [
    'thing goes',
    /\b(?:goes|go|going|comes|coming|lands|ships) (?:in|out|up|over|live|to|on|back|into|with)\b/i,
  ],
  [
    'thing first',
    /^(?:(?:the|that|this|those|these|all|our|your|both) [^,]{2,40}|[^,]{2,30}), (?:I|we|you|@\d+|that)\b/i,
  ],
  [
    'together',
    /\b(?:you and (?:I|me)|@\d+ and (?:I|me)|(?:I|me) and @\d+|both|together|the two of us|between us|with you|with @\d+)\b/i,
  ],
  [
    'yes',
    /\b(?:will do|can do|on it|consider it|done|sure|gladly|no problem|of course|happy to|fine by me|yep|aye)\b/i,
  ],
  ['let', /\b(?:let me|let's|let us)\b/i],
  [
    'you will have it',
    /\b(?:you|they|he|she|everybody|everyone|@\d+)(?:'ll| will|'d| should| would)? (?:have|get|see|hear|find|know)\b/i,
  ],
  ['ready', /\b(?:ready|finished|done|complete|in place|sorted|merged|live|up|closed|gone|out)\b/i],
  ['must', /\b(?:ought to|better|wants? \w+ing|needs? (?:\w+ing|to)|must|have to|has to|should)\b/i],
  ['make it', /\b(?:make|call|say) (?:it|that|this)\b/i],
  ['alone', /\b(?:myself|yourself|himself|herself|themselves|personally|on my own|own)\b/i],
  [
    'thinks',
    /\b(?:I think|I guess|I suppose|I hope|I know|I mean|I see|I remember|I heard|I'm (?:not|afraid|sure|glad|happy|sorry)|I don't|I wouldn't|I can't|I like|I want|I need)\b/i,
  ],
  [
    'of now',
    /\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|after this|straight away|right after|in (?:five|ten|an hour|a minute))\b/i,
  ],
  ['every', /\b(?:every|each|daily|weekly|always|from now on|until then|meanwhile|while)\b/i],
  ['question of it', /\b(?:who|what|when|why|how|which|where)\b/i],
  ['name first', /^(?:(?:so|and|then|okay|ok|yes|right|well|also|now|but)[,. ]+)*@\d+/i],
  ['a name', /@\d+/],
  ['two names', /@\d+.*@\d+/],
  [
    'no verb',
    /^(?!.*\b(?:is|are|was|were|be|been|have|has|had|do|does|did|will|would|can|could|should|must|may|might|get|gets|got|go|goes|went)\b)(?!.*'(?:s|re|m|ve|ll|d)\b)/i,
  ],
  ['it', /\b(?:it|that|this|them|those|these|that one|this one)\b/i],
];

const REQUEST =
  /\b(?:can you|could you|would you|will you|can we ask|could (?:I|we) (?:ask|have|get)|can (?:I|we) (?:have|get|ask)|you'll|please|who|somebody|someone|anybody|anyone|volunteers?|need|needs|must|should|ought|has to|have to|want|wants|let's|when|how (?:long|soon|about)|what about|where are we|status|by when|yours?)\b/i;

const READERS: readonly NamedReader[] = [
  ['model, said', (_, { said }) => said],
  ['model, near', (_, { near }) => near],
  ['day', ({ due }) => is(due?.day != null)],
  ['day in its words', ({ due, saysDay }) => is(saysDay === true && due?.day != null)],
  ['day not understood', ({ due }) => is(due !== null && due.day === null)],
  ['owner speaks', ({ loose }) => is(loose?.doer === 'speaker')],
  ['owner we', ({ loose }) => is(loose?.doer === 'we')],
  ['owner named', ({ loose }) => is(loose?.doer === 'mentions')],
  ['owner addressed', ({ loose }) => is(loose?.doer === 'addressee')],
  ['owner by pronoun', ({ loose }) => is(loose?.doer === 'pronoun')],
  ['owner unknown', ({ owners }) => is(owners.every(({ kind }) => kind === 'unknown'))],
  ['an answer', ({ loose }) => is(loose?.answer != null)],
  ['called', ({ loose }) => is(loose?.isCalled === true)],
  ['things', ({ keys }) => Math.min(MOST.things, keys.length)],
  ['points', ({ loose }) => is(loose?.hasOpenPointer === true)],
  ['work understood', ({ loose }) => is(loose?.verb !== '')],
  ['words said', ({ sentence }) => Math.min(MOST.words, sentence.text.split(' ').length)],
  ['speaker unknown', ({ speaker }) => is(speaker === null)],
  ...FORMS.map(([name, pattern]): NamedReader => {
    const form = prefiltered(pattern);
    return [`form: ${name}`, ({ loose }) => is(form.test(loose?.text ?? ''))];
  }),
  ['I do', (draft) => is(doesTask(draft, /\b(?:I|we) /i, (base, word) => base === word))],
  ['I am doing', (draft) => is(doesTask(draft, /\b(?:I|we)'(?:m|re) /i, (_, word) => /ing$/.test(word)))],
  [
    'I would do',
    (draft) => is(doesTask(draft, /\b(?:I|we)(?:'d| would| could| can) /i, (base, word) => base === word)),
  ],
  ['I will do', (draft) => is(doesTask(draft, /\b(?:I|we)'ll /i, (base, word) => base === word))],
  [
    'I did',
    (draft) =>
      is(
        doesTask(
          draft,
          /\b(?:I|we|he|she|they)(?:'ve|'s|'d| have| has| had)? /i,
          (base, word) => base !== word && !/(?:ing|s)$/.test(word),
        ),
      ),
  ],
  [
    'name does',
    (draft) => is(doesTask(draft, /(?:@\d+|\bhe|\bshe|\bthey)(?:'s|'ll|'re| is| are)? /i, () => true)),
  ],
  [
    'an order',
    (draft) =>
      is(
        doesTask(
          draft,
          /^(?:(?:so|and|then|okay|ok|yes|right|please|@\d+)[,. ]+)*/i,
          (base, word) => base === word,
        ),
      ),
  ],
  ...TURN_ENDS,
  ['before, in its turn', ({ sentence }, { sentences }) => countTurn(sentence, sentences, -1)],
  ['after, in its turn', ({ sentence }, { sentences }) => countTurn(sentence, sentences, 1)],
  [
    'before, another asked',
    (draft, { sentences }) => is(lastOfOther(draft, sentences, ({ text }) => QUESTION.test(text))),
  ],
  [
    'before, another wanted',
    (draft, { sentences }) => is(lastOfOther(draft, sentences, ({ text }) => REQUEST.test(text))),
  ],
  ['before, own question', ({ sentence }, { sentences }) => is(isOwnQuestion(sentence, sentences))],
  ['after, welcomed', (draft, { sentences }) => is(isReacted(draft, sentences, REACTION))],
  ['after, taken', (draft, { sentences }) => is(isReacted(draft, sentences, OFFER_TAKEN))],
  ['after, a day', (draft, { sentences }) => is(isReacted(draft, sentences, OPENS_WITH_DAY))],
  ['after, its day', (draft, { sentences }) => countEcho(draft, sentences)],
  ['after, put off', (draft, { sentences }) => is(isReacted(draft, sentences, PUT_OFF))],
  ['after, asked', (draft, { sentences }) => is(isReacted(draft, sentences, QUESTION))],
  SHARE_OF_TALK,
  ...SAYS,
];

export const { names: PROMISE_FACTS, read: readPromiseFacts } = makeFacts(READERS);

const FIRST_WORD = new RegExp(`^${ADVERBS}([a-z-]+)`, 'i');

/** The first verb behind the words is work, in a form that fits. */
function doesTask({ loose }: Draft, behind: RegExp, fits: (base: string, word: string) => boolean): boolean {
  const text = loose?.text ?? '';
  const match = behind.exec(text);
  if (match === null) return false;
  const rest = text.slice(match.index + match[0].length);
  const word = FIRST_WORD.exec(rest)?.[1]?.toLowerCase();
  const base = word === undefined ? null : baseOf(word);
  return word !== undefined && base !== null && isTaskVerb(base) && fits(base, word);
}

function countTurn({ index, turn }: Sentence, sentences: readonly Sentence[], step: 1 | -1): number {
  let count = 0;
  while (count < MOST.turn && sentences[index + step * (count + 1)]?.turn === turn) count += 1;
  return count;
}

/** What another said last before the turn, in its last two sentences. */
function lastOfOther(
  { sentence, loose }: Draft,
  sentences: readonly Sentence[],
  holds: (one: Sentence) => boolean,
): boolean {
  if (loose?.answer != null) return holds(sentence);
  let at = sentence.index - 1;
  while (at >= 0 && sentence.index - at <= MOST.turn && sentences[at]?.turn === sentence.turn) at -= 1;
  return [at, at - 1].some((place) => {
    const before = sentences[place];
    return before !== undefined && before.turn !== sentence.turn && holds(before);
  });
}

function isOwnQuestion({ index, turn }: Sentence, sentences: readonly Sentence[]): boolean {
  const before = sentences[index - 1];
  return before !== undefined && before.turn === turn && QUESTION.test(before.text);
}
