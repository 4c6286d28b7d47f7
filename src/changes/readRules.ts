/** The thresholds of a project in words, and read from words. Pure. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { isMoney, type ReadingContext, readValues, showMoney } from '../registers/index.ts';
import { changesRegister } from './changeRequest.ts';
import type { ChangeRules, Limit } from './routeChange.ts';

const COUNTED = ['costImpact', 'scheduleImpactDays'];
const READ = {
  ...changesRegister,
  fields: changesRegister.fields.filter(({ name }) => COUNTED.includes(name)),
};
const MOST_DAYS = 60;

export function rulesText(
  { projectManager, sponsor, ratifyWithinDays }: ChangeRules,
  locale: string,
): string {
  const upTo = ({ cost, days }: Limit): string => `${showMoney(cost, locale)} and ${days} working days`;
  return [
    'Who decides on a change:',
    `- the project manager up to ${upTo(projectManager)}`,
    `- the sponsor up to ${upTo(sponsor)}`,
    '- the change board above that, and on what is not assessed',
    `- an emergency change is carried out first and ratified by the change board within ${ratifyWithinDays} working days`,
  ].join('\n');
}

/** `sponsor cost 80000 EUR days 30` or `ratify within 2 days`. */
export function readRules(rules: ChangeRules, text: string, context: ReadingContext): ChangeRules | Refusal {
  const usage = 'Say `change rules sponsor cost 50000 EUR days 20` or `change rules ratify within 3 days`.';
  const within = /^ratify(?:\s+within)?\s+(\d{1,3})(?:\s+(?:working\s+)?days?)?$/i.exec(text.trim())?.[1];
  if (within !== undefined) {
    const days = Number(within);
    return days >= 1 && days <= MOST_DAYS
      ? { ...rules, ratifyWithinDays: days }
      : refuse('rules-unread', `The change board ratifies within 1 to ${MOST_DAYS} working days.`);
  }
  const [, who, what = ''] = /^(project manager|pm|sponsor)\s+(.+)$/is.exec(text.trim()) ?? [];
  if (who === undefined) return refuse('rules-unread', usage);
  const read = readValues(READ, what, context, { loose: true });
  if (isRefusal(read)) return read;
  const { costImpact = null, scheduleImpactDays } = read.values;
  if (read.free !== '' || Object.keys(read.values).length === 0) return refuse('rules-unread', usage);
  const which = /sponsor/i.test(who) ? 'sponsor' : 'projectManager';
  const limit: Limit = {
    cost: costImpact !== null && isMoney(costImpact) ? costImpact : rules[which].cost,
    days: typeof scheduleImpactDays === 'number' ? scheduleImpactDays : rules[which].days,
  };
  return refuseOddRules({ ...rules, [which]: limit });
}

function refuseOddRules(rules: ChangeRules): ChangeRules | Refusal {
  const { projectManager, sponsor } = rules;
  if ([projectManager, sponsor].some(({ cost, days }) => cost.minor < 0 || days < 0))
    return refuse('rules-odd', 'A threshold is 0 or more.');
  if (projectManager.cost.currency !== sponsor.cost.currency)
    return refuse(
      'rules-odd',
      `Give both thresholds in one currency; the other one is in ${projectManager.cost.currency} or ${sponsor.cost.currency}.`,
    );
  return projectManager.cost.minor > sponsor.cost.minor || projectManager.days > sponsor.days
    ? refuse('rules-odd', 'The sponsor decides at least as much as the project manager does.')
    : rules;
}
