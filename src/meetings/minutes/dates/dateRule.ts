/** What a rule for dates is, and the day arithmetic that rules share. */
import { asDay, type Day, dayPlus, isDay, weekdayOf } from '../../../kernel/time.ts';
import { isWorkingDay, type WorkingCalendar, workingDayPlus } from '../../../kernel/workingCalendar.ts';

/** All that a date phrase may depend on. */
export interface DateContext {
  /** The day of the meeting in the project's zone. */
  readonly today: Day;
  /** Order of day and month in `04/12`. */
  readonly order: 'day-first' | 'month-first';
  readonly calendar: WorkingCalendar;
  readonly milestones: readonly {
    readonly name: string;
    readonly aliases?: readonly string[];
    readonly day: Day;
  }[];
}

/** What a phrase says. `day` null with `problem` says that it means a day which cannot be used. */
export interface DateReading {
  readonly day: Day | null;
  /** A sentence for the person who confirms; without it the day is sure. */
  readonly problem?: string;
  readonly milestone?: string;
  /** True when it speaks of the past: no deadline at all, and no other rule may read it. */
  readonly isPast?: boolean;
}

export interface DateRule {
  readonly id: string;
  /** Global and case-insensitive; matched against straight-quoted text. */
  readonly pattern: RegExp;
  /** Null when it is no date after all. `before` is the text in front of the match. */
  readonly read: (match: RegExpExecArray, context: DateContext, before: string) => DateReading | null;
}

export const sure = (day: Day): DateReading => ({ day });
export const unsure = (day: Day | null, problem: string): DateReading => ({ day, problem });
export const past: DateReading = { day: null, isPast: true };

/** `YYYY-MM-DD` when the three make a day, else null. */
export function makeDay(year: number, month: number, day: number): Day | null {
  const two = (part: number): string => String(part).padStart(2, '0');
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return isDay(text) ? text : null;
}

export const yearOf = (day: Day): number => Number(day.slice(0, 4));
export const monthOf = (day: Day): number => Number(day.slice(5, 7));

/** The same day of a later month, or its last where it has no such day. */
export function monthsPlus(day: Day, months: number): Day {
  const month = monthOf(day) - 1 + months;
  const last = lastOfMonth(yearOf(day) + Math.floor(month / 12), (((month % 12) + 12) % 12) + 1);
  const same = `${last.slice(0, 8)}${day.slice(8)}` as Day;
  return same < last ? same : last;
}

export const lastOfMonth = (year: number, month: number): Day =>
  asDay(new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10));

/** The first such weekday after `from`, or on it when `orToday`. */
export function nextWeekday(from: Day, weekday: number, orToday = false): Day {
  const ahead = (weekday - weekdayOf(from) + 7) % 7;
  return dayPlus(from, ahead === 0 && !orToday ? 7 : ahead);
}

/** The last such weekday before the day (`sign` -1), or the first one behind it. */
export function nearestWeekday(day: Day, weekday: number, sign: -1 | 1): Day {
  const apart = ((weekday - weekdayOf(day)) * sign + 7) % 7;
  return dayPlus(day, sign * (apart === 0 ? 7 : apart));
}

export const mondayOf = (day: Day): Day => dayPlus(day, 1 - weekdayOf(day));

/** ISO weekday on which the calendar's week begins: the first working day behind the longest run of days off. */
function firstWeekday({ workingWeekdays }: WorkingCalendar): number {
  let first = 1;
  let longest = 0;
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    if (!workingWeekdays.includes(weekday)) continue;
    let off = 0;
    while (off < 7 && !workingWeekdays.includes(((weekday - 2 - off + 14) % 7) + 1)) off += 1;
    if (off > longest) [first, longest] = [weekday, off];
  }
  return first;
}

/** The first day of the week that holds `day`: a Monday, or a Sunday where people work from Sunday to Thursday. */
export const weekStart = (calendar: WorkingCalendar, day: Day): Day =>
  dayPlus(day, -((weekdayOf(day) - firstWeekday(calendar) + 7) % 7));

/** That weekday of the week that begins `weeks` weeks after the one that holds `day`. */
export function weekdayOfWeek(calendar: WorkingCalendar, day: Day, weeks: number, weekday: number): Day {
  const start = dayPlus(weekStart(calendar, day), 7 * weeks);
  return dayPlus(start, (weekday - weekdayOf(start) + 7) % 7);
}

/** The last working day on or before `day`. */
export const workingDayUpTo = (calendar: WorkingCalendar, day: Day): Day =>
  isWorkingDay(calendar, day) ? day : workingDayPlus(calendar, day, -1);

/** The first working day on or after `day`. */
export const workingDayFrom = (calendar: WorkingCalendar, day: Day): Day =>
  isWorkingDay(calendar, day) ? day : workingDayPlus(calendar, day, 1);

/** The last working day of the week that holds `day`; its fifth day when the whole week is off. */
export function endOfWeek(calendar: WorkingCalendar, day: Day): Day {
  const start = weekStart(calendar, day);
  const last = workingDayUpTo(calendar, dayPlus(start, 6));
  return last < start ? dayPlus(start, 4) : last;
}

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fourteen: 14,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  couple: 2,
  few: 3,
};

/** `two`, `a couple of`, `10` as a number; null when it is none. */
export function readNumber(words: string): number | null {
  const word = words
    .toLowerCase()
    .replace(/^(?:a|the next|the)\s+(?=couple|few)/, '')
    .replace(/\s+of$/, '')
    .trim();
  if (/^\d{1,3}$/.test(word)) return Number(word);
  return NUMBER_WORDS[word] ?? null;
}

/** Why a day that is named and past is no deadline. */
export const pastProblem = (said: string): string => `"${said}" is already past on the day of the meeting.`;
