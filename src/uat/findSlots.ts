/** When testers can test together: slots in working hours, by who is free. Pure. */
import { DateTime } from 'luxon';
import { asDay, asInstant, type Day, dayPlus, type Instant, instantPlus, MINUTE_MS } from '../kernel/time.ts';
import { isWorkingDay, type WorkingCalendar } from '../kernel/workingCalendar.ts';

/** When somebody cannot be met, as their calendar tells. */
export interface TesterTimes {
  readonly mail: string;
  readonly busy: readonly { readonly start: Instant; readonly end: Instant; readonly status: string }[];
  /** A sentence where the calendar is not known. */
  readonly problem?: string;
}

export interface Slot {
  readonly start: Instant;
  readonly end: Instant;
  /** Mails of those who are busy then, and of those who may be. */
  readonly busy: readonly string[];
  readonly tentative: readonly string[];
}

export interface SlotWish {
  readonly from: Day;
  readonly until: Day;
  readonly minutes: number;
  readonly calendar: WorkingCalendar;
  readonly now: Instant;
}

/** The usual working hours: calendars tell when somebody is busy, not when they are at work. */
const FIRST_MINUTE = 9 * 60;
const LAST_MINUTE = 17 * 60;
const STEP_MINUTES = 30;
const MOST_SLOTS = 3;
/** Days that are looked at, however long the cycle is ("calendar: getSchedule": 62 days). */
const MOST_DAYS = 60;

/** The best first: nobody busy, then as few as possible, then the earliest; none overlaps another. */
export function findSlots(wish: SlotWish, times: readonly TesterTimes[]): readonly Slot[] {
  const all = startsOf(wish).map((start) => slotAt(start, wish.minutes, times));
  const ranked = all.sort(
    (one, other) =>
      one.busy.length - other.busy.length ||
      one.tentative.length - other.tentative.length ||
      one.start.localeCompare(other.start),
  );
  const picked: Slot[] = [];
  for (const slot of ranked) {
    if (picked.length === MOST_SLOTS) break;
    if (picked.every((each) => slot.end <= each.start || slot.start >= each.end)) picked.push(slot);
  }
  return picked;
}

/** A moment with who is busy then. */
export function slotAt(start: Instant, minutes: number, times: readonly TesterTimes[]): Slot {
  const end = instantPlus(start, minutes * MINUTE_MS);
  const having = (isMeant: (status: string) => boolean): readonly string[] =>
    times
      .filter(({ busy }) => busy.some((each) => each.start < end && each.end > start && isMeant(each.status)))
      .map(({ mail }) => mail);
  const busy = having((status) => status === 'busy' || status === 'out-of-office');
  const tentative = having((status) => status === 'tentative').filter((mail) => !busy.includes(mail));
  return { start, end, busy, tentative };
}

/** The wall clock of the project, over clock changes. */
export function momentAt(day: Day, minute: number, { zone }: Pick<WorkingCalendar, 'zone'>): Instant {
  const local = DateTime.fromISO(day, { zone }).set({ hour: Math.floor(minute / 60), minute: minute % 60 });
  return asInstant(local.toJSDate());
}

/** The end of what is looked at, for asking the calendars. */
export const lastDayOf = ({ from, until }: Pick<SlotWish, 'from' | 'until'>): Day => {
  const last = dayPlus(from, MOST_DAYS - 1);
  return asDay(until < last ? until : last);
};

function startsOf(wish: SlotWish): Instant[] {
  const starts: Instant[] = [];
  const last = lastDayOf(wish);
  for (let day = wish.from; day <= last; day = dayPlus(day, 1)) {
    if (!isWorkingDay(wish.calendar, day)) continue;
    for (let minute = FIRST_MINUTE; minute + wish.minutes <= LAST_MINUTE; minute += STEP_MINUTES) {
      const start = momentAt(day, minute, wish.calendar);
      if (start > wish.now) starts.push(start);
    }
  }
  return starts;
}
