/** The one table that turns what the Bot Connector answers into the kernel's errors. First row that fits wins. */
import {
  AccessError,
  ContractError,
  DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/time.ts';
import { type ConnectorFault, readConnectorFault } from './connectorFault.ts';

/** What was attempted, for the sentence and for the log. */
export interface Attempt {
  readonly doing: 'post' | 'update' | 'openPersonal' | 'members' | 'describe';
  readonly conversationId: string;
  readonly now: Instant;
}

/** "Optimize your bot with rate limiting": a 429 may come without Retry-After; the outbox backs off from here. */
const WAIT_WITHOUT_RETRY_AFTER_MS = 5_000;

type Kind = (fault: ConnectorFault, sentence: string, extra: Extra) => DocketError;
type Extra = { readonly cause: unknown; readonly details: Readonly<Record<string, unknown>> };

interface ConnectorErrorRow {
  /** HTTP status; `none` when no answer came, `token` when no token for the connector could be had. */
  readonly status: readonly number[] | 'none' | 'token' | 'any';
  /** Any code in the answer (`code`, `subCode`), or of the connection, without regard to case. */
  readonly codes?: readonly string[];
  readonly says: string;
  readonly kind: Kind;
}

const access =
  (code: string): Kind =>
  (_fault, sentence, extra) =>
    new AccessError(code, sentence, extra);
const gone =
  (code: string): Kind =>
  (_fault, sentence, extra) =>
    new NotFoundError(code, sentence, extra);
const input =
  (code: string): Kind =>
  (_fault, sentence, extra) =>
    new InputError(code, sentence, extra);
const notDone =
  (code: string): Kind =>
  (_fault, sentence, extra) =>
    new UnavailableError(code, sentence, extra);
const perhapsDone =
  (code: string): Kind =>
  (_fault, sentence, extra) =>
    new UnavailableError(code, sentence, { ...extra, outcomeUnknown: isWrite(extra) });
const throttled: Kind = ({ retryAfterMs }, sentence, extra) =>
  new ThrottledError('throttled', sentence, retryAfterMs ?? WAIT_WITHOUT_RETRY_AFTER_MS, extra);

/** Reading again does no harm, so only writes have an outcome to be unsure of. */
const isWrite = ({ details }: Extra): boolean => details.doing === 'post' || details.doing === 'update';

/** Failures before a connection was made: nothing can have been delivered. */
const NEVER_CONNECTED = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];

/** Pages: "Send proactive messages", "Optimize your bot with rate limiting", "Format your bot messages". */
const ROWS: readonly ConnectorErrorRow[] = [
  { status: [429], says: 'Teams asks to wait before the next message', kind: throttled },
  {
    status: [403],
    codes: ['MessageWritesBlocked'],
    says: 'The person has blocked or removed the bot',
    kind: access('blocked-by-user'),
  },
  {
    status: [403],
    codes: ['BotNotInConversationRoster', 'ForbiddenOperationException'],
    says: 'The bot is not in this conversation, or may not write in it; add the app there',
    kind: access('bot-not-in-conversation'),
  },
  {
    status: [403],
    says: 'Teams refuses the bot here; check that the app is allowed in the Teams admin centre',
    kind: access('teams-refused'),
  },
  {
    status: [401],
    says: 'Teams does not accept the bot’s sign-in; check the app id, the credential and the tenant of the bot',
    kind: access('bot-credentials-refused'),
  },
  {
    status: [404],
    codes: ['ConversationNotFound'],
    says: 'The conversation is gone',
    kind: gone('conversation-gone'),
  },
  { status: [404], says: 'What was asked for is gone from Teams', kind: gone('not-in-teams') },
  {
    status: [413],
    says: 'The message is too big for Teams; it takes about 100 KB',
    kind: input('message-too-big'),
  },
  {
    status: [400],
    codes: ['MessageSizeTooBig', 'RequestEntityTooLarge'],
    says: 'The message is too big for Teams; it takes about 100 KB',
    kind: input('message-too-big'),
  },
  { status: [400], says: 'Teams cannot read the message', kind: input('message-refused') },
  // A failed precondition means that the connector did not begin; the same page says to try again.
  { status: [412], says: 'Teams did not take the message just now', kind: notDone('teams-unavailable') },
  // "RFC 9110", 503: not able to handle the request now. A message that waits is better than one that is lost.
  { status: [503], says: 'Teams cannot take messages just now', kind: notDone('teams-unavailable') },
  {
    status: [408, 500, 502, 504],
    says: 'Teams gave no proper answer, so the message may be there or not',
    kind: perhapsDone('teams-unavailable'),
  },
  {
    status: 'token',
    codes: ['network_error', 'endpoints_resolution_error', 'openid_config_error', ...NEVER_CONNECTED],
    says: 'The sign-in service gave no answer, so nothing was sent to Teams',
    kind: notDone('sign-in-unavailable'),
  },
  {
    status: 'token',
    says: 'The bot could not sign in; check the app id, the credential and the tenant of the bot',
    kind: access('bot-credentials-refused'),
  },
  {
    status: 'none',
    codes: NEVER_CONNECTED,
    says: 'Teams could not be reached, so nothing was sent',
    kind: notDone('teams-unreachable'),
  },
  {
    status: 'none',
    says: 'The connection to Teams was lost, so the message may be there or not',
    kind: perhapsDone('teams-unavailable'),
  },
  {
    status: 'any',
    says: 'Teams answered in a way that its documentation does not have',
    kind: (_fault, sentence, extra) => new ContractError('teams-unexpected', sentence, extra),
  },
];

/** The kernel's error for what a call to the connector threw. The kernel's own errors, and bugs, pass through. */
export function translateConnectorError(cause: unknown, attempt: Attempt): unknown {
  if (cause instanceof DocketError) return cause;
  const fault = readConnectorFault(cause, attempt.now);
  const row = fault === null ? undefined : ROWS.find((candidate) => fits(candidate, fault));
  if (fault === null || row === undefined) return cause;
  const details = {
    doing: attempt.doing,
    conversationId: attempt.conversationId,
    status: fault.status,
    codes: fault.codes,
  };
  const answer = [fault.status, ...fault.codes].join(' ');
  return row.kind(fault, `${row.says} (${attempt.doing}: ${answer}).`, { cause, details });
}

function fits({ status, codes }: ConnectorErrorRow, fault: ConnectorFault): boolean {
  const hasStatus =
    status === 'any' ||
    (typeof status === 'string' ? status === fault.status : status.some((one) => one === fault.status));
  if (!hasStatus || codes === undefined) return hasStatus;
  const known = codes.map((code) => code.toLowerCase());
  return fault.codes.some((code) => known.includes(code.toLowerCase()));
}
