/** Ends and parts of months, quarters and years. */
import { dayPlus } from '../../../kernel/time.ts';
import {
  type DateContext,
  type DateReading,
  type DateRule,
  lastOfMonth,
  makeDay,
  monthOf,
  monthsPlus,
  pastProblem,
  sure,
  unsure,
  yearOf,
} from './dateRule.ts';

export const LONG_DATES: readonly DateRule[] = [
  {
    id: 'end of month',
    pattern: /\b(?:(?:the )?end of (?:the |this )?month|eom|month[- ]?end|close of (?:the )?month)\b/gi,
    read: (_, { today }) => sure(lastOfMonth(yearOf(today), monthOf(today))),
  },
  {
    id: 'next month',
    pattern:
      /\b(?:(end of|the end of|beginning of|the beginning of|start of|the start of|early|mid|middle of|the middle of|late) )?next month\b/gi,
    read: ([said, part], { today }) => {
      const first = monthsPlus(makeDay(yearOf(today), monthOf(today), 1) ?? today, 1);
      const end = lastOfMonth(yearOf(first), monthOf(first));
      if (part === undefined) return unsure(end, `"${said}" names a month and no day.`);
      if (/end/i.test(part)) return sure(end);
      if (/mid/i.test(part)) return sure(dayPlus(first, 14));
      return /early|late/i.test(part)
        ? unsure(/late/i.test(part) ? end : dayPlus(first, 6), `"${said}" names no exact day.`)
        : sure(first);
    },
  },
  {
    id: 'middle of the month',
    pattern: /\b(?:mid[- ]month|(?:the )?middle of (?:the|this) month)\b/gi,
    read: (_, { today }) => {
      const middle = makeDay(yearOf(today), monthOf(today), 15) ?? today;
      return sure(middle >= today ? middle : monthsPlus(middle, 1));
    },
  },
  {
    id: 'quarter',
    pattern:
      /\b(?:(end of|the end of|close of|start of|the start of|beginning of|early|mid|late)\s+)?(?:q([1-4])|(?:the )?(first|second|third|fourth) quarter|(this|next|the) quarter)\b(?:\s*(?:of\s+)?(20\d\d))?/gi,
    read: (match, context, before) => readQuarter(match, context, before),
  },
  {
    id: 'end of year',
    pattern: /\b(?:(?:the )?end of (?:the |this )?(?:calendar )?year|year[- ]?end|eoy)\b/gi,
    read: (_, { today }) => sure(makeDay(yearOf(today), 12, 31) ?? today),
  },
];

const ORDINALS = ['first', 'second', 'third', 'fourth'];

function readQuarter(match: RegExpExecArray, { today }: DateContext, before: string): DateReading | null {
  const [said, part, digit, word, which, year] = match;
  if (part === undefined && !/\b(?:by|before|in|until|for|during)\s*$/i.test(before)) return null;
  const now = Math.ceil(monthOf(today) / 3);
  const quarter =
    digit !== undefined
      ? Number(digit)
      : word !== undefined
        ? ORDINALS.indexOf(word.toLowerCase()) + 1
        : /next/i.test(which ?? '')
          ? (now % 4) + 1
          : now;
  const inYear = year !== undefined ? Number(year) : yearOf(today) + (quarter < now ? 1 : 0);
  const isStart = part !== undefined && /start|beginning|early/i.test(part);
  const day = isStart ? makeDay(inYear, quarter * 3 - 2, 1) : lastOfMonth(inYear, quarter * 3);
  if (day === null) return null;
  if (day < today) return unsure(null, pastProblem(said));
  return part === undefined || /early|mid|late/i.test(part)
    ? unsure(day, `"${said}" names a quarter and no day.`)
    : sure(day);
}
