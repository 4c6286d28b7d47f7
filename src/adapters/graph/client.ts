/** The one way to Microsoft Graph: typed calls, replies checked by schema, errors as the kernel's. */
import { setTimeout as delay } from 'node:timers/promises';
import type { TokenCredential } from '@azure/identity';
import type { z } from 'zod';
import { ContractError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Clock } from '../../kernel/time.ts';
import { type CallName, errorOf, noReplyError, readFault } from './errors.ts';
import { pathForLog, withAttemptLog } from './http/attemptLog.ts';
import {
  type Exchange,
  exchangeByFetch,
  type Fetch,
  isNoReply,
  nowMs,
  type Outcome,
  type OutgoingRequest,
  type Wait,
} from './http/exchange.ts';
import { makePace } from './http/pace.ts';
import { withRedirects } from './http/redirect.ts';
import { withRetry } from './http/retry.ts';
import { askPlainly, askSdk, sdkOver, Ticket } from './http/sdkBridge.ts';
import { withToken } from './http/signIn.ts';

export type GraphVersion = 'v1.0' | 'beta';
export type GraphMethod = OutgoingRequest['method'];

export interface GraphCall {
  /** Values are encoded here; names (`$filter`) are sent as they are. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, bytes as they are (give `content-type`). */
  readonly body?: object | Uint8Array;
  readonly version?: GraphVersion;
  /**
   * True when sending it twice does no more than sending it once. GET, PUT and DELETE are unless said; POST and PATCH
   * are not unless said (a PATCH under If-Match that was carried out answers its repetition with 412).
   */
  readonly idempotent?: boolean;
  /** Longest time for the call with all its repetitions; 30 s unless said. */
  readonly deadlineMs?: number;
}

export interface TypedCall<T> extends GraphCall {
  /** Names only the fields that are used. Not asked when the reply has no content: then it gets undefined. */
  readonly schema: z.ZodType<T, z.ZodTypeDef, unknown>;
}

/** A successful reply before any schema. */
export interface GraphReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Every method throws the kernel's errors, see `errors.ts`. Paths begin with `/` and are already encoded. */
export interface GraphClient {
  get<T>(path: string, call: TypedCall<T>): Promise<T>;
  post<T>(path: string, call: TypedCall<T>): Promise<T>;
  patch<T>(path: string, call: TypedCall<T>): Promise<T>;
  put<T>(path: string, call: TypedCall<T>): Promise<T>;
  delete(path: string, call?: GraphCall): Promise<void>;
  /** Status, headers and bytes of a successful reply, for contents and for those who need a header. */
  send(method: GraphMethod, path: string, call?: GraphCall): Promise<GraphReply>;
  /**
   * To an address that Graph handed out for direct use (an upload session): never with the token. Throws ContractError
   * for one that is neither https nor on Graph's own host.
   */
  sendUnsigned(
    method: GraphMethod,
    url: string,
    call?: Omit<GraphCall, 'query' | 'version'>,
  ): Promise<GraphReply>;
  /**
   * A link that Graph gave (next, delta) as path and version. Throws ContractError when it leads to another host:
   * the token goes to Graph's own host only.
   */
  readLink(link: string): { readonly path: string; readonly version: GraphVersion };
  readonly clock: Clock;
  readonly wait: Wait;
  readonly random: Random;
  readonly logger: Logger;
  /** `https://host`, without version. */
  readonly baseUrl: string;
}

export interface GraphClientParts {
  /** `https://graph.microsoft.com`, or the address of a local Microsoft 365. */
  readonly baseUrl: string;
  readonly credential: TokenCredential;
  /** Such as `NONISV|Harbour|Docket/1.0`: decorated traffic goes first when SharePoint is busy. */
  readonly userAgent: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly fetch?: Fetch;
  readonly wait?: Wait;
  /** Scope of the token; `{baseUrl}/.default` unless said. */
  readonly scope?: string;
}

const DEADLINE_MS = 30_000;
/** A single attempt gives up after this time, so that the deadline leaves room for another. */
const ATTEMPT_MS = 20_000;

/** Makes the client. Throws a RangeError when the base URL is none or carries a path or a query. */
export function makeGraphClient(parts: GraphClientParts): GraphClient {
  const base = readBaseUrl(parts.baseUrl);
  const { clock, random, logger } = parts;
  const wait: Wait = parts.wait ?? (async (milliseconds) => void (await delay(milliseconds)));
  const fetch = parts.fetch ?? globalThis.fetch;
  const origin = base.origin;
  let exchange: Exchange = exchangeByFetch(fetch, clock, ATTEMPT_MS);
  exchange = withAttemptLog(exchange, { logger, clock, random, origin });
  exchange = withToken(exchange, {
    credential: parts.credential,
    scope: parts.scope ?? `${origin}/.default`,
    origin,
  });
  exchange = withRedirects(exchange);
  exchange = withRetry(exchange, { clock, random, logger, wait, pace: makePace() });
  const sdk = sdkOver(exchange, origin);

  const ticketFor = (method: GraphMethod, call: GraphCall): Ticket => {
    const repeatable = call.idempotent ?? (method === 'GET' || method === 'PUT' || method === 'DELETE');
    return new Ticket(nowMs(clock) + (call.deadlineMs ?? DEADLINE_MS), repeatable);
  };
  const judge = (outcome: Outcome, name: CallName): GraphReply => {
    if ('failure' in outcome)
      throw isNoReply(outcome.failure) ? noReplyError(outcome.failure, name) : outcome.failure;
    const { reply } = outcome;
    if (reply.status >= 200 && reply.status < 300) return reply;
    const header = (headerName: string): string | null => reply.headers.get(headerName);
    throw errorOf(readFault(reply.status, jsonOrNull(reply.body), header, nowMs(clock)), name);
  };
  const send: GraphClient['send'] = async (method, path, call = {}) => {
    const ticket = ticketFor(method, call);
    const headers = { 'User-Agent': parts.userAgent, Accept: 'application/json', ...call.headers };
    const outcome = await askSdk(sdk, method, path, { ...call, headers }, ticket);
    return judge(outcome, { method, path, repeatable: ticket.repeatable });
  };
  const sendUnsigned: GraphClient['sendUnsigned'] = async (method, url, call = {}) => {
    const { origin: host, protocol } = new URL(url, origin);
    if (protocol !== 'https:' && host !== origin) throw foreignLink(host);
    const ticket = ticketFor(method, call);
    const headers = { 'User-Agent': parts.userAgent, ...call.headers };
    const outcome = await askPlainly(exchange, method, url, { ...call, headers }, ticket);
    return judge(outcome, { method, path: 'upload address', repeatable: ticket.repeatable });
  };
  const typed =
    (method: GraphMethod) =>
    async <T>(path: string, call: TypedCall<T>): Promise<T> =>
      readReply(await send(method, path, call), call.schema, method, path);

  return {
    get: typed('GET'),
    post: typed('POST'),
    patch: typed('PATCH'),
    put: typed('PUT'),
    delete: async (path, call) => void (await send('DELETE', path, call)),
    send,
    sendUnsigned,
    readLink: (link) => readLink(link, origin),
    clock,
    wait,
    random,
    logger,
    baseUrl: origin,
  };
}

function readReply<T>(
  reply: GraphReply,
  schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  method: string,
  path: string,
): T {
  const where = `${method} ${pathForLog(path)}`;
  const details = {
    method,
    path: pathForLog(path),
    status: reply.status,
    requestId: reply.headers.get('request-id'),
  };
  let value: unknown;
  if (reply.body.length > 0) {
    value = jsonOrNull(reply.body);
    if (value === null) {
      throw new ContractError('unexpected-reply', `${where} was answered with something that is not JSON.`, {
        details,
      });
    }
  }
  const checked = schema.safeParse(value);
  if (checked.success) return checked.data;
  const problems = checked.error.issues
    .slice(0, 3)
    .map(({ path: at, message }) => `${at.join('.') || 'reply'}: ${message}`);
  throw new ContractError(
    'unexpected-reply',
    `${where} was answered with a shape that Docket does not know (${problems.join('; ')}).`,
    { details },
  );
}

function jsonOrNull(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function readBaseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new RangeError(`Not an address for Microsoft Graph: ${text}`);
  const url = new URL(text);
  if ((url.pathname !== '/' && url.pathname !== '') || url.search !== '' || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(
      `The address of Microsoft Graph is scheme and host only, such as https://graph.microsoft.com, not ${text}`,
    );
  }
  return url;
}

function readLink(link: string, origin: string): { path: string; version: GraphVersion } {
  const url = URL.canParse(link, origin) ? new URL(link, origin) : null;
  const found = url?.origin === origin ? /^\/(v1\.0|beta)(\/.*)$/.exec(url.pathname) : null;
  const [, version, path] = found ?? [];
  if (url === null || version === undefined || path === undefined) {
    throw foreignLink(url?.host ?? null);
  }
  return { path: path + url.search, version: version as GraphVersion };
}

const foreignLink = (host: string | null): ContractError =>
  new ContractError(
    'foreign-link',
    'Microsoft Graph gave a link that leads away from its own host; Docket does not follow it.',
    { details: { host } },
  );
