/**
 * A row's place in its register as one text, and whether it is open: kept beside the row, so that a list of many
 * thousand rows is read by an index. Pure.
 */
import type { Field, FieldValue, RegisterDefinition, RowValues } from './definition.ts';
import { isEmptyValue, isKeys, isMoney, isPeople, textOf } from './values.ts';

/** Lower than every letter, so that "go" comes before "go live". */
const END = '\u0001';
/** Whole parts and thousandths of a number, all positive and of the same length: its text sorts as it does. */
const NUMBER_DIGITS = 16;
const NUMBER_OFFSET = 10 ** 15 / 2;
/** PostgreSQL takes about 2,700 bytes in an index; texts that are alike so far are in the order of their numbers. */
const MOST_LETTERS = 200;

/** By code point, rows sort as their register declares; rows without a value come last, whichever the direction. */
export function rankOf(
  { fields, sort }: Pick<RegisterDefinition, 'fields' | 'sort'>,
  values: RowValues,
): string {
  return sort
    .map(({ field, descending = false }) => {
      const declared = fields.find(({ name }) => name === field);
      const value = values[field] ?? null;
      if (declared === undefined || isEmptyValue(value)) return `1${END}`;
      return `0${markOf(declared, value, descending)}${END}`;
    })
    .join('');
}

/** A row without a status is open. */
export function isOpenRow(
  { statusField, closedStatuses }: Pick<RegisterDefinition, 'statusField' | 'closedStatuses'>,
  values: RowValues,
): boolean {
  const status = textOf(values[statusField]).toLowerCase();
  return !closedStatuses.some((closed) => closed.toLowerCase() === status);
}

function markOf({ type, choices, name }: Field, value: FieldValue, descending: boolean): string {
  if (choices !== undefined) {
    const at = choices.indexOf(textOf(value));
    return numberMark(at === -1 ? choices.length : at, descending);
  }
  if (typeof value === 'number') return numberMark(value, descending);
  if (isMoney(value)) return numberMark(value.minor, descending);
  const text = firstTextOf(value).toLowerCase().slice(0, MOST_LETTERS);
  if (!descending) return text;
  if (type !== 'day' && type !== 'instant')
    throw new RangeError(
      `The field ${name} is of type ${type}: no register can declare to list it backwards.`,
    );
  return text.replace(/\d/g, (digit) => String(9 - Number(digit)));
}

function numberMark(value: number, descending: boolean): string {
  const thousandths = Math.round(value * 1_000) * (descending ? -1 : 1);
  return String(thousandths + NUMBER_OFFSET).padStart(NUMBER_DIGITS, '0');
}

function firstTextOf(value: FieldValue): string {
  if (isPeople(value)) return value[0]?.name ?? '';
  if (isKeys(value)) return value[0] ?? '';
  return String(value);
}
