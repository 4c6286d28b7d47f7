/** From one request, alone or out of a batch, to its answer: token, route, options, permission, fault, work. */
import { badRequest, errorBody, notSupported, type RequestIdentity } from './errorBody.ts';
import { type FaultBoard, type FaultRule, REQUEST_FAULTS } from './faults.ts';
import type { Clock, Random } from './part.ts';
import { compilePath, normalizePath, type PathPattern } from './pathPattern.ts';
import type { RequestLog } from './requestLog.ts';
import {
  type Caller,
  GraphFault,
  type GraphRequest,
  type GraphResponse,
  type GraphVersion,
  type Route,
} from './route.ts';
import { readCaller } from './token.ts';

export interface PlainRequest {
  readonly method: string;
  readonly version: GraphVersion;
  /** Below the version, with the query, as sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** `http://host:port` */
  readonly origin: string;
  readonly inBatch: boolean;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object | Buffer | undefined;
  /** The connection is to be cut instead of answering. */
  readonly cut?: boolean;
}

export type Dispatch = (request: PlainRequest) => Promise<PlainResponse>;

interface DispatchParts {
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultBoard;
  readonly log: RequestLog;
  /** Ends at once, with a rejection, when the server closes. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** Query options that Graph takes with or without the dollar sign ("Use query parameters to customize responses"). */
const ODATA_OPTIONS = [
  'filter',
  'select',
  'orderby',
  'top',
  'skip',
  'expand',
  'count',
  'search',
  'skiptoken',
  'format',
];
/** Codes by which permissions are refused differ with the service behind the path. */
const SHAREPOINT = /^\/(sites|drives|shares)\b|^\/groups\/[^/]+\/(sites|drive)/;
const DIRECTORY = /^\/(users|groups|directoryObjects|subscribedSkus)(\/[^/]+)?$/;

export function makeDispatch(parts: DispatchParts): Dispatch {
  const table = makeTable(parts.routes);
  return async (request) => {
    const identity: RequestIdentity = {
      requestId: parts.random.uuid(),
      clientRequestId: request.headers['client-request-id'] ?? parts.random.uuid(),
      at: parts.clock.now(),
    };
    const path = request.target.split('?', 1)[0] ?? '';
    const rule = parts.faults.take(Object.keys(REQUEST_FAULTS), { method: request.method, path });
    const response = await answer(parts, table, request, identity, rule);
    parts.log.add({
      at: identity.at,
      method: request.method,
      path: `/${request.version}${path}`,
      query: request.target.slice(path.length + 1),
      status: response.status,
      requestId: identity.requestId,
      inBatch: request.inBatch,
      ...(rule === undefined ? {} : { fault: rule.fault }),
    });
    return {
      ...response,
      headers: {
        ...response.headers,
        'request-id': identity.requestId,
        'client-request-id': identity.clientRequestId,
      },
    };
  };
}

interface Entry {
  readonly route: Route;
  readonly pattern: PathPattern;
}

/** Routes by the first segment of their path, the more literal one first. */
type Table = ReadonlyMap<string, readonly Entry[]>;

function makeTable(routes: readonly Route[]): Table {
  const table = new Map<string, Entry[]>();
  for (const route of routes) {
    const first = firstSegment(route.path);
    const entries = table.get(first) ?? [];
    entries.push({ route, pattern: compilePath(route.path) });
    table.set(first, entries);
  }
  for (const entries of table.values())
    entries.sort((a, b) => (a.pattern.rank < b.pattern.rank ? -1 : a.pattern.rank > b.pattern.rank ? 1 : 0));
  return table;
}

const firstSegment = (path: string): string => (path.split('/', 2)[1] ?? '').toLowerCase();

async function answer(
  parts: DispatchParts,
  table: Table,
  request: PlainRequest,
  identity: RequestIdentity,
  rule: FaultRule | undefined,
): Promise<PlainResponse> {
  const fail = (fault: GraphFault): PlainResponse => ({
    status: fault.status,
    headers: fault.headers,
    body: errorBody(fault, identity),
  });
  try {
    const early = faultBefore(rule, request.inBatch);
    if (early instanceof GraphFault) return fail(early);
    if (early === 'cut') return { status: 502, headers: {}, body: undefined, cut: true };
    if (rule?.fault === 'slow') await parts.wait(rule.delayMs ?? 5_000);
    const { status, headers, body } = await work(table, request, parts.clock);
    const done: PlainResponse = { status, headers: headers ?? {}, body };
    return faultAfter(rule, request.inBatch, done, fail);
  } catch (error) {
    if (error instanceof GraphFault) return fail(error);
    throw error;
  }
}

async function work(table: Table, request: PlainRequest, clock: Clock): Promise<GraphResponse> {
  const caller = readCaller(request.headers.authorization, clock);
  const mark = request.target.indexOf('?');
  const path = mark < 0 ? request.target : request.target.slice(0, mark);
  const { route, params } = findRoute(table, request.method, request.version, withoutMe(path, caller));
  const query = readQuery(mark < 0 ? '' : request.target.slice(mark + 1), route, path);
  checkPreferences(request.headers.prefer, route);
  checkPermission(route, path, caller.roles);
  const graphRequest: GraphRequest = {
    method: request.method,
    version: request.version,
    path,
    params,
    query,
    headers: request.headers,
    body: request.body,
    json: () => parseJson(request.body),
    baseUrl: `${request.origin}/${request.version}`,
    caller,
  };
  return route.handle(graphRequest);
}

/** `/me` is the person who signed in ("Use the Microsoft Graph API", Calling the API); an app alone is nobody. */
function withoutMe(path: string, { userId }: Caller): string {
  if (!/^\/me(?=\/|$)/i.test(path)) return path;
  if (userId === undefined) throw badRequest('/me request is only valid with delegated authentication flow.');
  return `/users/${userId}${path.slice(3)}`;
}

function findRoute(table: Table, method: string, version: GraphVersion, path: string) {
  const normal = normalizePath(path);
  let otherMethod = false;
  for (const { route, pattern } of table.get(firstSegment(normal)) ?? []) {
    if (route.versions !== undefined && !route.versions.includes(version)) continue;
    const params = pattern.match(normal);
    if (params === null) continue;
    if (route.method === method) return { route, params };
    otherMethod = true;
  }
  throw notSupported(otherMethod ? `${method} on ${path}` : `the address /${version}${path}`);
}

/** The query decoded once. An option that the route does not name is refused, as is one given twice. */
function readQuery(text: string, route: Route, path: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const mark = pair.indexOf('=');
    const sent = decodeQuery(mark < 0 ? pair : pair.slice(0, mark));
    const value = decodeQuery(mark < 0 ? '' : pair.slice(mark + 1));
    const name = ODATA_OPTIONS.includes(sent.toLowerCase()) ? `$${sent.toLowerCase()}` : sent;
    if (route.query?.includes(name) !== true) throw notSupported(`the query option '${sent}' on ${path}`);
    if (query.has(name))
      throw badRequest(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
      );
    query.set(name, value);
  }
  return query;
}

function decodeQuery(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badRequest(`The query is not URL-encoded: ${text}`);
  }
}

/** `Prefer` may name several preferences, by comma; each must be one the route knows. */
function checkPreferences(prefer: string | undefined, route: Route): void {
  if (prefer === undefined) return;
  for (const preference of prefer.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/)) {
    const name = preference.split('=', 1)[0]?.trim() ?? '';
    if (name !== '' && !(route.prefer ?? []).some((known) => known.toLowerCase() === name.toLowerCase()))
      throw notSupported(`the header 'Prefer: ${preference.trim()}' on ${route.path}`);
  }
}

function checkPermission(route: Route, path: string, roles: readonly string[]): void {
  const { anyOf } = route;
  if (anyOf === undefined || anyOf.length === 0 || anyOf.some((role) => roles.includes(role))) return;
  if (SHAREPOINT.test(path)) throw new GraphFault(403, 'accessDenied', 'Access denied');
  if (DIRECTORY.test(path))
    throw new GraphFault(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  throw new GraphFault(
    403,
    'Forbidden',
    `Missing role permissions on the request. API requires one of '${anyOf.join(', ')}'. Roles on the request '${roles.join(', ')}'.`,
  );
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
}

function faultBefore(rule: FaultRule | undefined, inBatch: boolean): GraphFault | 'cut' | null {
  if (rule === undefined) return null;
  const headers = { 'Retry-After': String(rule.retryAfterSeconds ?? 10) };
  switch (rule.fault) {
    case 'throttle':
      return new GraphFault(429, 'activityLimitReached', 'The app has been throttled. Please retry later.', {
        innerCode: 'throttledRequest',
        headers,
      });
    case 'unavailable':
      return new GraphFault(503, 'serviceNotAvailable', 'The service is temporarily unavailable.', {
        headers,
      });
    case 'locked':
      return new GraphFault(423, 'resourceLocked', 'The resource is locked.');
    case 'conflict':
      return new GraphFault(
        409,
        'conflict',
        'Save conflict. Your changes conflict with those made concurrently.',
      );
    case 'server-error':
      return new GraphFault(500, 'generalException', 'An unspecified error has occurred.');
    case 'expired-token':
      return new GraphFault(
        401,
        'InvalidAuthenticationToken',
        'Lifetime validation failed, the token is expired.',
      );
    case 'cut':
      return inBatch ? new GraphFault(502, 'UnknownError', 'The connection was cut.') : 'cut';
    default:
      return null;
  }
}

function faultAfter(
  rule: FaultRule | undefined,
  inBatch: boolean,
  done: PlainResponse,
  fail: (fault: GraphFault) => PlainResponse,
): PlainResponse {
  const timeout = () =>
    fail(new GraphFault(504, 'UnknownError', 'The gateway did not get an answer in time.'));
  if (rule?.fault === 'gateway-timeout') return timeout();
  if (rule?.fault === 'lost-reply') return inBatch ? timeout() : { ...done, cut: true };
  if (rule?.fault === 'garbled')
    return {
      status: done.status,
      headers: { 'Content-Type': 'text/html; charset=utf-8' },
      body: Buffer.from('<html><body><h1>Gateway</h1><p>The request was passed on.</p></body></html>'),
    };
  return done;
}
