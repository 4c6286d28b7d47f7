/** Every transition of an approval: what is wanted, now, gives events or a refusal that a person understands. */
import type { Refusal } from '../kernel/errors.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { Approval, ApprovalEvent, Delegation, Policy } from './approval.ts';
import type { ApprovalCommand, RequestCommand } from './command.ts';
import { deadlineFrom } from './deadlines.ts';
import { decideAnswer } from './decideAnswer.ts';
import { decideDelegation, decideReassignment } from './decideSeats.ts';
import { foldEvents } from './evolve.ts';
import { advanceClock, settle } from './settle.ts';

/**
 * No events mean that everything is as wanted already: the same click again. A refusal names moments in `locale` and
 * in the zone of the project.
 */
export function decide(
  state: Approval | null,
  command: ApprovalCommand,
  now: Instant,
  locale = 'en',
): readonly ApprovalEvent[] | Refusal {
  const events = firstEvents(state, command, now, locale);
  if ('refused' in events || events.length === 0) return events;
  const after = foldEvents(events, state);
  return after === null ? events : [...events, ...settle(after, now)];
}

/** What time has brought counts before what a person wants: a click after the end comes too late. */
export function decideInTime(
  state: Approval,
  command: ApprovalCommand,
  now: Instant,
  locale: string,
): { readonly events: readonly ApprovalEvent[]; readonly refusal: Refusal | null } {
  const due = decide(state, { type: 'advance' }, now);
  if (isRefusal(due)) return { events: [], refusal: due };
  const wanted = command.type === 'advance' ? [] : decide(foldEvents(due, state), command, now, locale);
  return isRefusal(wanted)
    ? { events: due, refusal: wanted }
    : { events: [...due, ...wanted], refusal: null };
}

function firstEvents(
  state: Approval | null,
  command: ApprovalCommand,
  now: Instant,
  locale: string,
): readonly ApprovalEvent[] | Refusal {
  if (command.type === 'request') return begin(state, command, now);
  if (state === null) return refuse('no-approval', 'There is no such request for approval.');
  if (command.type === 'answer') return decideAnswer(state, command, now, locale);
  if (command.type === 'void') return voidApproved(state, command.reason, now);
  if (command.type === 'advance') return state.status === 'pending' ? advanceClock(state, now) : [];
  if (command.type === 'supersede') {
    return state.status === 'pending' ? [{ type: 'superseded', at: now, reason: command.reason }] : [];
  }
  if (command.type === 'note-left') return noteLeft(state, command.people, now);
  const shut = refuseClosed(state);
  if (shut !== null) return command.type === 'withdraw' && state.status === 'withdrawn' ? [] : shut;
  switch (command.type) {
    case 'withdraw':
      return withdraw(state, command.by, command.reason ?? '', now);
    case 'delegate':
      return decideDelegation(state, command, now);
    case 'reassign':
      return decideReassignment(state, command, now);
  }
}

function begin(
  state: Approval | null,
  command: RequestCommand,
  now: Instant,
): readonly ApprovalEvent[] | Refusal {
  if (state !== null) return [];
  const problem = findPolicyProblem(command.policy);
  if (problem !== null) return refuse('policy-unusable', problem);
  const { approvalId, projectId, round, subject, by, calendar } = command;
  const { expiry } = command.policy;
  const policy = { ...command.policy, stages: command.policy.stages.map(oncePerPerson) };
  return [
    {
      type: 'requested',
      at: now,
      approvalId,
      projectId,
      round,
      subject,
      policy,
      by,
      calendar,
      expiresAt: expiry === undefined ? null : deadlineFrom(now, expiry, calendar),
    },
    ...(command.delegations ?? []).flatMap((delegation): ApprovalEvent[] =>
      isUsableDeputy(command, delegation)
        ? [{ type: 'delegated', at: now, by: delegation.from, ...delegation }]
        : [],
    ),
  ];
}

/** A deputy who was named for all requests does not decide on their own and does not vote twice. */
function isUsableDeputy({ policy, by }: RequestCommand, { from, to }: Delegation): boolean {
  if (to.id === by.id && policy.ownRequest !== 'allowed') return false;
  return policy.stages.some(({ seats }) => seats.some(({ person }) => person.id === from.id));
}

/** One person in two roles counts once: the seats become one with both roles. */
function oncePerPerson(stage: Policy['stages'][number]): Policy['stages'][number] {
  const seats = new Map<string, (typeof stage.seats)[number]>();
  for (const seat of stage.seats) {
    const known = seats.get(seat.person.id);
    seats.set(seat.person.id, {
      person: known?.person ?? seat.person,
      roles: [...new Set([...(known?.roles ?? []), ...seat.roles])],
    });
  }
  return { ...stage, seats: [...seats.values()] };
}

function findPolicyProblem({ stages }: Policy): string | null {
  if (stages.length === 0) return 'A policy without stages approves nothing; name at least one stage.';
  for (const { name, rule } of stages) {
    if (rule.kind !== 'quorum') continue;
    if ('count' in rule && (!Number.isInteger(rule.count) || rule.count < 1)) {
      return `The quorum of “${name}” must be a whole number from 1 up.`;
    }
    if ('percent' in rule && !(rule.percent > 0 && rule.percent <= 100)) {
      return `The quorum of “${name}” must be over 0 and at most 100 per cent.`;
    }
  }
  return null;
}

function withdraw(
  state: Approval,
  by: Person,
  reason: string,
  now: Instant,
): readonly ApprovalEvent[] | Refusal {
  if (by.id !== state.requester.id) {
    return refuse(
      'not-requester',
      `Only ${state.requester.name}, who asked for it, can withdraw the request for ${state.subject.key}.`,
      state.requester.name,
    );
  }
  return [{ type: 'withdrawn', at: now, by, reason }];
}

function voidApproved(state: Approval, reason: string, now: Instant): readonly ApprovalEvent[] | Refusal {
  if (state.status === 'void') return [];
  if (state.status !== 'approved') {
    return refuse('not-approved', `${state.subject.key} is not approved, so there is nothing to void.`);
  }
  return [{ type: 'voided', at: now, reason }];
}

function noteLeft(state: Approval, people: readonly Person[], now: Instant): readonly ApprovalEvent[] {
  if (state.status !== 'pending') return [];
  const seats = state.stages.filter(({ passedAt }) => passedAt === null).flatMap((stage) => stage.seats);
  return people
    .filter(({ id }) =>
      seats.some(({ person, answer, barred }) => person.id === id && answer === null && barred === null),
    )
    .map((person) => ({ type: 'approver-left', at: now, person }));
}

const CLOSED_WORDS: Readonly<Record<Exclude<Approval['status'], 'pending'>, string>> = {
  approved: 'is approved',
  rejected: 'is rejected',
  'changes-requested': 'went back for changes',
  withdrawn: 'was withdrawn',
  expired: 'expired without a decision',
  superseded: 'was replaced by a newer revision',
  void: 'is void',
};

/** Null while the request is open; else a refusal that says how it ended. */
export function refuseClosed({ status, subject }: Approval): Refusal | null {
  if (status === 'pending') return null;
  return refuse(`already-${status}`, `The request for ${subject.key} ${CLOSED_WORDS[status]} already.`);
}
