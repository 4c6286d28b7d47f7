/** Times of day on weekdays by a person's or a project's own clock, over clock changes. Pure. */
import { DateTime } from 'luxon';
import { asInstant, type Day, dayOf, dayPlus, type Instant, type ZoneName } from './time.ts';

export interface LocalSchedule {
  /** ISO weekdays, 1 = Monday to 7 = Sunday. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight of the local clock. */
  readonly atMinute: number;
}

/**
 * The last moment at or before `now` at which the schedule was due; null without weekdays. A time that a clock change
 * leaves out is due as much later as the clock jumps; one that comes twice is due the first time.
 */
export function lastDue({ weekdays, atMinute }: LocalSchedule, zone: ZoneName, now: Instant): Instant | null {
  const today = dayOf(now, zone);
  for (let back = 0; back <= 7; back += 1) {
    const at = dueOn({ weekdays, atMinute }, zone, dayPlus(today, -back));
    if (at !== null && at <= now) return at;
  }
  return null;
}

/** The moment at which the schedule is due on a day of the local clock; null on other weekdays. */
export function dueOn({ weekdays, atMinute }: LocalSchedule, zone: ZoneName, day: Day): Instant | null {
  const local = DateTime.fromISO(day, { zone });
  if (!weekdays.includes(local.weekday)) return null;
  return asInstant(local.set({ hour: Math.floor(atMinute / 60), minute: atMinute % 60 }).toJSDate());
}
