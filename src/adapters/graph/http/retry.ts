/** Repeats a request while that is safe and allowed, within its deadline. */
import { ThrottledError } from '../../../kernel/errors.ts';
import type { Random } from '../../../kernel/ids.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Clock } from '../../../kernel/time.ts';
import {
  type Exchange,
  type IncomingReply,
  isNoReply,
  type NoReply,
  nowMs,
  type OutgoingRequest,
  type Wait,
} from './exchange.ts';
import type { Pace } from './pace.ts';
import { readRetryAfter } from './retryAfter.ts';

export interface RetryParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly wait: Wait;
  readonly pace: Pace;
}

const MOST_ATTEMPTS = 6;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;

/** Refused before anything was done: 429 "Too many requests" and 509 "Bandwidth limit exceeded". */
const REFUSED_UNDONE = new Set([429, 509]);
/** Faults after which it is not known whether the request was carried out. */
const MAYBE_DONE = new Set([408, 500, 502, 503, 504]);

type Attempt = { readonly reply: IncomingReply } | { readonly failure: NoReply };

/**
 * 429 is always repeated ("Microsoft Graph throttling guidance": after Retry-After). 408, 500, 502, 503, 504 and a lost
 * reply only when the request is repeatable. A connection that was never made is repeated for every request.
 */
export function withRetry(next: Exchange, parts: RetryParts): Exchange {
  const { clock, logger, wait, pace } = parts;
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      await waitForTurn(request, parts);
      const outcome = await tryOnce(next, request);
      if ('reply' in outcome) pace.observe(request.url, outcome.reply, nowMs(clock));
      const delayMs = delayBeforeNext(outcome, request, attempt, parts);
      if (delayMs === null) {
        if ('failure' in outcome) throw outcome.failure;
        return outcome.reply;
      }
      logger.info('A request to Microsoft Graph is repeated.', {
        method: request.method,
        attempt,
        delayMs,
        status: 'reply' in outcome ? outcome.reply.status : null,
      });
      await wait(delayMs);
    }
  };
}

async function waitForTurn(request: OutgoingRequest, { clock, pace, wait }: RetryParts): Promise<void> {
  const now = nowMs(clock);
  const pausedMs = pace.pausedFor(request.url, now);
  if (now + pausedMs > request.deadlineAt) {
    throw new ThrottledError(
      'throttled',
      `Microsoft Graph asked to wait another ${Math.ceil(pausedMs / 1000)} s before the next request of this kind.`,
      pausedMs,
    );
  }
  const turnMs = Math.min(pace.takeTurn(request.url, now), Math.max(0, request.deadlineAt - now));
  if (turnMs > 0) await wait(turnMs);
}

async function tryOnce(next: Exchange, request: OutgoingRequest): Promise<Attempt> {
  try {
    return { reply: await next(request) };
  } catch (failure) {
    if (isNoReply(failure)) return { failure };
    throw failure;
  }
}

/** Milliseconds to wait before the next attempt, null when there is to be none. */
function delayBeforeNext(
  outcome: Attempt,
  request: OutgoingRequest,
  attempt: number,
  { clock, random }: RetryParts,
): number | null {
  if (attempt >= MOST_ATTEMPTS || !mayRepeat(outcome, request)) return null;
  const now = nowMs(clock);
  const asked = 'reply' in outcome ? readRetryAfter(outcome.reply.headers.get('retry-after'), now) : null;
  const backoff = Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
  const jitter = random.number();
  // Retry-After is a minimum: a little more parts the callers that wait together.
  const delayMs = asked === null ? backoff / 2 + (jitter * backoff) / 2 : asked + 1 + jitter * 100;
  return now + delayMs < request.deadlineAt ? Math.ceil(delayMs) : null;
}

function mayRepeat(outcome: Attempt, request: OutgoingRequest): boolean {
  if ('failure' in outcome) return !outcome.failure.wasSent || request.repeatable;
  if (REFUSED_UNDONE.has(outcome.reply.status)) return true;
  return request.repeatable && MAYBE_DONE.has(outcome.reply.status);
}
