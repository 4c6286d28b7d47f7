/** The 24-hour promise of one meeting: what is to happen when, as a function of what is known. Pure. */
import type { MeetingId, ProjectId } from '../../kernel/ids.ts';
import { DAY_MS, HOUR_MS, type Instant, instantPlus, MINUTE_MS } from '../../kernel/time.ts';
import type { Meeting, Minutes } from '../../meetings/index.ts';

export interface MinutesPromise {
  readonly meetingId: MeetingId;
  readonly projectId: ProjectId;
  /** The end of the meeting; the promise is due 24 hours later. */
  readonly from: Instant;
  /** When Docket came to know that the meeting was over. */
  readonly begunAt: Instant;
  readonly warnedAt: Instant | null;
  /** What went out before anybody confirmed it; `minutes` is null when there was no transcript. */
  readonly unconfirmed: { readonly at: Instant; readonly minutes: Minutes | null } | null;
  readonly confirmedAt: Instant | null;
  readonly confirmedBy: string | null;
  /** When the first digest was with everybody. */
  readonly deliveredAt: Instant | null;
  /** No minutes are wanted: the meeting was cancelled, or the coordinator discarded them. */
  readonly waivedAt: Instant | null;
  /** When it is to be looked at again; null when nothing is left to be done. */
  readonly lookAt: Instant | null;
}

export const PROMISED_MS = DAY_MS;
export const WARN_AFTER_MS = 20 * HOUR_MS;
export const SEND_AFTER_MS = 23 * HOUR_MS;
/** A digest that is still on its way then takes any other way there is. */
export const HURRY_AFTER_MS = 23 * HOUR_MS + 30 * MINUTE_MS;
/** When people are told what to do without a transcript. */
export const TELL_AFTER_MS = 2 * HOUR_MS;
/** Of a meeting that Docket heard of late, the coordinator has so long to confirm the minutes. */
const LEAST_REVIEW_MS = 3 * HOUR_MS;
/** How often a digest on its way is looked after. */
const LOOK_EVERY_MS = 5 * MINUTE_MS;
/** After so long nothing more is done by itself. */
const GIVEN_UP_AFTER_MS = 9 * DAY_MS;

export function beginPromise(meeting: Meeting, now: Instant): MinutesPromise {
  return {
    meetingId: meeting.id,
    projectId: meeting.projectId,
    from: endOf(meeting) ?? now,
    begunAt: now,
    warnedAt: null,
    unconfirmed: null,
    confirmedAt: meeting.state === 'published' ? now : null,
    confirmedBy: null,
    deliveredAt: null,
    waivedAt: null,
    lookAt: now,
  };
}

/** The promise counts from the end; where only the beginning is known, from that. */
export const endOf = ({ end, start }: Meeting): Instant | null => end ?? start;

export const dueOf = ({ from }: MinutesPromise): Instant => instantPlus(from, PROMISED_MS);

export type PromiseState = 'running' | 'kept' | 'missed' | 'waived';

export function promiseState(promise: MinutesPromise, now: Instant): PromiseState {
  if (promise.deliveredAt !== null) return promise.deliveredAt <= dueOf(promise) ? 'kept' : 'missed';
  if (promise.waivedAt !== null) return 'waived';
  return now > dueOf(promise) ? 'missed' : 'running';
}

/** What is known at the moment of a look. */
export interface PromiseView {
  readonly promise: MinutesPromise;
  readonly meetingState: Meeting['state'];
  /** There are minutes, confirmed or not. */
  readonly hasMinutes: boolean;
  readonly isTold: boolean;
  readonly sendsUnconfirmed: boolean;
  /** When everybody had it; null while somebody waits for it, or nothing went out. */
  readonly deliveredAt: Instant | null;
}

export type PromiseStep = 'waive' | 'settle' | 'tell' | 'warn' | 'send' | 'hurry';

/** At most one step of each kind, in the order in which they are to be taken. */
export function nextSteps(view: PromiseView, now: Instant): readonly PromiseStep[] {
  const { promise, meetingState, hasMinutes, isTold, sendsUnconfirmed, deliveredAt } = view;
  const isOut = promise.unconfirmed !== null || promise.confirmedAt !== null;
  if (isOut && deliveredAt !== null) return ['settle'];
  if (isOut) return isHurried(promise, now) ? ['hurry'] : [];
  if (meetingState === 'cancelled' || meetingState === 'discarded') return ['waive'];
  const mustTell = !hasMinutes && !isTold && isAt(promise, TELL_AFTER_MS, now);
  if (sendsUnconfirmed && now >= sendAt(promise)) return mustTell ? ['tell', 'send'] : ['send'];
  const mustWarn = promise.warnedAt === null && isAt(promise, WARN_AFTER_MS, now);
  return [...(mustTell ? (['tell'] as const) : []), ...(mustWarn ? (['warn'] as const) : [])];
}

/** The promised time is nearly over: any other way is taken. */
export const isHurried = (promise: MinutesPromise, now: Instant): boolean =>
  isAt(promise, HURRY_AFTER_MS, now);

const isAt = ({ from }: MinutesPromise, afterMs: number, now: Instant): boolean =>
  now >= instantPlus(from, afterMs);

/** Where the promise is broken already, because Docket heard of the meeting too late, the minutes are reviewed first. */
export function sendAt({ from, begunAt }: MinutesPromise): Instant {
  const isBroken = begunAt > instantPlus(from, PROMISED_MS);
  return isBroken ? instantPlus(begunAt, LEAST_REVIEW_MS) : instantPlus(from, SEND_AFTER_MS);
}

/** The next moment at which a step may be due; null when none is left. */
export function nextLookAt(promise: MinutesPromise, now: Instant): Instant | null {
  if (promise.deliveredAt !== null || promise.waivedAt !== null) return null;
  if (now >= instantPlus(promise.from, GIVEN_UP_AFTER_MS)) return null;
  const isOut = promise.unconfirmed !== null || promise.confirmedAt !== null;
  if (isOut) return instantPlus(now, LOOK_EVERY_MS);
  const moments = [
    ...[TELL_AFTER_MS, WARN_AFTER_MS, PROMISED_MS, GIVEN_UP_AFTER_MS].map((ms) =>
      instantPlus(promise.from, ms),
    ),
    sendAt(promise),
  ];
  return moments.filter((moment) => moment > now).sort()[0] ?? null;
}
