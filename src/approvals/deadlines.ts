/** Deadlines in working time. */
import { DateTime } from 'luxon';
import { asInstant, type Day, dayOf, type Instant, startOfDay } from '../kernel/time.ts';
import { isWorkingDay, type WorkingCalendar, workingDayPlus } from '../kernel/workingCalendar.ts';
import type { Deadline } from './approval.ts';

/**
 * The moment at which a deadline passes. Working days keep the time of day: two working days from Friday 15:00 are over
 * on Tuesday at 15:00. What begins on a free day begins with the next working day.
 */
export function deadlineFrom(begin: Instant, deadline: Deadline, calendar: WorkingCalendar): Instant {
  if ('at' in deadline) return deadline.at;
  return shift(startOfWork(begin, calendar), deadline.workingDays, calendar);
}

/** So many working days before a moment, at the same time of day. */
export function workingDaysBefore(moment: Instant, days: number, calendar: WorkingCalendar): Instant {
  return shift(moment, -days, calendar);
}

function startOfWork(begin: Instant, calendar: WorkingCalendar): Instant {
  const day = dayOf(begin, calendar.zone);
  if (isWorkingDay(calendar, day)) return begin;
  return startOfDay(workingDayPlus(calendar, day, 1), calendar.zone);
}

function shift(moment: Instant, days: number, calendar: WorkingCalendar): Instant {
  const local = DateTime.fromISO(moment, { zone: calendar.zone });
  const day: Day = workingDayPlus(calendar, dayOf(moment, calendar.zone), days);
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return moment;
  return asInstant(local.set({ year, month, day: date }).toJSDate());
}
