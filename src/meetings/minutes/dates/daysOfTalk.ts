/** The days that a talk has named: what "the Friday", "the Wednesday before" and "a week after that" are counted from. */

import { type Day, dayPlus } from '../../../kernel/time.ts';
import { workingDayPlus } from '../../../kernel/workingCalendar.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { type DateContext, nearestWeekday, readNumber, weekdayOfWeek } from './dateRule.ts';
import type { DueFinder, FoundDue, NamedDay } from './findDue.ts';
import { WEEKDAY, weekdayNumber } from './relativeDates.ts';

/** A finder that follows one talk. */
export interface TalkDueFinder extends Pick<DueFinder, 'find'> {
  /** Remembers the days that a sentence names; `place` is its place in the talk, and that of what is asked next. */
  hear(text: string, place: number): void;
}

/** "The Friday" goes back to a day named at most this many sentences before, "after that" to one just named. */
const REACH = { weekday: 8, that: 3 } as const;

const SIDE = String.raw`(?:,? (?<side>before|after|beforehand|afterwards|of (?:that|the same) week|that (?:same )?week)(?: (?:that|then|it))?)?(?= (?:morning|afternoon|evening|night|at)\b|[\s.,;:!?]*$|[.,;:!?]| (?:and|so|but|or|then|if|because|as|to|with|for)\b)`;
const THE_WEEKDAY = new RegExp(String.raw`\bthe (?<name>${WEEKDAY})${SIDE}`, 'gi');
const FROM_THAT = prefiltered(
  /\b(?:within )?(?<count>the|\d{1,2}|an?|one|two|three|four|five|six|seven|ten) (?<work>working |business )?(?<unit>day|week)s? (?:(?<side>before|after|later|earlier|of)(?: (?<that>that|then|it))?)(?=[\s.,;:!?]*$|[.,;:!?]| (?:and|so|but|or|at the latest)\b)/i,
);
/** What names a day exactly needs nothing said before it. */
const PINNED =
  /\d|\b\w+(?:st|nd|rd|th|eth)\b(?<!\bmonth\b|\bnorth\b|\bboth\b)|\bfirst\b|\bsecond\b|\bthird\b|next|this|week/i;

interface Anchor extends NamedDay {
  readonly place: number;
}

export function followTalk(
  { find, named }: Pick<DueFinder, 'find' | 'named'>,
  context: Pick<DateContext, 'today' | 'calendar'>,
): TalkDueFinder {
  let anchor: Anchor | null = null;
  let place = 0;
  const within = (reach: number): Anchor | null =>
    anchor !== null && place - anchor.place <= reach ? anchor : null;

  function findInTalk(text: string, thorough?: boolean): FoundDue | null {
    const found = find(text, thorough);
    const counted = countFromThat(text, found, within(REACH.that), context);
    if (counted !== null) return counted;
    if (found === null || PINNED.test(found.due.phrase)) return found;
    for (const match of text.matchAll(THE_WEEKDAY)) {
      const end = match.index + match[0].length;
      if (match.index >= found.end || found.start >= end) continue;
      if (found.due.day === null && match.groups?.side === undefined) continue;
      const inSentence = named(text.slice(0, match.index)).at(-1) ?? named(text.slice(end)).at(0);
      const from = inSentence ?? within(REACH.weekday);
      if (from == null) continue;
      const day = weekdayFrom(from, match.groups?.name ?? '', match.groups?.side ?? '', context);
      if (day === null) continue;
      const phrase = text.slice(found.start, Math.max(found.end, end)).replace(/[\s.,;]+$/, '');
      return resolved({ ...found, end: Math.max(found.end, end) }, day, phrase, from.day);
    }
    return found;
  }

  return {
    find: findInTalk,
    hear(text, at) {
      place = at + 1;
      const last = named(text).at(-1);
      if (last !== undefined) anchor = { ...last, place: at };
    },
  };
}

/** The weekday that is meant; null where it would lie before the meeting. */
function weekdayFrom(
  { day, isWeek }: NamedDay,
  name: string,
  side: string,
  { today, calendar }: Pick<DateContext, 'today' | 'calendar'>,
): Day | null {
  const weekday = weekdayNumber(name);
  const sign = /^before/i.test(side) ? -1 : /^after/i.test(side) ? 1 : 0;
  // Before a week is in the one before it, after it in the next.
  const found =
    sign === 0 || isWeek ? weekdayOfWeek(calendar, day, sign, weekday) : nearestWeekday(day, weekday, sign);
  return found < today ? null : found;
}

function countFromThat(
  text: string,
  found: FoundDue | null,
  anchor: NamedDay | null,
  { today, calendar }: Pick<DateContext, 'today' | 'calendar'>,
): FoundDue | null {
  const match = anchor === null ? null : FROM_THAT.exec(text);
  if (anchor === null || match === null) return null;
  const { count = '', work, unit = '', side = '', that } = match.groups ?? {};
  const end = match.index + match[0].length;
  if (found !== null && (found.start >= end || match.index >= found.end)) return null;
  // "Of" needs to say of what, and "the week later" is no way to count.
  const isOf = /^of$/i.test(side);
  if ((isOf && that === undefined) || (/^the$/i.test(count) && /^(?:later|earlier|of)$/i.test(side)))
    return null;
  const number = /^the$/i.test(count) ? 1 : readNumber(count);
  if (number === null) return null;
  const sign = /^(?:before|earlier)$/i.test(side) ? -1 : 1;
  const days = sign * number * (/^week/i.test(unit) ? 7 : 1);
  const day = work === undefined ? dayPlus(anchor.day, days) : workingDayPlus(calendar, anchor.day, days);
  if (day < today) return null;
  const start = found === null ? match.index : Math.min(found.start, match.index);
  return resolved({ start, end, isWeak: false }, day, text.slice(start, end), anchor.day);
}

const resolved = (
  where: Pick<FoundDue, 'start' | 'end' | 'isWeak'>,
  day: Day,
  phrase: string,
  from: Day,
): FoundDue => ({
  start: where.start,
  end: where.end,
  isWeak: where.isWeak,
  due: {
    day,
    phrase: phrase.trim(),
    needsConfirmation: true,
    problem: `"${phrase.trim()}" is counted from ${from}, which was named before it.`,
  },
});
