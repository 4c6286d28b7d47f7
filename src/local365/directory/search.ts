/** `$search` over people ("Use the $search query parameter", on directory objects). */
import { notSupported } from '../core/errorBody.ts';
import { GraphFault } from '../core/route.ts';

const SEARCHABLE = ['displayName', 'mail', 'userPrincipalName', 'givenName', 'surname'];

/**
 * Whether a person is found by `"displayName:priya"`: each word of the value begins a word of the property. Clauses
 * are joined by AND or OR, read from the left.
 */
export function passesSearch(text: string, user: Readonly<Record<string, unknown>>): boolean {
  const parts = text.trim().split(/\s+(AND|OR)\s+(?=")/);
  let result = passesClause(parts[0] ?? '', user);
  for (let index = 1; index < parts.length; index += 2) {
    const next = passesClause(parts[index + 1] ?? '', user);
    result = parts[index] === 'AND' ? result && next : result || next;
  }
  return result;
}

function passesClause(clause: string, user: Readonly<Record<string, unknown>>): boolean {
  const [, property, value] = /^"([A-Za-z]+):([^"]+)"$/.exec(clause.trim()) ?? [];
  if (property === undefined || value === undefined)
    throw new GraphFault(
      400,
      'BadRequest',
      `Syntax error in $search: ${clause}. Each clause is written "property:value", quotes included.`,
    );
  if (!SEARCHABLE.includes(property)) throw notSupported(`$search by '${property}' on /users`);
  const held = wordsOf(String(user[property] ?? ''));
  return wordsOf(value).every((wanted) => held.some((word) => word.startsWith(wanted)));
}

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
