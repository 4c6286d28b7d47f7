/** Approvals as plain values, and the given-when-then of their decisions. */
import assert from 'node:assert/strict';
import {
  type Approval,
  type ApprovalEvent,
  asApprovalId,
  type Policy,
  type Seat,
  type Stage,
} from '../../src/approvals/approval.ts';
import type { ApprovalCommand } from '../../src/approvals/command.ts';
import { decide } from '../../src/approvals/decide.ts';
import { foldEvents } from '../../src/approvals/evolve.ts';
import { makeSubject } from '../../src/approvals/subject.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import { asPersonId, asProjectId } from '../../src/kernel/ids.ts';
import type { Person } from '../../src/kernel/people.ts';
import { asInstant, asZoneName, type Instant } from '../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../src/kernel/workingCalendar.ts';

const person = (number: number, name: string, isGuest = false): Person => ({
  id: asPersonId(`a1000000-0000-4000-8000-00000000000${number}`),
  name,
  ...(isGuest ? { isGuest } : {}),
});
export const amara = person(1, 'Amara Okafor');
export const tomasz = person(2, 'Tomasz Zielinski');
export const priya = person(3, 'Priya Raman');
export const lucia = person(4, 'Lucía Fernández');
export const kenji = person(5, 'Kenji Mori', true);
export const ingrid = person(6, 'Ingrid Solheim');
export const yusuf = person(7, 'Yusuf Demir');

export const CALENDAR = {
  zone: asZoneName('Europe/Madrid'),
  workingWeekdays: MONDAY_TO_FRIDAY,
  holidays: [],
};

export const seat = (who: Person, ...roles: string[]): Seat => ({ person: who, roles });

export function makeStage(overrides: Partial<Stage> = {}): Stage {
  return { name: 'Change board', seats: [seat(tomasz), seat(ingrid)], rule: { kind: 'all' }, ...overrides };
}

export function makePolicy(overrides: Partial<Policy> = {}): Policy {
  return { name: 'Change board', stages: [makeStage()], ...overrides };
}

export const SUBJECT = makeSubject({
  kind: 'change-request',
  id: 'change-7',
  key: 'CR-7',
  title: 'Move the cutover by one week',
  facts: [{ title: 'Cost', value: '12,000 EUR' }],
});

export type RequestCommand = Extract<ApprovalCommand, { type: 'request' }>;

export function makeRequest(overrides: Partial<RequestCommand> = {}): RequestCommand {
  return {
    type: 'request',
    approvalId: asApprovalId('approval-1'),
    projectId: asProjectId('project-1'),
    round: 1,
    subject: SUBJECT,
    policy: makePolicy(),
    by: amara,
    calendar: CALENDAR,
    ...overrides,
  };
}

/** Wednesday, 10:00 in Madrid. */
export const NOW = asInstant('2026-11-25T09:00:00Z');

/** What came of one command. */
export interface Outcome {
  readonly state: Approval;
  readonly events: readonly ApprovalEvent[];
  /** Another command, later by default by nothing. */
  when(command: ApprovalCommand, at?: Instant): Outcome;
  thenRefused(command: ApprovalCommand, code: string, at?: Instant): Outcome;
}

/** Runs commands that must succeed. */
export function givenRequest(overrides: Partial<RequestCommand> = {}, at: Instant = NOW): Outcome {
  return run(null, makeRequest(overrides), at);
}

function run(state: Approval | null, command: ApprovalCommand, at: Instant): Outcome {
  const events = decide(state, command, at);
  assert.ok(!isRefusal(events), isRefusal(events) ? `${events.code}: ${events.reason}` : '');
  const after = foldEvents(events, state);
  assert.ok(after !== null);
  return {
    state: after,
    events,
    when: (next, moment = at) => run(after, next, moment),
    thenRefused(next, code, moment = at) {
      const refusal = decide(after, next, moment);
      assert.ok(isRefusal(refusal), `not refused: ${JSON.stringify(refusal)}`);
      assert.equal(refusal.code, code, refusal.reason);
      assert.match(refusal.reason, /^[\p{Lu}“].*\.$/su);
      return this;
    },
  };
}

export const approve = (by: Person, more: object = {}): ApprovalCommand => ({
  type: 'answer',
  by,
  decision: 'approve',
  via: 'card',
  ...more,
});
export const reject = (by: Person, comment = 'Too risky.'): ApprovalCommand => ({
  type: 'answer',
  by,
  decision: 'reject',
  comment,
  via: 'card',
});
export const answer = (by: Person, decision: 'abstain' | 'recuse'): ApprovalCommand => ({
  type: 'answer',
  by,
  decision,
  via: 'card',
});
