/** What a change request still lacks before it can be put to a decision. Pure. */
import { isMoney, textOf } from '../registers/index.ts';
import { type ChangeContent, categoryOf, costOf, daysOf, keysOf } from './changeRequest.ts';
import type { BaselineRow } from './rebaseline.ts';

/** A sentence each; empty when it is ready. */
export function findGaps(content: ChangeContent, rows: readonly BaselineRow[]): readonly string[] {
  const isEmergency = categoryOf(content) === 'Emergency';
  const [days, cost] = [daysOf(content), costOf(content)];
  const gaps: string[] = [];
  if (textOf(content.reason) === '') gaps.push('Its reason is missing.');
  if (textOf(content.rollback) === '' && categoryOf(content) !== 'Standard')
    gaps.push('Its rollback plan is missing.');
  if (!isEmergency && days === null)
    gaps.push('Its impact on the schedule is missing; say 0 days when there is none.');
  if (!isEmergency && cost === null)
    gaps.push('Its impact on cost is missing; say 0 EUR when there is none.');
  return [...gaps, ...milestoneGaps(content, rows, days ?? 0), ...costGaps(content, rows)];
}

function milestoneGaps(
  content: ChangeContent,
  rows: readonly BaselineRow[],
  days: number,
): readonly string[] {
  const keys = keysOf(content.milestones);
  if (days !== 0 && keys.length === 0) return ['Say which milestones move, such as milestones M-2.'];
  return keys
    .filter((key) => !rows.some((row) => row.key === key && row.register === 'milestones'))
    .map((key) => `${key} is no milestone of this project.`);
}

function costGaps(content: ChangeContent, rows: readonly BaselineRow[]): readonly string[] {
  const [cost, keys] = [costOf(content), keysOf(content.budgetLine)];
  if (cost === null || cost.minor === 0) return [];
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0)
    return ['Say the one budget line that carries the cost, such as budgetLine B-1.'];
  const row = rows.find((each) => each.key === key && each.register === 'budget');
  if (row === undefined) return [`${key} is no budget line of this project.`];
  const baseline = row.values.baseline ?? null;
  if (baseline === null || !isMoney(baseline)) return [`${key} has no baseline yet; set it first.`];
  return baseline.currency === cost.currency
    ? []
    : [`${key} is in ${baseline.currency}; give the cost in ${baseline.currency} too.`];
}
