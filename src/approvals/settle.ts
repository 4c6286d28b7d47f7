/** What follows by itself: a stage passes, the next begins, all is approved, nobody can decide; and what time brings. */
import type { Instant } from '../kernel/time.ts';
import type { Approval, ApprovalEvent } from './approval.ts';
import { deadlineFrom, workingDaysBefore } from './deadlines.ts';
import { foldEvents } from './evolve.ts';
import { awaitedSeats, judgeStage } from './judgeStage.ts';

/** Events that follow from the state as it is, until nothing more follows. */
export function settle(state: Approval, now: Instant): readonly ApprovalEvent[] {
  const all: ApprovalEvent[] = [];
  let current = state;
  for (;;) {
    const next = nextEvent(current, now);
    if (next === null) return all;
    all.push(next);
    current = foldEvents([next], current) ?? current;
  }
}

function nextEvent(state: Approval, now: Instant): ApprovalEvent | null {
  if (state.status !== 'pending') return null;
  const stage = state.stages[state.current];
  if (stage === undefined) return null;
  if (stage.passedAt !== null) {
    return state.current + 1 < state.stages.length
      ? beginStage(state, state.current + 1, now)
      : { type: 'approved', at: now, conditions: conditionsOf(state) };
  }
  if (stage.begunAt === null) return beginStage(state, state.current, now);
  const verdict = judgeStage(stage);
  if (verdict.kind === 'passed') return { type: 'stage-passed', at: now, stage: state.current };
  if (verdict.kind === 'rejected') return { type: 'rejected', at: now, reason: rejectionWords(state) };
  if (verdict.kind === 'open' || state.stuck?.reason === verdict.reason) return null;
  return { type: 'got-stuck', at: now, code: verdict.code, reason: verdict.reason };
}

function beginStage(state: Approval, index: number, now: Instant): ApprovalEvent {
  const stage = state.stages[index]?.stage;
  const deadline = stage?.deadline;
  const dueAt = deadline === undefined ? null : deadlineFrom(now, deadline, state.calendar);
  const before = stage?.remindWorkingDaysBefore ?? 1;
  const remindAt = dueAt === null ? null : workingDaysBefore(dueAt, before, state.calendar);
  // A deadline nearer than the reminder needs none: the request itself is as new.
  return {
    type: 'stage-begun',
    at: now,
    stage: index,
    dueAt,
    remindAt: remindAt !== null && remindAt > now ? remindAt : null,
  };
}

function conditionsOf({ stages }: Approval) {
  return stages.flatMap(({ seats }) =>
    seats.flatMap(({ answer }) => (answer?.decision === 'approve' ? answer.conditions : [])),
  );
}

function rejectionWords({ stages, current }: Approval): string {
  const words = (stages[current]?.seats ?? []).flatMap(({ answer }) =>
    answer?.decision === 'reject' ? [`${answer.by.name}: ${answer.comment}`] : [],
  );
  return words.join('\n');
}

/** What is due by the clock: expiry before escalation before a reminder. */
export function advanceClock(state: Approval, now: Instant): readonly ApprovalEvent[] {
  if (state.expiresAt !== null && state.expiresAt <= now) return [{ type: 'expired', at: now }];
  const index = state.current;
  const stage = state.stages[index];
  if (stage === undefined || stage.passedAt !== null) return [];
  if (stage.dueAt !== null && stage.dueAt <= now) {
    if (stage.escalatedAt !== null) return [];
    return [{ type: 'escalated', at: now, stage: index, to: stage.stage.escalateTo ?? [] }];
  }
  if (stage.remindAt !== null && stage.remindAt <= now && stage.remindedAt === null) {
    return [
      { type: 'reminded', at: now, stage: index, people: awaitedSeats(stage).map(({ person }) => person) },
    ];
  }
  return [];
}

/** When the clock has something to do next; null when never. A moment that has passed means: now. */
export function wakesAt(state: Approval): Instant | null {
  if (state.status !== 'pending') return null;
  const stage = state.stages[state.current];
  const moments = [
    state.expiresAt,
    stage?.remindedAt === null && stage.escalatedAt === null ? stage.remindAt : null,
    stage?.escalatedAt === null ? stage.dueAt : null,
  ].filter((moment): moment is Instant => moment !== null && moment !== undefined);
  return moments.sort()[0] ?? null;
}
