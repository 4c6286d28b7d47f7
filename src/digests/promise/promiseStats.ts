/** How well the promise was kept over time. Pure. */
import {
  type Day,
  dayOf,
  dayPlus,
  HOUR_MS,
  type Instant,
  millisecondsBetween,
  weekdayOf,
  type ZoneName,
} from '../../kernel/time.ts';
import { type MinutesPromise, promiseState } from './promise.ts';

export interface WeekOfPromises {
  /** Monday. */
  readonly week: Day;
  readonly kept: number;
  readonly missed: number;
  readonly running: number;
}

export interface PromiseStats {
  readonly kept: number;
  /** Kept and missed; what still runs is not judged. */
  readonly judged: number;
  /** Hours from the end of a meeting until half of the digests were out; null without any. */
  readonly medianHours: number | null;
  /** Oldest first, weeks without meetings included. */
  readonly weeks: readonly WeekOfPromises[];
  /** Newest first. */
  readonly missed: readonly MinutesPromise[];
}

/** Weeks are those in which the meetings ended, by the project's zone; waived promises do not count. */
export function promiseStats(
  promises: readonly MinutesPromise[],
  zone: ZoneName,
  now: Instant,
  weekCount: number,
): PromiseStats {
  const judged = promises.map((promise) => ({
    promise,
    state: promiseState(promise, now),
    week: mondayOf(dayOf(promise.from, zone)),
  }));
  const count = (state: string, week?: Day): number =>
    judged.filter((each) => each.state === state && (week === undefined || each.week === week)).length;
  const thisWeek = mondayOf(dayOf(now, zone));
  const weeks = Array.from({ length: weekCount }, (_, at) => dayPlus(thisWeek, -7 * (weekCount - 1 - at)));
  return {
    kept: count('kept'),
    judged: count('kept') + count('missed'),
    medianHours: median(promises.flatMap(hoursOf)),
    weeks: weeks.map((week) => ({
      week,
      kept: count('kept', week),
      missed: count('missed', week),
      running: count('running', week),
    })),
    missed: judged
      .filter(({ state }) => state === 'missed')
      .map(({ promise }) => promise)
      .sort((one, other) => other.from.localeCompare(one.from)),
  };
}

export const mondayOf = (day: Day): Day => dayPlus(day, 1 - weekdayOf(day));

const hoursOf = ({ from, deliveredAt }: MinutesPromise): readonly number[] =>
  deliveredAt === null ? [] : [millisecondsBetween(from, deliveredAt) / HOUR_MS];

function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
