/** When to look again for a transcript that is not there yet. */
import { DAY_MS, HOUR_MS, type Instant, instantPlus, MINUTE_MS } from '../kernel/time.ts';

/**
 * Minutes after the end of the meeting at which Docket looks: close together while most transcripts appear, then
 * hourly to the end of the 24-hour promise, then every six hours for a late one. About 30 requests in the first day.
 */
const LOOKS: readonly number[] = [
  5,
  10,
  20,
  30,
  45,
  60,
  90,
  120,
  150,
  180,
  225,
  270,
  330,
  ...Array.from({ length: 18 }, (_, index) => 390 + index * 60),
  ...Array.from({ length: 24 }, (_, index) => 1440 + (index + 1) * 360),
];
/** A listed transcript whose words are not there yet is close: look again soon. */
const LISTED_BUT_EMPTY_MS = 15 * MINUTE_MS;
/** A transcript that is still not there this long after the end is late, and people are told. */
export const TOLD_AFTER_MS = 2 * HOUR_MS;

/** A transcript that appears later than this after its meeting is not minuted unasked. */
export const OLDEST_SITTING_MS = 8 * DAY_MS;

/** The next look after `now` for a meeting that ended at `end`; null when the schedule is over. */
export function nextLook(end: Instant, now: Instant, isListed: boolean): Instant | null {
  const next = LOOKS.map((minutes) => instantPlus(end, minutes * MINUTE_MS)).find((look) => look > now);
  if (next === undefined) return null;
  const soon = instantPlus(now, LISTED_BUT_EMPTY_MS);
  return isListed && soon < next ? soon : next;
}
