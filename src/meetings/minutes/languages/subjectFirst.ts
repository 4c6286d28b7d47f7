/** Clauses of French and Spanish: the verb follows its subject, and the rest of the clause follows the verb. */
import { type Act, type ActRule, marksIn } from '../acts.ts';
import type { Clause } from '../language.ts';

export type Mood = 'present' | 'future' | 'going' | 'can' | 'must' | 'would' | 'want';
export type Person = 'i' | 'you' | 'he' | 'we' | 'they';

/** A finite verb as a form of the lists. `verb` is its infinitive, empty for an auxiliary that waits for one. */
export interface Form {
  readonly verb: string;
  readonly mood: Mood;
}

export interface SubjectGrammar {
  readonly formOf: (word: string, person: Person) => Form | null;
  readonly isInfinitive: (word: string) => boolean;
  /** Unstressed pronouns before a verb; with the apostrophe where they have one. */
  readonly clitics: ReadonlySet<string>;
  /** Those that stand for a thing. */
  readonly things: ReadonlySet<string>;
  /** Reflexive ones, which belong to the verb: `me` to `m'occuper`. */
  readonly reflexive: (clitics: readonly string[], verb: string) => string;
  /** How a pointing word is written behind its verb: `ça`, `eso`. */
  readonly that: string;
  /** Takes pronouns off an infinitive: `enviarlo`. */
  readonly bareInfinitive: (word: string) => { readonly verb: string; readonly pointsAtThing: boolean };
  /** Small words between an auxiliary and its infinitive, or a verb and its object. */
  readonly between: ReadonlySet<string>;
  /** "not" before or behind the verb. */
  readonly negation: RegExp;
}

export interface ReadVerb {
  readonly verb: string;
  readonly rest: string;
  readonly mood: Mood;
}

const wordsOf = (text: string): string[] =>
  text
    .replace(/[.!?…]+$/, '')
    .replace(/(?<=\p{L})'(?=\p{L})/gu, "' ")
    .split(/\s+/)
    .filter(Boolean);

const bareOf = (word: string): string => word.toLowerCase().replace(/[,;:.]+$/, '');

/** Reads what follows a subject: `vous envoie le plan vendredi`. Null when it begins with no verb of that person. */
export function readPredicate(text: string, person: Person, grammar: SubjectGrammar): ReadVerb | null {
  const words = wordsOf(text);
  const clitics: string[] = [];
  let at = 0;
  while (
    at < words.length &&
    (grammar.clitics.has(bareOf(words[at] ?? '')) || grammar.between.has(bareOf(words[at] ?? '')))
  ) {
    clitics.push(bareOf(words[at] ?? ''));
    at += 1;
  }
  const form = grammar.formOf(bareOf(words[at] ?? ''), person);
  if (form === null || grammar.negation.test(` ${words.slice(0, at + 3).join(' ')} `)) return null;
  if (form.verb !== '') return finish(form.verb, clitics, words.slice(at + 1), form.mood, grammar);
  return withInfinitive(words.slice(at + 1), clitics, form.mood, grammar);
}

/** `vous envoyer le plan`, behind an auxiliary. */
export function withInfinitive(
  words: readonly string[],
  before: readonly string[],
  mood: Mood,
  grammar: SubjectGrammar,
): ReadVerb | null {
  const clitics = [...before];
  for (let at = 0; at < Math.min(words.length, 6); at++) {
    const word = bareOf(words[at] ?? '');
    const { verb, pointsAtThing } = grammar.bareInfinitive(word);
    if (grammar.isInfinitive(verb)) {
      const rest = words.slice(at + 1);
      return finish(verb, clitics, pointsAtThing ? [grammar.that, ...rest] : rest, mood, grammar);
    }
    if (!grammar.clitics.has(word) && !grammar.between.has(word)) return null;
    clitics.push(word);
  }
  return null;
}

function finish(
  verb: string,
  clitics: readonly string[],
  rest: readonly string[],
  mood: Mood,
  grammar: SubjectGrammar,
): ReadVerb {
  const pointed = clitics.some((clitic) => grammar.things.has(clitic)) ? [grammar.that] : [];
  return {
    verb: grammar.reflexive(clitics, verb),
    rest: [...pointed, ...rest].join(' ').replace(/' (?=\p{L})/gu, "'"),
    mood,
  };
}

/** Sources of patterns, without flags and groups. */
export interface SubjectWords {
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
  readonly isAnyWork: (verb: string) => boolean;
  readonly pointsOnly: RegExp;
  readonly imperativeOf: (form: string) => string | null;
  readonly needFromYou: RegExp;
  readonly needYouTo: RegExp | null;
  readonly sendVerb: string;
}

type Reading = Omit<Act, 'rule' | 'lead'>;

const after = (match: RegExpExecArray): string =>
  match.input.slice(match.index + match[0].length).replace(/,\s*@\d+\s*[?.!]*$/, '');

function addressedIn(text: string, at: number): number[] {
  const before = /(@\d+(?:(?:,| \p{L}{1,3}) @\d+)*),[^@]*$/u.exec(text.slice(0, at))?.[1];
  const behind = /,\s*(@\d+)\s*[?.!]*$/.exec(text)?.[1];
  return marksIn(before ?? behind ?? '');
}

const bodyOf = ({ verb, rest }: ReadVerb): string => `${verb} ${rest}`;

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
    {
      id: 'I need it from you',
      pattern: words.needFromYou,
      read: ({ groups = {}, index, input }) => ({
        kind: 'request',
        doer: { by: 'addressee', mentions: addressedIn(input, index) },
        body: `${words.sendVerb} ${groups.what ?? ''}`,
        weight: 0,
      }),
    },
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
  if (words.isAnyWork(read.verb) && words.pointsOnly.test(read.rest) && !isQuestion && read.mood !== 'would')
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

function together(read: ReadVerb | null, { isQuestion }: Clause, words: SubjectWords): Reading | null {
  if (read === null || isQuestion) return null;
  // "We should do that": what was spoken of, no work of its own.
  if (words.isAnyWork(read.verb) && words.pointsOnly.test(read.rest)) return null;
  const body = bodyOf(read);
  if (read.mood === 'can' || read.mood === 'would')
    return { kind: 'proposal', doer: { by: 'anyone' }, body, weight: -4 };
  if (read.mood === 'must') return { kind: 'need', doer: { by: 'anyone' }, body, weight: -1 };
  // What "we" do on a day is as often an event as a promise.
  const weight = read.mood === 'present' ? -2.6 : -0.3;
  return { kind: 'commitment', doer: { by: 'we' }, body, weight, needsDue: true };
}

function thirdPerson(
  read: ReadVerb | null,
  mentions: readonly number[],
  { isQuestion }: Clause,
): Reading | null {
  if (read === null) return null;
  const doer = { by: 'mentions', mentions } as const;
  const body = bodyOf(read);
  if (isQuestion) return { kind: 'request', doer, body, weight: 0.3 };
  const weight = { going: 0.9, future: 0.9, present: 0.2, must: 0.1, want: -0.1, can: -1, would: -1 }[
    read.mood
  ];
  return {
    kind: 'assignment',
    doer,
    body,
    weight,
    ...(read.mood === 'present' || read.mood === 'can' ? { needsDue: true } : {}),
  };
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
      const isPolite =
        first !== undefined ||
        new RegExp(String.raw`(?<!\p{L})(?:${words.please})(?!\p{L})`, 'iu').test(rest);
      if (isQuestion || (who === undefined && !isPolite)) return null;
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
