/** Times of day on weekdays by a person's or a project's own clock, over clock changes. Pure. */
import { DateTime } from 'luxon';
import { asInstant, type Instant, type ZoneName } from './time.ts';

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
  const local = DateTime.fromISO(now, { zone });
  for (let back = 0; back <= 7; back += 1) {
    const day = local.startOf('day').minus({ days: back });
    if (!weekdays.includes(day.weekday)) continue;
    const due = day.set({ hour: Math.floor(atMinute / 60), minute: atMinute % 60 });
    const at = asInstant(due.toJSDate());
    if (at <= now) return at;
  }
  return null;
}
