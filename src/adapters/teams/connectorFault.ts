/** Reads what the SDK throws after a call to the Bot Connector: status, codes, Retry-After. Pure. */
import { z } from 'zod';
import type { Instant } from '../../kernel/time.ts';

export interface ConnectorFault {
  /** HTTP status; `none` when no answer came, `token` when no token for the connector could be had. */
  readonly status: number | 'none' | 'token';
  /** Every code in the answer, or that of the broken connection. */
  readonly codes: readonly string[];
  readonly retryAfterMs: number | null;
}

const restError = z.object({
  name: z.literal('RestError'),
  code: z.string().optional(),
  statusCode: z.number().optional(),
  response: z
    .object({
      status: z.number(),
      bodyAsText: z.string().nullish(),
      headers: z.custom<{ get(name: string): string | undefined }>(
        (value) => typeof (value as { get?: unknown } | null)?.get === 'function',
      ),
    })
    .optional(),
});

/** The sign-in library's errors carry an `errorCode`; its network failures come through with their own `code`. */
const signInError = z.object({ errorCode: z.string() });
const systemError = z.object({ code: z.string() });

/** What a call threw, read; null when it comes from neither the connector, the connection nor the sign-in: a bug. */
export function readConnectorFault(cause: unknown, now: Instant): ConnectorFault | null {
  const rest = restError.safeParse(cause);
  if (rest.success) {
    const { response, statusCode, code } = rest.data;
    if (response === undefined && statusCode === undefined) {
      return { status: 'none', codes: code === undefined ? [] : [code], retryAfterMs: null };
    }
    return {
      status: response?.status ?? statusCode ?? 'none',
      codes: codesIn(parsed(response?.bodyAsText ?? '')),
      retryAfterMs: readRetryAfter(response?.headers.get('retry-after'), now),
    };
  }
  const signIn = signInError.safeParse(cause);
  if (signIn.success) return { status: 'token', codes: [signIn.data.errorCode], retryAfterMs: null };
  if (isNamed(cause, 'AuthenticationError')) return { status: 'token', codes: [], retryAfterMs: null };
  if (isNamed(cause, 'AbortError')) return { status: 'none', codes: ['AbortError'], retryAfterMs: null };
  const system = systemError.safeParse(cause);
  return system.success ? { status: 'none', codes: [system.data.code], retryAfterMs: null } : null;
}

function isNamed(cause: unknown, name: string): boolean {
  return cause instanceof Error && (cause.name === name || cause.constructor.name === name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An answer that is no JSON has no codes to read; its status decides.
    return undefined;
  }
}

const CODE_NAMES = ['code', 'subCode', 'errorCode'];
const DEEPEST = 4;

/**
 * The values of `code`, `subCode` and `errorCode` at any depth. Teams puts a JSON text with the sub-code into
 * `message` at times, so a message that is JSON is read as well.
 */
function codesIn(value: unknown, depth = 0): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string' && CODE_NAMES.includes(name)) return [inner];
    if (typeof inner === 'string' && name === 'message' && inner.trimStart().startsWith('{')) {
      return codesIn(parsed(inner), depth + 1);
    }
    return codesIn(inner, depth + 1);
  });
}

/** Seconds or an HTTP date ("RFC 9110", Retry-After), as milliseconds from now. */
function readRetryAfter(header: string | undefined, now: Instant): number | null {
  if (header === undefined || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.parse(now));
}
