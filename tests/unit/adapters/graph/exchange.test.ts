import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchangeByFetch, NoReply } from '../../../../src/adapters/graph/http/exchange.ts';
import { makePace, partOf } from '../../../../src/adapters/graph/http/pace.ts';
import { fakeClock } from './fakeGraph.ts';

const clock = fakeClock('2026-12-01T09:00:00Z');
const now = Date.parse('2026-12-01T09:00:00Z');
const request = (url: string) =>
  ({ method: 'GET', url, headers: {}, deadlineAt: now + 10_000, repeatable: true }) as const;

/** A fetch that answers only when it is told to stop. */
const silent: typeof globalThis.fetch = (_url, init) =>
  new Promise((_resolve, reject) =>
    init?.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))),
  );

describe('exchangeByFetch', () => {
  it('ends a request without an answer, as one that may have been carried out', async () => {
    await assert.rejects(
      exchangeByFetch(silent, clock, 5)(request('https://graph.example/')),
      (error: Error) => {
        assert.ok(error instanceof NoReply);
        assert.deepEqual([error.timedOut, error.wasSent], [true, true]);
        return true;
      },
    );
  });

  it('ends it at the deadline of the call when that is nearer', async () => {
    const late = { ...request('https://graph.example/'), deadlineAt: now - 1 };
    await assert.rejects(exchangeByFetch(silent, clock, 60_000)(late), { name: 'NoReply', timedOut: true });
  });

  it('tells a port that nobody listens on from a connection that breaks', async () => {
    const server = createServer((incoming) => incoming.socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const send = exchangeByFetch(globalThis.fetch, clock, 10_000);
    await assert.rejects(send(request(url)), { name: 'NoReply', wasSent: true, timedOut: false });
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(send(request(url)), { name: 'NoReply', wasSent: false, timedOut: false });
  });

  it('takes an answer that breaks off for none', async () => {
    const server = createServer((_incoming, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      await assert.rejects(exchangeByFetch(globalThis.fetch, clock, 10_000)(request(url)), {
        name: 'NoReply',
        wasSent: true,
      });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });
});

describe('partOf', () => {
  const table: readonly (readonly [string, string])[] = [
    ['/v1.0/sites/h,1,2/lists/l/items', 'sharepoint'],
    ['/v1.0/drives/d/root', 'sharepoint'],
    ['/v1.0/groups/g/sites/root', 'sharepoint'],
    ['/v1.0/users/u-1/events', 'users/u-1'],
    ['/beta/teams/t-1/channels', 'teams/t-1'],
    ['/v1.0/subscriptions', 'subscriptions'],
    ['/v1.0/$batch', '$batch'],
  ];
  for (const [path, part] of table)
    it(`counts ${path} as ${part}`, () => assert.equal(partOf(`https://graph.example${path}`), part));
});

describe('makePace', () => {
  const site = 'https://graph.example/v1.0/sites/s';
  const reply = (status: number, headers: Record<string, string>) => ({
    status,
    headers: new Headers(headers),
    body: Buffer.alloc(0),
  });

  it('does not shorten a pause that is longer', () => {
    const pace = makePace();
    pace.observe(site, reply(429, { 'retry-after': '60' }), now);
    pace.observe(site, reply(429, { 'retry-after': '5' }), now);
    assert.equal(pace.pausedFor(site, now), 60_000);
    assert.equal(pace.pausedFor(site, now + 60_000), 0);
  });

  it('spreads what is left of the limit over the time until it is renewed', () => {
    const pace = makePace();
    pace.observe(site, reply(200, { 'ratelimit-remaining': '4', 'ratelimit-reset': '5' }), now);
    assert.deepEqual(
      [0, 1, 2].map(() => pace.takeTurn(site, now)),
      [0, 1000, 2000],
    );
    assert.equal(pace.takeTurn(site, now + 5_000), 0);
  });

  it('passes over headers that are none', () => {
    const pace = makePace();
    pace.observe(site, reply(200, { 'ratelimit-remaining': 'few', 'ratelimit-reset': '5' }), now);
    pace.observe(site, reply(429, {}), now);
    assert.equal(pace.takeTurn(site, now), 0);
  });
});
