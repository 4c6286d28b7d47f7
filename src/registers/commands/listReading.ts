/** What the readers of a list's words share. Pure. */
import type { Refusal } from '../../kernel/errors.ts';
import type { RegisterDefinition } from '../definition.ts';
import type { Condition, RowQuery } from '../query.ts';
import type { ReadingContext } from './readField.ts';
import { type Token, wordOf } from './tokens.ts';

/** A list's words half read: what was asked for so far. */
export interface Reading {
  readonly definition: RegisterDefinition;
  readonly context: ReadingContext;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly where: Condition[];
  readonly words: string[];
  sort: RowQuery['sort'];
  page: number;
  top: number | null;
  /** Whether the words say which states are wanted; else closed rows are left out. */
  namesStatus: boolean;
}

/** Reads at a token: the index after what it understood, 0 when it is not meant, or why it cannot be. */
export type Reader = (reading: Reading, at: number) => number | Refusal;

/** The word at a token, lower case; empty where there is none. */
export const word = ({ tokens }: Reading, at: number): string => {
  const token = tokens[at];
  return token === undefined ? '' : wordOf(token);
};
