import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { Route } from '../../../../src/local365/core/route.ts';
import { makeLocalToken } from '../../../../src/local365/core/token.ts';
import { APP, call, fakeClock, makeToken, startServer, TENANT } from './support.ts';

const things: Route[] = [
  {
    method: 'GET',
    path: '/things/{thingId}',
    query: ['$select', 'token'],
    prefer: ['outlook.timezone'],
    anyOf: ['Things.Read.All'],
    page: 'Get thing',
    handle: ({ params, query, caller, path }) => ({
      status: 200,
      body: { id: params.thingId, select: query.get('$select') ?? null, appId: caller.appId, path },
    }),
  },
  {
    method: 'GET',
    path: '/things/delta',
    page: 'thing: delta',
    handle: () => ({ status: 200, body: { value: [] } }),
  },
  {
    method: 'GET',
    path: '/things/{host}:/{+path}:/parts',
    page: 'List parts by path',
    handle: ({ params }) => ({ status: 200, body: params }),
  },
  {
    method: 'POST',
    path: '/things',
    versions: ['beta'],
    page: 'Create thing',
    handle: (request) => ({ status: 201, body: request.json() as object }),
  },
];

describe('startGraphServer', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  const clock = fakeClock('2026-11-02T09:00:00.000Z');
  const reader = makeToken(['Things.Read.All']);
  before(async () => {
    server = await startServer(things, { clock });
  });
  after(() => server.close());
  const get = (path: string, options = {}) =>
    call('GET', `${server.url}${path}`, { token: reader, ...options });

  describe('"Microsoft Graph error responses and resource types"', () => {
    it('answers a request without token with 401 and the whole error body', async () => {
      const reply = await get('/v1.0/things/1', { token: null, headers: { 'client-request-id': 'abc' } });
      assert.equal(reply.status, 401);
      const requestId = reply.headers.get('request-id');
      assert.deepEqual(reply.body, {
        error: {
          code: 'InvalidAuthenticationToken',
          message: 'Access token is empty.',
          innerError: { date: '2026-11-02T09:00:00', 'request-id': requestId, 'client-request-id': 'abc' },
        },
      });
      assert.equal(reply.headers.get('client-request-id'), 'abc');
    });

    it('refuses a token that is none of ours', async () => {
      const reply = await get('/v1.0/things/1', { token: 'ey.ey.ey' });
      assert.equal(reply.status, 401);
      assert.equal(reply.body.error.code, 'InvalidAuthenticationToken');
    });

    it('refuses a token that has expired', async () => {
      const past = Math.floor(Date.parse('2026-11-02T08:59:00Z') / 1000);
      const token = makeLocalToken({ appId: APP, tenantId: TENANT, roles: ['Things.Read.All'] }, past);
      const reply = await get('/v1.0/things/1', { token });
      assert.equal(reply.status, 401);
      assert.equal(reply.body.error.message, 'Lifetime validation failed, the token is expired.');
    });

    it('refuses a caller without the permission with 403', async () => {
      const reply = await get('/v1.0/things/1', { token: makeToken(['Mail.Send']) });
      assert.equal(reply.status, 403);
      assert.equal(reply.body.error.code, 'Forbidden');
      assert.match(reply.body.error.message, /Things\.Read\.All/);
    });

    it('answers a body that is not JSON with 400', async () => {
      const reply = await call('POST', `${server.url}/beta/things`, { token: reader, body: '{"a":' });
      assert.equal(reply.status, 400);
      assert.match(reply.body.error.message, /^Unable to read JSON request payload/);
    });
  });

  describe('web sites that a browser on this machine is led here by', () => {
    const paths = ['/v1.0/things/1', '/local365/settings', '/local365/faults', '/nowhere'];
    const named = (path: string, host: string) => askAs(`${server.url}${path}`, { host });
    it('are refused under a name of their own, at every address', async () => {
      for (const path of paths) assert.equal(await named(path, 'harbour.example:80'), 403, path);
    });
    it('are refused as the page of another address, at every address', async () => {
      for (const path of paths) {
        const reply = await get(path, { headers: { origin: 'http://harbour.example' } });
        assert.equal(reply.status, 403, path);
        assert.match(reply.body.error, /not the page of another address/);
      }
      const other = await get('/local365/settings', { headers: { origin: 'null' } });
      assert.equal(other.status, 403);
    });
    it('do not keep out programs of this machine and the own page', async () => {
      assert.equal(await named('/local365/settings', 'localhost:80'), 200);
      assert.equal(await named('/local365/settings', '[::1]:80'), 200);
      const own = await get('/local365/settings', { headers: { origin: server.url } });
      assert.equal(own.status, 200);
    });
  });

  describe('what it does not support', () => {
    for (const [title, path, named] of [
      ['an unknown address', '/v1.0/other', '/v1.0/other'],
      ['a query option the route does not name', '/v1.0/things/1?$expand=parts', '$expand'],
      ['an option without meaning', '/v1.0/things/1?colour=blue', 'colour'],
      ['an address of the other version', '/v1.0/things', '/things'],
    ] as const)
      it(`refuses ${title} with 501 and names it`, async () => {
        const reply = await get(path);
        assert.equal(reply.status, 501);
        assert.equal(reply.body.error.code, 'notImplemented');
        assert.ok(reply.body.error.message.includes(named), reply.body.error.message);
      });

    it('refuses another method on a known address with 501', async () => {
      const reply = await call('DELETE', `${server.url}/v1.0/things/1`, { token: reader });
      assert.equal(reply.status, 501);
      assert.match(reply.body.error.message, /DELETE on \/things\/1/);
    });

    it('refuses an unknown Prefer header and takes a known one', async () => {
      const known = 'outlook.timezone="Europe/Madrid"';
      assert.equal((await get('/v1.0/things/1', { headers: { Prefer: known } })).status, 200);
      const reply = await get('/v1.0/things/1', { headers: { Prefer: `${known}, return=minimal` } });
      assert.equal(reply.status, 501);
      assert.match(reply.body.error.message, /return=minimal/);
    });

    it('answers 404 in plain words outside Graph', async () => {
      const reply = await get('/nowhere');
      assert.equal(reply.status, 404);
      assert.match(reply.body.error, /\/v1\.0 and \/beta/);
    });
  });

  describe('addresses and options ("Use query parameters to customize responses")', () => {
    it('takes OData options without the dollar sign', async () => {
      assert.equal((await get('/v1.0/things/1?select=id')).body.select, 'id');
    });

    it('refuses an option given twice', async () => {
      assert.equal((await get('/v1.0/things/1?select=id&$select=name')).status, 400);
    });

    it('decodes segments and query values once', async () => {
      const reply = await get('/v1.0/things/a%252Fb%20c?$select=x%252Cy+z');
      assert.equal(reply.body.id, 'a%2Fb c');
      assert.equal(reply.body.select, 'x%2Cy z');
    });

    it('prefers a literal segment to a parameter, and knows keys and functions in parentheses', async () => {
      assert.deepEqual((await get('/v1.0/things/delta')).body, { value: [] });
      assert.deepEqual((await get('/v1.0/things/microsoft.graph.delta()')).body, { value: [] });
      assert.equal((await get("/v1.0/things('O''Neil')")).body.id, "O'Neil");
    });

    it('reads paths between colons', async () => {
      const reply = await get('/v1.0/things/host.example:/sites/a%20b:/parts');
      assert.deepEqual(reply.body, { host: 'host.example', path: 'sites/a b' });
    });
  });

  it('says in one sentence that a port is taken', async () => {
    await assert.rejects(startServer([], { port: server.port }), {
      message: new RegExp(`^Port ${server.port} on 127\\.0\\.0\\.1 is already in use\\. Stop the program`),
    });
  });

  it('counts requests at /local365/requests', async () => {
    await call('DELETE', `${server.url}/local365/requests`, { token: null });
    await get('/v1.0/things/1');
    await get('/v1.0/things/1', { token: null });
    const { body } = await call('GET', `${server.url}/local365/requests?path=/v1.0/things`, { token: null });
    assert.equal(body.total, 2);
    assert.deepEqual(body.byStatus, { 200: 1, 401: 1 });
    assert.equal(body.recent[0].path, '/v1.0/things/1');
  });
});

/** Status of a request that names its host as it likes, which fetch does not let one do. */
function askAs(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .once('error', reject)
      .end();
  });
}
