/** Values as people read them, in the project's language. Plain text: not escaped for cards or messages. */
import { isDay } from '../kernel/time.ts';
import type { Field, FieldValue } from './definition.ts';
import { isEmptyValue, isKeys, isMoney, isPeople } from './values.ts';

/** A value as text; a dash when there is none. */
export function showValue(field: Field, value: FieldValue | undefined, locale: string): string {
  if (value === undefined || value === null || isEmptyValue(value)) return '\u2013';
  if (field.type === 'day') return showDay(String(value), locale);
  if (isPeople(value)) return value.map(({ name }) => name).join(', ');
  if (isKeys(value)) return value.join(', ');
  if (isMoney(value)) return showMoney(value, locale);
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.type === 'percent') return `${String(value)} %`;
  return String(value);
}

/** `Fri 4 Dec 2026` in the project's language; the text itself when it is no day. */
export function showDay(day: string, locale: string): string {
  return isDay(day) ? dayFormat(locale).format(Date.parse(day)) : day;
}

/** A format that is kept is many times as fast as one that is made. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

function dayFormat(locale: string): Intl.DateTimeFormat {
  const known = dayFormats.get(locale);
  if (known !== undefined) return known;
  const parts = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const made = new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' });
  dayFormats.set(locale, made);
  return made;
}

/** `12,000.00 EUR`. */
export function showMoney({ minor, currency }: { minor: number; currency: string }, locale: string): string {
  const digits = fractionDigits(currency);
  const amount = (minor / 10 ** digits).toLocaleString(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${amount} ${currency}`;
}

/** Digits of a currency's minor unit by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD; 2 when it is unknown. */
export function fractionDigits(currency: string): number {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    return format.resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    if (error instanceof RangeError) return 2;
    throw error;
  }
}
