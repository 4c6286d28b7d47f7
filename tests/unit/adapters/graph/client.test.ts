import assert from 'node:assert/strict';
import { z } from 'zod';
import { makeGraphClient } from '../../../../src/adapters/graph/client.ts';
import {
  ContractError,
  type DocketError,
  InputError,
  ThrottledError,
  UnavailableError,
} from '../../../../src/kernel/errors.ts';
import { fakeClock, fakeGraph, fakeLogger, fakeRandom, graphError } from './fakeGraph.ts';

const schema = z.object({ id: z.string() });
const ok = { status: 200, body: { id: 'one', more: true } };

describe('GraphClient', () => {
  it('sends token, user agent and client request id, and returns only what the schema names', async () => {
    const graph = fakeGraph([ok]);
    const value = await graph.client.get('/users/one', { schema, query: { $select: 'id,mail', $top: 5 } });
    assert.deepEqual(value, { id: 'one' });
    const [asked] = graph.asked;
    assert.equal(asked?.url, 'https://graph.example/v1.0/users/one?$select=id%2Cmail&$top=5');
    assert.equal(asked?.headers.get('authorization'), 'Bearer token-1');
    assert.equal(asked?.headers.get('user-agent'), 'NONISV|Harbour|Docket/test');
    assert.match(asked?.headers.get('client-request-id') ?? '', /^00000000-/);
    assert.deepEqual(graph.tokens, [{ scope: 'https://graph.example/.default', claims: undefined }]);
  });

  it('asks beta when the call says so', async () => {
    const graph = fakeGraph([ok]);
    await graph.client.get('/users/one', { schema, version: 'beta' });
    assert.equal(graph.asked[0]?.version, 'beta');
  });

  it('keeps an address inside a filter from being taken for the host', async () => {
    const graph = fakeGraph([ok, ok]);
    const joinUrl = 'https://teams.example/l/meetup-join/19%3ameeting_a';
    await graph.client.get('/users/one/onlineMeetings', {
      schema,
      query: { $filter: `JoinWebUrl eq '${joinUrl}'` },
    });
    await graph.client.get(`/users/one/onlineMeetings?$filter=JoinWebUrl eq '${joinUrl}'`, { schema });
    for (const asked of graph.asked) assert.equal(new URL(asked.url).host, 'graph.example');
    const sent = new URL(graph.asked[0]?.url ?? '').searchParams.get('$filter');
    assert.equal(sent, `JoinWebUrl eq '${joinUrl}'`);
  });

  it('sends a part of a buffer as just that part', async () => {
    const graph = fakeGraph([ok]);
    const bytes = new Uint8Array(Buffer.from('abcdef')).subarray(2, 4);
    await graph.client.put('/drives/d/root:/a.txt:/content', {
      schema,
      body: bytes,
      headers: { 'content-type': 'text/plain' },
    });
    assert.equal(graph.asked[0]?.body, 'cd');
    assert.equal(graph.asked[0]?.headers.get('content-type'), 'text/plain');
  });

  it('sends no body at all for a post without one', async () => {
    const graph = fakeGraph([{ status: 202 }]);
    await graph.client.post('/subscriptions/s/reauthorize', { schema: z.undefined() });
    assert.equal(graph.asked[0]?.body, '');
  });

  it('throws ContractError naming the field when the reply has another shape', async () => {
    const graph = fakeGraph([{ status: 200, body: { id: 7 } }]);
    await assert.rejects(graph.client.get('/users/one', { schema }), (error: DocketError) => {
      assert.ok(error instanceof ContractError);
      assert.match(error.message, /GET \/users\/one .*id: Expected string/);
      return true;
    });
  });

  it('throws ContractError when the reply is not JSON', async () => {
    const graph = fakeGraph([{ status: 200, body: '<html>proxy</html>' }]);
    await assert.rejects(graph.client.get('/users/one', { schema }), ContractError);
  });

  it('refuses a base address with a path', () => {
    const { logger } = fakeLogger();
    const parts = {
      credential: { getToken: async () => null },
      userAgent: 'x',
      clock: fakeClock('2026-12-01T09:00:00Z'),
      random: fakeRandom(),
      logger,
    };
    assert.throws(
      () => makeGraphClient({ ...parts, baseUrl: 'https://graph.example/v1.0' }),
      /scheme and host only/,
    );
    assert.throws(() => makeGraphClient({ ...parts, baseUrl: 'graph' }), /Not an address/);
  });

  it('logs neither query nor body nor token, and masks mail addresses in paths', async () => {
    const graph = fakeGraph([ok]);
    await graph.client.post('/users/amara.okafor@harbour.example/events', {
      schema,
      body: { subject: 'Secret plan' },
      query: { $select: 'subject' },
    });
    const text = JSON.stringify(graph.logged);
    for (const secret of ['token-1', 'Secret plan', 'amara.okafor', '$select'])
      assert.ok(!text.includes(secret), secret);
    assert.ok(text.includes('/users/{mail}/events'));
  });
});

describe('GraphClient links', () => {
  const { client } = fakeGraph([]);

  it('reads a next link of its own host as path and version', () => {
    const link = 'https://graph.example/beta/users/one/x/delta?$skipToken=a%2Bb';
    assert.deepEqual(client.readLink(link), { version: 'beta', path: '/users/one/x/delta?$skipToken=a%2Bb' });
  });

  for (const link of [
    'https://elsewhere.example/v1.0/users',
    'https://graph.example.evil.example/v1.0/a',
    'http://graph.example/v1.0/a',
    '//elsewhere.example/v1.0/a',
    'https://graph.example@elsewhere.example/v1.0/a',
    'https://graph.example/other/a',
  ]) {
    it(`refuses ${link}`, () => assert.throws(() => client.readLink(link), ContractError));
  }
});

describe('GraphClient token', () => {
  it('asks for the token once more after a 401, with the claims that were named, and repeats once', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = {
      'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
    };
    const graph = fakeGraph(
      [{ status: 401, headers: challenge, body: graphError('InvalidAuthenticationToken') }, ok],
      { tokensInTurn: ['old', 'new'] },
    );
    await graph.client.post('/users', { schema, body: {} });
    assert.deepEqual(
      graph.asked.map(({ headers }) => headers.get('authorization')),
      ['Bearer old', 'Bearer new'],
    );
    assert.equal(graph.tokens[1]?.claims, claims);
  });

  it('gives up after the second 401', async () => {
    const refused = { status: 401, body: graphError('InvalidAuthenticationToken') };
    const graph = fakeGraph([refused, refused], { tokensInTurn: ['old', 'new'] });
    await assert.rejects(graph.client.get('/users', { schema }), {
      name: 'AccessError',
      code: 'not-signed-in',
    });
    assert.equal(graph.asked.length, 2);
  });

  it('does not repeat when the credential has no other token', async () => {
    const graph = fakeGraph([{ status: 401, body: graphError('InvalidAuthenticationToken') }]);
    await assert.rejects(graph.client.get('/users', { schema }), { code: 'not-signed-in' });
    assert.equal(graph.left(), 0);
  });

  it('turns a refusal of the sign-in service into AccessError without its text, an outage into UnavailableError', async () => {
    const { logger } = fakeLogger();
    const clientWith = (error: Error) =>
      makeGraphClient({
        baseUrl: 'https://graph.example',
        credential: { getToken: () => Promise.reject(error) },
        userAgent: 'x',
        clock: fakeClock('2026-12-01T09:00:00Z'),
        random: fakeRandom(),
        logger,
        fetch: () => assert.fail('nothing is sent without a token'),
      });
    const refusal = Object.assign(new Error('AADSTS7000215 secret-value'), {
      statusCode: 401,
      errorResponse: { error: 'invalid_client', errorCodes: [7000215] },
    });
    await assert.rejects(clientWith(refusal).get('/users', { schema }), (error: DocketError) => {
      assert.equal(error.code, 'not-signed-in');
      assert.deepEqual(error.details.entraCodes, [7000215]);
      assert.ok(!error.message.includes('secret-value'));
      return true;
    });
    const outage = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    await assert.rejects(clientWith(outage).get('/users', { schema }), {
      name: 'UnavailableError',
      code: 'sign-in-unavailable',
      outcomeUnknown: false,
    });
  });
});

describe('GraphClient redirects', () => {
  const found = (location: string) => ({ status: 302, headers: { location } });

  it('follows a read to another host without the token', async () => {
    const graph = fakeGraph([found('https://download.example/file?sig=1'), { status: 200, body: 'bytes' }]);
    const reply = await graph.client.send('GET', '/drives/d/items/i/content');
    assert.equal(reply.body.toString(), 'bytes');
    const [first, second] = graph.asked;
    assert.equal(first?.headers.get('authorization'), 'Bearer token-1');
    assert.equal(second?.headers.get('authorization'), null);
    assert.equal(second?.headers.get('client-request-id'), null);
  });

  it('keeps the token on its own host', async () => {
    const graph = fakeGraph([found('/v1.0/other'), ok]);
    await graph.client.get('/one', { schema });
    assert.equal(graph.asked[1]?.headers.get('authorization'), 'Bearer token-1');
  });

  it('does not follow a write, nor from https to http', async () => {
    const write = fakeGraph([found('https://download.example/')]);
    await assert.rejects(write.client.post('/one', { schema, body: {} }), { name: 'ContractError' });
    assert.equal(write.asked.length, 1);
    const down = fakeGraph([found('http://download.example/')]);
    await assert.rejects(down.client.get('/one', { schema }), ContractError);
    assert.equal(down.asked.length, 1);
  });

  it('stops after five hops', async () => {
    const graph = fakeGraph(() => found('/v1.0/again'));
    await assert.rejects(graph.client.get('/one', { schema }), ContractError);
    assert.equal(graph.asked.length, 6);
  });
});

describe('GraphClient retries', () => {
  const busy = (retryAfter?: string) => ({
    status: 429,
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
    body: graphError('activityLimitReached'),
  });
  const down = { status: 503, body: graphError('serviceNotAvailable') };

  it('waits at least Retry-After on 429, for a write too', async () => {
    const graph = fakeGraph([busy('2'), busy('0.249'), ok]);
    await graph.client.post('/sites/s/lists/l/items', { schema, body: {} });
    assert.ok((graph.waits[0] ?? 0) >= 2000, String(graph.waits));
    assert.ok((graph.waits[1] ?? 0) >= 249, String(graph.waits));
    assert.ok((graph.waits[1] ?? 0) < 1000, String(graph.waits));
  });

  it('reads Retry-After as an HTTP date', async () => {
    const graph = fakeGraph([busy('Tue, 01 Dec 2026 09:00:07 GMT'), ok]);
    await graph.client.get('/sites/s', { schema });
    assert.ok((graph.waits[0] ?? 0) >= 7000, String(graph.waits));
  });

  it('backs off exponentially with jitter when there is no Retry-After', async () => {
    const graph = fakeGraph([busy(), busy(), busy(), ok], { fraction: 1 });
    await graph.client.get('/sites/s', { schema });
    assert.deepEqual(graph.waits, [500, 1000, 2000]);
  });

  it('throws ThrottledError with the time when the wait goes over the deadline, and then asks nothing until it is over', async () => {
    const graph = fakeGraph([busy('120'), ok]);
    const call = { schema, deadlineMs: 10_000 };
    await assert.rejects(graph.client.get('/sites/s', call), (error: DocketError) => {
      assert.ok(error instanceof ThrottledError);
      assert.equal(error.retryAfterMs, 120_000);
      return true;
    });
    await assert.rejects(graph.client.get('/drives/d', call), { code: 'throttled', retryAfterMs: 120_000 });
    assert.equal(graph.asked.length, 1);
    graph.clock.forward(120_000);
    assert.deepEqual(await graph.client.get('/sites/s', call), { id: 'one' });
  });

  it('does not pause other parts of the service', async () => {
    const graph = fakeGraph([busy('120'), ok]);
    await assert.rejects(graph.client.get('/users/a/events', { schema, deadlineMs: 10_000 }), ThrottledError);
    assert.deepEqual(await graph.client.get('/users/b/events', { schema }), { id: 'one' });
  });

  it('repeats a read and an idempotent write after 503 or a lost reply', async () => {
    const read = fakeGraph([down, 'lost', ok]);
    assert.deepEqual(await read.client.get('/users/one', { schema }), { id: 'one' });
    const write = fakeGraph(['lost', down, ok]);
    assert.deepEqual(await write.client.post('/users/one/events', { schema, body: {}, idempotent: true }), {
      id: 'one',
    });
  });

  it('never repeats another write after 503 or a lost reply, and says that it may have happened', async () => {
    for (const step of [down, 'lost'] as const) {
      const graph = fakeGraph([step]);
      await assert.rejects(
        graph.client.post('/sites/s/lists/l/items', { schema, body: {} }),
        (error: DocketError) => {
          assert.ok(error instanceof UnavailableError);
          assert.equal(error.outcomeUnknown, true);
          return true;
        },
      );
      assert.equal(graph.asked.length, 1);
    }
  });

  it('repeats any write whose connection was never made', async () => {
    const graph = fakeGraph(['refused', ok]);
    assert.deepEqual(await graph.client.post('/sites/s/lists/l/items', { schema, body: {} }), { id: 'one' });
  });

  it('says that nothing happened when the connection can never be made', async () => {
    const graph = fakeGraph(Array.from({ length: 6 }, () => 'refused' as const));
    await assert.rejects(graph.client.post('/x', { schema, body: {} }), {
      code: 'no-reply',
      outcomeUnknown: false,
    });
  });

  it('does not repeat what can never succeed', async () => {
    const graph = fakeGraph([{ status: 400, body: graphError('invalidRequest', 'Field X') }]);
    await assert.rejects(graph.client.get('/x', { schema }), InputError);
    assert.deepEqual(graph.waits, []);
  });

  it('ends within the deadline', async () => {
    const graph = fakeGraph(() => down);
    await assert.rejects(graph.client.get('/users/one', { schema, deadlineMs: 3_000 }), UnavailableError);
    assert.ok(graph.waits.reduce((sum, each) => sum + each, 0) < 3_000);
  });

  it('slows down while few requests are left of the limit', async () => {
    const near = {
      ...ok,
      headers: { 'ratelimit-limit': '1200', 'ratelimit-remaining': '9', 'ratelimit-reset': '10' },
    };
    const graph = fakeGraph([near, ok, ok, ok]);
    for (let count = 0; count < 3; count += 1) await graph.client.get('/sites/s', { schema });
    assert.deepEqual(graph.waits, [1000]);
    graph.clock.forward(10_000);
    await graph.client.get('/sites/s', { schema });
    assert.deepEqual(graph.waits, [1000]);
  });
});
