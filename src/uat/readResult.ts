/** What is typed after `failed TC-5`: day, severity, reason, links. Pure. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import { type Day, dayPlus, isDay } from '../kernel/time.ts';
import { type ReadingContext, readDay } from '../registers/index.ts';
import type { TestResult } from './recordResult.ts';

const LINK = /\bhttps?:\/\/[^\s<>]+/gi;
const SEVERITY = /(?:^|[\s ,;(])(?:severity|sev)[\s :.-]*([1-4])\b\)?/i;
const REASON = /\b(?:because|since)\b/i;
/** Longer names of days first: `on Tuesday 24 November`. */
const DAY =
  /(?:^|\s)(?:on\s+)?(today|yesterday|\d{4}-\d{2}-\d{2})\b|(?:^|\s)on\s+((?:\S+\s+){0,2}?\S+?)(?=[,;:]|\s*$)/i;
const USUAL_SEVERITY = 3;

export const linksIn = (text: string): readonly string[] => text.match(LINK) ?? [];

/** Words mean the day on which they are said, unless they say another one before the reason. */
export function readResult(text: string, context: ReadingContext): Omit<TestResult, 'result'> | Refusal {
  const links = linksIn(text);
  const severity = SEVERITY.exec(text)?.[1];
  const words = text
    .replace(LINK, ' ')
    .replace(SEVERITY, ' ')
    .replace(/[\s ]+/g, ' ')
    .trim();
  const at = REASON.exec(words)?.index ?? words.length;
  const { day, rest } = takeDay(words.slice(0, at), context);
  if (day > context.today) return refuse('day-to-come', `${day} is still to come; say the day of the test.`);
  return {
    testedOn: day,
    words: `${rest} ${words.slice(at)}`.trim().replace(/^(?:because|since|as|[-–:,])\s*/i, ''),
    severity: severity === undefined ? USUAL_SEVERITY : Number(severity),
    links,
  };
}

function takeDay(text: string, context: ReadingContext): { readonly day: Day; readonly rest: string } {
  const match = DAY.exec(text);
  const phrase = match?.[1] ?? match?.[2];
  const day = phrase === undefined ? null : pastDay(phrase, context);
  if (match === null || day === null) return { day: context.today, rest: text.trim() };
  return { day, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim() };
}

/** A weekday alone, and a day without a year, are the last ones: tests that are told of have been. */
function pastDay(phrase: string, context: ReadingContext): Day | null {
  const day = readDay(phrase, context);
  if (day === null || day <= context.today || /\d{4}/.test(phrase)) return day;
  if (/^[a-z]+$/i.test(phrase)) return dayPlus(day, -7);
  const lastYear = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return isDay(lastYear) ? lastYear : day;
}
