/** The one table that turns Graph's refusals and faults into the kernel's errors. First row that fits wins. */
import {
  AccessError,
  ConflictError,
  ContractError,
  type DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../kernel/errors.ts';
import { pathForLog } from './http/attemptLog.ts';
import type { NoReply } from './http/exchange.ts';
import { readRetryAfter } from './http/retryAfter.ts';

/** Which request it was about. */
export interface CallName {
  readonly method: string;
  readonly path: string;
  /** True when it may simply be sent again; a write that is not may have been carried out. */
  readonly repeatable: boolean;
}

/** Graph's error body and headers, read. */
export interface Fault {
  readonly status: number;
  readonly code: string | null;
  /** Codes of the nested inner errors, outermost first. */
  readonly innerCodes: readonly string[];
  readonly message: string;
  readonly requestId: string | null;
  readonly clientRequestId: string | null;
  readonly date: string | null;
  readonly retryAfterMs: number | null;
}

type Kind = (fault: Fault, sentence: string, details: Record<string, unknown>, call: CallName) => DocketError;

export interface ErrorRow {
  readonly status: readonly number[] | 'any';
  /** Matches `error.code` or any inner code, without regard to case. */
  readonly code?: string;
  /** Only where Graph has no code of its own for it; the text is quoted from the page or the reports named beside. */
  readonly message?: RegExp;
  readonly is: string;
  readonly says: string;
  readonly kind: Kind;
}

const access =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new AccessError(code, sentence, { details });
const input =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new InputError(code, sentence, { details });
const missing =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new NotFoundError(code, sentence, { details });
const conflict =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new ConflictError(code, sentence, { details });
const contract =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new ContractError(code, sentence, { details });
const undone =
  (code: string): Kind =>
  (_fault, sentence, details) =>
    new UnavailableError(code, sentence, { details });
const perhapsDone =
  (code: string): Kind =>
  (_fault, sentence, details, call) =>
    new UnavailableError(code, sentence, { details, outcomeUnknown: call.method !== 'GET' });

/** A 429 without Retry-After: "Microsoft Graph throttling guidance" asks for backoff; this is where ours begins. */
const WAIT_WITHOUT_RETRY_AFTER_MS = 10_000;
const throttled: Kind = (fault, sentence, details) =>
  new ThrottledError('throttled', sentence, fault.retryAfterMs ?? WAIT_WITHOUT_RETRY_AFTER_MS, { details });

const row = (
  is: string,
  status: ErrorRow['status'],
  match: { readonly code?: string; readonly message?: RegExp },
  says: string,
  kind: (code: string) => Kind,
): ErrorRow => ({ is, status, ...match, says, kind: kind(is) });

export const ERROR_TABLE: readonly ErrorRow[] = [
  row(
    'graph-access-off',
    [403],
    { code: 'GraphAccessToTranscriptsDisabled' },
    'the tenant has switched off access to transcripts by Graph',
    access,
  ),
  row(
    'attribution-off',
    [403],
    { code: 'SpeakerAttributionNotAllowed' },
    'the tenant has switched off speaker names in transcripts',
    access,
  ),
  row(
    'access-policy-missing',
    [403],
    { message: /application access policy/i },
    'the organiser has no application access policy for this app',
    access,
  ),
  row(
    'app-not-in-meeting',
    [403],
    { message: /RSC permission evaluation/i },
    'neither a permission nor the app in the meeting allows it',
    access,
  ),
  row(
    'channel-meeting-unsupported',
    [400],
    { message: /channel based meetings are (currently )?not supported/i },
    'this version of the API refuses channel meetings',
    input,
  ),
  row(
    'not-calendar-backed',
    [400, 403, 404],
    { message: /calendar.?backed|iCalUid/i },
    'the meeting has no calendar event behind it',
    input,
  ),
  row(
    'notification-address-refused',
    [400],
    { message: /subscription validation request|notification endpoint/i },
    'Graph could not validate the notification address of the subscription',
    access,
  ),
  row(
    'duplicate-value',
    [400, 409],
    { message: /duplicate value|unique (value|constraint)/i },
    'another row holds this value of a unique column',
    conflict,
  ),
  row(
    'column-not-indexed',
    [400],
    { message: /not indexed/i },
    'a column of the filter or the order is not indexed',
    input,
  ),
  row(
    'list-view-threshold',
    'any',
    { message: /list view threshold/i },
    'the query goes over the list view threshold of SharePoint',
    input,
  ),
  row(
    'name-already-exists',
    [409],
    { code: 'nameAlreadyExists' },
    'something of this name is there already',
    conflict,
  ),
  row('mail-not-known', [404], { code: 'ErrorInvalidUser' }, 'there is no mailbox of this address', missing),
  row('not-signed-in', [401], {}, 'Graph did not accept the access token', access),
  row('payment-required', [402], {}, 'Graph asks for a payment model for this API', access),
  row('permission-missing', [403], {}, 'a permission is missing', access),
  row('not-found', [404], {}, 'it is not there, or no longer', missing),
  row('not-supported', [405, 406, 415, 501], {}, 'Graph does not support this request', contract),
  row('conflict', [409], {}, 'it conflicts with what is there', conflict),
  row('resync-required', [410], {}, 'the mark is too old, everything must be read again', missing),
  row('changed-meanwhile', [412], {}, 'it was changed meanwhile', conflict),
  row('too-large', [413], {}, 'it is too large', input),
  row('range-already-there', [416], {}, 'this part of the file is there already', conflict),
  row('locked', [423], {}, 'it is locked by somebody or by another request', undone),
  row('dependency-failed', [424], {}, 'a request that it depends on failed', undone),
  row('throttled', [429, 509], {}, 'Graph asks to wait', () => throttled),
  row('storage-full', [507], {}, 'the storage quota of the site is used up', access),
  row('unavailable', [408, 500, 502, 503, 504], {}, 'Graph has a fault or is busy', perhapsDone),
];

/** The kernel's error for a reply that is no success. */
export function errorOf(fault: Fault, call: CallName): DocketError {
  const found = ERROR_TABLE.find((each) => fits(each, fault)) ?? fallback(fault.status);
  const quoted = fault.message === '' ? '' : ` Graph says: "${clean(fault.message)}"`;
  const sentence = `${call.method} ${pathForLog(call.path)} was answered with ${fault.status}: ${found.says}.${quoted}`;
  return found.kind(fault, sentence, detailsOf(fault, call), call);
}

/** The kernel's error for a request without a whole reply. */
export function noReplyError(failure: NoReply, call: CallName): UnavailableError {
  const path = pathForLog(call.path);
  return new UnavailableError(
    failure.timedOut ? 'timed-out' : 'no-reply',
    `${call.method} ${path} got ${failure.message}.`,
    {
      cause: failure,
      details: { method: call.method, path },
      outcomeUnknown: call.method !== 'GET' && failure.wasSent,
    },
  );
}

/** Reads status, body and headers; a body that is not Graph's error shape leaves the codes empty. */
export function readFault(
  status: number,
  body: unknown,
  header: (name: string) => string | null,
  now: number,
): Fault {
  const error = asRecord(asRecord(body)?.error);
  const inner = innermost(error);
  const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    status,
    code: text(error?.code),
    innerCodes: inner.map((each) => text(each.code)).filter((code) => code !== null),
    message: text(error?.message) ?? '',
    requestId: header('request-id') ?? text(inner[0]?.['request-id']),
    clientRequestId: header('client-request-id') ?? text(inner[0]?.['client-request-id']),
    date: text(inner[0]?.date),
    retryAfterMs: readRetryAfter(header('retry-after'), now),
  };
}

function innermost(error: Record<string, unknown> | undefined): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  let current = error;
  while (current !== undefined && found.length < 5) {
    // OneDrive and SharePoint spell it `innererror`.
    current = asRecord(current.innerError ?? current.innererror);
    if (current !== undefined) found.push(current);
  }
  return found;
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;

function fits(each: ErrorRow, fault: Fault): boolean {
  if (each.status !== 'any' && !each.status.includes(fault.status)) return false;
  if (each.message !== undefined && !each.message.test(fault.message)) return false;
  if (each.code === undefined) return true;
  const wanted = each.code.toLowerCase();
  return [fault.code, ...fault.innerCodes].some((code) => code?.toLowerCase() === wanted);
}

function fallback(status: number): ErrorRow {
  if (status >= 500) return row('unavailable', 'any', {}, 'Graph has a fault', perhapsDone);
  if (status >= 400) return row('refused', 'any', {}, 'Graph does not accept the request', input);
  return row('unexpected-reply', 'any', {}, 'Docket does not expect this answer', contract);
}

function detailsOf(fault: Fault, call: CallName): Record<string, unknown> {
  return {
    method: call.method,
    path: pathForLog(call.path),
    status: fault.status,
    graphCode: fault.code,
    innerCodes: fault.innerCodes,
    requestId: fault.requestId,
    clientRequestId: fault.clientRequestId,
    date: fault.date,
  };
}

/** Graph's own words, one line, without tokens and mail addresses, cut to 300 characters. */
function clean(message: string): string {
  return message
    .replace(/\s+/g, ' ')
    .replace(/eyJ[\w-]+\.[\w.-]+/g, '{token}')
    .replace(/\bBearer\s+\S+/gi, 'Bearer {token}')
    .replace(/[^\s'"<>()]+@[^\s'"<>()]+/g, '{mail}')
    .trim()
    .slice(0, 300);
}
