/** An approver's answer: whose seat it is for, and whether it may be given. */
import { shorten } from '../kernel/cards.ts';
import type { Refusal } from '../kernel/errors.ts';
import { refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import { type Day, dayOf, type Instant } from '../kernel/time.ts';
import { showDay } from '../registers/index.ts';
import type {
  Answer,
  Approval,
  ApprovalEvent,
  Condition,
  Decision,
  SeatState,
  StageState,
} from './approval.ts';
import { momentText } from './cards/momentText.ts';
import type { AnswerCommand } from './command.ts';
import { mendText } from './subject.ts';

const VERBS: Readonly<Record<Decision, string>> = {
  approve: 'approved',
  reject: 'rejected',
  'request-changes': 'asked for changes',
  abstain: 'abstained',
  recuse: 'recused themselves',
};

export const decisionWord = (decision: Decision): string => VERBS[decision];

export function decideAnswer(
  state: Approval,
  command: AnswerCommand,
  now: Instant,
  locale: string,
): readonly ApprovalEvent[] | Refusal {
  const { by, decision, via } = command;
  const given = answerOf(state, by, command.stage ?? state.current);
  if (given !== null && given.decision === decision) return [];
  const refusal = refuseAnswer(state, command, given, now, locale);
  if (refusal !== null) return refusal;
  const seat = findSeat(state, by, now, locale);
  if (seat === null || 'refused' in seat) return seat ?? refuseStranger(state, by);
  const comment = mendText(command.comment ?? '');
  const decided: ApprovalEvent = {
    type: 'decided',
    at: now,
    stage: state.current,
    by,
    onBehalfOf: seat.person.id === by.id ? null : seat.person,
    decision,
    comment,
    conditions: decision === 'approve' ? (command.conditions ?? []) : [],
    via,
    revision: state.subject.revision,
  };
  if (decision !== 'request-changes') return [decided];
  return [decided, { type: 'changes-requested', at: now, by, reason: comment }];
}

function refuseAnswer(
  state: Approval,
  { decision, comment, conditions, revision, stage }: AnswerCommand,
  given: Answer | null,
  now: Instant,
  locale: string,
): Refusal | null {
  const { key } = state.subject;
  if (state.status !== 'pending') return refuseDecided(state, locale);
  if (state.expiresAt !== null && state.expiresAt <= now) {
    return refuse('already-expired', `The time to decide on ${key} is over; it has to be asked for again.`);
  }
  if (revision !== undefined && revision !== state.subject.revision) {
    return refuse(
      'older-revision',
      `${key} has changed since that card; look at the newer one and decide on it.`,
    );
  }
  if (given !== null) {
    return refuse(
      'already-answered',
      `You ${given.decision === 'recuse' ? 'recused yourself' : decisionWord(given.decision)} already; a decision that is in the record stays.`,
    );
  }
  if (stage !== undefined && stage !== state.current) {
    return refuse('stage-over', `${key} is at another stage since that card; look at it as it is now.`);
  }
  const isCommentMissing = mendText(comment ?? '') === '';
  if (isCommentMissing && (decision === 'reject' || decision === 'request-changes')) {
    return refuse(
      'comment-needed',
      decision === 'reject'
        ? 'Say why you reject it; the comment is part of the record.'
        : 'Say which changes you ask for; the comment is part of the record.',
    );
  }
  return refuseConditions(conditions ?? [], dayOf(now, state.calendar.zone), locale);
}

/** A condition is something that somebody does by a day; without them nobody could say whether it was met. */
function refuseConditions(conditions: readonly Condition[], today: Day, locale: string): Refusal | null {
  for (const { text, owner, due } of conditions) {
    const what = shorten(mendText(text), 100);
    if (what === '') return refuse('condition-empty', 'A condition needs words; say what must be done.');
    if (owner === null || due === null) {
      const missing = owner !== null ? 'by when' : due !== null ? 'who does it' : 'who does it and by when';
      return refuse(
        'condition-incomplete',
        `Nothing is decided yet: the condition “${what}” does not say ${missing}. Write it like “Rehearse the rollback, Priya Raman, by 4 December”, with a person of the project.`,
      );
    }
    if (due < today) {
      return refuse(
        'condition-past',
        `Nothing is decided yet: the condition “${what}” is to be met by ${showDay(due, locale)}, which is over; name a day from today on.`,
      );
    }
  }
  return null;
}

/** Says who decided and when, for whoever comes late. */
function refuseDecided(state: Approval, locale: string): Refusal {
  const last = state.stages
    .flatMap(({ seats }) => seats.flatMap(({ answer }) => (answer === null ? [] : [answer])))
    .reduce<Answer | null>(
      (latest, answer) => (latest === null || answer.at >= latest.at ? answer : latest),
      null,
    );
  const how: Readonly<Record<Exclude<Approval['status'], 'pending'>, string>> = {
    approved: 'is approved already',
    rejected: 'is rejected already',
    'changes-requested': 'went back for changes already',
    withdrawn: `was withdrawn by ${state.closedBy?.name ?? state.requester.name}`,
    expired: 'expired before it was decided; it has to be asked for again',
    superseded: 'was replaced by a newer revision; look at the newer card and decide on it',
    void: 'was approved and is void since',
  };
  if (state.status === 'pending') return refuse('pending', 'It is still open.');
  const isByVote = ['approved', 'rejected', 'changes-requested'].includes(state.status);
  const who =
    isByVote && last !== null
      ? `: ${last.by.name} ${decisionWord(last.decision)} on ${momentText(readerOf(state, locale), last.at)}`
      : '';
  return refuse(`already-${state.status}`, `${state.subject.key} ${how[state.status]}${who}.`);
}

/** What a person answered in a stage. */
export function answerOf({ stages }: Approval, { id }: Pick<Person, 'id'>, stage: number): Answer | null {
  const seats = stages[stage]?.seats ?? [];
  return seats.find(({ answer }) => answer?.by.id === id)?.answer ?? null;
}

/** Zone and locale in which moments of an approval are read. */
const readerOf = ({ calendar }: Approval, locale: string) => ({ zone: calendar.zone, locale });

/** The seat that a person may answer for now: their own, else one whose deputy they are; a refusal names moments in `locale`. */
export function findSeat(
  state: Approval,
  by: Person,
  now: Instant,
  locale = 'en',
): SeatState | Refusal | null {
  const stage = state.stages[state.current];
  if (stage === undefined) return null;
  const own = stage.seats.find(({ person }) => person.id === by.id);
  if (by.id === state.requester.id && state.policy.ownRequest !== 'allowed') {
    return refuse('own-request', `You asked for ${state.subject.key} yourself, so others decide on it.`);
  }
  if (by.isGuest === true && state.policy.guests === 'may-not-decide') {
    return refuse('guest', `Guests do not decide on ${state.subject.key}.`);
  }
  if (own !== undefined) {
    if (own.answer !== null) return refuseAnsweredFor(state, own.answer, locale);
    // Who was thought to have left and clicks is there.
    return own;
  }
  return findDeputySeat(state, stage, by, now, locale);
}

function findDeputySeat(
  state: Approval,
  stage: StageState,
  by: Person,
  now: Instant,
  locale: string,
): SeatState | Refusal | null {
  const principals = state.delegations
    .filter(({ to, startsAt, endsAt }) => to.id === by.id && startsAt <= now && now < endsAt)
    .map(({ from }) => from.id);
  const seats = stage.seats.filter(
    ({ person, barred }) => principals.includes(person.id) && barred !== 'requester',
  );
  const free = seats.find(({ answer }) => answer === null);
  if (free !== undefined) return free;
  const answer = seats[0]?.answer ?? null;
  return answer === null ? null : refuseAnsweredFor(state, answer, locale);
}

function refuseAnsweredFor(
  state: Approval,
  { by, decision, onBehalfOf, at }: Answer,
  locale: string,
): Refusal {
  const when = momentText(readerOf(state, locale), at);
  const forWhom = onBehalfOf === null ? '' : ` for ${onBehalfOf.name}`;
  return refuse('already-answered', `${by.name} ${decisionWord(decision)}${forWhom} on ${when} already.`);
}

function refuseStranger(state: Approval, by: Person): Refusal {
  const { stages, current, subject } = state;
  const later = stages
    .slice(current + 1)
    .some(({ seats }) => seats.some(({ person }) => person.id === by.id));
  if (later) {
    return refuse(
      'not-your-turn',
      `${subject.key} is at “${stages[current]?.stage.name ?? ''}” now; you are asked after that.`,
    );
  }
  const names = (stages[current]?.seats ?? []).map(({ person }) => person.name).join(', ');
  return refuse(
    'not-an-approver',
    `You are not an approver of ${subject.key}.`,
    names === '' ? undefined : names,
  );
}
