/** A change request as it stands: impact, who decides, assessments, and what comes next. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import { type RegisterRow, showDay, showValue, textOf } from '../../registers/index.ts';
import { nextStep } from '../carryOut.ts';
import {
  type Assessor,
  type ChangeControl,
  type ChangeStatus,
  changesRegister,
  isClosedChange,
} from '../changeRequest.ts';
import type { Route } from '../routeChange.ts';
import template from './change.json' with { type: 'json' };

export interface ChangeView {
  readonly project: Pick<Project, 'id' | 'locale'>;
  readonly row: Pick<RegisterRow, 'key' | 'values'>;
  readonly control: Pick<ChangeControl, 'status' | 'assessors' | 'baseline'>;
  readonly route: Route;
  /** What was refused. */
  readonly note?: string;
}

const SHOWN = [
  'category',
  'scheduleImpactDays',
  'milestones',
  'costImpact',
  'budgetLine',
  'decisionDue',
  'plannedFor',
  'documents',
];

const BUTTONS: Readonly<Partial<Record<ChangeStatus, readonly [title: string, step: string]>>> = {
  Raised: ['Submit', 'submit'],
  'In assessment': ['Submit', 'submit'],
  'To be ratified': ['Implemented', 'implemented'],
  Approved: ['Implemented', 'implemented'],
  Implemented: ['Verified', 'verified'],
  Verified: ['Close', 'closed'],
};

export function changeCard({ project, row, control, route, note = '' }: ChangeView): Card {
  const { locale } = project;
  const fields = changesRegister.fields.filter(({ name }) => SHOWN.includes(name));
  const button = BUTTONS[control.status];
  const facts = fields
    .filter(({ name }) => row.values[name] !== null && row.values[name] !== undefined)
    .map((field) => ({
      title: field.title,
      value: plainText(showValue(field, row.values[field.name], locale)),
    }));
  const baseline = control.baseline === null ? [] : [{ title: 'Baseline', value: String(control.baseline) }];
  return bindCard(template, {
    kicker: `CHANGE REQUEST · ${row.key}`,
    title: plainText(shorten(textOf(row.values.title), 200)),
    status: control.status,
    colour: control.status === 'Rejected' ? 'Attention' : isClosedChange(control) ? 'Default' : 'Accent',
    note: plainText(note),
    route: plainText(`Decided by the ${route.body}. ${route.reasons.join(' ')}`),
    facts: [...facts, ...baseline],
    hasAssessors: control.assessors.length > 0,
    assessors: control.assessors.map((each) => ({ line: plainText(assessorLine(each, locale)) })),
    next: `Next: ${nextStep(control.status, row.key).replaceAll('`', '')}.`,
    buttons:
      button === undefined
        ? []
        : [{ title: button[0], step: button[1], projectId: project.id, key: row.key }],
  });
}

function assessorLine({ person, due, answer }: Assessor, locale: string): string {
  if (answer !== null) return `${person.name}: answered`;
  return `${person.name}: awaited${due === null ? '' : ` by ${showDay(due, locale)}`}`;
}
