/** Days that are counted within a month, a week or from a day: "the last Friday of the month", "before the weekend". */
import { type Day, dayPlus, weekdayOf } from '../../../kernel/time.ts';
import { isWorkingDay } from '../../../kernel/workingCalendar.ts';
import {
  type DateContext,
  type DateRule,
  endOfWeek,
  lastOfMonth,
  makeDay,
  monthOf,
  monthsPlus,
  pastProblem,
  sure,
  unsure,
  weekStart,
  yearOf,
} from './dateRule.ts';
import { WEEKDAY, weekdayNumber } from './relativeDates.ts';
import { MONTHS, monthNumber } from './writtenDates.ts';

const WHICH = ['first', 'second', 'third', 'fourth'];

export const COUNTED_DATES: readonly DateRule[] = [
  {
    id: 'weekday or working day of a month',
    pattern: new RegExp(
      `\\b(?:the )?(first|second|third|fourth|last) (${WEEKDAY}|working day|business day|day) (?:of|in) (?:(the|this|next) month|(${MONTHS})\\b\\.?)`,
      'gi',
    ),
    read: ([said, which = '', what = '', month, name], context) => {
      const { today } = context;
      const now = makeDay(yearOf(today), monthOf(today), 1) ?? today;
      const ahead = name === undefined ? 0 : (monthNumber(name) - monthOf(today) + 12) % 12;
      const first = monthsPlus(now, /next/i.test(month ?? '') ? 1 : ahead);
      const day = countedDay(first, which.toLowerCase(), what, context);
      if (day === null) return null;
      if (day >= today) return sure(day);
      return month !== undefined && /the/i.test(month)
        ? sure(countedDay(monthsPlus(first, 1), which.toLowerCase(), what, context) ?? day)
        : unsure(null, pastProblem(said));
    },
  },
  {
    id: 'this time next week',
    pattern: /\b(?:this time next week|(?:a )?week (?:from )?today|today week)\b/gi,
    read: (_, { today }) => sure(dayPlus(today, 7)),
  },
  {
    id: 'weeks from a weekday',
    pattern: new RegExp(`\\b(a|one|two|three) weeks? (?:from|on) (${WEEKDAY})\\b`, 'gi'),
    read: ([, count, weekday = ''], { today }) => {
      const ahead = (weekdayNumber(weekday) - weekdayOf(today) + 7) % 7 || 7;
      return sure(dayPlus(today, ahead + 7 * ({ two: 2, three: 3 }[(count ?? '').toLowerCase()] ?? 1)));
    },
  },
  {
    id: 'before the weekend',
    pattern: /\bbefore (?:the|this) weekend\b/gi,
    read: (_, { today, calendar }) => {
      const end = endOfWeek(calendar, today);
      return sure(end >= today ? end : endOfWeek(calendar, dayPlus(today, 7)));
    },
  },
  {
    id: 'weekend',
    pattern: /\b(?:(this|next|the|over the|at the) )?weekend\b/gi,
    read: ([said, which], { today, calendar }) =>
      which === undefined
        ? null
        : unsure(
            dayPlus(weekStart(calendar, today), (/next/i.test(which) ? 7 : 0) + 6),
            `"${said}" names a weekend and no day.`,
          ),
  },
];

/** The day of the month that `first` begins; null where it has none. */
function countedDay(first: Day, which: string, what: string, { calendar }: DateContext): Day | null {
  const last = lastOfMonth(yearOf(first), monthOf(first));
  const weekday = weekdayNumber(what);
  const days: Day[] = [];
  for (let day = first; day <= last; day = dayPlus(day, 1)) {
    if (weekday > 0 ? weekdayOf(day) === weekday : /^day$/i.test(what) || isWorkingDay(calendar, day))
      days.push(day);
  }
  return days.at(/last/i.test(which) ? -1 : WHICH.indexOf(which.toLowerCase())) ?? null;
}
