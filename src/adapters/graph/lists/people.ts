/** People of a row: who is in the person column, and who was meant, in the text column beside it. Pure. */
import type { RowPerson } from '../../../registers/definition.ts';

/** A person as the text column keeps them. `lookupId` is null while they have no row in the site's list of users. */
export interface KeptPerson extends RowPerson {
  readonly lookupId: number | null;
}

/** Somebody whom the person column shows. */
export interface ColumnPerson {
  readonly lookupId: number;
  readonly name: string;
  readonly mail: string | null;
}

const NOT_YET = '(not yet a site user)';

/** One line a person: `Leila Aziz <leila@harbour.example> {Entra id} #14`, or `(not yet a site user)` at its end. */
export function writePeopleText(people: readonly KeptPerson[]): string | null {
  if (people.length === 0) return null;
  return people
    .map(({ name, mail, personId, lookupId }) => {
      const parts = [plain(name), mail ? `<${plain(mail)}>` : '', personId === null ? '' : `{${personId}}`];
      return [...parts, lookupId === null ? NOT_YET : `#${lookupId}`].filter((part) => part !== '').join(' ');
    })
    .join('\n');
}

const LINE =
  /^(?<name>[^<{]*?)(?:\s*<(?<mail>[^<>]*)>)?(?:\s*\{(?<id>[^{}]*)\})?\s*(?:#(?<row>\d+)|\(not yet a site user\))?$/;

/** Reads what `writePeopleText` wrote; lines that people changed are read as far as they go. */
export function readPeopleText(text: unknown): readonly KeptPerson[] {
  if (typeof text !== 'string') return [];
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const { name = '', mail, id, row } = LINE.exec(line)?.groups ?? { name: line };
      return {
        name: name.trim() || mail || line,
        personId: id || null,
        ...(mail ? { mail } : {}),
        lookupId: row === undefined ? null : Number(row),
      };
    });
}

/** The marks of a line cannot be part of a name. */
const plain = (text: string): string =>
  text
    .replace(/[<>{}\r\n]+/g, ' ')
    .replace(/\s*#(\d+)\s*$/, ' $1')
    .trim();

/**
 * Who is meant. While the column shows exactly those whom the text says it should, the text is the truth: it also has
 * those who are not site users yet. When somebody changed the column by hand, the column is.
 * `onlyFirst`: the column holds one person though several were meant.
 */
export function meantPeople(
  kept: readonly KeptPerson[],
  shown: readonly ColumnPerson[],
  onlyFirst: boolean,
): readonly (RowPerson | ColumnPerson)[] {
  const ids = kept.flatMap(({ lookupId }) => (lookupId === null ? [] : [lookupId]));
  const wanted = onlyFirst ? ids.slice(0, 1) : ids;
  const seen = shown.map(({ lookupId }) => lookupId);
  if (sameIds(wanted, seen)) return kept.map(withoutLookupId);
  return shown.map((person) => {
    const known =
      kept.find(({ lookupId }) => lookupId === person.lookupId) ??
      kept.find(({ mail }) => sameMail(mail, person.mail));
    return known === undefined ? person : withoutLookupId(known);
  });
}

function withoutLookupId({ personId, name, mail }: KeptPerson): RowPerson {
  return { personId, name, ...(mail === undefined ? {} : { mail }) };
}

function sameIds(one: readonly number[], other: readonly number[]): boolean {
  const set = new Set(other);
  return new Set(one).size === set.size && one.every((id) => set.has(id));
}

const sameMail = (one: string | null | undefined, other: string | null | undefined): boolean =>
  !!one && !!other && one.toLowerCase() === other.toLowerCase();

export const isColumnPerson = (person: RowPerson | ColumnPerson): person is ColumnPerson =>
  'lookupId' in person;
