/** Which days a project works. */
import { type Day, dayPlus, weekdayOf, type ZoneName } from './time.ts';

export interface WorkingCalendar {
  readonly zone: ZoneName;
  /** ISO weekdays, 1 = Monday to 7 = Sunday. */
  readonly workingWeekdays: readonly number[];
  readonly holidays: readonly Day[];
}

export const MONDAY_TO_FRIDAY: readonly number[] = [1, 2, 3, 4, 5];

export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  return calendar.workingWeekdays.includes(weekdayOf(day)) && !calendar.holidays.includes(day);
}

/**
 * The working day `count` working days after `day` (before it when negative); `day` itself when count is 0.
 * Throws a RangeError when the calendar has no working day within a year.
 */
export function workingDayPlus(calendar: WorkingCalendar, day: Day, count: number): Day {
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let current = day;
  let idle = 0;
  while (left > 0) {
    current = dayPlus(current, step);
    if (isWorkingDay(calendar, current)) {
      left -= 1;
      idle = 0;
    } else if (++idle > 366) {
      throw new RangeError('The working calendar has no working day within a year.');
    }
  }
  return current;
}
