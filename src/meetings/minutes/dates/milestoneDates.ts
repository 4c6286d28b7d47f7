/** Days that hang on a milestone of the project: "before go-live", "two days before UAT start". */

import { type Day, dayPlus } from '../../../kernel/time.ts';
import { workingDayPlus } from '../../../kernel/workingCalendar.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import {
  type DateContext,
  type DateReading,
  monthsPlus,
  nearestWeekday,
  readNumber,
  sure,
  unsure,
} from './dateRule.ts';
import type { MilestoneOffset, OffsetReader } from './dateWords.ts';

interface MilestoneWord {
  readonly pattern: RegExp;
  readonly name: string;
  readonly day: Day;
}

/** Milestones by every name they go by, the longest first. Built once for a meeting. */
export function milestoneWords({ milestones }: DateContext): readonly MilestoneWord[] {
  return milestones
    .flatMap(({ name, aliases = [], day }) =>
      variants([name, ...aliases]).map((words) => ({ words, name, day })),
    )
    .sort((one, other) => other.words.length - one.words.length)
    .map(({ words, name, day }) => ({
      name,
      day,
      pattern: new RegExp(`(?<![\\p{L}\\p{N}])${words}(?![\\p{L}\\p{N}])`, 'giu'),
    }));
}

/** `Go-live` is also said "go live", "goes live" and "golive"; `UAT start` also "start of UAT" and "UAT starts". */
function variants(names: readonly string[]): string[] {
  const all = new Set<string>();
  for (const name of names) {
    const words = name
      .toLowerCase()
      .trim()
      .split(/[\s-]+/)
      .filter(Boolean)
      .map(escapePattern);
    if (words.length === 0) continue;
    if (words[0] === 'go') words[0] = 'go(?:es|ing)?';
    all.add(words.join('[\\s-]*'));
    for (const [thing, does] of WHAT_WE_DO) if (thing.test(name)) all.add(`${does}(?=\\s*(?:[.,;!?]|$))`);
    const last = words.at(-1);
    if (words.length > 1 && (last === 'start' || last === 'end')) {
      const thing = words.slice(0, -1).join('[\\s-]*');
      all.add(
        `(?:the\\s+)?${last === 'start' ? '(?:start|beginning|kick-?off)' : 'end'}\\s+of\\s+(?:the\\s+)?${thing}`,
      );
      all.add(`${thing}\\s+(?:${last}s|${last === 'start' ? 'begins' : 'is over'})`);
    }
  }
  return [...all];
}

/** "Before we ship", "once we've cut over": what people do at a milestone stands for it. */
const WHAT_WE_DO: readonly (readonly [thing: RegExp, does: string])[] = [
  [/\brelease\b/i, '(?:ship|release)(?: it)?'],
  [/\blaunch\b/i, 'launch(?:es)?'],
  [/\bcut-?over\b/i, '(?:cut|switch) over'],
  [/\bgo-?live\b/i, '(?:are live|switch on)'],
  [/\broll-?out\b/i, 'roll out'],
  [/\b(?:opening|open day)\b/i, 'opens?(?: the doors)?'],
  [/\bmigration\b/i, '(?:migrate|move across|move over)'],
];

const escapePattern = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SIDE =
  '(?<side>before|ahead of|prior to|after|by the time|by|until|till|for|at|on|no later than|in time for|when)';
/** The milestone itself may be what something does: "before the system goes live". */
const ARTICLE = String.raw`\s+(?:the\s+|our\s+|we(?:'re)?\s+|(?:it|they|the (?:system|site|app|service|platform))\s+)?`;
const OFFSET = prefiltered(
  new RegExp(
    String.raw`(?:(?<count>\d{1,2}|an?|one|two|three|four|five|six|seven|ten)\s+(?<work>working |business )?(?<unit>day|week|month)s?\s+|(?:the\s+)?(?<anchor>day|night|evening|week|last working day|${WEEKDAYS.join('|')})\s+(?=before|ahead|prior|after))?${SIDE}${ARTICLE}$`,
    'i',
  ),
);
/** Behind a comma at the end, a milestone alone says when: "I'll archive it when we are done, so, go-live". */
const ALONE =
  /\S\s+\S[^,]*,\s*(?:so|say|call it|let's say|then|well|that is|i'd say|probably)?,?\s*(?:the\s+)?$/i;

/** The English words in front of a milestone. */
export const ENGLISH_OFFSET: OffsetReader = (before) => {
  const match = OFFSET.exec(before);
  if (match === null) return null;
  const { count, work, unit, anchor = '', side = '' } = match.groups ?? {};
  const weekday = WEEKDAYS.indexOf(anchor.toLowerCase()) + 1;
  return {
    length: match[0].length,
    count: anchor !== '' ? 1 : count === undefined || unit === undefined ? null : readNumber(count),
    unit: /week$/i.test(unit ?? anchor) ? 'week' : /month/i.test(unit ?? '') ? 'month' : 'day',
    isWorking: work !== undefined || /working/i.test(anchor),
    isAfter: /after/i.test(side),
    ...(weekday === 0 ? {} : { weekday }),
  };
};

/** Finds a milestone that is used as a deadline; `start` and `end` are offsets of the whole phrase. */
export function findMilestone(
  text: string,
  words: readonly MilestoneWord[],
  context: DateContext,
  readOffset: OffsetReader = ENGLISH_OFFSET,
): { readonly reading: DateReading; readonly start: number; readonly end: number } | null {
  for (const { pattern, name, day } of words) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const before = text.slice(Math.max(0, match.index - 60), match.index);
      const isLast = /^[\s.!?]*$/.test(text.slice(match.index + match[0].length));
      const offset = readOffset(before) ?? (isLast && ALONE.test(before) ? ITSELF : null);
      if (offset === null) continue;
      const reading = readDay(offset, name, day, context);
      return { reading, start: match.index - offset.length, end: match.index + match[0].length };
    }
  }
  return null;
}

/** Where milestones are named, whatever for. */
export const namedMilestones = (
  text: string,
  words: readonly MilestoneWord[],
): { readonly reading: DateReading; readonly start: number; readonly end: number }[] =>
  words.flatMap(({ pattern, day }) => {
    pattern.lastIndex = 0;
    const match = pattern.exec(text);
    return match === null
      ? []
      : [{ reading: sure(day), start: match.index, end: match.index + match[0].length }];
  });

const ITSELF: MilestoneOffset = { length: 0, count: null, unit: 'day', isWorking: false, isAfter: false };

function readDay(
  { count, unit, isWorking, isAfter, weekday }: MilestoneOffset,
  name: string,
  day: Day,
  { today, calendar }: DateContext,
): DateReading {
  if (count === null) {
    if (isAfter) return { ...unsure(null, `"after ${name}" sets no last day.`), milestone: name };
    return day < today
      ? { ...unsure(null, `${name} was on ${day}, before the meeting.`), milestone: name }
      : { ...sure(day), milestone: name };
  }
  const sign = isAfter ? 1 : -1;
  const found =
    weekday !== undefined
      ? nearestWeekday(day, weekday, sign)
      : isWorking
        ? workingDayPlus(calendar, day, sign * count)
        : shift(day, sign * count, unit);
  return found < today
    ? { ...unsure(null, `That day is before the meeting.`), milestone: name }
    : { ...sure(found), milestone: name };
}

const shift = (day: Day, count: number, unit: MilestoneOffset['unit']): Day =>
  unit === 'week' ? dayPlus(day, count * 7) : unit === 'month' ? monthsPlus(day, count) : dayPlus(day, count);
