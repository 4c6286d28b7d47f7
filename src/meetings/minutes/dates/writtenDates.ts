/** Dates written or said with numbers and months. */
import { type Day, dayPlus } from '../../../kernel/time.ts';
import {
  type DateContext,
  type DateReading,
  type DateRule,
  lastOfMonth,
  makeDay,
  monthOf,
  monthsPlus,
  past,
  pastProblem,
  sure,
  unsure,
  yearOf,
} from './dateRule.ts';

export const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const MONTH_STEMS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const monthNumber = (name: string): number => MONTH_STEMS.indexOf(name.slice(0, 3).toLowerCase()) + 1;

const ORDINAL_WORDS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
  'thirteenth',
  'fourteenth',
  'fifteenth',
  'sixteenth',
  'seventeenth',
  'eighteenth',
  'nineteenth',
  'twentieth',
  'twenty[ -]first',
  'twenty[ -]second',
  'twenty[ -]third',
  'twenty[ -]fourth',
  'twenty[ -]fifth',
  'twenty[ -]sixth',
  'twenty[ -]seventh',
  'twenty[ -]eighth',
  'twenty[ -]ninth',
  'thirtieth',
  'thirty[ -]first',
];
export const ORDINAL = `\\d{1,2}(?:st|nd|rd|th)|${[...ORDINAL_WORDS].reverse().join('|')}`;
const ORDINALS = ORDINAL_WORDS.map((word) => new RegExp(`^${word}$`, 'i'));
export const dayNumber = (said: string): number =>
  /^\d/.test(said) ? Number.parseInt(said, 10) : ORDINALS.findIndex((ordinal) => ordinal.test(said)) + 1;

/** How long ahead a date without a year may lie before it must mean a day that is past. */
const HORIZON_MONTHS = 9;

/** A day and month without a year: the coming one, or a past one that is flagged. */
export function comingDay(day: number, month: number, said: string, { today }: DateContext): DateReading {
  const thisYear = makeDay(yearOf(today), month, day);
  const nextYear = makeDay(yearOf(today) + 1, month, day);
  if (thisYear === null && nextYear === null) return unsure(null, `"${said}" is no day of the calendar.`);
  if (thisYear !== null && thisYear >= today) return sure(thisYear);
  if (nextYear !== null && nextYear <= monthsPlus(today, HORIZON_MONTHS)) return sure(nextYear);
  return unsure(null, pastProblem(said));
}

/** A full date: kept when it is not past. */
export function fullDay(
  year: number,
  month: number,
  day: number,
  said: string,
  { today }: DateContext,
): DateReading {
  const found = makeDay(year < 100 ? 2000 + year : year, month, day);
  if (found === null) return unsure(null, `"${said}" is no day of the calendar.`);
  return found < today ? unsure(null, pastProblem(said)) : sure(found);
}

const SAYS_A_DAY =
  /(?:^|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: morning| evening| night)?,?(?: so)?|so|say|let's say|make (?:it|that)|(?:that|it)(?:'s| is))\s+(?:the )?)$/i;

const IS_NO_DATE_BEFORE =
  /(?:\b(?:version|versions|v|release|section|chapter|page|build|patch|ticket|step|item|level|to|from|at|rev|revision|schema|ip|port|python|java|node|windows|ios|android|oracle|sql|release|about|approximately|around|of|than)|[#$€£v])\.?\s*$/i;
const DEADLINE_BEFORE =
  /\b(?:by|until|till|before|due|due on|on|for|no later than|latest|hand-?over|deadline|deadline is|date is|from|starting|start|is|be|bis|am|zum|vor|le|avant|para el|antes del|el|voor|op)\s*$/i;

export const WRITTEN_DATES: readonly DateRule[] = [
  {
    id: 'iso',
    pattern: /\b(20\d\d)-(\d{1,2})-(\d{1,2})\b/gi,
    read: ([said, year, month, day], context) =>
      fullDay(Number(year), Number(month), Number(day), said, context),
  },
  {
    id: 'numeric with year',
    pattern: /(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d]|[./-]\d)/gi,
    read: ([said, one, , two, year], context, before) => {
      if (year?.length === 2 && IS_NO_DATE_BEFORE.test(before)) return null;
      const { day, month } = order(Number(one), Number(two), context);
      return fullDay(Number(year), month, day, said, context);
    },
  },
  {
    id: 'numeric without year',
    pattern:
      /(?<![\d./-])(\d{1,2})([./])(\d{1,2})(\.)?(?![\d]|[./-]\d|\s?%)(\s+(?:at\s+)?\d{1,2}(?::\d{2})?\s?(?:am|pm)?\b)?(?=(\s*[\p{L}\d@(])?)/giu,
    read: ([said, one, mark, two, dot, time, next], context, before) => {
      // "24/11. Lovely", "on the Tuesday night, so 16/11": what somebody says of a day just named.
      const isAtEnd = dot !== undefined || next === undefined;
      const isSaidAlone = mark === '/' && isAtEnd && SAYS_A_DAY.test(before) && !/^24\/7\b/.test(said);
      const isDeadline = isSaidAlone || DEADLINE_BEFORE.test(before);
      const isTimed = time !== undefined && /:|am|pm/i.test(time);
      if (!isDeadline && (!isTimed || mark === '.' || IS_NO_DATE_BEFORE.test(before))) return null;
      if (mark === '.' && /\b(?:is|be|from|for|on)\s*$/i.test(before)) return null;
      const numbers = order(Number(one), Number(two), context);
      if (numbers.day === 0 || numbers.month === 0 || (numbers.day > 31 && numbers.month > 12)) return null;
      return comingDay(numbers.day, numbers.month, said.trim(), context);
    },
  },
  {
    id: 'day of month',
    pattern: new RegExp(
      `\\b(?:the\\s+)?(${ORDINAL}|\\d{1,2})\\.?\\s+(?:of\\s+)?(${MONTHS})\\b\\.?(?:,?\\s+(20\\d\\d))?`,
      'gi',
    ),
    read: ([said, day, month, year], context) =>
      onMonth(dayNumber(day ?? ''), month ?? '', year, said, context),
  },
  {
    id: 'month and day',
    pattern: new RegExp(
      `\\b(${MONTHS})\\.?\\s+(?:the\\s+)?(${ORDINAL}|\\d{1,2})\\b(?!:|\\s*(?:am|pm|o'clock|%))(?:,?\\s+(20\\d\\d))?`,
      'gi',
    ),
    read: ([said, month, day, year], context) =>
      onMonth(dayNumber(day ?? ''), month ?? '', year, said, context),
  },
  {
    id: 'part of month',
    pattern: new RegExp(
      `\\b(early|mid|middle of|mid-|late|end of|the end of|beginning of|the beginning of|start of|the start of)[\\s-]*(${MONTHS})\\b(?:\\s+(20\\d\\d))?`,
      'gi',
    ),
    read: ([said, part, name, year], context) =>
      partOfMonth(part ?? '', monthNumber(name ?? ''), year, said, context),
  },
  {
    id: 'month alone',
    pattern: new RegExp(
      `(?<=\\b(?:by|until|before|in|during)\\s)(${MONTHS})\\b(?!\\s+\\d|\\s+(?:have|be|i|we|you|not)\\b)(?:\\s+(20\\d\\d))?`,
      'gi',
    ),
    read: ([said, name, year], context, before) => {
      if (/^may$/.test(said)) return null;
      const month = monthNumber(name ?? '');
      const isIn = /\b(?:in|during)\s*$/i.test(before);
      const found = onMonth(1, name ?? '', year, said, context);
      const first = found.day ?? (month === monthOf(context.today) ? context.today : null);
      if (first === null) return found;
      const day = isIn ? lastOfMonth(yearOf(first), month) : first;
      return unsure(day, `"${said}" names a month and no day.`);
    },
  },
  {
    id: 'ordinal day',
    pattern: new RegExp(
      `\\bthe\\s+(${ORDINAL})\\b(?!\\s*(?:of|quarter|half|sprint|phase|wave|one|time|thing|party|line|round|part|person|option|point|item|attempt|rehearsal|batch|release|cycle|week|day|month|team|level|floor|paragraph|bullet|question|slide|page|meeting|draft|version|week|step|stage|class)\\b)`,
      'gi',
    ),
    read: (match, context, before) => {
      const [said, ordinal] = match;
      const number = dayNumber(ordinal ?? '');
      const isNamed =
        /\b(?:by|until|till|before|on|for|from|due|day|is|be|latest|to|between|and|that's|not|say|make it)\s*$/i.test(
          before,
        );
      const isAlone = /^\s*(?:[.,?!;]|$|then\b|yep\b|yes\b|at the latest\b|is fine\b|works\b)/i.test(
        match.input.slice(match.index + match[0].length),
      );
      // "The second, on the payment page" is no day; "the ninth, yep" is one.
      if (!(isNamed && (number > 3 || isAlone)) && !(isAlone && number > 3)) return null;
      return comingDayOfMonth(dayNumber(ordinal ?? ''), said, context);
    },
  },
  {
    // "By fifteenth", "fifteenth is okay": as English is spoken in India and Singapore.
    id: 'ordinal day without its article',
    pattern: new RegExp(
      `(?:^(?:then |so |okay,? |yes,? )?(?:by |on |before )?|\\b(?:by|before|until|till) )(${ORDINAL})(?=[.,!?]|$| (?:is|works|should|would|then|latest|at the latest|evening|morning)\\b| (?:okay|ok|fine)\\b)`,
      'gi',
    ),
    read: ([said, ordinal], context) => {
      const number = dayNumber(ordinal ?? '');
      return number > 3 ? comingDayOfMonth(number, said, context) : null;
    },
  },
];

function order(one: number, two: number, context: DateContext): { day: number; month: number } {
  const dayFirst = two > 12 ? false : one > 12 ? true : context.order === 'day-first';
  return dayFirst ? { day: one, month: two } : { day: two, month: one };
}

function onMonth(
  day: number,
  name: string,
  year: string | undefined,
  said: string,
  context: DateContext,
): DateReading {
  const month = monthNumber(name);
  return year === undefined
    ? comingDay(day, month, said, context)
    : fullDay(Number(year), month, day, said, context);
}

/** The coming day of that number; a month that has no such day is left out. */
export function comingDayOfMonth(day: number, said: string, { today }: DateContext): DateReading {
  for (let ahead = 0; ahead < 3; ahead++) {
    const month = monthsPlus(makeDay(yearOf(today), monthOf(today), 1) ?? today, ahead);
    const found = makeDay(yearOf(month), monthOf(month), day);
    if (found !== null && found >= today) return sure(found);
  }
  return unsure(null, `"${said}" is no day of the coming months.`);
}

function partOfMonth(
  part: string,
  month: number,
  year: string | undefined,
  said: string,
  context: DateContext,
): DateReading {
  const { today } = context;
  const years = year === undefined ? [yearOf(today), yearOf(today) + 1] : [Number(year)];
  for (const candidate of years) {
    const day = dayOfPart(part, candidate, month);
    if (day !== null && day >= today && day <= monthsPlus(today, HORIZON_MONTHS + 6)) {
      return /end of/i.test(part) || /mid/i.test(part)
        ? sure(day)
        : unsure(day, `"${said}" names no exact day.`);
    }
  }
  return year === undefined ? past : unsure(null, pastProblem(said));
}

function dayOfPart(part: string, year: number, month: number): Day | null {
  if (/end of/i.test(part)) return lastOfMonth(year, month);
  if (/mid/i.test(part)) return makeDay(year, month, 15);
  if (/late/i.test(part)) return dayPlus(lastOfMonth(year, month), -5);
  return makeDay(year, month, /early/i.test(part) ? 7 : 1);
}
