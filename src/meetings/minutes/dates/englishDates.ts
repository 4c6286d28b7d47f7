/** How days are said in English. */

import * as chrono from 'chrono-node';
import { asDay } from '../../../kernel/time.ts';
import { prefiltered, RuleSet } from '../patterns/prefiltered.ts';
import { COUNTED_DATES } from './countedDates.ts';
import { type DateContext, pastProblem } from './dateRule.ts';
import type { DateWords, PlacedDate } from './dateWords.ts';
import { followTalk } from './daysOfTalk.ts';
import { LONG_DATES } from './longDates.ts';
import { ENGLISH_OFFSET } from './milestoneDates.ts';
import { RELATIVE_DATES } from './relativeDates.ts';
import { WRITTEN_DATES } from './writtenDates.ts';

/** A quick look before the rules are tried. */
const MAY_HOLD_DATE =
  /(?<![@\d])\d|\b(?:(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:rs?(?:days?)?)?|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|to(?:day|morrow|night)|tmrw|end of|e[ob][dwmyb]|cob|close of|week|fortnight|month|mid|year|day|quarter|q[1-4]|noon|lunch|morning|afternoon|evening|as soon|asap|a\.s\.a|next|later|(?:right|straight|directly|immediately) after|after (?:this|the)|within|the (?:minute|moment)|once we|(?:first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|[a-z]+teen|twentie|thirtie)th)\b|yesterday|last|past|ago|\w+ ago)|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?)\b/i;

const PREPOSITION =
  /(?:\b(?:(?:due|deadline)\s+)?(?:by|until|till|before|no later than|not later than|at the latest|due|due on|due by|on|for|at|in|within|during|this|latest|from)\s+)(?:(?:the|sometime|around|about|around about|roughly|say|maybe|let's say|at the latest|latest|first thing(?: on)?|early(?: on)?|late(?: on)?|eod|cob|close of business|close of play|end of day|end of play|noon|lunchtime|lunch|midday|the morning of|the afternoon of|end of|the end of)\s+(?:on\s+)?){0,3}$/i;

const LEADING =
  /(?:\b(?:first thing(?: on)?|early(?: on)?|late(?: on)?|eod|cob|close of business|close of play|end of day|lunchtime|noon|say|maybe|latest)\s+(?:on\s+)?)$/i;

const TRAILING =
  /^(?:,?\s*(?:at the (?:very )?latest|latest|eod|cob|end of day|close of business|close of play|first thing|morning|afternoon|evening|night|at noon|noon|at lunch(?:time)?|lunchtime|midday|at midnight|at the end of (?:the )?day|(?:at|by|before)\s+\d{1,2}(?::\d{2})?\s?(?:am|pm|o'clock)?(?![\d/.-])|\d{1,2}(?::\d{2})?\s?(?:am|pm)))+\b/i;

/** Words in front of a date that make it a property of something else, not a deadline, or say what a day is: "that's a Friday". */
const NO_DEADLINE = prefiltered(
  /\b(?:from|since|after|as of|of|starting|begins?|beginning|last|until(?= i'm back)|than|between|instead of|not|rather than)\s+(?:the\s+)?$|(?:'s| is| are| was|'ll be| will be) an?\s+$/i,
);

/** "No wait, Thursday", and "Friday's tight, Monday": the day that is named instead. */
const CORRECTION =
  /^(?:[\s,.–—-]*(?:no,? wait|no,? sorry|no|sorry|wait|hang on|i mean|actually|or rather|rather|correction|make (?:that|it)|well|let's say|not|better|as in|meaning|that is|that's)[\s,.–—-]*(?:(?:by|on|the|for|make it|let's say)\s)*|(?:'s| is| would be|'d be| will be|'ll be|,) (?:a bit |a little |rather |very |too |going to be )*(?:tight|early|soon|late|rough|tough|tricky|difficult|impossible|ambitious|optimistic|out|no good|not (?:good|possible|realistic|enough))(?: for (?:me|us))?[,.;]? (?:(?:but|so|let's say|I'd say|make it|more like|can we say|say|rather|can I say|give me till|by|on|the) )*)$/i;

/** "The Friday thing", "the Thursday call": a meeting, more than a deadline. */
const IS_NAME_OF_MEETING = prefiltered(
  /^(?:'s)?\s+(?:thing|meeting|call|session|workshop|review|stand-?up|sync|demo|lunch|party|dinner)\b/i,
);

const TO_DAY = prefiltered(/\bto\s+(?:the\s+)?$/i);

/** chrono-node knows more forms; its implied hours and its vague readings are not used. */
function askChrono(text: string, { today, order }: DateContext): PlacedDate[] {
  if (
    !/\b(?:by|on|until|before|due)\b/i.test(text) ||
    !/\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.test(text)
  )
    return [];
  const parser = order === 'day-first' ? chrono.en.GB : chrono.en.casual;
  const noon = new Date(`${today}T12:00:00Z`);
  return parser
    .parse(text, { instant: noon, timezone: 0 }, { forwardDate: true })
    .filter(({ text: said }) => !/^(?:an?|one|the) /i.test(said))
    .filter(({ start }) => start.isCertain('day') && (start.isCertain('month') || start.isCertain('weekday')))
    .map(({ start, index, text: said }) => {
      const day = asDay(start.date().toISOString().slice(0, 10));
      const reading = day < today ? { day: null, problem: pastProblem(said) } : { day };
      return { reading, start: index, end: index + said.length };
    });
}

export const ENGLISH_DATES: DateWords = {
  rules: new RuleSet([...WRITTEN_DATES, ...RELATIVE_DATES, ...LONG_DATES, ...COUNTED_DATES]),
  mayHoldDate: MAY_HOLD_DATE,
  preposition: PREPOSITION,
  leading: LEADING,
  trailing: TRAILING,
  noDeadline: NO_DEADLINE,
  deadlineBefore: prefiltered(
    /\b(?:by|until|till|before|due|no later than|not later than|latest)\s+(?:\S+\s+){0,3}$/i,
  ),
  deadlineStart: /^(?:by|before|until)\b/i,
  toDay: TO_DAY,
  correction: CORRECTION,
  nameOfMeeting: IS_NAME_OF_MEETING,
  readOffset: ENGLISH_OFFSET,
  followTalk,
  askLibrary: askChrono,
};
