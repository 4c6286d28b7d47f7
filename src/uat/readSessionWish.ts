/** What is typed after `uat schedule UAT-1`: a moment, a length, or the days to look at. Pure. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import { type Day, dayPlus } from '../kernel/time.ts';
import { type ReadingContext, readDay } from '../registers/index.ts';

export interface SessionWish {
  readonly minutes: number;
  /** Null proposes slots. */
  readonly at: { readonly day: Day; readonly minute: number } | null;
  readonly from: Day;
  readonly until: Day;
}

const USUAL_MINUTES = 60;
const LONGEST_MINUTES = 8 * 60;
/** Days that are looked at where neither words nor cycle say until when. */
const USUAL_DAYS = 14;

const LENGTH = /\bfor\s+(\d{1,3}(?:[.,]\d+)?)\s*(h|hours?|m|mins?|minutes?)\b/i;
const MOMENT = /\b(?:at|on)\s+(.+?)\s+(?:at\s+)?(\d{1,2})[:.](\d{2})\b/i;
const FROM = /\bfrom\s+(.+?)(?=\s+(?:until|till|to)\b|\s*$)/i;
const UNTIL = /\b(?:until|till|to)\s+(.+?)\s*$/i;

/** `days` are those of the cycle, where it has them. */
export function readSessionWish(
  text: string,
  context: ReadingContext,
  days: { readonly start: Day | null; readonly end: Day | null },
): SessionWish | Refusal {
  const [, length, unit = ''] = LENGTH.exec(text) ?? [];
  const count = Number((length ?? String(USUAL_MINUTES)).replace(',', '.'));
  const minutes = Math.round(unit.toLowerCase().startsWith('h') ? count * 60 : count);
  if (minutes < 15 || minutes > LONGEST_MINUTES)
    return refuse(
      'length-unusable',
      'A test session takes from 15 minutes to 8 hours; say `for 90 minutes`.',
    );
  const rest = text.replace(LENGTH, ' ').trim();
  const [, momentDay, hours, minutesText] = MOMENT.exec(rest) ?? [];
  const dayOfWords = (words: string | undefined): Day | null | Refusal => {
    if (words === undefined) return null;
    return (
      readDay(words, context) ??
      refuse('day-not-read', `I cannot read “${words}” as a day; write Friday, 4 December or 2026-12-04.`)
    );
  };
  const [day, from, until] = [momentDay, FROM.exec(rest)?.[1], UNTIL.exec(rest)?.[1]].map(dayOfWords);
  for (const each of [day, from, until]) if (each !== null && typeof each === 'object') return each;
  const minute = Number(hours) * 60 + Number(minutesText);
  if (typeof day === 'string' && (Number(hours) > 23 || Number(minutesText) > 59))
    return refuse('time-not-read', `${hours}:${minutesText} is no time of day; write 09:30.`);
  const earliest = typeof from === 'string' ? from : (days.start ?? context.today);
  const first = earliest < context.today ? context.today : earliest;
  const wanted = typeof until === 'string' ? until : days.end;
  return {
    minutes,
    at: typeof day === 'string' ? { day, minute } : null,
    from: first,
    until: wanted === null || wanted < first ? dayPlus(first, USUAL_DAYS) : wanted,
  };
}
