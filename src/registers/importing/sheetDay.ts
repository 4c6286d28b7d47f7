/** Days as spreadsheets and their people write them. Pure. */
import { DateTime } from 'luxon';
import type { SheetCell } from '../sheets.ts';

/** Which of two numbers is the day. */
export type DayOrder = 'day-first' | 'month-first';

const NUMBERS = /^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})(?:[T\s,].*)?$/;
const ISO = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})(?:[T\s].*)?$/;
const IN_LETTERS = [
  'd MMM yyyy',
  'd MMMM yyyy',
  'd-MMM-yyyy',
  'd-MMM-yy',
  'd MMM yy',
  'd. MMMM yyyy',
  'd MMM. yyyy',
  'MMM d, yyyy',
  'MMMM d, yyyy',
  'MMM d yyyy',
  'EEE d MMM yyyy',
  'ccc, d MMM yyyy',
  'd/MMM/yyyy',
  "d 'de' MMMM 'de' yyyy",
];

/** Days as numbers since 1900 ("Date systems in Excel"); these two are 1954 and 2119. */
const SERIAL_FROM = 20_000;
const SERIAL_TO = 80_000;

/** `YYYY-MM-DD`; null for what is no day. `order` decides where both are possible. */
export function readSheetDay(cell: SheetCell, order: DayOrder, locale: string): string | null {
  if (cell === null || typeof cell === 'boolean') return null;
  if (typeof cell === 'object') return cell.day;
  if (typeof cell === 'number') return serialDay(cell);
  const text = cell.replace(/[\u00a0\s]+/g, ' ').trim();
  const iso = ISO.exec(text);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = NUMBERS.exec(text);
  if (numbers !== null) return numericDay(numbers, order);
  if (/^\d{5}$/.test(text)) return serialDay(Number(text));
  return writtenDay(text, locale);
}

/** Whether it can be read both ways: `04/12/2026`, not `04/04/2026` and not `14/12/2026`. */
export function isAmbiguousDay(cell: SheetCell): boolean {
  const numbers = typeof cell === 'string' ? NUMBERS.exec(cell.trim()) : null;
  if (numbers === null) return false;
  const [one, two] = [Number(numbers[1]), Number(numbers[2])];
  return one <= 12 && two <= 12 && one !== two;
}

/** What the column's days that can be read in one way only say; null when they say nothing, or both. */
export function orderOf(cells: readonly SheetCell[]): DayOrder | null {
  const said = new Set<DayOrder>();
  for (const cell of cells) {
    const numbers = typeof cell === 'string' ? NUMBERS.exec(cell.trim()) : null;
    if (numbers === null) continue;
    const [one, two] = [Number(numbers[1]), Number(numbers[2])];
    if (one > 12 && two <= 12) said.add('day-first');
    if (two > 12 && one <= 12) said.add('month-first');
  }
  const [only] = said;
  return said.size === 1 && only !== undefined ? only : null;
}

export const orderOfLocale = (locale: string): DayOrder =>
  /^en-US\b/i.test(locale) ? 'month-first' : 'day-first';

function numericDay([, first, second, third]: RegExpExecArray, order: DayOrder): string | null {
  const [one, two, written] = [Number(first), Number(second), Number(third)];
  const year = written < 100 ? 2000 + written : written;
  const [monthFirst, dayFirst] = [day(year, one, two), day(year, two, one)];
  return order === 'month-first' ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst);
}

function serialDay(serial: number): string | null {
  if (serial < SERIAL_FROM || serial > SERIAL_TO) return null;
  return DateTime.utc(1899, 12, 30)
    .plus({ days: Math.floor(serial) })
    .toISODate();
}

function writtenDay(text: string, locale: string): string | null {
  if (!/\p{L}{3}/u.test(text)) return null;
  const plain = text.replace(/(\d)(?:st|nd|rd|th)\b/i, '$1').replace(/\bsept\b/i, 'Sep');
  for (const language of new Set(['en', locale])) {
    for (const format of IN_LETTERS) {
      const read = DateTime.fromFormat(plain, format, { zone: 'utc', locale: language });
      if (read.isValid) return read.toISODate();
    }
  }
  return null;
}

function day(year: number, month: number, of: number): string | null {
  const read = DateTime.utc(year, month, of);
  return read.isValid && year >= 1950 && year < 2200 ? read.toISODate() : null;
}
