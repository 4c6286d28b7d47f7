/** When a person's morning digest is due by their choice. Pure. */
import { dueOn, lastDue } from '../../kernel/localSchedule.ts';
import { dayOf, HOUR_MS, type Instant, instantPlus, type ZoneName } from '../../kernel/time.ts';
import type { DigestChoice } from '../choice.ts';

/** After a longer time without the program a digest is no morning digest any more. */
const STILL_MORNING_MS = 4 * HOUR_MS;

/** The moment for which a digest is to be sent now; null when none is. */
export function dueAt(choice: DigestChoice, zone: ZoneName, now: Instant): Instant | null {
  const due = choice.morning ? lastDue(choice, zone, now) : null;
  if (due === null || now > instantPlus(due, STILL_MORNING_MS)) return null;
  return choice.lastAt !== null && choice.lastAt >= due ? null : due;
}

/** Whether one is still to be sent on this day of their own clock. */
export function isDueToday(choice: DigestChoice, zone: ZoneName, now: Instant): boolean {
  if (!choice.morning) return false;
  if (dueAt(choice, zone, now) !== null) return true;
  const due = dueOn(choice, zone, dayOf(now, zone));
  return due !== null && due > now;
}
