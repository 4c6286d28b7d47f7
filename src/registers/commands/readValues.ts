/** Reads the values of a row from one message: a title and fields, marked by their names or by what they are. Pure. */
import { isRefusal, type Refusal } from '../../kernel/errors.ts';
import type { FieldValue, RegisterDefinition, RowPerson, RowValues } from '../definition.ts';
import { peopleOf } from '../values.ts';
import { type Found, findField } from './findField.ts';
import type { ReadingContext } from './readField.ts';
import { type Token, tokenise } from './tokens.ts';

export interface ReadValues {
  /** Words before the first field and between fields; empty when there are none. */
  readonly free: string;
  /** Lines after the first that belong to no field. */
  readonly lines: readonly string[];
  readonly values: RowValues;
}

/**
 * `Order switches @[0] due friday priority high` or lines such as `Owner: Priya`. A field of text needs a colon or
 * quotes unless `loose` is true (then it takes the words up to the next field). What names no field is free text.
 * Refuses a value that a clearly named field does not take.
 */
export function readValues(
  definition: RegisterDefinition,
  text: string,
  context: ReadingContext,
  { loose = false }: { readonly loose?: boolean } = {},
): ReadValues | Refusal {
  const tokens = tokenise(text);
  const values: Record<string, FieldValue> = {};
  const free: Token[][] = [[]];
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at] as Token;
    if (token.kind === 'break') {
      free.push([]);
      at += 1;
      continue;
    }
    const found = findField(
      { definition, text, tokens, context, loose, hasFields: Object.keys(values).length > 0 },
      at,
    );
    if (isRefusal(found)) return found;
    if (found === null) {
      free.at(-1)?.push(token);
      at += 1;
      continue;
    }
    values[found.field.name] = joinPeople(values[found.field.name], found);
    at = found.next;
  }
  const [first = [], ...more] = free;
  const lines = more.map((line) => textOfTokens(text, line)).filter((line) => line !== '');
  const title = Object.keys(values).length > 0 ? withoutJoiners(first) : first;
  return { free: textOfTokens(text, title), lines, values };
}

/** `patch list to` before a mention is `patch list`. */
function withoutJoiners(tokens: readonly Token[]): readonly Token[] {
  const isJoiner = (token: Token) =>
    token.kind === 'word' && /^(?:to|for|by|with|and|is|as|assign|assigned|[-\u2013:]+)$/i.test(token.text);
  const last = tokens.findLastIndex((token) => !isJoiner(token));
  return tokens.slice(0, last + 1);
}

/** Two mentions of owners in one message are two owners. */
function joinPeople(before: FieldValue | undefined, { field, value }: Found): FieldValue {
  if (field.type !== 'people') return value;
  const people: RowPerson[] = [...peopleOf(before)];
  for (const person of peopleOf(value)) {
    if (!people.some((other) => other.name === person.name && other.personId === person.personId))
      people.push(person);
  }
  return people.length === 0 ? value : people;
}

/** The words as typed, from the first token to the last where they lie side by side. */
function textOfTokens(text: string, tokens: readonly Token[]): string {
  const [only] = tokens;
  if (tokens.length === 1 && only?.kind === 'quoted') return only.text.trim();
  let result = '';
  let end = -1;
  for (const token of tokens) {
    const gap = end === -1 ? '' : text.slice(end, token.from);
    result += /^[\s\u00a0,;]*$/.test(gap) ? gap : ' ';
    result += text.slice(token.from, token.to);
    end = token.to;
  }
  return result.replace(/[ \u00a0]+/g, ' ').trim();
}
