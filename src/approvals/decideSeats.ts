/** Who sits where: deputies and reassignment. */
import type { Refusal } from '../kernel/errors.ts';
import { refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { Approval, ApprovalEvent, Delegation, SeatState } from './approval.ts';

export function decideDelegation(
  state: Approval,
  { by, from, to, startsAt, endsAt }: Delegation & { readonly by: Person },
  now: Instant,
): readonly ApprovalEvent[] | Refusal {
  const seats = openSeatsOf(state, from);
  if (seats.length === 0) {
    return refuse('not-an-approver', `${from.name} is not awaited for ${state.subject.key}.`);
  }
  if (from.id === to.id) return refuse('deputy-is-self', 'A deputy is somebody else.');
  if (endsAt <= startsAt || endsAt <= now) {
    return refuse('delegation-over', 'The deputy’s time must end after now and after it begins.');
  }
  const refusal = refuseNewcomer(state, to);
  if (refusal !== null) return refusal;
  const isKnown = state.delegations.some(
    (each) =>
      each.from.id === from.id &&
      each.to.id === to.id &&
      each.startsAt === startsAt &&
      each.endsAt === endsAt,
  );
  return isKnown ? [] : [{ type: 'delegated', at: now, by, from, to, startsAt, endsAt }];
}

export function decideReassignment(
  state: Approval,
  {
    by,
    from,
    to,
    roles,
  }: {
    readonly by: Person;
    readonly from: Person | null;
    readonly to: Person;
    readonly roles?: readonly string[];
  },
  now: Instant,
): readonly ApprovalEvent[] | Refusal {
  const seats = state.stages[state.current]?.seats ?? [];
  const seat = from === null ? undefined : seats.find(({ person }) => person.id === from.id);
  if (from !== null && seat === undefined) {
    return refuse(
      'not-an-approver',
      `${from.name} is not an approver of ${state.subject.key} at this stage.`,
    );
  }
  if (seat !== undefined && seat.answer !== null) {
    return refuse('already-answered', `${seat.person.name} has answered already; that stays in the record.`);
  }
  const refusal = refuseNewcomer(state, to);
  if (refusal !== null) return refusal;
  if (seats.some(({ person }) => person.id === to.id)) {
    return refuse('already-approver', `${to.name} is an approver of ${state.subject.key} already.`);
  }
  const answered = seats.find(({ answer }) => answer?.by.id === to.id);
  if (answered !== undefined) {
    return refuse(
      'already-answered',
      `${to.name} has answered for ${answered.person.name} already, and nobody answers twice; name somebody else.`,
    );
  }
  return [
    {
      type: 'reassigned',
      at: now,
      stage: state.current,
      by,
      from: seat?.person ?? null,
      to,
      roles: seat?.roles ?? roles ?? [],
    },
  ];
}

/** Nobody may come to decide on their own request, and no guest where guests do not decide. */
function refuseNewcomer({ requester, policy, subject }: Approval, to: Person): Refusal | null {
  if (to.id === requester.id && policy.ownRequest !== 'allowed') {
    return refuse('own-request', `${to.name} asked for ${subject.key}, so others decide on it.`);
  }
  if (to.isGuest === true && policy.guests === 'may-not-decide') {
    return refuse('guest', `${to.name} is a guest, and guests do not decide on ${subject.key}.`);
  }
  return null;
}

/** Seats of a person in this stage and later ones that have no answer yet. */
function openSeatsOf({ stages, current }: Approval, { id }: Person): readonly SeatState[] {
  return stages
    .slice(current)
    .flatMap(({ seats }) => seats.filter(({ person, answer }) => person.id === id && answer === null));
}
