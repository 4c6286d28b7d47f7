/** A double of Graph behind `fetch`: answers from a script or a handler, keeps what was asked, never sleeps. */
import type { TokenCredential } from '@azure/identity';
import { type GraphClient, makeGraphClient } from '../../../../src/adapters/graph/client.ts';
import type { Random } from '../../../../src/kernel/ids.ts';
import type { LogData, Logger } from '../../../../src/kernel/logger.ts';
import { asInstant, type Clock, type Instant } from '../../../../src/kernel/time.ts';

export interface Asked {
  readonly method: string;
  readonly url: string;
  /** Path below the version, decoded, with its query. */
  readonly path: string;
  readonly version: string;
  readonly headers: Headers;
  readonly body: string;
  readonly bytes: Buffer;
  /** The body as JSON. */
  json(): unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: object | string;
}

/** An answer, a connection that breaks after sending, or one that is never made. */
export type Step = Answer | 'lost' | 'refused' | ((asked: Asked) => Answer | 'lost' | 'refused');

export interface FakeGraph {
  readonly client: GraphClient;
  readonly asked: readonly Asked[];
  /** Waits in milliseconds, in order; each moved the clock. */
  readonly waits: readonly number[];
  readonly logged: readonly { readonly level: string; readonly message: string; readonly data: LogData }[];
  readonly clock: MovingClock;
  readonly tokens: readonly { readonly scope: string; readonly claims: string | undefined }[];
  /** Steps of the script that nobody asked for. */
  left(): number;
}

export interface MovingClock extends Clock {
  forward(milliseconds: number): void;
}

export function fakeClock(at: string): MovingClock {
  let now = Date.parse(at);
  return {
    now: (): Instant => asInstant(now),
    forward(milliseconds) {
      now += milliseconds;
    },
  };
}

/** GUIDs that count up, and always the same fraction. */
export function fakeRandom(fraction = 0.5): Random {
  let count = 0;
  return {
    uuid() {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    number: () => fraction,
  };
}

export function fakeLogger(): { logger: Logger; lines: { level: string; message: string; data: LogData }[] } {
  const lines: { level: string; message: string; data: LogData }[] = [];
  const at =
    (level: string) =>
    (message: string, data: LogData = {}): void =>
      void lines.push({ level, message, data });
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: () => logger,
  };
  return { logger, lines };
}

export interface FakeGraphOptions {
  readonly baseUrl?: string;
  readonly tokensInTurn?: readonly string[];
  readonly fraction?: number;
  readonly at?: string;
}

export function fakeGraph(
  script: readonly Step[] | ((asked: Asked) => Answer),
  options: FakeGraphOptions = {},
): FakeGraph {
  const asked: Asked[] = [];
  const waits: number[] = [];
  const tokens: { scope: string; claims: string | undefined }[] = [];
  const clock = fakeClock(options.at ?? '2026-12-01T09:00:00.000Z');
  const { logger, lines } = fakeLogger();
  const steps = typeof script === 'function' ? null : [...script];
  const tokensInTurn = [...(options.tokensInTurn ?? ['token-1'])];
  const credential: TokenCredential = {
    async getToken(scopes, { claims } = {}) {
      tokens.push({ scope: String(scopes), claims });
      const token = (tokensInTurn.length > 1 ? tokensInTurn.shift() : tokensInTurn[0]) ?? '';
      return { token, expiresOnTimestamp: 0 };
    },
  };
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const request = readAsked(String(input), init);
    asked.push(request);
    let step = steps === null ? (script as (asked: Asked) => Answer)(request) : steps.shift();
    if (step === undefined) throw new Error(`Unexpected request: ${request.method} ${request.path}`);
    if (typeof step === 'function') step = step(request);
    if (step === 'lost') throw new TypeError('fetch failed', { cause: nodeError('ECONNRESET') });
    if (step === 'refused') throw new TypeError('fetch failed', { cause: nodeError('ECONNREFUSED') });
    return answerOf(step);
  };
  const client = makeGraphClient({
    baseUrl: options.baseUrl ?? 'https://graph.example',
    credential,
    userAgent: 'NONISV|Harbour|Docket/test',
    clock,
    random: fakeRandom(options.fraction),
    logger,
    fetch,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      clock.forward(milliseconds);
    },
  });
  return { client, asked, waits, logged: lines, clock, tokens, left: () => steps?.length ?? 0 };
}

function readAsked(url: string, init: RequestInit): Asked {
  const { pathname, search } = new URL(url);
  const [, version = '', rest = ''] = /^\/(v1\.0|beta)(\/.*)$/.exec(pathname) ?? [];
  const body = init.body as unknown;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : '');
  return {
    method: init.method ?? 'GET',
    url,
    path: decodeURIComponent(rest + search),
    version,
    headers: new Headers(init.headers),
    body: bytes.toString('utf8'),
    bytes,
    json: () => JSON.parse(bytes.toString('utf8')) as unknown,
  };
}

function answerOf({ status, headers = {}, body }: Answer): Response {
  const empty = body === undefined || status === 204 || status === 304;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(empty ? null : text, {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

const nodeError = (code: string): Error => Object.assign(new Error(code), { code });

/** Graph's error body. */
export function graphError(code: string, message = '', innerCode?: string): object {
  const innerError = {
    ...(innerCode === undefined ? {} : { code: innerCode }),
    date: '2026-12-01T09:00:00',
    'request-id': 'request-1',
    'client-request-id': 'client-1',
  };
  return { error: { code, message, innerError } };
}
