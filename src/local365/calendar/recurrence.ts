/** Occurrences of a series ("patternedRecurrence resource type"): daily and weekly patterns. */
import { DateTime } from 'luxon';
import { GraphFault } from '../core/route.ts';
import { requireZone } from './zones.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Weekday = (typeof WEEKDAYS)[number];

export interface Recurrence {
  readonly pattern:
    | { readonly type: 'daily'; readonly interval: number }
    | {
        readonly type: 'weekly';
        readonly interval: number;
        readonly daysOfWeek: readonly Weekday[];
        readonly firstDayOfWeek: Weekday;
      };
  readonly range: {
    readonly type: 'endDate' | 'noEnd' | 'numbered';
    readonly startDate: string;
    readonly endDate?: string;
    readonly numberOfOccurrences?: number;
    readonly recurrenceTimeZone: string;
  };
}

const isWeekday = (value: unknown): value is Weekday => WEEKDAYS.some((day) => day === value);
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value).isValid;

function invalid(what: string): GraphFault {
  return new GraphFault(400, 'ErrorInvalidArgument', `The recurrence is not valid: ${what}`);
}

/** Checks a recurrence; monthly and yearly patterns are refused with 501. */
export function readRecurrence(value: unknown, defaultZone: string): Recurrence {
  const { pattern, range } = (value ?? {}) as Record<string, Record<string, unknown> | undefined>;
  if (pattern === undefined || range === undefined) throw invalid('it needs a pattern and a range.');
  return { pattern: readPattern(pattern), range: readRange(range, defaultZone) };
}

function readPattern(pattern: Readonly<Record<string, unknown>>): Recurrence['pattern'] {
  const { type, interval, daysOfWeek, firstDayOfWeek = 'sunday' } = pattern;
  if (!isCount(interval)) throw invalid('interval must be a whole number of at least 1.');
  if (type === 'daily') return { type, interval };
  if (type !== 'weekly')
    throw new GraphFault(501, 'notSupported', `Recurrence pattern '${String(type)}' is not supported here.`);
  if (!Array.isArray(daysOfWeek) || daysOfWeek.length === 0 || !daysOfWeek.every(isWeekday))
    throw invalid('a weekly pattern needs daysOfWeek.');
  if (!isWeekday(firstDayOfWeek)) throw invalid('firstDayOfWeek must be the name of a day.');
  return { type, interval, daysOfWeek, firstDayOfWeek };
}

function readRange(range: Readonly<Record<string, unknown>>, defaultZone: string): Recurrence['range'] {
  const { type, startDate, endDate, numberOfOccurrences } = range;
  const recurrenceTimeZone = range.recurrenceTimeZone ?? defaultZone;
  if (typeof recurrenceTimeZone !== 'string') throw invalid('recurrenceTimeZone must be a text.');
  requireZone(recurrenceTimeZone);
  if (!isDay(startDate)) throw invalid('range.startDate must be a day such as 2026-12-07.');
  if (type === 'noEnd') return { type, startDate, recurrenceTimeZone };
  if (type === 'endDate' && isDay(endDate) && endDate >= startDate)
    return { type, startDate, endDate, recurrenceTimeZone };
  if (type === 'numbered' && isCount(numberOfOccurrences))
    return { type, startDate, numberOfOccurrences, recurrenceTimeZone };
  throw invalid('range.type must be noEnd, endDate with an endDate, or numbered with numberOfOccurrences.');
}

/**
 * Starts (milliseconds) of the occurrences that begin before `until`, oldest first. `firstStart` gives the time of
 * day. At most 5,000, so that a series without an end stays finite.
 */
export function occurrenceStarts(
  recurrence: Recurrence,
  firstStart: number,
  until: number,
): readonly number[] {
  const { pattern, range } = recurrence;
  const zone = requireZone(range.recurrenceTimeZone);
  const clock = DateTime.fromMillis(firstStart, { zone });
  const first = DateTime.fromISO(range.startDate, { zone });
  const limit = range.type === 'numbered' ? (range.numberOfOccurrences ?? 0) : 5000;
  const starts: number[] = [];
  for (let day = 0; starts.length < limit; day += 1) {
    const date = first.plus({ days: day });
    const start = date.set({ hour: clock.hour, minute: clock.minute, second: clock.second });
    if (start.toMillis() >= until) break;
    if (range.endDate !== undefined && date.toISODate() !== null && String(date.toISODate()) > range.endDate)
      break;
    if (falls(pattern, first, date, day)) starts.push(start.toMillis());
  }
  return starts;
}

function falls(pattern: Recurrence['pattern'], first: DateTime, date: DateTime, day: number): boolean {
  if (pattern.type === 'daily') return day % pattern.interval === 0;
  const today = WEEKDAYS[date.weekday - 1];
  if (today === undefined || !pattern.daysOfWeek.includes(today)) return false;
  const firstDay = WEEKDAYS.indexOf(pattern.firstDayOfWeek) + 1;
  const intoWeek = (first.weekday - firstDay + 7) % 7;
  return Math.floor((day + intoWeek) / 7) % pattern.interval === 0;
}
