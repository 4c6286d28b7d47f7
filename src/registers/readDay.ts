/** Reads the day of a command, such as `friday`, `in 2 weeks`, `04/12` or the name of a milestone. Pure. */
import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import { type Day, dayPlus, isDay, weekdayOf } from '../kernel/time.ts';
import { type WorkingCalendar, workingDayPlus } from '../kernel/workingCalendar.ts';
import type { MilestoneDate } from '../projects/project.ts';
import { foldName } from './rowNames.ts';

/** All that a phrase may depend on. */
export interface DayContext {
  readonly today: Day;
  /** BCP 47 tag; 04/12 has the month first in `en-US` alone. */
  readonly locale: string;
  readonly calendar: WorkingCalendar;
  readonly milestones: readonly MilestoneDate[];
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEKDAY =
  '(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)';

/** The day that the whole phrase means, or null. A weekday is the next one after today. */
export function readDay(phrase: string, context: DayContext): Day | null {
  const text = phrase
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^(?:on|by|the day of) (?=\S)/, '')
    .replace(/^(?:eod|cob|end of day|close of business) (?=\S)/, '')
    .replace(/ (?:eod|cob)$/, '');
  if (text === '' || text.length > 60) return null;
  for (const rule of rules) {
    const match = rule.pattern.exec(text);
    if (match !== null) return rule.read(match, context);
  }
  return milestoneDay(text, context.milestones) ?? writtenDay(text, context);
}

interface DayRule {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, context: DayContext) => Day | null;
}

const rules: readonly DayRule[] = [
  { pattern: /^\d{4}-\d{2}-\d{2}$/, read: ([text]) => (isDay(text) ? text : null) },
  { pattern: /^(?:today|eod|cob|end of day|close of business)$/, read: (_, { today }) => today },
  { pattern: /^(?:tomorrow|tmrw)$/, read: (_, { today }) => dayPlus(today, 1) },
  { pattern: /^yesterday$/, read: (_, { today }) => dayPlus(today, -1) },
  {
    pattern: new RegExp(`^(next |this |coming )?${WEEKDAY}( week| next week)?$`),
    read: ([, which, name = '', week], { today }) => weekday(name, today, which?.trim(), week !== undefined),
  },
  {
    pattern: /^in (\d{1,3}|an?|one|two|three|four|six) (working |business )?(days?|weeks?|months?)$/,
    read: ([, count = '', working, unit = ''], context) =>
      ahead(countOf(count), working !== undefined, unit, context),
  },
  {
    pattern: /^\+(\d{1,3})([dwm])$/,
    read: ([, count = '', unit], context) =>
      ahead(Number(count), false, unit === 'd' ? 'day' : unit === 'w' ? 'week' : 'month', context),
  },
  {
    pattern: /^(?:the )?end of (?:the |this )?(next )?week$|^(?:eow)$/,
    read: ([, next], context) => endOfWeek(context, next === undefined ? 0 : 1),
  },
  { pattern: /^next week$/, read: (_, context) => endOfWeek(context, 1) },
  {
    pattern: /^(?:the )?end of (?:the |this )?(next )?month$|^eom$/,
    read: ([, next], { today }) =>
      lastOf(DateTime.fromISO(today, utc).plus({ months: next === undefined ? 0 : 1 })),
  },
  {
    pattern: /^(?:the )?end of q([1-4])(?: (\d{4}))?$/,
    read: ([, quarter, year], { today }) => endOfQuarter(Number(quarter), year, today),
  },
  {
    pattern: /^the (\d{1,2})(?:st|nd|rd|th)$/,
    read: ([, number], { today }) => dayOfMonth(Number(number), today),
  },
  {
    pattern: /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?\.?$/,
    read: ([, one, two, year], context) => numericDay(Number(one), Number(two), year, context),
  },
];

const utc = { zone: 'utc' } as const;
const dayOrNull = (date: DateTime): Day | null => {
  const text = date.toISODate();
  return text !== null && isDay(text) ? text : null;
};

function weekday(name: string, today: Day, which: string | undefined, oneMoreWeek: boolean): Day {
  const number = WEEKDAYS.findIndex((day) => day.startsWith(name.slice(0, 3))) + 1;
  if (which === 'next') return dayPlus(today, 7 - weekdayOf(today) + number);
  const days = (number - weekdayOf(today) + 6) % 7;
  return dayPlus(today, days + 1 + (oneMoreWeek ? 7 : 0));
}

const countOf = (text: string): number =>
  ({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, six: 6 })[text] ?? Number(text);

function ahead(count: number, working: boolean, unit: string, { today, calendar }: DayContext): Day | null {
  if (working) return workingDayPlus(calendar, today, unit.startsWith('week') ? count * 5 : count);
  const days = unit.startsWith('day') ? count : unit.startsWith('week') ? count * 7 : 0;
  return unit.startsWith('month')
    ? dayOrNull(DateTime.fromISO(today, utc).plus({ months: count }))
    : dayPlus(today, days);
}

/** The last working day of this week (or of one after it); of next week when this one's is past. */
function endOfWeek({ today, calendar }: DayContext, weeks: number): Day {
  const last = Math.max(...calendar.workingWeekdays, 1);
  const day = dayPlus(today, last - weekdayOf(today) + 7 * weeks);
  return day < today ? dayPlus(day, 7) : day;
}

const lastOf = (date: DateTime): Day | null => dayOrNull(date.endOf('month'));

function endOfQuarter(quarter: number, year: string | undefined, today: Day): Day | null {
  const thisYear = DateTime.fromISO(today, utc).year;
  const end = (of: number) => lastOf(DateTime.utc(of, quarter * 3, 1));
  const day = end(year === undefined ? thisYear : Number(year));
  return year === undefined && day !== null && day < today ? end(thisYear + 1) : day;
}

function dayOfMonth(number: number, today: Day): Day | null {
  const start = DateTime.fromISO(today, utc).startOf('month');
  for (let months = 0; months < 3; months += 1) {
    const { year, month } = start.plus({ months });
    const day = dayOrNull(DateTime.utc(year, month, number));
    if (day !== null && day >= today) return day;
  }
  return null;
}

/** Without a year, the next such day. The other order is taken only where the locale's cannot be. */
function numericDay(
  one: number,
  two: number,
  year: string | undefined,
  { today, locale }: DayContext,
): Day | null {
  const monthFirst = /^en-US\b/i.test(locale);
  const make = (of: number, [first, second]: readonly [number, number]) =>
    dayOrNull(monthFirst ? DateTime.utc(of, first, second) : DateTime.utc(of, second, first));
  if (year !== undefined) return make(Number(year), [one, two]);
  const thisYear = DateTime.fromISO(today, utc).year;
  const day = make(thisYear, [one, two]);
  return day !== null && day < today ? make(thisYear + 1, [one, two]) : day;
}

function milestoneDay(text: string, milestones: readonly MilestoneDate[]): Day | null {
  const wanted = foldName(text.replace(/^(?:the|at|before) /, ''));
  const found = milestones.find(({ name, aliases = [] }) =>
    [name, ...aliases].some((word) => foldName(word) === wanted),
  );
  return found?.day ?? null;
}

/** `4 December`, `Dec 4th 2027`: a day with its month in letters that is the whole phrase. */
function writtenDay(text: string, { today }: DayContext): Day | null {
  if (!/[a-z]{3}/.test(text) || !/\d/.test(text)) return null;
  const [result, ...more] = en.GB.parse(text, new Date(`${today}T12:00:00Z`), { forwardDate: true });
  const covers = result !== undefined && more.length === 0 && result.text.length === text.length;
  if (!covers || !result.start.isCertain('day') || !result.start.isCertain('month')) return null;
  const part = (name: 'year' | 'month' | 'day') => result.start.get(name) ?? 0;
  return dayOrNull(DateTime.utc(part('year'), part('month'), part('day')));
}
