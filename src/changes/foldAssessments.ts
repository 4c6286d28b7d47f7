/** What the assessors' answers say together of a change's impact. Pure. */
import type { RowValues } from '../registers/index.ts';
import type { Assessor, Money } from './changeRequest.ts';

/**
 * Field values of the change request: the days of whoever says most, the costs added up where they are in one currency,
 * texts by name. A dimension that nobody answered is left out, so what stands in the row stays.
 */
export function foldAssessments(assessors: readonly Assessor[]): RowValues {
  const answers = assessors.flatMap(({ person, answer }) => (answer === null ? [] : [{ person, answer }]));
  const texts = (of: 'scope' | 'quality' | 'risk'): string =>
    answers
      .flatMap(({ person, answer }) => (answer[of] === null ? [] : [`${person.name}: ${answer[of]}`]))
      .join('\n');
  const days = answers.flatMap(({ answer }) => (answer.days === null ? [] : [answer.days]));
  const cost = addUp(answers.flatMap(({ answer }) => (answer.cost === null ? [] : [answer.cost])));
  const [scope, quality, risk] = [texts('scope'), texts('quality'), texts('risk')];
  return {
    ...(days.length === 0
      ? {}
      : { scheduleImpactDays: days.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most)) }),
    ...(cost === null ? {} : { costImpact: cost, currency: cost.currency }),
    ...(scope === '' ? {} : { scopeImpact: scope }),
    ...(quality === '' ? {} : { qualityImpact: quality }),
    ...(risk === '' ? {} : { riskImpact: risk }),
  };
}

/** Null for none, and for several currencies: the requester must say then. */
function addUp(costs: readonly Money[]): Money | null {
  const [first] = costs;
  if (first === undefined || costs.some(({ currency }) => currency !== first.currency)) return null;
  return { minor: costs.reduce((sum, { minor }) => sum + minor, 0), currency: first.currency };
}

export const awaitedAssessors = (assessors: readonly Assessor[]): readonly string[] =>
  assessors.filter(({ answer }) => answer === null).map(({ person }) => person.name);
