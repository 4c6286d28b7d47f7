/** The one table that turns what goes wrong with a language model into the kernel's errors, and into words for the minutes. */
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import {
  AccessError,
  ContractError,
  DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../kernel/errors.ts';
import { MINUTE_MS } from '../../kernel/time.ts';

/** A 429 without Retry-After: "Rate limits" (OpenAI) asks for backoff; this is where ours begins. */
const WAIT_WITHOUT_RETRY_AFTER_MS = 5_000;

/** Any error as one of the kernel's; the words of the other side are not carried, they may quote the transcript. */
export function toDocketError(error: unknown): DocketError {
  if (error instanceof DocketError) return error;
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError || isAbort(error))
    return timedOut(error);
  if (error instanceof APIConnectionError) {
    if (error.cause instanceof DocketError) return error.cause;
    return isAbort(error.cause)
      ? timedOut(error)
      : new UnavailableError('no-reply', 'The language model could not be reached.', { cause: error });
  }
  if (error instanceof APIError) return ofStatus(error);
  if (error instanceof SyntaxError)
    return new ContractError('not-json', 'The language model sent a reply that is not JSON.');
  return new UnavailableError('no-reply', 'The language model broke off its reply.', { cause: error });
}

export const timedOut = (cause?: unknown): UnavailableError =>
  new UnavailableError('timed-out', 'The language model did not answer in time.', {
    ...(cause === undefined ? {} : { cause }),
  });

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError');

/** vLLM, llama.cpp and Ollama have no code for it; their words name the context. */
const TOO_LONG = /\bcontext (?:length|size|window)|exceed_context_size|(?:prompt|input) is too long/i;

function ofStatus(error: APIError): DocketError {
  const { status, code, param } = error;
  const details = { status, code, param, requestId: error.request_id };
  const extra = { details };
  switch (status) {
    case 400:
    case 413:
    case 422:
    case 501:
      if (code === 'context_length_exceeded' || status === 413 || TOO_LONG.test(error.message))
        return new InputError('too-long', 'The request is longer than the language model can read.', extra);
      if (code === 'content_filter')
        return new AccessError('filtered', "The language model's content filter refused the talk.", extra);
      return new InputError('request-refused', 'The language model does not accept the request.', extra);
    case 401:
    case 403:
      return new AccessError(
        'sign-in-refused',
        `The language model refused the sign-in (${status}): check LANGUAGE_MODEL_KEY.`,
        extra,
      );
    case 404:
      return new NotFoundError(
        'model-not-found',
        'There is no such language model at the address: check LANGUAGE_MODEL_URL and LANGUAGE_MODEL_NAME.',
        extra,
      );
    case 429:
      return code === 'insufficient_quota'
        ? new AccessError('quota-used-up', 'The quota of the language model is used up.', extra)
        : new ThrottledError('throttled', 'The language model asks to wait.', retryAfterMs(error), extra);
    default:
      if (status !== undefined && (status >= 500 || status === 408 || status === 409))
        return new UnavailableError('unavailable', `The language model has a fault (${status}).`, extra);
      return new ContractError(
        'unexpected-status',
        `The language model answered with ${status}, which Docket does not know.`,
        extra,
      );
  }
}

/** Seconds in Retry-After, or Azure's and OpenAI's milliseconds in Retry-After-Ms. */
function retryAfterMs({ headers }: APIError): number {
  const exact = Number(headers?.['retry-after-ms'] ?? Number.NaN);
  const seconds = Number(headers?.['retry-after'] ?? Number.NaN);
  const asked = Number.isFinite(exact) ? exact : seconds * 1_000;
  return Number.isFinite(asked) && asked >= 0 ? asked : WAIT_WITHOUT_RETRY_AFTER_MS;
}

/** A wait longer than this is not worth it: the rules are at hand. */
export const LONGEST_WAIT_MS = MINUTE_MS / 2;

/** Why the rules wrote the minutes, for the minutes themselves. */
export function reasonOf({ code }: DocketError): string {
  return REASONS[code] ?? 'the language model gave no usable answer';
}

const REASONS: Readonly<Record<string, string>> = {
  'timed-out': 'the language model did not answer in time',
  'no-reply': 'the language model was not reachable',
  unavailable: 'the language model was not reachable',
  throttled: 'the language model is out of quota',
  'quota-used-up': 'the language model is out of quota',
  'sign-in-refused': 'the language model refused the sign-in',
  'model-not-found': 'the language model was not found',
  filtered: 'the language model refused the talk',
  'too-long': 'the meeting does not fit the language model',
};
