/** The cards of change control, as they are at each step. */
import { assessmentCard } from '../../src/changes/cards/assessmentView.ts';
import { changeCard } from '../../src/changes/cards/changeView.ts';
import type { Card } from '../../src/kernel/cards.ts';
import { asRowKey } from '../../src/kernel/ids.ts';
import { asInstant } from '../../src/kernel/time.ts';
import { kenji, makeProject, priya } from './fakeRegisters.ts';

export function changeCards(text: string): readonly (readonly [string, Card])[] {
  const project = makeProject({ name: text });
  const row = {
    key: asRowKey('CR-7'),
    values: {
      title: text,
      description: text,
      category: 'Normal',
      scheduleImpactDays: 5,
      milestones: ['M-2'],
      costImpact: { minor: 1_200_000, currency: 'EUR' },
      budgetLine: ['B-1'],
      plannedFor: '2026-12-04',
    },
  };
  const route = { body: 'sponsor', reasons: [text], actsFirst: false } as const;
  const askedAt = asInstant('2026-11-25T09:00:00Z');
  const assessors = [
    { person: { id: priya.id, name: text }, askedAt, due: '2026-12-01', answer: null, answeredAt: null },
    {
      person: { id: kenji.id, name: text },
      askedAt,
      due: null,
      answer: { scope: text, days: 3, cost: null, quality: null, risk: null },
      answeredAt: askedAt,
    },
  ];
  const view = { project, row, route };
  const given = { scope: text, days: '3', cost: '10 EUR', quality: text, risk: text };
  return [
    ['change raised', changeCard({ ...view, control: { status: 'Raised', assessors, baseline: null } })],
    [
      'change refused a step',
      changeCard({ ...view, note: text, control: { status: 'Approved', assessors: [], baseline: 2 } }),
    ],
    ['change closed', changeCard({ ...view, control: { status: 'Rejected', assessors, baseline: null } })],
    ['assessment', assessmentCard({ project, row, by: text, due: '2026-12-01' })],
    ['assessment again', assessmentCard({ project, row, by: '', due: null, given, problem: text })],
  ];
}
