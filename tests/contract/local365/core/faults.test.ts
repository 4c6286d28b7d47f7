import assert from 'node:assert/strict';
import type { Route } from '../../../../src/local365/core/route.ts';
import { APP, call, makeToken, startServer, TENANT } from './support.ts';

describe('/local365/faults', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let writes = 0;
  const routes: Route[] = [
    {
      method: 'POST',
      path: '/things',
      page: 'Create thing',
      handle() {
        writes += 1;
        return { status: 201, body: { writes } };
      },
    },
    {
      method: 'GET',
      path: '/things',
      page: 'List things',
      handle: () => ({ status: 200, body: { value: [] } }),
    },
  ];
  before(async () => {
    server = await startServer(routes);
  });
  after(() => server.close());
  beforeEach(() => {
    writes = 0;
    server.faults.clear();
  });
  const add = (rule: unknown) => call('POST', `${server.url}/local365/faults`, { token: null, body: rule });
  const post = () => call('POST', `${server.url}/v1.0/things`, { body: {} });

  for (const [fault, status, code, done] of [
    ['throttle', 429, 'activityLimitReached', 0],
    ['unavailable', 503, 'serviceNotAvailable', 0],
    ['locked', 423, 'resourceLocked', 0],
    ['conflict', 409, 'conflict', 0],
    ['server-error', 500, 'generalException', 0],
    ['gateway-timeout', 504, 'UnknownError', 1],
    ['expired-token', 401, 'InvalidAuthenticationToken', 0],
  ] as const)
    it(`'${fault}' answers ${status}, ${done === 0 ? 'and does nothing' : 'after the work'} ("Microsoft Graph throttling guidance")`, async () => {
      assert.equal((await add({ match: {}, fault, times: 1, retryAfterSeconds: 3 })).status, 201);
      const reply = await post();
      assert.deepEqual([reply.status, reply.body.error.code, writes], [status, code, done]);
      if (status === 429 || status === 503) assert.equal(reply.headers.get('retry-after'), '3');
      if (status === 429) assert.equal(reply.body.error.innerError.code, 'throttledRequest');
      assert.equal((await post()).status, 201);
    });

  it("'lost-reply' does the work and cuts the connection", async () => {
    await add({ match: { method: 'POST' }, fault: 'lost-reply', times: 1 });
    await assert.rejects(post());
    assert.equal(writes, 1);
  });

  it("'cut' cuts the connection and does nothing", async () => {
    await add({ match: {}, fault: 'cut', times: 1 });
    await assert.rejects(post());
    assert.equal(writes, 0);
  });

  it("'garbled' does the work and answers no JSON", async () => {
    await add({ match: {}, fault: 'garbled', times: 1 });
    const reply = await post();
    assert.deepEqual(
      [reply.status, reply.headers.get('content-type'), writes],
      [201, 'text/html; charset=utf-8', 1],
    );
  });

  it("'slow' holds the answer back, and a close of the server ends the wait", async () => {
    const slow = await startServer(routes);
    slow.faults.add({ match: {}, fault: 'slow', delayMs: 600_000 });
    const waiting = assert.rejects(call('GET', `${slow.url}/v1.0/things`));
    await call('GET', `${slow.url}/local365/faults`, { token: null });
    await slow.close();
    await waiting;
  });

  it("'slow' answers after its time", async () => {
    await add({ match: {}, fault: 'slow', delayMs: 1, times: 1 });
    assert.equal((await post()).status, 201);
  });

  it('strikes by method, prefix and pattern, after some requests and so many times', async () => {
    await add([
      { match: { method: 'GET', path: '/things' }, fault: 'unavailable', after: 1, times: 1 },
      { match: { path: '^/th.ngs$', regex: true, method: 'POST' }, fault: 'throttle', times: 1 },
      { match: { path: '/other' }, fault: 'throttle' },
    ]);
    const statuses = [];
    for (let at = 0; at < 3; at += 1) statuses.push((await call('GET', `${server.url}/v1.0/things`)).status);
    statuses.push((await post()).status, (await post()).status);
    assert.deepEqual(statuses, [200, 503, 200, 429, 201]);
  });

  it('shows the rules that are left, and forgets them on DELETE', async () => {
    await add({ match: {}, fault: 'throttle', times: 2 });
    await post();
    const shown = await call('GET', `${server.url}/local365/faults`, { token: null });
    assert.deepEqual(shown.body.rules, [{ match: {}, fault: 'throttle', times: 1 }]);
    assert.ok(shown.body.known.some((entry: { name: string }) => entry.name === 'lost-reply'));
    await call('DELETE', `${server.url}/local365/faults`, { token: null });
    assert.equal((await post()).status, 201);
  });

  for (const [title, rule, message] of [
    ['an unknown fault', { match: {}, fault: 'flood' }, /There is no fault 'flood'/],
    ['no match', { fault: 'throttle' }, /'match' of a fault rule/],
    ['an unknown property', { match: {}, fault: 'throttle', often: true }, /'often'/],
    ['a negative number', { match: {}, fault: 'throttle', times: -1 }, /'times'/],
    ['a broken pattern', { match: { path: '(', regex: true }, fault: 'throttle' }, /no regular expression/],
  ] as const)
    it(`refuses a rule with ${title}`, async () => {
      const reply = await add(rule);
      assert.equal(reply.status, 400);
      assert.match(reply.body.error, message);
    });
});

describe('/local365/settings', () => {
  it('shows the switches that parts declare and changes all of them or none', async () => {
    const server = await startServer([]);
    const isOn = server.settings.declare('meetings.graphAccess', false, 'Graph may read transcripts');
    const days = server.settings.declare('delta.days', 30, 'Days that a delta token lasts');
    const patch = (body: unknown) => call('PATCH', `${server.url}/local365/settings`, { token: null, body });
    assert.equal((await patch({ 'meetings.graphAccess': true, 'delta.days': 'many' })).status, 400);
    assert.deepEqual([isOn(), days()], [false, 30]);
    assert.equal((await patch({ 'meetings.access': true })).status, 400);
    const { body } = await patch({ 'meetings.graphAccess': true });
    await server.close();
    assert.deepEqual(body.settings[0], {
      name: 'meetings.graphAccess',
      value: true,
      default: false,
      description: 'Graph may read transcripts',
    });
    assert.equal(isOn(), true);
  });
});

describe('the token endpoint ("Microsoft identity platform and the OAuth 2.0 client credentials flow")', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/organization',
      anyOf: ['User.Read.All'],
      page: 'Get organization',
      handle: ({ caller }) => ({ status: 200, body: caller }),
    },
  ];
  before(async () => {
    server = await startServer(routes);
    const app = { appId: APP, displayName: 'Docket', roles: ['User.Read.All'], secret: 'local-only' };
    const reply = await call('POST', `${server.url}/local365/apps`, { token: null, body: app });
    assert.deepEqual(reply.body.apps, [
      { appId: APP, displayName: 'Docket', roles: ['User.Read.All'], signsIn: true },
    ]);
  });
  after(() => server.close());
  const ask = (changes: Record<string, string> = {}) =>
    call('POST', `${server.url}/${TENANT}/oauth2/v2.0/token`, {
      token: null,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: APP,
        client_secret: 'local-only',
        scope: 'https://graph.microsoft.com/.default',
        grant_type: 'client_credentials',
        ...changes,
      }).toString(),
    });

  it('gives a token with the permissions of the app, for an hour', async () => {
    const { status, body } = await ask();
    assert.deepEqual([status, body.token_type, body.expires_in], [200, 'Bearer', 3599]);
    const seen = await call('GET', `${server.url}/v1.0/organization`, { token: body.access_token });
    assert.deepEqual(seen.body, { appId: APP, tenantId: TENANT, roles: ['User.Read.All'] });
  });

  for (const [title, changes, status, error, code] of [
    ['an unknown app', { client_id: 'x' }, 400, 'unauthorized_client', 'AADSTS700016'],
    ['a wrong secret', { client_secret: 'x' }, 401, 'invalid_client', 'AADSTS7000215'],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 'AADSTS70003'],
    ['a scope that is not .default', { scope: 'User.Read' }, 400, 'invalid_scope', 'AADSTS1002012'],
  ] as const)
    it(`refuses ${title} with ${code}`, async () => {
      const reply = await ask(changes);
      assert.deepEqual([reply.status, reply.body.error], [status, error]);
      assert.match(reply.body.error_description, new RegExp(`^${code}:`));
    });

  it('refuses an app that is not whole', async () => {
    const reply = await call('POST', `${server.url}/local365/apps`, {
      token: null,
      body: { appId: APP, roles: 'all' },
    });
    assert.equal(reply.status, 400);
    assert.notEqual(
      (await call('GET', `${server.url}/v1.0/organization`, { token: makeToken(['User.Read.All']) })).status,
      401,
    );
  });
});
