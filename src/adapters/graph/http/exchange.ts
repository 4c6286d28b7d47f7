/** One HTTP request and its reply. Sign-in, redirects, pace and retries are wrappers round `Exchange`. */
import type { DocketError } from '../../../kernel/errors.ts';
import type { Clock } from '../../../kernel/time.ts';

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Moment (milliseconds since 1970) after which nothing may be waited for. */
  readonly deadlineAt: number;
  /** True for an address that carries its own right: it goes without the token. */
  readonly isUnsigned?: boolean;
  /** True when sending it twice does no more than sending it once. */
  readonly repeatable: boolean;
}

export interface IncomingReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Sends one request. Throws `NoReply` when no whole reply came, `DocketError` when it was not sent on purpose. */
export type Exchange = (request: OutgoingRequest) => Promise<IncomingReply>;

/** No whole reply came. `wasSent` is false only when the connection was never made, so nothing can have happened. */
export class NoReply extends Error {
  readonly wasSent: boolean;
  readonly timedOut: boolean;
  constructor(
    message: string,
    cause: unknown,
    { wasSent, timedOut }: { wasSent: boolean; timedOut: boolean },
  ) {
    super(message, { cause });
    this.name = 'NoReply';
    this.wasSent = wasSent;
    this.timedOut = timedOut;
  }
}

export const nowMs = (clock: Clock): number => Date.parse(clock.now());

export type Fetch = typeof globalThis.fetch;
export type Wait = (milliseconds: number) => Promise<void>;

/** Codes of Node's network errors that come before the request has left. */
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The innermost exchange: fetch without following redirects, the whole body read, one time limit for both.
 * `attemptMs` bounds a single attempt, so that a dead connection leaves time for another.
 */
export function exchangeByFetch(fetch: Fetch, clock: Clock, attemptMs: number): Exchange {
  return async (request) => {
    const limitMs = Math.max(1, Math.min(attemptMs, request.deadlineAt - nowMs(clock)));
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), limitMs);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: { ...request.headers },
        redirect: 'manual',
        signal: control.signal,
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const body = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, body };
    } catch (cause) {
      const code = codeOf(cause);
      throw new NoReply(
        control.signal.aborted
          ? `no whole reply within ${limitMs} ms`
          : `no reply (${code ?? String(cause)})`,
        cause,
        { wasSent: code === undefined || !NEVER_CONNECTED.has(code), timedOut: control.signal.aborted },
      );
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Node's error code, looked for through the chain of causes. */
function codeOf(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string') return code;
    if (current instanceof AggregateError && current.errors.length > 0) return codeOf(current.errors[0]);
  }
  return undefined;
}

export const isNoReply = (error: unknown): error is NoReply => error instanceof NoReply;

/** What a call ended with, carried past the SDK's own error wrapping. */
export type Outcome = { readonly reply: IncomingReply } | { readonly failure: NoReply | DocketError | Error };
