/** Who decides on a change: category, cost and days against the project's thresholds choose the policy. Pure. */
import type { PolicyPlan } from '../approvals/index.ts';
import type { Category, Money } from './changeRequest.ts';

/** Up to and with these a change is this body's to decide. */
export interface Limit {
  readonly cost: Money;
  /** Working days, forwards or backwards. */
  readonly days: number;
}

export interface ChangeRules {
  readonly projectManager: Limit;
  readonly sponsor: Limit;
  /** Working days in which the change board ratifies an emergency change. */
  readonly ratifyWithinDays: number;
}

export const USUAL_RULES: ChangeRules = {
  projectManager: { cost: { minor: 1_000_000, currency: 'EUR' }, days: 5 },
  sponsor: { cost: { minor: 5_000_000, currency: 'EUR' }, days: 20 },
  ratifyWithinDays: 3,
};

/** From the least to the most. */
export const BODIES = ['project manager', 'sponsor', 'change board'] as const;
export type Body = (typeof BODIES)[number];

export interface Route {
  readonly body: Body;
  /** Why not somebody below, in words. */
  readonly reasons: readonly string[];
  readonly actsFirst: boolean;
}

export interface Routed {
  readonly category: Category;
  /** Null when nobody has assessed it. */
  readonly cost: Money | null;
  readonly days: number | null;
  readonly requesterIsManager: boolean;
}

/** What is not assessed, or is in another currency than the threshold, counts as above every threshold. */
export function routeChange(change: Routed, rules: ChangeRules): Route {
  if (change.category === 'Emergency') {
    return {
      body: 'change board',
      reasons: [
        `An emergency change is carried out first; the change board ratifies it within ${rules.ratifyWithinDays} working days.`,
      ],
      actsFirst: true,
    };
  }
  const byCost = bodyForCost(change.cost, rules);
  const byDays = bodyForDays(change.days, rules);
  const own = change.requesterIsManager ? ('sponsor' as const) : ('project manager' as const);
  const body = [byCost, byDays, own].reduce((most, each) =>
    BODIES.indexOf(each) > BODIES.indexOf(most) ? each : most,
  );
  const reasons = [
    ...(byCost === body && body !== 'project manager' ? [costReason(change.cost, body, rules)] : []),
    ...(byDays === body && body !== 'project manager' ? [daysReason(change.days, body, rules)] : []),
    ...(own === body && body === 'sponsor'
      ? ['The project manager does not decide on their own request.']
      : []),
  ];
  return {
    body,
    reasons: reasons.length > 0 ? reasons : ['Cost and days are within what the project manager decides.'],
    actsFirst: false,
  };
}

function bodyForCost(cost: Money | null, { projectManager, sponsor }: ChangeRules): Body {
  if (isWithin(cost, projectManager.cost)) return 'project manager';
  return isWithin(cost, sponsor.cost) ? 'sponsor' : 'change board';
}

/** Nothing costs nothing in every currency; a saving is weighed as a cost is. */
const isWithin = (cost: Money | null, limit: Money): boolean =>
  cost !== null &&
  (cost.minor === 0 || (cost.currency === limit.currency && Math.abs(cost.minor) <= limit.minor));

function bodyForDays(days: number | null, { projectManager, sponsor }: ChangeRules): Body {
  if (days === null) return 'change board';
  if (Math.abs(days) <= projectManager.days) return 'project manager';
  return Math.abs(days) <= sponsor.days ? 'sponsor' : 'change board';
}

function costReason(cost: Money | null, body: Body, rules: ChangeRules): string {
  const limit = body === 'sponsor' ? rules.projectManager.cost : rules.sponsor.cost;
  if (cost === null) return 'Its cost is not assessed.';
  return cost.currency === limit.currency
    ? `Its cost is over what the ${below(body)} decides.`
    : `Its cost is in ${cost.currency} and the thresholds are in ${limit.currency}.`;
}

const daysReason = (days: number | null, body: Body, rules: ChangeRules): string =>
  days === null
    ? 'Its days are not assessed.'
    : `It moves the schedule by more than ${body === 'sponsor' ? rules.projectManager.days : rules.sponsor.days} working days.`;

const below = (body: Body): Body => (body === 'change board' ? 'sponsor' : 'project manager');

/** Working days for a decision that is no ratification. */
const DECISION_DAYS = 5;

export function planOf({ body, actsFirst }: Route, rules: ChangeRules): PolicyPlan {
  const deadline = { workingDays: actsFirst ? rules.ratifyWithinDays : DECISION_DAYS };
  const escalateTo = [{ kind: 'role', role: 'sponsor' } as const];
  if (body === 'change board') {
    return {
      name: actsFirst ? 'Emergency change' : 'Change board',
      stages: [
        {
          name: 'Change control board',
          approvers: [{ kind: 'group', group: 'change board' }],
          rule: { kind: 'quorum', percent: 51 },
          deadline,
          escalateTo,
        },
      ],
    };
  }
  return {
    name: body === 'sponsor' ? 'Sponsor' : 'Project manager',
    stages: [
      {
        name: body === 'sponsor' ? 'Sponsor' : 'Project manager',
        approvers: [{ kind: 'role', role: body }],
        rule: { kind: 'any' },
        deadline,
        ...(body === 'sponsor' ? {} : { escalateTo }),
      },
    ],
  };
}
