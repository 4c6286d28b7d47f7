/** A Graph server with made routes, and a way to call it. */
import { makeFaultBoard } from '../../../../src/local365/core/faults.ts';
import type { Clock, PlainHandler, Random } from '../../../../src/local365/core/part.ts';
import type { Route } from '../../../../src/local365/core/route.ts';
import { startGraphServer } from '../../../../src/local365/core/server.ts';
import { openSettings } from '../../../../src/local365/core/settings.ts';
import { openStore } from '../../../../src/local365/core/store.ts';
import { makeLocalToken } from '../../../../src/local365/core/token.ts';

export const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
export const APP = 'b1000000-0000-4000-8000-000000000001';

export interface FakeClock extends Clock {
  set(at: string): void;
}

export function fakeClock(at = '2026-11-02T09:00:00.000Z'): FakeClock {
  let present = at;
  return {
    now: () => present,
    set(next) {
      present = next;
    },
  };
}

/** Repeats: guids that count up, numbers from a fixed sequence. */
export function fakeRandom(): Random {
  let count = 0;
  let seed = 42;
  return {
    uuid() {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    number() {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    },
  };
}

export function makeToken(
  roles: readonly string[] = [],
  extra: { userId?: string; appId?: string } = {},
): string {
  return makeLocalToken({ appId: APP, tenantId: TENANT, roles, ...extra });
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, asserted property by property
  readonly body: any;
}

export interface Call {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Calls an address; the body is sent as JSON unless it is a Buffer or a text. */
export async function call(method: string, url: string, { token, headers, body }: Call = {}): Promise<Reply> {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      // A connection for each call: one that a server closed as it stopped is never used again.
      Connection: 'close',
      ...(token === null ? {} : { Authorization: `Bearer ${token ?? makeToken()}` }),
      ...(body === undefined || isRaw ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

export async function startServer(
  routes: readonly Route[],
  extra: { clock?: Clock; random?: Random; plain?: readonly PlainHandler[]; port?: number } = {},
) {
  const store = openStore(null);
  const settings = openSettings(store);
  const faults = makeFaultBoard();
  const server = await startGraphServer({
    routes,
    store,
    settings,
    faults,
    clock: extra.clock ?? fakeClock(),
    random: extra.random ?? fakeRandom(),
    port: extra.port ?? 0,
    extra: extra.plain ?? [],
  });
  return { ...server, store, settings, faults };
}
