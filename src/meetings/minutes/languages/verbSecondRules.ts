/** Who binds whom, in languages whose verb stands second. */
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
import { type Mood, type Person, type ReadClause, readVerbSecond, type VerbGrammar } from './verbSecond.ts';

/** Sources of patterns, without flags and groups. */
export interface SpeechWords extends BindingWords {
  readonly grammar: VerbGrammar;
  readonly i: string;
  readonly you: string;
  readonly we: string;
  readonly somebody: string;
  readonly and: string;
  readonly please: string;
  /** "I'll do that" in words of its own: `mache ich`, `kümmere mich darum`. */
  readonly takeover: string;
  /** Base of an imperative: `schick` to `schicken`. */
  readonly imperativeOf: (form: string) => string | null;
  /** Small words an imperative may begin with. */
  readonly imperativeLead: string;
}

const NAMES = String.raw`@\d+(?:(?:,|,? AND) @\d+)*`;

export function verbSecondRules(words: SpeechWords): readonly ActRule[] {
  const names = NAMES.replaceAll('AND', `(?:${words.and})`);
  const word = (source: string): RegExp =>
    new RegExp(String.raw`(?<![\p{L}@\d])(?:${source})(?![\p{L}\d])`, 'iu');
  const read = (match: RegExpExecArray, person: Person): ReadClause | null =>
    readVerbSecond(
      withoutAddressed(match.input, match.index),
      { start: match.index, end: match.index + match[0].length },
      person,
      words.grammar,
    );
  return [
    {
      id: 'I take it',
      pattern: word(words.takeover),
      read: () => ({ kind: 'takeover', doer: { by: 'speaker' }, body: '', weight: 0.4 }),
    },
    needFromYouRule(words),
    {
      id: 'I',
      pattern: word(words.i),
      read: (match, clause) => firstPerson(read(match, 'i'), clause, words),
    },
    {
      id: 'you',
      pattern: word(words.you),
      read: (match, clause) => secondPerson(read(match, 'you') ?? read(match, 'many'), match, clause),
    },
    {
      id: 'somebody',
      pattern: word(words.somebody),
      read: (match) => anybody(read(match, 'he'), -1),
    },
    {
      id: 'we',
      pattern: word(words.we),
      read: (match, clause) => together(read(match, 'many'), clause, words),
    },
    imperativeRule(words, names),
    {
      id: 'name',
      pattern: new RegExp(`${names}(?!,)`, 'i'),
      read: (match, clause) => {
        const who = marksIn(match[0]);
        return thirdPerson(read(match, who.length > 1 ? 'many' : 'he'), who, clause);
      },
    },
  ];
}

/** Names before a comma are spoken to: blanks in their places keep all others where they are. */
const withoutAddressed = (text: string, before: number): string =>
  text.slice(0, before).replace(/@\d+(?:(?:,| [a-z]{1,3}) @\d+)*,/g, (said) => ' '.repeat(said.length)) +
  text.slice(before).replace(/,\s*@\d+\s*[?.!]*$/, '');

const COMMITMENT: Readonly<Record<Mood, { kind: Reading['kind']; weight: number; needsDue?: true }>> = {
  will: { kind: 'commitment', weight: 1.2 },
  present: { kind: 'commitment', weight: 0.2 },
  want: { kind: 'commitment', weight: -0.3 },
  must: { kind: 'commitment', weight: -1.1 },
  should: { kind: 'offer', weight: -1 },
  can: { kind: 'offer', weight: -0.2 },
  would: { kind: 'offer', weight: -0.8, needsDue: true },
};

function firstPerson(read: ReadClause | null, { isQuestion }: Clause, words: SpeechWords): Reading | null {
  if (read === null) return null;
  const doer = { by: 'speaker' } as const;
  if (isPointing(read, words) && !isQuestion && read.mood !== 'would')
    return { kind: 'takeover', doer, body: '', weight: 0.4 };
  if (isQuestion && read.isInverted) return { kind: 'offer', doer, body: bodyOf(read), weight: -1.2 };
  return { ...COMMITMENT[read.mood], doer, body: bodyOf(read) };
}

function secondPerson(
  read: ReadClause | null,
  { input, index }: RegExpExecArray,
  { isQuestion }: Clause,
): Reading | null {
  if (read === null) return null;
  const mentions = addressedIn(input, index);
  const doer = { by: 'addressee', mentions } as const;
  const body = bodyOf(read);
  if (isQuestion && read.isInverted && read.mood !== 'must')
    return { kind: 'request', doer, body, weight: 0.3 };
  if (read.mood === 'must' || read.mood === 'should')
    return { kind: 'request', doer, body, weight: mentions.length > 0 ? 0.2 : -0.9 };
  // "Then you can read it" is leave, not work.
  if (read.mood === 'can' || read.mood === 'would')
    return mentions.length === 0 ? null : { kind: 'request', doer, body, weight: -0.3 };
  return read.mood === 'want'
    ? null
    : { kind: 'assignment', doer, body, weight: mentions.length > 0 ? 0 : -0.6 };
}

function anybody(read: ReadClause | null, weight: number): Reading | null {
  if (read === null || !/must|should|can|would/.test(read.mood)) return null;
  return { kind: 'need', doer: { by: 'anyone' }, body: bodyOf(read), weight };
}

function thirdPerson(
  read: ReadClause | null,
  mentions: readonly number[],
  { isQuestion }: Clause,
): Reading | null {
  if (read === null) return null;
  if (isQuestion)
    return read.isInverted
      ? { kind: 'request', doer: { by: 'mentions', mentions }, body: bodyOf(read), weight: 0.3 }
      : null;
  const weight = { will: 0.9, present: 0.2, must: -0.1, should: 0.3, want: -0.1, can: -1, would: -1 }[
    read.mood
  ];
  return assigned(read, mentions, weight);
}

/** "Priya, schick bitte den Plan", "Bitte bis Freitag die Liste prüfen". */
function imperativeRule(words: SpeechWords, names: string): ActRule {
  return {
    id: 'please do',
    pattern: new RegExp(
      String.raw`^(?:(?:${words.imperativeLead})[\s,]+)*(?:(?<who>${names}),?\s+)?(?:(?<first>${words.please})\s+)?(?<verb>[\p{L}]+)\s+(?<rest>.*?)[\s.!]*$`,
      'iu',
    ),
    read: ({ groups = {} }, { isQuestion }) => {
      const { who, first, verb: form = '', rest: said = '' } = groups;
      const asksNicely = isPolite(first, said, words.please);
      if (isQuestion || (who === undefined && !asksNicely)) return null;
      const verb = words.imperativeOf(form.toLowerCase());
      const doer = { by: 'addressee', mentions: marksIn(who ?? '') } as const;
      const weight = who === undefined ? 0.2 : 0.7;
      if (verb !== null) {
        const last = /^(?<objects>.*?)\s*(?<prefix>\p{L}+)$/u.exec(said)?.groups;
        const isPrefixed =
          last?.prefix !== undefined && words.grammar.prefixes.has(last.prefix.toLowerCase());
        const body = isPrefixed ? `${last.prefix}${verb} ${last.objects}` : `${verb} ${said}`;
        return { kind: 'request', doer, body, weight };
      }
      const final = /^(?<objects>.*)\s(?<infinitive>\p{Ll}+)$/u.exec(`${form} ${said}`)?.groups;
      if (
        first === undefined ||
        final?.infinitive === undefined ||
        !words.grammar.isInfinitive(final.infinitive)
      )
        return null;
      return { kind: 'request', doer, body: `${final.infinitive} ${final.objects}`, weight: weight - 0.3 };
    },
  };
}
