/** The approval's card as its approvers, its requester and everybody else see it, at each of its ends. */
import { approvalCard } from '../../src/approvals/cards/approvalView.ts';
import { makeSubject } from '../../src/approvals/subject.ts';
import type { Card } from '../../src/kernel/cards.ts';
import { asInstant } from '../../src/kernel/time.ts';
import { makeProject } from './fakeRegisters.ts';
import {
  amara,
  answer,
  approve,
  givenRequest,
  ingrid,
  kenji,
  lucia,
  makePolicy,
  makeStage,
  NOW,
  priya,
  reject,
  seat,
  tomasz,
} from './makeApproval.ts';

export function approvalCards(text: string): readonly (readonly [string, Card])[] {
  const project = makeProject();
  const named = { ...tomasz, name: text };
  const subject = makeSubject({
    kind: 'change-request',
    id: 'change-7',
    key: 'CR-7',
    title: text,
    facts: [
      { title: 'Cost', value: text },
      { title: text, value: '5 working days' },
    ],
    text,
    link: 'https://harbour.sharepoint.example/sites/atlas/cr-7',
  });
  const policy = makePolicy({
    stages: [
      makeStage({
        name: text,
        seats: [seat(named, 'project manager'), seat(ingrid, text), seat(kenji)],
        rule: { kind: 'quorum', percent: 60 },
        deadline: { workingDays: 3 },
      }),
      makeStage({ name: 'Sponsor', seats: [seat(lucia)] }),
    ],
  });
  const asked = givenRequest({ subject, policy });
  const half = asked.when(approve(named, { comment: text }));
  const conditions = [{ text, owner: priya, due: '2026-12-04' }];
  const approved = half.when(approve(ingrid, { conditions })).when(approve(lucia));
  const rejected = half.when(reject(ingrid, text)).when(answer(kenji, 'abstain'));
  const stuck = givenRequest({
    subject,
    policy: makePolicy({ stages: [makeStage({ name: text, seats: [seat(amara)] })] }),
  });
  const withdrawn = half.when({ type: 'withdraw', by: amara, reason: text });
  const view = { project, now: asInstant(NOW) };
  const filled = { comment: text, conditions: text };
  return [
    ['approval for all', approvalCard({ ...view, approval: half.state, viewer: null, refreshFor: ['29:a'] })],
    ['approval for an approver', approvalCard({ ...view, approval: half.state, viewer: ingrid })],
    [
      'approval after a refusal',
      approvalCard({ ...view, approval: half.state, viewer: ingrid, notice: text, filled }),
    ],
    ['approval for its requester', approvalCard({ ...view, approval: half.state, viewer: amara })],
    ['approval given', approvalCard({ ...view, approval: approved.state, viewer: amara })],
    ['approval refused', approvalCard({ ...view, approval: rejected.state, viewer: ingrid })],
    ['approval that is stuck', approvalCard({ ...view, approval: stuck.state, viewer: null })],
    ['approval withdrawn', approvalCard({ ...view, approval: withdrawn.state, viewer: ingrid })],
  ];
}
