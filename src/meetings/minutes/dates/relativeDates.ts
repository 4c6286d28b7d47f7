/** Days said in relation to the meeting: weekdays, weeks, ends of things. */

import { type Day, dayPlus, weekdayOf } from '../../../kernel/time.ts';
import { workingDayPlus } from '../../../kernel/workingCalendar.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import {
  type DateContext,
  type DateReading,
  type DateRule,
  endOfWeek,
  makeDay,
  monthOf,
  monthsPlus,
  nextWeekday,
  past,
  readNumber,
  sure,
  unsure,
  weekdayOfWeek,
  weekStart,
  workingDayFrom,
  yearOf,
} from './dateRule.ts';
import { dayNumber, ORDINAL } from './writtenDates.ts';

export const WEEKDAY =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues|tue|weds|wed|thurs|thur|thu|fri|sat|sun';

/** "Monday the seventeenth", at the beginning of what somebody says. */
const IN_FULL = prefiltered(
  new RegExp(
    String.raw`^(?:(?:so|and|okay|ok|right|good|yes|then|that's|that is|by|on|the),? )*(?:${WEEKDAY}),? (?:(?:of )?(?:this|next) week,? )?(?:the )?(?:${ORDINAL})\b`,
    'i',
  ),
);
/** Whether a sentence opens by a day with both its weekday and its number, as what was just named is said again. */
export const opensByDayInFull = (text: string): boolean => IN_FULL.test(text);

export const weekdayNumber = (name: string): number =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(name.slice(0, 3).toLowerCase()) + 1;
const COUNT = String.raw`\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|a couple(?: of)?|couple(?: of)?|a few|few`;

const FOLLOWED_BY_DAY = prefiltered(
  new RegExp(`^,?\\s+(?:on\\s+|of\\s+|this\\s+|next\\s+|coming\\s+)*(?:${WEEKDAY}|tomorrow|the \\d)`, 'i'),
);

/** "Friday then, by close of play": the hour of the day that was named before. */
const HOUR_OF_DAY =
  /^(?:by )?(?:(?:the )?end of (?:the |my )?(?:working |business )?day|(?:close|end) of (?:business|play)|eod|cob|eob|lunchtime|by noon|by midnight|before lunch|after lunch)$/i;
/** "He told me this morning". */
const WAS_SAID = prefiltered(
  /\b(?:told|said|asked|wrote|sent|called|rang|saw|heard|got|came|was|were|had|spoke|talked|met|checked|looked|tried|did|found|phoned|ran)\b[^.]{0,20}\bthis morning$/i,
);
const BEHIND_DAY = prefiltered(
  new RegExp(
    `\\b(?:${WEEKDAY}|tomorrow|(?:${ORDINAL}))(?: then)?,? (?:morning |afternoon )?(?:\\w+ ){0,2}$`,
    'i',
  ),
);

export const RELATIVE_DATES: readonly DateRule[] = [
  {
    id: 'past day',
    pattern: new RegExp(
      `\\b(?:yesterday|last night|(?:last|past|previous)\\s+(?:week(?:end)?|month|quarter|year|sprint|time|${WEEKDAY})|(?:${COUNT})\\s+(?:days?|weeks?|months?|years?|hours?|minutes?)\\s+ago|earlier (?:today|this week)|the other day|(?:on\\s+)?(?:${WEEKDAY})\\s+(?:last week|just gone))\\b`,
      'gi',
    ),
    read: () => past,
  },
  {
    id: 'weekday with a day of the month',
    pattern: new RegExp(
      `\\b(${WEEKDAY}),?\\s+(?:the\\s+(${ORDINAL})|(\\d{1,2})(?:st|nd|rd|th))\\b(?!\\s+(?:of|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
      'gi',
    ),
    read: ([said, weekday, ordinal, digits], { today }) => {
      const number = dayNumber(ordinal ?? digits ?? '');
      for (let ahead = 0; ahead < 12; ahead++) {
        const month = monthsPlus(makeDay(yearOf(today), monthOf(today), 1) ?? today, ahead);
        const day = makeDay(yearOf(month), monthOf(month), number);
        if (day === null || day < today) continue;
        if (weekdayOf(day) === weekdayNumber(weekday ?? ''))
          return ahead < 3 ? sure(day) : unsure(day, `"${said}" lies far ahead.`);
        if (ahead === 0) return unsure(day, `"${said}": day and weekday do not agree.`);
      }
      return null;
    },
  },
  {
    id: 'weekday of a coming week',
    pattern: new RegExp(
      `\\b(?:(${WEEKDAY})\\s+(?:of\\s+)?(next|this|the following|the coming) week|(next|this) week(?:'s|,|\\s+on)?\\s+(${WEEKDAY})|(${WEEKDAY}) (?:after next)|(?:(?:a|1) week (?:on|from)\\s+(${WEEKDAY}))|(${WEEKDAY}) week(?!\\s*(?:end|ly))|(${WEEKDAY}) in a week)\\b`,
      'gi',
    ),
    read: (match, { today, calendar }) => {
      const weekday = weekdayNumber(
        match.slice(1).find((part) => part !== undefined && weekdayNumber(part) > 0) ?? '',
      );
      const which = match[2] ?? match[3];
      if (which !== undefined)
        return sure(weekdayOfWeek(calendar, today, /this/i.test(which) ? 0 : 1, weekday));
      if (match[5] !== undefined) return sure(weekdayOfWeek(calendar, today, 2, weekday));
      return sure(dayPlus(nextWeekday(today, weekday), 7));
    },
  },
  {
    id: 'weekday in some weeks',
    pattern: new RegExp(`\\b(${WEEKDAY}) (?:in|of) (two|three|four) weeks(?:'? time)?\\b`, 'gi'),
    read: ([, name = '', count = ''], { today, calendar }) =>
      sure(weekdayOfWeek(calendar, today, readNumber(count) ?? 2, weekdayNumber(name))),
  },
  {
    id: 'weekday',
    pattern: new RegExp(
      `\\b(?:(next|this(?: coming)?|coming|the following|following)\\s+)?(${WEEKDAY})\\b\\.?(?!\\s+(?:last week|after next))`,
      'gi',
    ),
    read: (match, context, before) => {
      const [said, which, name] = match;
      const after = match.input.slice(match.index + said.length);
      if (
        /^\s+after(?:[.,?!]|$|\s+(?!noon|lunch|work|hours|that\b|this\b|the call|the meeting))/i.test(after)
      ) {
        return unsure(null, `"${said}" is counted from a day that the project does not know.`);
      }
      return readWeekday(said, which, name ?? '', context, before);
    },
  },
  {
    id: 'day after tomorrow',
    pattern: /\b(?:the )?day after tomorrow\b/gi,
    read: (_, { today }) => sure(dayPlus(today, 2)),
  },
  {
    id: 'tomorrow week',
    pattern: /\b(?:a week (?:from )?tomorrow|tomorrow week)\b/gi,
    read: (_, { today }) => sure(dayPlus(today, 8)),
  },
  {
    id: 'tomorrow',
    pattern: /\b(?:tomorrow|tmrw|tomorrow's)\b/gi,
    read: (_, { today }) => sure(dayPlus(today, 1)),
  },
  {
    id: 'working days',
    pattern: new RegExp(
      `\\b(?:in|within|(?:in |within )?the next)\\s+(${COUNT})\\s+(?:working|business|work)[ -]?days?\\b|\\b(${COUNT})\\s+(?:working|business) days (?:from (?:now|today)|time)\\b`,
      'gi',
    ),
    read: ([said, one, two], { today, calendar }) => {
      const count = readNumber(one ?? two ?? '');
      return count === null ? null : vague(said, workingDayPlus(calendar, today, count));
    },
  },
  {
    id: 'in some days',
    pattern: new RegExp(
      `\\b(?:in|within|(?:in |within |over )?the (?:next|coming))\\s+(${COUNT})\\s+(days?|weeks?|months?|hours?|minutes?|mins?)(?:'?s?'? time)?\\b|\\b(${COUNT})\\s+(days?|weeks?|months?)(?:'s?)?(?: from (?:now|today)|'? time)`,
      'gi',
    ),
    read: ([said, one, unit, two, otherUnit], context) => {
      const count = readNumber(one ?? two ?? '');
      // "I'm with you in a minute", "five thousand seats in a minute": no day is meant.
      if (/ an? min/i.test(said)) return past;
      return count === null ? null : vague(said, ahead(context.today, count, unit ?? otherUnit ?? ''));
    },
  },
  {
    id: 'fortnight',
    pattern: /\b(?:in|within) a fortnight(?:'s time)?\b/gi,
    read: (_, { today }) => sure(dayPlus(today, 14)),
  },
  {
    id: 'end of week',
    pattern:
      /\b(?:(?:the )?end of (?:the |this )?(?:working |business )?week|before (?:the|this) week(?:'s| is) (?:out|over)|this week's end|eow|close of (?:the )?week|week'?s end)\b/gi,
    read: (_, { today, calendar }) => {
      const end = endOfWeek(calendar, today);
      return sure(end >= today ? end : endOfWeek(calendar, dayPlus(today, 7)));
    },
  },
  {
    id: 'end of next week',
    pattern: /\b(?:the )?(?:end of next week|end of the (?:following|coming) week|next week'?s end)\b/gi,
    read: (_, { today, calendar }) => sure(endOfWeek(calendar, dayPlus(today, 7))),
  },
  {
    id: 'week after next',
    pattern: /\b(?:the )?week after next\b/gi,
    read: ([said], { today, calendar }) =>
      unsure(endOfWeek(calendar, dayPlus(today, 14)), `"${said}" names a week and no day.`),
  },
  {
    id: 'part of next week',
    pattern:
      /\b(?:(early|first thing|beginning of|the beginning of|start of|the start of|mid|mid-|middle of|the middle of|midweek|late|later) )?(next|this) week\b/gi,
    read: ([said, part, which], context) => partOfWeek(said, part, which ?? '', context),
  },
  {
    id: 'today',
    pattern:
      /\b(?:(?:by )?(?:the )?(?:end of (?:the |today's |my )?(?:working |business )?day|(?:the )?end of today|close of (?:business|play)|end of (?:business|play)|eod|cob|eob)(?: today)?|today|tonight|this (?:afternoon|evening|morning)|lunchtime|(?:right |straight |directly |immediately )?after (?:this|the) (?:call|meeting)|(?:right|straight|directly) after this|(?:as soon as|the minute|the moment|once) (?:we|i)(?:'re| are|'ve| have|'m)? (?:hang|hung|off|done|finished|finish|get off|leave)(?: up| with| this| the| here)*(?: call| meeting)?|within the hour|later on today|by noon|by midnight|before lunch|after lunch)\b/gi,
    // "EOD Thursday" is Thursday.
    read: (match, { today }, before) =>
      WAS_SAID.test(`${before}${match[0]}`)
        ? past
        : FOLLOWED_BY_DAY.test(match.input.slice(match.index + match[0].length)) ||
            (HOUR_OF_DAY.test(match[0]) && BEHIND_DAY.test(before))
          ? null
          : sure(today),
  },
  {
    id: 'hour of the day',
    pattern: /\b(?:by|before|until)\s+(?:\d{1,2}(?::\d{2})?\s?(?:am|pm|o'clock)|\d{1,2}:\d{2})\b/gi,
    read: (_, { today }) => sure(today),
  },
  {
    id: 'no day',
    pattern:
      /\b(?:as soon as possible|a\.?s\.?a\.?p\.?|before (?:the|our) next (?:meeting|call|stand-?up|steering|committee|review|session|workshop)\b[\w ]{0,12}?|(?:for|by|at|until) (?:the|our) next (?:meeting|call|stand-?up|steering(?: committee)?|review|session|workshop|time)|(?:the )?end of (?:the |this |next )?(?:sprint|iteration|phase)|by next time)(?![\w])/gi,
    read: ([said]) => unsure(null, `"${said}" names no day.`),
  },
];

function readWeekday(
  said: string,
  which: string | undefined,
  name: string,
  context: DateContext,
  before: string,
): DateReading | null {
  const { today, calendar } = context;
  const weekday = weekdayNumber(name);
  // Short forms are also words ("sat", "sun", "wed"): only with a capital.
  if (name.length <= 4 && !/[A-Z]/.test(name.charAt(0))) return null;
  if (/\b(?:since|every|each|on every|most|usual|of last)\s*$/i.test(before)) return past;
  // "Next week, I could have it by Friday."
  if (which === undefined && /\bnext week,? [^.]*$/i.test(before))
    return sure(weekdayOfWeek(calendar, today, 1, weekday));
  const coming = nextWeekday(today, weekday);
  if (which === undefined || /following|coming/i.test(which)) {
    if (weekday !== weekdayOf(today)) return sure(coming);
    const problem = `It was said on a ${name}: "${said}" is taken as the one a week later.`;
    return unsure(coming, problem);
  }
  if (/this/i.test(which)) return sure(nextWeekday(today, weekday, true));
  const nextWeek = weekdayOfWeek(calendar, today, 1, weekday);
  return nextWeek === coming
    ? sure(nextWeek)
    : unsure(
        nextWeek,
        `"${said}" is taken as the ${name} of the next calendar week, not as the coming ${name}.`,
      );
}

function partOfWeek(
  said: string,
  part: string | undefined,
  which: string,
  { today, calendar }: DateContext,
): DateReading | null {
  const start = dayPlus(weekStart(calendar, today), /next/i.test(which) ? 7 : 0);
  const end = endOfWeek(calendar, start);
  if (part === undefined || /late/i.test(part))
    return unsure(end >= today ? end : today, `"${said}" names a week and no day.`);
  if (/mid/i.test(part)) return sure(dayPlus(start, 2));
  if (/early/i.test(part)) return unsure(dayPlus(start, 1), `"${said}" names no exact day.`);
  return sure(workingDayFrom(calendar, start));
}

const ahead = (today: Day, count: number, unit: string): Day => {
  if (/^week/i.test(unit)) return dayPlus(today, count * 7);
  if (/^month/i.test(unit)) return monthsPlus(today, count);
  if (/^hour/i.test(unit)) return dayPlus(today, Math.floor(count / 24));
  return /^min/i.test(unit) ? today : dayPlus(today, count);
};

const vague = (said: string, day: Day): DateReading =>
  /couple|few/i.test(said) ? unsure(day, `"${said}" names no exact day.`) : sure(day);
