/** Clauses of French and Spanish: the verb follows its subject, and the rest of the clause follows the verb. */
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

export const wordsOf = (text: string): string[] =>
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
