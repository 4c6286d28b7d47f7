/** Clauses of German and Dutch: the finite verb stands second, the rest of the verb at the end. */

export type Mood = 'present' | 'will' | 'can' | 'must' | 'should' | 'would' | 'want';

export type Person = 'i' | 'you' | 'he' | 'many';

export interface VerbGrammar {
  /** Forms of auxiliaries, for all persons. */
  readonly moods: ReadonlyMap<string, Exclude<Mood, 'present'>>;
  /** Forms of "have" and "be": what they tell is past or a state. */
  readonly perfect: ReadonlySet<string>;
  /** Prefixes that leave their verb. */
  readonly prefixes: ReadonlySet<string>;
  /** The infinitive of a finite form; null for a word that is none. */
  readonly infinitiveOf: (form: string, person: Person) => string | null;
  readonly isInfinitive: (word: string) => boolean;
  /** Words that a clause may begin with before its first part. */
  readonly lead: RegExp;
  /** True for an infinitive of the lists, prefix included. */
  readonly isKnown: (verb: string) => boolean;
  /** "to" before an infinitive. */
  readonly to: string;
}

export interface ReadClause {
  readonly verb: string;
  /** What is left of the clause: objects, places, times. */
  readonly rest: string;
  readonly mood: Mood;
  /** The verb stands before its subject: a question, or something else was put first. */
  readonly isInverted: boolean;
}

/**
 * Takes a clause apart around its subject; `start` and `end` are the subject's place. Null when no verb of its person is
 * beside it, or the clause tells what was.
 */
export function readVerbSecond(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  person: Person,
  grammar: VerbGrammar,
): ReadClause | null {
  const before = tokensOf(text.slice(0, start).replace(grammar.lead, ''));
  const after = tokensOf(text.slice(end));
  const last = before.at(-1);
  const isInverted = last !== undefined && finite(last, person, grammar) !== null;
  const form = isInverted ? last : after[0];
  const found = form === undefined ? null : finite(form, person, grammar);
  if (found === null) return null;
  const middle = isInverted ? [...before.slice(0, -1), ...after] : [...before, ...after.slice(1)];
  const read =
    found.mood === 'present' ? withPrefix(found.verb, middle, grammar) : withInfinitive(middle, grammar);
  return read === null ? null : { ...read, mood: found.mood, isInverted };
}

const tokensOf = (text: string): string[] =>
  text
    .replace(/[.!?…]+$/, '')
    .split(/\s+/)
    .filter(Boolean);

function finite(
  token: string,
  person: Person,
  grammar: VerbGrammar,
): { readonly verb: string; readonly mood: Mood } | null {
  const form = token.toLowerCase().replace(/[,;:.]+$/, '');
  if (token.endsWith(',') || grammar.perfect.has(form)) return null;
  const mood = grammar.moods.get(form);
  if (mood !== undefined) return { verb: '', mood };
  const verb = /^\p{Lu}/u.test(token) && token.length < 3 ? null : grammar.infinitiveOf(form, person);
  return verb === null ? null : { verb, mood: 'present' };
}

const bareOf = (token: string): string => token.toLowerCase().replace(/[,;:.]+$/, '');

const AFTER_PREFIX =
  /^(?:bis|spätestens|vor|am|zum|voor|tegen|uiterlijk|tot|op|naar|aan|und|en|morgen|heute|vandaag|übermorgen)$/i;

/** "Ich rufe Kenji an": the prefix belongs to the verb. */
function withPrefix(
  verb: string,
  middle: readonly string[],
  { prefixes, isKnown }: VerbGrammar,
): { verb: string; rest: string } {
  // What follows the prefix is a time or a place: "los ik op voor vrijdag".
  const early = middle.findLastIndex(
    (token, at) =>
      prefixes.has(bareOf(token)) &&
      isKnown(bareOf(token) + verb) &&
      (token.endsWith(',') || AFTER_PREFIX.test(middle[at + 1] ?? '')),
  );
  const at = early < 0 ? middle.length - 1 : early;
  const prefix = bareOf(middle[at] ?? '');
  return prefixes.has(prefix)
    ? { verb: prefix + verb, rest: [...middle.slice(0, at), ...middle.slice(at + 1)].join(' ') }
    : { verb, rest: middle.join(' ') };
}

/** "Ich werde den Anhang prüfen": the last infinitive; nothing to do where there is none. */
function withInfinitive(
  middle: readonly string[],
  { isInfinitive, to, prefixes }: VerbGrammar,
): { verb: string; rest: string } | null {
  for (let at = middle.length - 1; at >= 0; at--) {
    const token = middle[at] ?? '';
    const word = bareOf(token);
    if (/^\p{Lu}/u.test(token) || !isInfinitive(word)) continue;
    const isTo = bareOf(middle[at - 1] ?? '') === to;
    const front = middle.slice(0, isTo ? at - 1 : at);
    const prefix = isTo && prefixes.has(bareOf(front.at(-1) ?? '')) ? bareOf(front.at(-1) ?? '') : '';
    const objects = prefix === '' ? front : front.slice(0, -1);
    return { verb: prefix + word, rest: [...objects, ...middle.slice(at + 1)].join(' ') };
  }
  return null;
}
