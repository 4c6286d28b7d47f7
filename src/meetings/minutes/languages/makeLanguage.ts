/** Makes a language of the pipeline from word lists and patterns: what the smaller languages have in common. */
import type { ActRule } from '../acts.ts';
import type { DateWords } from '../dates/dateWords.ts';
import type {
  Body,
  Clause,
  Language,
  NounPhrase,
  RecapEntry,
  Reply,
  Statement,
  Verdict,
} from '../language.ts';
import { RuleSet } from '../patterns/prefiltered.ts';
import { makeKeys } from './keys.ts';
import { makeWriter, type WriterWords } from './writeMinute.ts';

export interface StatementPattern {
  readonly kind: Statement['kind'];
  /** With the group `body`. */
  readonly pattern: RegExp;
  readonly weight: number;
  readonly mayAsk?: boolean;
}

/** Patterns see cleaned sentences in which `@0` stands for a name. */
export interface LanguageWords extends WriterWords {
  readonly tag: string;
  readonly dates: DateWords;
  /** What `cleanSpeech` takes out. */
  readonly fillers: RegExp;
  readonly normalise: (text: string) => string;
  /** Where a clause with a subject of its own begins. */
  readonly border: RegExp;
  readonly subordinate: RegExp;
  readonly condition: RegExp;
  readonly actRules: readonly ActRule[];
  /** Words before a match that make it a report or a question about it. */
  readonly blockedBehind: RegExp;
  readonly classOf: (verb: string) => Body['verbClass'];
  readonly isAnyWork: (verb: string) => boolean;
  /** Families of verbs that meetings use for the same work. */
  readonly alike: readonly string[];
  /** In what is to be done: said with a reserve, or that it will not be done. */
  readonly tentative: RegExp;
  readonly negation: RegExp;
  /** Reasons and tags behind what is to be done. */
  readonly tail: RegExp;
  /** Verb and rest, such as `einschalten das Mikro`. */
  readonly meetingTalk: readonly RegExp[];
  readonly habit: RegExp;
  readonly onTheSpot: RegExp;
  readonly joke: RegExp;
  readonly yes: RegExp;
  readonly no: RegExp;
  readonly perhaps: RegExp;
  readonly thanks: RegExp;
  readonly withdrawal: RegExp;
  /** With the group `what`. */
  readonly withdrawalOf: RegExp;
  readonly correction: RegExp;
  readonly newDay: RegExp;
  /** "No, Sam will take it"; the mark is the first group. */
  readonly newOwner: RegExp;
  readonly recap: RegExp;
  /** A line with these is no line of a recap. */
  readonly hasVerb: RegExp;
  readonly recapLead: RegExp;
  readonly andWord: string;
  readonly statements: readonly StatementPattern[];
  /** Puts the words behind "that" in the order of a sentence. */
  readonly asStatement?: (body: string) => string;
  readonly verdicts: readonly { readonly pattern: RegExp; readonly verdict: Verdict }[];
  readonly openQuestion: RegExp;
  readonly aboutTheTalk: RegExp;
  readonly doubt: RegExp;
  readonly fear: RegExp;
  readonly noDecision: RegExp;
  readonly completion: RegExp;
  readonly notDone: RegExp;
  readonly pointsBack: RegExp;
  readonly nounPhrases: (sentence: string) => NounPhrase[];
  /** Small words of talk about days. */
  readonly dayTalk: string;
  /** Words without meaning for telling items apart, and endings that stems lose. */
  readonly emptyWords: string;
  readonly endings: readonly string[];
  readonly selfNamed: RegExp;
  /** Words that are no names although they begin with a capital. */
  readonly notNames: string;
}

const MOST_STATEMENT = 320;

export function makeLanguage(words: LanguageWords): Language {
  const keysOf = makeKeys(words.emptyWords, words.endings);
  const writer = makeWriter(words);
  const dayTalk = new Set(words.dayTalk.trim().split(/\s+/));
  const notNames = new Set(words.notNames.trim().split(/\s+/));
  const families = words.alike.map((line) => new Set(line.split(' ')));
  return {
    tag: words.tag,
    dates: words.dates,
    fillers: words.fillers,
    newDay: words.newDay,
    newOwner: words.newOwner,
    isNoName: (word) => notNames.has(word.toLowerCase()),
    normalise: words.normalise,
    splitClauses: (sentence) => splitAt(sentence, words),
    actRules: new RuleSet(words.actRules),
    blocksAct: (lead) => words.blockedBehind.test(lead) || (lead.match(/"/g) ?? []).length % 2 === 1,
    readBody: (body) => readBody(body, words),
    isMeetingTalk: (verb, rest) =>
      words.meetingTalk.some((pattern) => pattern.test(`${verb} ${rest}`.trim().toLowerCase())),
    isCondition: (clause) => words.condition.test(clause),
    isOnTheSpot: (clause) => words.onTheSpot.test(clause),
    isHabit: (clause) => words.habit.test(clause),
    findStatements: (sentence, isQuestion) => findStatements(sentence, isQuestion, words),
    readReply: (sentence) => readReply(sentence, words),
    isThanks: (sentence) => words.thanks.test(sentence),
    readWithdrawal: (sentence) => readWithdrawal(sentence, words),
    isCorrection: (sentence) => words.correction.test(sentence),
    isJoke: (sentence) => words.joke.test(sentence),
    isRecap: (sentence) => words.recap.test(sentence),
    pointsBack: (sentence) => words.pointsBack.test(sentence),
    nounPhrases: words.nounPhrases,
    ...writer,
    readRecap: (sentence) => readRecap(sentence, words),
    readVerdict: (sentence) => readVerdict(sentence, words),
    isOpenQuestion: (sentence) => words.openQuestion.test(sentence) && !words.aboutTheTalk.test(sentence),
    isDoubt: (sentence) => words.doubt.test(sentence),
    isFear: (sentence) => words.fear.test(sentence),
    mayDecide: (sentence) => !words.noDecision.test(sentence),
    isCompletion: (sentence) => words.completion.test(sentence) && !words.notDone.test(sentence),
    isDayTalk: (rest) => isDayTalk(rest, dayTalk),
    rowKeyIn: (sentence) => /(?<![\p{L}\d])(?:[ARID]|CR)-?\d{1,5}(?!\d)/u.exec(sentence)?.[0] ?? null,
    selfNamed: (sentence) => {
      const mark = words.selfNamed
        .exec(sentence)
        ?.slice(1)
        .find((group) => group !== undefined);
      return mark === undefined ? null : Number(mark);
    },
    mayBeSameWork: (verb, other) =>
      verb === other ||
      verb === '' ||
      other === '' ||
      words.isAnyWork(verb) ||
      words.isAnyWork(other) ||
      families.some((family) => family.has(verb) && family.has(other)),
    keysOf,
    dateRules: [],
  };
}

function splitAt(sentence: string, { border, subordinate }: LanguageWords): Clause[] {
  const isQuestion = /\?["')\]»]*$/.test(sentence);
  const clauses: Clause[] = [];
  const add = (text: string): void => {
    const words = text.replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, '');
    if (words !== '') clauses.push({ text: words, isSubordinate: subordinate.test(words), isQuestion });
  };
  let start = 0;
  for (const { index, 0: said } of sentence.matchAll(border)) {
    const before = sentence.slice(start, index);
    // Who is addressed belongs to what follows; one word is no clause.
    if (
      /^[\s,]*(?:[\p{L}']+[,\s]+){0,2}@\d+(?:[\s,]+(?:\p{L}{1,3}\s+)?@\d+)*[\s,]*$/u.test(before) ||
      !/\p{L}/u.test(before)
    )
      continue;
    add(before);
    start = index + said.length;
  }
  add(sentence.slice(start));
  return clauses;
}

/** Bodies begin with the verb's infinitive, whatever the order of the language. */
function readBody(body: string, words: LanguageWords): Body | null {
  const match = /^([\p{L}'’-]+)\s*(.*)$/u.exec(body.replace(/["“”«»„]/g, '').trim());
  const verb = match?.[1]?.toLowerCase();
  if (match === null || verb === undefined) return null;
  const spoken = match[2] ?? '';
  if (words.negation.test(spoken)) return null;
  const rest = spoken
    .replace(words.tail, '')
    .replace(/[\s.,;:!?…]+$/, '')
    .trim();
  return { verb, rest, isTentative: words.tentative.test(spoken), verbClass: words.classOf(verb) };
}

function findStatements(
  sentence: string,
  isQuestion: boolean,
  { statements, asStatement }: LanguageWords,
): Statement[] {
  if (sentence.length < 10 || sentence.length > MOST_STATEMENT) return [];
  const found: Statement[] = [];
  for (const [at, { kind, pattern, weight, mayAsk }] of statements.entries()) {
    if ((isQuestion && mayAsk !== true) || found.some((statement) => statement.kind === kind)) continue;
    const groups = pattern.exec(sentence)?.groups;
    if (groups === undefined) continue;
    const said = groups.body ?? '';
    const isThat = /(?<!\p{L})(?:dass|dat)\s+$/iu.test(sentence.slice(0, sentence.lastIndexOf(said)));
    const body = isThat ? (asStatement?.(said) ?? said) : said;
    found.push({ rule: `${kind} ${at}`, kind, body, weight, needsAgreement: false });
  }
  return found;
}

function readReply(sentence: string, { yes, no, perhaps }: LanguageWords): Reply | null {
  if (no.test(sentence)) return 'no';
  if (perhaps.test(sentence)) return 'perhaps';
  return yes.test(sentence) ? 'yes' : null;
}

function readWithdrawal(
  sentence: string,
  { withdrawal, withdrawalOf }: LanguageWords,
): { readonly what: string } | null {
  if (/\?$/.test(sentence) || sentence.length > 220) return null;
  const what = withdrawalOf.exec(sentence)?.groups?.what;
  if (what !== undefined) return { what };
  return withdrawal.test(sentence) ? { what: '' } : null;
}

/** `@0 plan de bascule vendredi, @1 doublons lundi`: each name begins a line, days stay with the words before them. */
function readRecap(sentence: string, { hasVerb, recapLead, andWord }: LanguageWords): RecapEntry[] {
  const text = sentence.replace(recapLead, '').replace(/[.!…]+$/, '');
  if (!/@\d/.test(text) || text.length > 260) return [];
  const entries: { mention: number; words: string }[] = [];
  const parts = text.split(
    new RegExp(String.raw`\s*(?:[,;:]\s+(?:${andWord}\s+)?|\s${andWord}\s+)(?=@\d)`, 'i'),
  );
  for (const part of parts) {
    const named = /^@(\d+)[\s,:]+(.+)$/.exec(part.trim());
    if (named?.[2] === undefined || hasVerb.test(named[2])) return [];
    entries.push({ mention: Number(named[1]), words: named[2] });
  }
  return entries;
}

function readVerdict(sentence: string, { verdicts }: LanguageWords): Verdict | null {
  if (sentence.length > 120 || sentence.split(' ').length > 14) return null;
  return verdicts.find(({ pattern }) => pattern.test(sentence))?.verdict ?? null;
}

function isDayTalk(rest: string, dayTalk: ReadonlySet<string>): boolean {
  const words = rest
    .toLowerCase()
    .replace(/@\d+/g, ' ')
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  return words.length <= 12 && words.every((word) => dayTalk.has(word));
}
