/** Values of rows: when two are the same, how they read, how they merge. Pure. */
import type { Field, FieldValue, RowPerson, RowValues } from './definition.ts';

type Money = { readonly minor: number; readonly currency: string };

export const isMoney = (value: FieldValue): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value;

export const isPeople = (value: FieldValue): value is readonly RowPerson[] =>
  Array.isArray(value) && typeof value[0] === 'object';

export const isKeys = (value: FieldValue): value is readonly string[] =>
  Array.isArray(value) && typeof value[0] === 'string';

/** People of a value, empty for anything else. */
export const peopleOf = (value: FieldValue | undefined): readonly RowPerson[] =>
  value !== undefined && isPeople(value) ? value : [];

/** Text of a value, empty for anything else. */
export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '');

/** Null, an empty text, no people, no keys. */
export function isEmptyValue(value: FieldValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}

/** Same for a reader: line ends and outer blanks of texts, and the order of people and keys, do not count. */
export function sameValue(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
  if (isEmptyValue(one) || isEmptyValue(other)) return isEmptyValue(one) && isEmptyValue(other);
  return normalised(one as FieldValue) === normalised(other as FieldValue);
}

function normalised(value: FieldValue): string {
  if (typeof value === 'string') return `s:${value.replace(/\r\n?/g, '\n').trim()}`;
  if (isPeople(value)) return `p:${value.map(personMark).sort().join('|')}`;
  if (isKeys(value)) return `k:${[...value].sort().join('|')}`;
  if (value !== null && isMoney(value)) return `m:${value.minor} ${value.currency}`;
  return JSON.stringify(value);
}

/** People are the same by Entra id, else by mail, else by name. */
function personMark(person: RowPerson): string {
  return (person.personId ?? person.mail ?? person.name).toLowerCase();
}

/** Fields whose values differ between two states of a row. */
export function changedFields(
  fields: readonly Field[],
  before: RowValues,
  after: RowValues,
): readonly { readonly field: string; readonly from: FieldValue; readonly to: FieldValue }[] {
  return fields
    .filter(({ name }) => !sameValue(before[name], after[name]))
    .map(({ name }) => ({ field: name, from: before[name] ?? null, to: after[name] ?? null }));
}

/** The values of these fields; null where missing. */
export function pickValues(values: RowValues, names: readonly string[]): RowValues {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}
