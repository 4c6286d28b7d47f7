/** What a rule finds in a clause. */
import type { Clause } from './language.ts';

/** Who is to do it, as the words have it. Mentions are places in the sentence's list. */
export type Doer =
  | { readonly by: 'speaker'; readonly withMentions?: readonly number[] }
  | { readonly by: 'addressee'; readonly mentions: readonly number[] }
  | { readonly by: 'mentions'; readonly mentions: readonly number[] }
  | { readonly by: 'team'; readonly name: string }
  | { readonly by: 'pronoun'; readonly word: string }
  | { readonly by: 'we' }
  | { readonly by: 'anyone' };

/**
 * `commitment` binds by itself; `assignment` names another; `request` waits for an answer; `offer` waits for a yes;
 * `need` says that it must be done and not by whom; `proposal` is "let's".
 */
export type ActKind = 'commitment' | 'assignment' | 'request' | 'offer' | 'need' | 'proposal' | 'takeover';

export interface Act {
  readonly rule: string;
  readonly kind: ActKind;
  readonly doer: Doer;
  /** What is to be done, from its verb on; empty for "leave it with me". */
  readonly body: string;
  /** Log odds that it is one, before anything else is known. */
  readonly weight: number;
  /** Text of the clause before the match. */
  readonly lead: string;
  /** Only with a date: "I'm sending it tomorrow". */
  readonly needsDue?: boolean;
  /** Told from the side of who gets it: any work may be meant that was asked for. */
  readonly isDelivery?: boolean;
  /** "When can I have the list?": a request where it names the work, else only a question. */
  readonly asksDay?: boolean;
  /** Only where somebody is spoken to by name: "I want a plan in writing". */
  readonly onlyAddressed?: boolean;
  /** A promise only where somebody has just asked: "the order goes in today". */
  readonly onlyAsAnswer?: boolean;
  /** Log odds where nobody has asked, for what is then still a promise now and again. */
  readonly unasked?: number;
}

/** A rule: a pattern over one clause and its reading. Rules are asked in the order of their list; the first wins. */
export interface ActRule {
  readonly id: string;
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, clause: Clause) => Omit<Act, 'rule' | 'lead'> | null;
}

/** Numbers of the marks in `@0, @1 and @2`. */
export const marksIn = (text: string): number[] =>
  [...text.matchAll(/@(\d+)/g)].map((match) => Number(match[1]));

/** The words with names in place of their marks. */
export const withNames = (text: string, nameOf: (mark: number) => string): string =>
  text.replace(/@(\d+)/g, (_, mark: string) => nameOf(Number(mark)));
