/** Rules for days from the words of a calendar: what German, French, Spanish and Dutch have in common. */
import { type Day, dayPlus, weekdayOf } from '../../../kernel/time.ts';
import { workingDayPlus } from '../../../kernel/workingCalendar.ts';
import {
  type DateContext,
  type DateReading,
  type DateRule,
  endOfWeek,
  lastOfMonth,
  makeDay,
  mondayOf,
  monthOf,
  monthsPlus,
  nextWeekday,
  past,
  pastProblem,
  sure,
  unsure,
  weekdayOfWeek,
  weekStart,
  workingDayFrom,
  yearOf,
} from '../dates/dateRule.ts';
import { comingDay, comingDayOfMonth, fullDay, WRITTEN_DATES } from '../dates/writtenDates.ts';
import type { CalendarWords } from './calendarWords.ts';

const EDGE = String.raw`(?<![\p{L}\p{N}])`;
const END = String.raw`(?![\p{L}\p{N}])`;
/** A pattern between borders of words; `\b` does not know accents. */
const between = (source: string): RegExp => new RegExp(`${EDGE}(?:${source})${END}`, 'giu');
const placeOf = (sources: readonly string[], said: string): number =>
  sources.findIndex((source) => new RegExp(`^(?:${source})$`, 'iu').test(said)) + 1;

/** Numeric dates are written alike everywhere. */
const NUMERIC = WRITTEN_DATES.filter(({ id }) => /^(?:iso|numeric)/.test(id));

export function makeDateRules(words: CalendarWords): readonly DateRule[] {
  return [...NUMERIC, ...pastRules(words), ...dayRules(words), ...weekdayRules(words), ...spanRules(words)];
}

const pastRules = (words: CalendarWords): DateRule[] => [
  { id: 'past', pattern: between(words.past), read: () => past },
];

function dayRules(words: CalendarWords): DateRule[] {
  const month = words.months.join('|');
  const dayWord = [...words.dayWords].sort((one, other) => other.length - one.length).join('|');
  const day = String.raw`\d{1,2}|${dayWord}`;
  const dayNumber = (said: string): number =>
    /^\d/.test(said) ? Number(said) : placeOf(words.dayWords, said);
  return [
    {
      id: 'day of month',
      pattern: between(
        String.raw`(${day})(?:${words.dayEnding})?${words.ofMonth}(${month})\.?(?:${words.ofYear}(20\d\d))?`,
      ),
      read: ([said, number = '', name = '', year], context) => {
        const inMonth = placeOf(words.months, name);
        return year === undefined
          ? comingDay(dayNumber(number), inMonth, said, context)
          : fullDay(Number(year), inMonth, dayNumber(number), said, context);
      },
    },
    {
      id: 'part of a named month',
      pattern: between(
        String.raw`(?:(${words.partOfMonth.start})|(${words.partOfMonth.middle})|(${words.partOfMonth.end}))(${month})(?:${words.ofYear}(20\d\d))?`,
      ),
      read: ([said, start, middle, , name = '', year], { today }) => {
        const number = placeOf(words.months, name);
        const inYear = year === undefined ? yearOf(today) + (number < monthOf(today) ? 1 : 0) : Number(year);
        if (start !== undefined) return flagged(makeDay(inYear, number, 7), said, today, 'no exact day');
        const found = middle === undefined ? lastOfMonth(inYear, number) : makeDay(inYear, number, 15);
        return found === null || found < today ? unsure(null, pastProblem(said)) : sure(found);
      },
    },
    {
      id: 'bare day of the month',
      pattern: new RegExp(
        String.raw`${EDGE}(?<=(?:${words.beforeBareDay})\s)(\d{1,2}|${dayWord})(?:${words.dayEnding})?(?![\p{L}\d])(?!${words.notBehindBareDay})`,
        'giu',
      ),
      read: ([said, number = ''], context) => {
        const found = dayNumber(number);
        return found < 1 || found > 31 ? null : comingDayOfMonth(found, said, context);
      },
    },
  ];
}

function weekdayRules(words: CalendarWords): DateRule[] {
  const weekday = words.weekdays.join('|');
  return [
    {
      id: 'weekday',
      pattern: between(
        String.raw`(?:(?:${words.beforeWeekday})\s)?(${weekday})(?:(?:,?\s)(?:${words.behindWeekday}))?`,
      ),
      read: ([said, name = ''], context) => readWeekday(words, said, placeOf(words.weekdays, name), context),
    },
  ];
}

function readWeekday(
  words: CalendarWords,
  said: string,
  weekday: number,
  { today, calendar }: DateContext,
): DateReading {
  if (words.isPastWeekday.test(said)) return past;
  const nextWeek = weekdayOfWeek(calendar, today, 1, weekday);
  const coming = nextWeekday(today, weekday);
  if (words.isInAWeek.test(said)) return sure(dayPlus(coming, 7));
  if (words.isOfNextWeek.test(said)) return sure(nextWeek);
  if (words.isNext.test(said)) {
    return nextWeek === coming
      ? sure(nextWeek)
      : unsure(nextWeek, `"${said}" is taken as the day of the next calendar week, not as the coming one.`);
  }
  if (weekday !== weekdayOf(today)) return sure(coming);
  return unsure(coming, `It was said on that weekday: "${said}" is taken as the one a week later.`);
}

function spanRules(words: CalendarWords): DateRule[] {
  const simple = (
    id: string,
    source: string,
    read: (said: string, context: DateContext) => DateReading,
  ): DateRule => ({
    id,
    pattern: between(source),
    read: ([said], context) => read(said, context),
  });
  return [
    ...weekNumberRules(words),
    simple('end of next week', words.endOfNextWeek, (_, { today, calendar }) =>
      sure(endOfWeek(calendar, dayPlus(today, 7))),
    ),
    simple('start of next week', words.startOfNextWeek, (_, { today, calendar }) =>
      sure(workingDayFrom(calendar, dayPlus(weekStart(calendar, today), 7))),
    ),
    simple('middle of next week', words.middleOfNextWeek, (_, { today, calendar }) =>
      sure(dayPlus(weekStart(calendar, today), 9)),
    ),
    simple('end of week', words.endOfWeek, (_, { today, calendar }) => {
      const end = endOfWeek(calendar, today);
      return sure(end >= today ? end : endOfWeek(calendar, dayPlus(today, 7)));
    }),
    simple('weekend', words.weekend, (said, { today, calendar }) =>
      unsure(dayPlus(weekStart(calendar, today), 6), `"${said}" names a weekend and no day.`),
    ),
    simple('next week', words.nextWeek, (said, { today, calendar }) =>
      unsure(endOfWeek(calendar, dayPlus(today, 7)), `"${said}" names a week and no day.`),
    ),
    simple('this week', words.thisWeek, (said, { today, calendar }) => {
      const end = endOfWeek(calendar, today);
      return unsure(end >= today ? end : today, `"${said}" names a week and no day.`);
    }),
    ...monthRules(words, simple),
    simple('day after tomorrow', words.dayAfterTomorrow, (_, { today }) => sure(dayPlus(today, 2))),
    simple('tomorrow', words.tomorrow, (_, { today }) => sure(dayPlus(today, 1))),
    spanAhead(words),
    simple('today', words.today, (_, { today }) => sure(today)),
    simple('no day', words.noDay, (said) => unsure(null, `"${said}" names no day.`)),
  ];
}

function weekNumberRules({ weekNumber }: CalendarWords): DateRule[] {
  if (weekNumber === '') return [];
  return [
    {
      id: 'calendar week',
      pattern: between(weekNumber),
      read: ([said, number = ''], { today, calendar }) => {
        // ISO 8601: the week that holds 4 January is the first.
        const first = (year: number): Day => mondayOf(makeDay(year, 1, 4) ?? today);
        const monday = (year: number): Day => dayPlus(first(year), 7 * (Number(number) - 1));
        const end = [yearOf(today), yearOf(today) + 1]
          .map((year) => endOfWeek(calendar, monday(year)))
          .find((day) => day >= today);
        return end === undefined || Number(number) > 53
          ? null
          : unsure(end, `"${said}" names a week and no day.`);
      },
    },
  ];
}

function monthRules(
  words: CalendarWords,
  simple: (id: string, source: string, read: (said: string, context: DateContext) => DateReading) => DateRule,
): DateRule[] {
  const firstOfNext = (today: Day): Day => monthsPlus(makeDay(yearOf(today), monthOf(today), 1) ?? today, 1);
  const lastOfNext = (today: Day): Day => {
    const first = firstOfNext(today);
    return lastOfMonth(yearOf(first), monthOf(first));
  };
  return [
    simple('end of next month', words.endOfNextMonth, (_, { today }) => sure(lastOfNext(today))),
    simple('start of next month', words.startOfNextMonth, (said, { today }) =>
      unsure(dayPlus(firstOfNext(today), 6), `"${said}" names no exact day.`),
    ),
    simple('next month', words.nextMonth, (said, { today }) =>
      unsure(lastOfNext(today), `"${said}" names a month and no day.`),
    ),
    simple('middle of the month', words.middleOfMonth, (_, { today }) => {
      const middle = makeDay(yearOf(today), monthOf(today), 15) ?? today;
      return sure(middle >= today ? middle : monthsPlus(middle, 1));
    }),
    simple('end of month', words.endOfMonth, (_, { today }) =>
      sure(lastOfMonth(yearOf(today), monthOf(today))),
    ),
    simple('end of year', words.endOfYear, (_, { today }) => sure(makeDay(yearOf(today), 12, 31) ?? today)),
    {
      id: 'end of quarter',
      pattern: between(words.endOfQuarter),
      read: (match, { today }) => {
        const digit = match.slice(1).find((part) => part !== undefined);
        const now = Math.ceil(monthOf(today) / 3);
        const quarter = digit === undefined ? now : Number(digit);
        return sure(lastOfMonth(yearOf(today) + (quarter < now ? 1 : 0), quarter * 3));
      },
    },
  ];
}

function spanAhead(words: CalendarWords): DateRule {
  const { hour, workingDay, day, fortnight, week, month } = words.units;
  const count = String.raw`\d{1,3}|${Object.keys(words.numbers).join('|')}`;
  return {
    id: 'in some days',
    pattern: between(
      String.raw`(?:${words.within})\s(${count})\s(?:(${workingDay})|(${hour})|(${day})|(${fortnight})|(${week})|(${month}))(?:\s(?:${words.withinEnd}))?`,
    ),
    read: (match, { today, calendar }) => {
      const [said, number = '', working, hours, days, fortnights, weeks] = match;
      const many = /^\d/.test(number) ? Number(number) : (words.numbers[number.toLowerCase()] ?? 0);
      if (many === 0) return null;
      const found =
        working !== undefined
          ? workingDayPlus(calendar, today, many)
          : hours !== undefined
            ? dayPlus(today, Math.floor(many / 24))
            : days !== undefined
              ? dayPlus(today, many === 8 || many === 15 ? many - 1 : many)
              : fortnights !== undefined
                ? dayPlus(today, many * 14)
                : weeks !== undefined
                  ? dayPlus(today, many * 7)
                  : monthsPlus(today, many);
      return words.vague.test(number) ? unsure(found, `"${said}" names no exact day.`) : sure(found);
    },
  };
}

const flagged = (day: Day | null, said: string, today: Day, what: string): DateReading =>
  day === null || day < today ? unsure(null, pastProblem(said)) : unsure(day, `"${said}" names ${what}.`);
