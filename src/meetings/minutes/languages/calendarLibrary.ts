/** Milestones' offsets and chrono-node, for languages other than English. */
import type { ParsedResult, ParsingOption, ParsingReference } from 'chrono-node';
import { asDay } from '../../../kernel/time.ts';
import { type DateContext, pastProblem, sure, unsure } from '../dates/dateRule.ts';
import type { OffsetReader, PlacedDate } from '../dates/dateWords.ts';
import type { CalendarWords } from './calendarWords.ts';

/** A milestone's offset from a pattern with the groups `count`, `unit`, `work` and `after`. */
export function makeOffsetReader(
  pattern: RegExp,
  { numbers, units }: Pick<CalendarWords, 'numbers' | 'units'>,
): OffsetReader {
  const isUnit = (source: string, said: string): boolean => new RegExp(`^(?:${source})$`, 'iu').test(said);
  return (before) => {
    const match = pattern.exec(before);
    if (match === null) return null;
    const { count, unit = '', after } = match.groups ?? {};
    const isWorking = isUnit(units.workingDay, unit);
    return {
      length: match[0].length,
      count:
        count === undefined
          ? null
          : /^\d/.test(count)
            ? Number(count)
            : (numbers[count.toLowerCase()] ?? null),
      unit: isUnit(units.week, unit) ? 'week' : isUnit(units.month, unit) ? 'month' : 'day',
      isWorking,
      isAfter: after !== undefined,
    };
  };
}

type ChronoParse = (
  text: string,
  reference: ParsingReference,
  option: ParsingOption,
) => readonly ParsedResult[];

/** chrono-node for what the rules do not know: only days it is certain of, behind a word that makes them deadlines. */
export const askChronoIn =
  (parse: ChronoParse, deadline: RegExp) =>
  (text: string, { today }: DateContext): PlacedDate[] => {
    if (!deadline.test(text)) return [];
    const noon = new Date(`${today}T12:00:00Z`);
    return parse(text, { instant: noon, timezone: 0 }, { forwardDate: true })
      .filter(
        ({ start }) => start.isCertain('day') && (start.isCertain('month') || start.isCertain('weekday')),
      )
      .map(({ start, index, text: said }) => {
        const day = asDay(start.date().toISOString().slice(0, 10));
        return {
          reading: day < today ? unsure(null, pastProblem(said)) : sure(day),
          start: index,
          end: index + said.length,
        };
      });
  };
