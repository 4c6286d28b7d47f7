/** How approvals are put into words, on cards, in messages and in the record alike. */
import { DateTime } from 'luxon';
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Instant, ZoneName } from '../../kernel/time.ts';
import { showDay } from '../../registers/index.ts';
import type { Answer, Approval, Condition, Rule, SeatState, StageState } from '../approval.ts';
import { decisionWord } from '../decideAnswer.ts';
import { approvalsNeeded, awaitedSeats, decisionOf } from '../judgeStage.ts';

/** In UTC and in a zone, as the record has it: `2026-11-25 09:00:12 UTC (10:00:12 Europe/Madrid, +01:00)`. */
export function bothTimes(zone: ZoneName, instant: Instant): string {
  const local = DateTime.fromISO(instant, { zone });
  const utc = local.toUTC().toFormat('yyyy-MM-dd HH:mm:ss');
  const day = local.toISODate() === utc.slice(0, 10) ? '' : `${local.toISODate()} `;
  return `${utc} UTC (${day}${local.toFormat('HH:mm:ss')} ${zone}, ${local.toFormat('ZZ')})`;
}

export function listNames(names: readonly string[]): string {
  const last = names.at(-1) ?? 'nobody';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

export function ruleText(rule: Rule, seats: number): string {
  if (rule.kind === 'all') return seats === 1 ? '' : 'all must approve';
  if (rule.kind === 'any') return seats === 1 ? '' : 'one approval is enough';
  return 'count' in rule ? `${rule.count} of ${seats} must approve` : `${rule.percent}% must approve`;
}

/** Who is awaited now, their deputies with them. */
export function awaitedNames(approval: Approval, now: Instant): readonly string[] {
  const stage = approval.stages[approval.current];
  if (stage === undefined || approval.status !== 'pending') return [];
  return awaitedSeats(stage).map(({ person }) => {
    const deputies = deputiesOf(approval, person.id, now).map(({ name }) => name);
    return deputies.length === 0 ? person.name : `${person.name} (deputy: ${listNames(deputies)})`;
  });
}

export const deputiesOf = ({ delegations }: Approval, personId: string, now: Instant) =>
  delegations
    .filter(({ from, startsAt, endsAt }) => from.id === personId && startsAt <= now && now < endsAt)
    .map(({ to }) => to);

const STANDING: Readonly<Record<Exclude<Approval['status'], 'pending'>, string>> = {
  approved: 'Approved',
  rejected: 'Rejected',
  'changes-requested': 'Changes requested',
  withdrawn: 'Withdrawn',
  expired: 'Expired without a decision',
  superseded: 'Replaced by a newer revision',
  void: 'Void',
};

/** Where it stands in one line: `Approved by Eli`, `Waiting for Tomasz (1 of 2 have approved)`. */
export function standingText(approval: Approval, now: Instant): string {
  const { status, stages, current, conditions } = approval;
  if (status === 'pending') {
    if (approval.stuck !== null) return 'Nobody can decide';
    const stage = stages[current];
    const approving =
      stage === undefined ? 0 : stage.seats.filter((seat) => decisionOf(seat) === 'approve').length;
    const needed = stage === undefined ? 0 : approvalsNeeded(stage);
    return `Waiting for ${listNames(awaitedNames(approval, now))} (${approving} of ${needed} approved)`;
  }
  const by = deciders(approval);
  const withConditions = status === 'approved' && conditions.length > 0 ? ' with conditions' : '';
  return `${STANDING[status]}${withConditions}${by.length === 0 ? '' : ` by ${listNames(by)}`}`;
}

/** Where it stands as a message says it, in markdown. */
export const standingSentence = (approval: Approval, now: Instant): string =>
  `**${escapeMarkdown(approval.subject.key)}** (${escapeMarkdown(approval.subject.title)}): ${escapeMarkdown(standingText(approval, now))}.`;

/** Who brought the end about. */
function deciders({ status, stages, closedBy }: Approval): readonly string[] {
  if (closedBy !== null) return [closedBy.name];
  const wanted = status === 'approved' ? 'approve' : status === 'rejected' ? 'reject' : null;
  const names = stages.flatMap(({ seats }) =>
    seats.flatMap((seat) =>
      decisionOf(seat) === wanted && seat.answer !== null ? [seat.answer.by.name] : [],
    ),
  );
  return [...new Set(names)];
}

/** One line for a seat: who, what, when, in whose place. */
export function seatText(
  approval: Approval,
  stage: StageState,
  seat: SeatState,
  when: (instant: Instant) => string,
): string {
  const roles = seat.roles.length === 0 ? '' : ` (${seat.roles.join(', ')})`;
  const guest = seat.person.isGuest === true ? ', guest' : '';
  const name = `${seat.person.name}${roles}${guest}`;
  if (seat.answer !== null) return `${name}: ${answerText(seat.answer, when)}`;
  if (seat.barred === 'requester') return `${name}: asked for it, so does not decide`;
  if (seat.barred === 'guest') return `${name}: guests do not decide on this`;
  if (seat.barred === 'left') return `${name}: is not in the organisation any more`;
  if (stage.begunAt === null) return `${name}: is asked later`;
  return `${name}: ${approval.status === 'pending' && stage.passedAt === null ? 'awaited' : 'did not answer'}`;
}

function answerText(
  { decision, by, onBehalfOf, at, comment, conditions }: Answer,
  when: (instant: Instant) => string,
): string {
  const deputy = onBehalfOf === null ? '' : ` by ${by.name} as deputy`;
  const words = comment === '' ? '' : `: ${comment}`;
  const terms = conditions.length === 0 ? '' : `; on condition: ${conditions.map(conditionText).join('; ')}`;
  return `${decisionWord(decision)}${deputy}, ${when(at)}${words}${terms}`;
}

/** The language of these sentences; a day in another would not read on in them. */
const SENTENCES = 'en-GB';

/** `Rehearse the rollback (Priya Raman, by Fri, 4 Dec 2026)`; requests of before may have neither owner nor day. */
export function conditionText({ text, owner, due }: Condition): string {
  const day = due === null ? undefined : `by ${showDay(due, SENTENCES)}`;
  const parts = [owner?.name, day].filter((part) => part !== undefined);
  return parts.length === 0 ? text : `${text} (${parts.join(', ')})`;
}
