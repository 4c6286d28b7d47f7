/** Whether a stage is passed, rejected, open or can never end. */
import type { Rule, SeatState, StageState, StuckCode } from './approval.ts';

export type Verdict =
  | { readonly kind: 'open' }
  | { readonly kind: 'passed' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'stuck'; readonly code: StuckCode; readonly reason: string };

/** How many approvals a rule asks for, of those who count and those who abstained among them. Never fewer than one. */
const needed: Readonly<Record<Rule['kind'], (rule: Rule, counting: number, abstained: number) => number>> = {
  all: (_rule, counting, abstained) => Math.max(1, counting - abstained),
  any: () => 1,
  quorum: (rule, counting) =>
    Math.max(
      1,
      'count' in rule ? rule.count : 'percent' in rule ? Math.ceil((counting * rule.percent) / 100) : 1,
    ),
};

export const decisionOf = ({ answer }: SeatState) => answer?.decision ?? null;

/** Seats that are counted: those who recused themselves and those who may not decide leave the count. */
export function countingSeats({ seats }: StageState): readonly SeatState[] {
  return seats.filter(
    (seat) => seat.barred !== 'requester' && seat.barred !== 'guest' && decisionOf(seat) !== 'recuse',
  );
}

/** Who can still answer. */
export const awaitedSeats = (state: StageState): readonly SeatState[] =>
  countingSeats(state).filter((seat) => seat.answer === null && seat.barred === null);

export function approvalsNeeded(state: StageState): number {
  const counting = countingSeats(state);
  const abstained = counting.filter((seat) => decisionOf(seat) === 'abstain').length;
  return needed[state.stage.rule.kind](state.stage.rule, counting.length, abstained);
}

/**
 * A person who abstains stays in the count of a quorum and leaves that of `all`; who recuses themselves leaves every
 * count. An approver who left the organisation stays in the count and cannot answer.
 */
export function judgeStage(state: StageState): Verdict {
  const { stage } = state;
  const counting = countingSeats(state);
  const approving = counting.filter((seat) => decisionOf(seat) === 'approve');
  const rejecting = counting.filter((seat) => decisionOf(seat) === 'reject');
  const possible = [...approving, ...awaitedSeats(state)];
  const wanted = approvalsNeeded(state);
  const requiredRoles = stage.requiredRoles ?? [];
  const isEnough = (seats: readonly SeatState[]): boolean =>
    seats.length >= wanted && requiredRoles.every((role) => seats.some(({ roles }) => roles.includes(role)));

  if (rejecting.some(({ roles }) => roles.some((role) => stage.vetoRoles?.includes(role)))) {
    return { kind: 'rejected' };
  }
  if (isEnough(approving)) return { kind: 'passed' };
  if (isEnough(possible)) return { kind: 'open' };
  const isEveryoneHeard = possible.length === approving.length;
  if (rejecting.length > 0 && (isEveryoneHeard || isEnough([...possible, ...rejecting]))) {
    return { kind: 'rejected' };
  }
  return stuckFor(state, possible, wanted, requiredRoles);
}

function stuckFor(
  { seats, stage }: StageState,
  possible: readonly SeatState[],
  wanted: number,
  requiredRoles: readonly string[],
): Verdict {
  const named = `“${stage.name}”`;
  const ask = 'The project manager must name another approver.';
  if (seats.length === 0) {
    return { kind: 'stuck', code: 'no-approver', reason: `Nobody is named as approver for ${named}. ${ask}` };
  }
  if (possible.length === 0 && seats.every(({ barred }) => barred === 'requester')) {
    return {
      kind: 'stuck',
      code: 'only-requester',
      reason: `The only approver for ${named} is the person who asks. ${ask}`,
    };
  }
  const missing = requiredRoles.find((role) => !possible.some(({ roles }) => roles.includes(role)));
  if (missing !== undefined) {
    return {
      kind: 'stuck',
      code: 'role-missing',
      reason: `${named} needs the approval of the ${missing}, and nobody can give it. ${ask}`,
    };
  }
  return {
    kind: 'stuck',
    code: 'too-few-approvers',
    reason: `${named} needs ${wanted} ${wanted === 1 ? 'approval' : 'approvals'} and at most ${possible.length} can still come. ${ask}`,
  };
}
