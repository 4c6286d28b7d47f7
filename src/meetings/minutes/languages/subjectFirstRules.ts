/** Who binds whom, in languages whose verb follows its subject. */
import { type ActRule, marksIn } from '../acts.ts';
import type { Clause } from '../language.ts';
import {
  addressedIn,
  assigned,
  type BindingWords,
  bodyOf,
  isPointing,
  isPolite,
  needFromYouRule,
  type Reading,
  together,
} from './bindingActs.ts';
import {
  type Mood,
  type ReadVerb,
  readPredicate,
  type SubjectGrammar,
  withInfinitive,
  wordsOf,
} from './subjectFirst.ts';

/** Sources of patterns, without flags and groups. */
export interface SubjectWords extends BindingWords {
  readonly grammar: SubjectGrammar;
  /** "I", with what may stand before it; empty matches where the subject is left out. */
  readonly i: RegExp;
  /** "You" before its verb, in statements and in questions. */
  readonly you: RegExp;
  /** "Can you", the verb first; the verb begins behind the match. */
  readonly canYou: RegExp;
  readonly somebody: RegExp;
  readonly we: RegExp;
  /** Words before a verb whose subject is left out. */
  readonly openers: RegExp;
  readonly hasSilentSubject: boolean;
  readonly and: string;
  readonly please: string;
  readonly takeover: RegExp;
  readonly imperativeOf: (form: string) => string | null;
  readonly needYouTo: RegExp | null;
}

const after = (match: RegExpExecArray): string =>
  match.input.slice(match.index + match[0].length).replace(/,\s*@\d+\s*[?.!]*$/, '');

const COMMITMENT: Readonly<Record<Mood, { kind: Reading['kind']; weight: number; needsDue?: true }>> = {
  going: { kind: 'commitment', weight: 1 },
  future: { kind: 'commitment', weight: 1.2 },
  present: { kind: 'commitment', weight: 0.2 },
  want: { kind: 'commitment', weight: -0.3 },
  must: { kind: 'commitment', weight: -1.1 },
  can: { kind: 'offer', weight: -0.2 },
  would: { kind: 'offer', weight: -0.8, needsDue: true },
};

export function subjectFirstRules(words: SubjectWords): readonly ActRule[] {
  const { grammar } = words;
  const names = String.raw`@\d+(?:(?:,|,? (?:${words.and})) @\d+)*`;
  return [
    {
      id: 'I take it',
      pattern: words.takeover,
      read: (_, { isQuestion }) =>
        isQuestion ? null : { kind: 'takeover', doer: { by: 'speaker' }, body: '', weight: 0.4 },
    },
    needFromYouRule(words),
    {
      id: 'can you',
      pattern: words.canYou,
      read: (match, { isQuestion }) =>
        asked(withInfinitive(wordsOf(after(match)), [], 'can', grammar), match, isQuestion ? 0.4 : 0),
    },
    {
      id: 'I',
      pattern: words.i,
      read: (match, clause) => firstPerson(readPredicate(after(match), 'i', grammar), clause, words, true),
    },
    {
      id: 'you',
      pattern: words.you,
      read: (match, { isQuestion }) => {
        const read = readPredicate(after(match), 'you', grammar);
        if (read === null) return null;
        if (isQuestion) return asked(read, match, 0.3);
        const mentions = addressedIn(match.input, match.index);
        if (read.mood === 'can' || read.mood === 'would')
          return mentions.length === 0 ? null : asked(read, match, -0.3);
        return asked(read, match, mentions.length > 0 ? 0.2 : -0.9);
      },
    },
    {
      id: 'somebody',
      pattern: words.somebody,
      read: (match) => {
        const read =
          readPredicate(after(match), 'he', grammar) ??
          withInfinitive(wordsOf(after(match)), [], 'must', grammar);
        return read === null
          ? null
          : { kind: 'need', doer: { by: 'anyone' }, body: bodyOf(read), weight: -1 };
      },
    },
    {
      id: 'we',
      pattern: words.we,
      read: (match, clause) =>
        together(
          readPredicate(after(match), 'we', grammar) ?? readPredicate(after(match), 'he', grammar),
          clause,
          words,
        ),
    },
    imperativeRule(words, names),
    {
      id: 'name',
      pattern: new RegExp(String.raw`${names},?\s+`, 'i'),
      read: (match, clause) => {
        const mentions = marksIn(match[0]);
        const isAddressed = /,\s*$/.test(match[0]);
        if (isAddressed) return null;
        return thirdPerson(
          readPredicate(after(match), mentions.length > 1 ? 'they' : 'he', grammar),
          mentions,
          clause,
        );
      },
    },
    ...(words.hasSilentSubject ? silentRules(words) : []),
  ];
}

/** Spanish leaves its subject out: the form of the verb tells who. */
function silentRules(words: SubjectWords): readonly ActRule[] {
  const { grammar } = words;
  return [
    {
      id: 'you, left out',
      pattern: words.openers,
      read: (match, { isQuestion }) => {
        if (!isQuestion) return null;
        // The polite form is that of "he": only where somebody is spoken to by name.
        const isNamed = addressedIn(match.input, match[0].length).length > 0;
        const read =
          readPredicate(after(match), 'you', grammar) ??
          (isNamed ? readPredicate(after(match), 'he', grammar) : null);
        return asked(read, match, 0.3);
      },
    },
    {
      id: 'I, left out',
      pattern: words.openers,
      read: (match, clause) => firstPerson(readPredicate(after(match), 'i', grammar), clause, words, false),
    },
    {
      id: 'we, left out',
      pattern: words.openers,
      read: (match, clause) => together(readPredicate(after(match), 'we', grammar), clause, words),
    },
  ];
}

function firstPerson(
  read: ReadVerb | null,
  { isQuestion }: Clause,
  words: SubjectWords,
  isSaid: boolean,
): Reading | null {
  if (read === null) return null;
  const doer = { by: 'speaker' } as const;
  if (isPointing(read, words) && !isQuestion && read.mood !== 'would')
    return { kind: 'takeover', doer, body: '', weight: 0.4 };
  if (isQuestion) return { kind: 'offer', doer, body: bodyOf(read), weight: -1.2 };
  const { weight, ...rest } = COMMITMENT[read.mood];
  const isBare = read.mood === 'present' && !isSaid;
  return { ...rest, doer, body: bodyOf(read), weight: isBare ? weight - 0.2 : weight };
}

function asked(read: ReadVerb | null, { input, index }: RegExpExecArray, weight: number): Reading | null {
  if (read === null) return null;
  return {
    kind: 'request',
    doer: { by: 'addressee', mentions: addressedIn(input, index) },
    body: bodyOf(read),
    weight,
  };
}

function thirdPerson(
  read: ReadVerb | null,
  mentions: readonly number[],
  { isQuestion }: Clause,
): Reading | null {
  if (read === null) return null;
  if (isQuestion)
    return { kind: 'request', doer: { by: 'mentions', mentions }, body: bodyOf(read), weight: 0.3 };
  const weight = { going: 0.9, future: 0.9, present: 0.2, must: 0.1, want: -0.1, can: -1, would: -1 }[
    read.mood
  ];
  return assigned(read, mentions, weight);
}

/** "Priya, envoie le plan", "por favor, revisen la lista". */
function imperativeRule(words: SubjectWords, names: string): ActRule {
  return {
    id: 'please do',
    pattern: new RegExp(
      String.raw`^(?:(?<who>${names}),?\s+)?(?:(?<first>${words.please}),?\s+)?(?<verb>[\p{L}]+)(?<joined>-[\p{L}-]+)?\s+(?<rest>.*?)[\s.!]*$`,
      'iu',
    ),
    read: ({ groups = {} }, { isQuestion }) => {
      const { who, first, verb: form = '', rest = '' } = groups;
      const asksNicely = isPolite(first, rest, words.please);
      if (isQuestion || (who === undefined && !asksNicely)) return null;
      const verb = words.imperativeOf(form.toLowerCase());
      if (verb === null) return null;
      return {
        kind: 'request',
        doer: { by: 'addressee', mentions: marksIn(who ?? '') },
        body: `${verb} ${rest}`,
        weight: who === undefined ? 0.2 : 0.7,
      };
    },
  };
}
