/** The state of an approval is the fold of its events. */

import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type {
  Answer,
  Approval,
  ApprovalEvent,
  ApprovalStatus,
  Policy,
  Seat,
  SeatState,
  StageState,
} from './approval.ts';

export function foldEvents(events: readonly ApprovalEvent[], from: Approval | null = null): Approval | null {
  return events.reduce<Approval | null>(evolve, from);
}

export function evolve(state: Approval | null, event: ApprovalEvent): Approval {
  if (event.type === 'requested') return begin(event);
  if (state === null) throw new TypeError(`An approval begins with its request, not with ${event.type}.`);
  return { ...state, ...changesBy(state, event), version: state.version + 1 };
}

function begin(event: Extract<ApprovalEvent, { type: 'requested' }>): Approval {
  return {
    id: event.approvalId,
    projectId: event.projectId,
    round: event.round,
    subject: event.subject,
    policy: event.policy,
    calendar: event.calendar,
    requester: event.by,
    requestedAt: event.at,
    expiresAt: event.expiresAt,
    stages: event.policy.stages.map((stage) => ({
      stage,
      seats: stage.seats.map((seat) => toSeatState(seat, event.by, event.policy)),
      begunAt: null,
      dueAt: null,
      remindAt: null,
      remindedAt: null,
      escalatedAt: null,
      passedAt: null,
    })),
    current: 0,
    delegations: [],
    status: 'pending',
    closedAt: null,
    closedBecause: '',
    closedBy: null,
    conditions: [],
    stuck: null,
    evidence: [],
    version: 1,
  };
}

export function toSeatState(seat: Seat, requester: Person, policy: Policy): SeatState {
  const isOwn = seat.person.id === requester.id && policy.ownRequest !== 'allowed';
  const isShutOut = seat.person.isGuest === true && policy.guests === 'may-not-decide';
  return { ...seat, answer: null, barred: isOwn ? 'requester' : isShutOut ? 'guest' : null };
}

function changesBy(state: Approval, event: ApprovalEvent): Partial<Approval> {
  switch (event.type) {
    case 'requested':
      return {};
    case 'stage-begun': {
      const { at, dueAt, remindAt } = event;
      return { current: event.stage, ...inStage(state, event.stage, { begunAt: at, dueAt, remindAt }) };
    }
    case 'decided':
      return answered(state, event);
    case 'stage-passed':
      return { stuck: null, ...inStage(state, event.stage, { passedAt: event.at }) };
    case 'delegated': {
      const { from, to, startsAt, endsAt } = event;
      return { delegations: [...state.delegations, { from, to, startsAt, endsAt }] };
    }
    case 'reassigned':
      return { stuck: null, ...reseated(state, event) };
    case 'approver-left':
      return { stages: state.stages.map((stage) => withoutPerson(stage, event.person)) };
    case 'reminded':
      return inStage(state, event.stage, { remindedAt: event.at });
    case 'escalated':
      return inStage(state, event.stage, { escalatedAt: event.at });
    case 'got-stuck':
      return { stuck: { code: event.code, reason: event.reason } };
    case 'approved':
      return { ...closed('approved', event.at, '', null), conditions: event.conditions };
    case 'rejected':
      return closed('rejected', event.at, event.reason, null);
    case 'changes-requested':
      return closed('changes-requested', event.at, event.reason, event.by);
    case 'withdrawn':
      return closed('withdrawn', event.at, event.reason, event.by);
    case 'expired':
      return closed('expired', event.at, '', null);
    case 'superseded':
      return closed('superseded', event.at, event.reason, null);
    case 'voided':
      return closed('void', event.at, event.reason, null);
    case 'evidence-kept': {
      const { path, webUrl, textHash } = event;
      return { evidence: [...state.evidence, { path, webUrl, textHash }] };
    }
  }
}

function closed(status: ApprovalStatus, closedAt: Instant, closedBecause: string, closedBy: Person | null) {
  return { status, closedAt, closedBecause, closedBy, stuck: null };
}

function inStage(state: Approval, index: number, changes: Partial<StageState>): Pick<Approval, 'stages'> {
  return { stages: state.stages.map((stage, at) => (at === index ? { ...stage, ...changes } : stage)) };
}

function answered(state: Approval, event: Extract<ApprovalEvent, { type: 'decided' }>): Partial<Approval> {
  const { at, by, onBehalfOf, decision, comment, conditions, via } = event;
  const answer: Answer = { at, by, onBehalfOf, decision, comment, conditions, via };
  const holder = (onBehalfOf ?? by).id;
  const seats = state.stages[event.stage]?.seats ?? [];
  const isBack = seats.some(({ person, barred }) => person.id === holder && barred === 'left');
  return {
    ...(isBack ? { stuck: null } : {}),
    ...inStage(state, event.stage, {
      seats: seats.map((seat) => (seat.person.id === holder ? { ...seat, answer } : seat)),
    }),
  };
}

function reseated(state: Approval, event: Extract<ApprovalEvent, { type: 'reassigned' }>): Partial<Approval> {
  const seat = toSeatState({ person: event.to, roles: event.roles }, state.requester, state.policy);
  const seats = state.stages[event.stage]?.seats ?? [];
  const { from } = event;
  return inStage(state, event.stage, {
    seats: from === null ? [...seats, seat] : seats.map((each) => (each.person.id === from.id ? seat : each)),
  });
}

function withoutPerson(stage: StageState, person: Person): StageState {
  return {
    ...stage,
    seats: stage.seats.map((seat) =>
      seat.person.id === person.id && seat.answer === null && seat.barred === null
        ? { ...seat, barred: 'left' }
        : seat,
    ),
  };
}
