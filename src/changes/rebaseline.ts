/** The new baseline that an approved change makes, from the old one. Pure. */
import { isDay } from '../kernel/time.ts';
import { type WorkingCalendar, workingDayPlus } from '../kernel/workingCalendar.ts';
import { isMoney, type RowValues, textOf } from '../registers/index.ts';
import { type ChangeContent, costOf, daysOf, keysOf, type Money } from './changeRequest.ts';

export interface BaselineRow {
  readonly key: string;
  readonly register: string;
  readonly values: RowValues;
}

/** One baseline value that moves. Days are `YYYY-MM-DD`. */
export interface BaselineLine {
  readonly key: string;
  readonly title: string;
  readonly from: string | Money;
  readonly to: string | Money;
  readonly changes: RowValues;
}

export interface Rebaselining {
  readonly lines: readonly BaselineLine[];
  /** A sentence for each row that could not be moved. */
  readonly problems: readonly string[];
}

/**
 * Affected milestones move by the working days; the budget line takes the cost. A forecast that would lie before the
 * new baseline moves up to it. What is achieved or cancelled does not move.
 */
export function rebaseline(
  content: ChangeContent,
  rows: readonly BaselineRow[],
  calendar: WorkingCalendar,
): Rebaselining {
  const lines: BaselineLine[] = [];
  const problems: string[] = [];
  const take = (result: BaselineLine | string | null): void => {
    if (typeof result === 'string') problems.push(result);
    else if (result !== null) lines.push(result);
  };
  const find = (key: string) => rows.find((row) => row.key === key);
  const days = daysOf(content) ?? 0;
  for (const key of keysOf(content.milestones)) take(moveMilestone(key, find(key), days, calendar));
  const cost = costOf(content);
  const [line] = keysOf(content.budgetLine);
  if (cost !== null && cost.minor !== 0 && line !== undefined) take(chargeLine(line, find(line), cost));
  return { lines, problems };
}

function moveMilestone(
  key: string,
  row: BaselineRow | undefined,
  days: number,
  calendar: WorkingCalendar,
): BaselineLine | string | null {
  if (days === 0) return null;
  if (row?.register !== 'milestones') return `${key} is no milestone of this project.`;
  const { baseline, forecast, status, title } = row.values;
  const from = textOf(baseline);
  if (status === 'Achieved' || status === 'Cancelled')
    return `${key} is ${String(status).toLowerCase()} and does not move.`;
  if (!isDay(from)) return `${key} has no baseline that could move.`;
  const to = workingDayPlus(calendar, from, days);
  const expected = textOf(forecast);
  return {
    key,
    title: textOf(title),
    from,
    to,
    changes: { baseline: to, ...(expected !== '' && expected < to ? { forecast: to } : {}) },
  };
}

function chargeLine(key: string, row: BaselineRow | undefined, cost: Money): BaselineLine | string {
  if (row?.register !== 'budget') return `${key} is no budget line of this project.`;
  const { baseline, title } = row.values;
  const from = baseline !== undefined && baseline !== null && isMoney(baseline) ? baseline : null;
  if (from === null) return `${key} has no baseline that could take the cost.`;
  if (from.currency !== cost.currency)
    return `${key} is in ${from.currency}, the cost of the change is in ${cost.currency}.`;
  const to = { minor: from.minor + cost.minor, currency: from.currency };
  return { key, title: textOf(title), from, to, changes: { baseline: to } };
}
