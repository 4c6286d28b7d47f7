import assert from 'node:assert/strict';
import type { Route } from '../../../../src/local365/core/route.ts';
import { GraphFault } from '../../../../src/local365/core/route.ts';
import { call, makeToken, type Reply, startServer } from './support.ts';

interface Part {
  readonly id: string;
  readonly status: number;
  readonly headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of many shapes
  readonly body: any;
}

describe('"Combine multiple HTTP requests using JSON batching"', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  const done: string[] = [];
  const routes: Route[] = [
    {
      method: 'GET',
      path: '/echo/{text}',
      query: ['$select'],
      page: 'Get echo',
      handle: ({ params, query, headers }) => ({
        status: 200,
        body: { text: params.text, select: query.get('$select'), match: headers['if-match'] },
      }),
    },
    {
      method: 'POST',
      path: '/things',
      page: 'Create thing',
      handle(request) {
        const { name } = request.json() as { name: string };
        if (name === 'bad') throw new GraphFault(400, 'invalidRequest', 'Bad name');
        done.push(name);
        return { status: 201, headers: { ETag: '"1"' }, body: { name } };
      },
    },
    {
      method: 'PUT',
      path: '/bytes',
      page: 'Put bytes',
      handle: ({ body }) => ({ status: 200, headers: { 'Content-Type': 'text/plain' }, body }),
    },
    { method: 'DELETE', path: '/things/{id}', page: 'Delete thing', handle: () => ({ status: 204 }) },
  ];
  before(async () => {
    server = await startServer(routes);
  });
  after(() => server.close());
  beforeEach(() => {
    done.length = 0;
    server.faults.clear();
  });
  const batch = (requests: unknown, version = 'v1.0') =>
    call('POST', `${server.url}/${version}/$batch`, { body: { requests } });
  const parts = (reply: Reply): Map<string, Part> =>
    new Map(reply.body.responses.map((part: Part) => [part.id, part]));
  const create = (id: string, name: string, extra = {}) => ({
    id,
    method: 'POST',
    url: '/things',
    headers: { 'Content-Type': 'application/json' },
    body: { name },
    ...extra,
  });

  it('answers 200 with a part for each request, whatever became of them', async () => {
    const reply = await batch([
      { id: '1', method: 'GET', url: '/echo/a%20b?$select=x', headers: { 'If-Match': '"7"' } },
      { id: '2', method: 'GET', url: 'nowhere' },
      create('3', 'one'),
      { id: '4', method: 'DELETE', url: '/things/1' },
      create('5', 'bad'),
    ]);
    assert.equal(reply.status, 200);
    const found = parts(reply);
    assert.deepEqual(found.get('1')?.body, { text: 'a b', select: 'x', match: '"7"' });
    assert.deepEqual([found.get('2')?.status, found.get('2')?.body.error.code], [501, 'notImplemented']);
    assert.deepEqual([found.get('3')?.status, found.get('3')?.headers.ETag], [201, '"1"']);
    assert.deepEqual([found.get('4')?.status, found.get('4')?.body], [204, undefined]);
    assert.deepEqual([found.get('5')?.status, found.get('5')?.body.error.message], [400, 'Bad name']);
  });

  it('answers in another order than it was asked', async () => {
    const ids = Array.from({ length: 20 }, (_, at) => String(at));
    const reply = await batch(ids.map((id) => ({ id, method: 'GET', url: '/echo/x' })));
    const order = reply.body.responses.map((part: Part) => part.id);
    assert.notDeepEqual(order, ids);
    assert.deepEqual([...order].sort(), [...ids].sort());
  });

  it('takes and gives bodies that are not JSON as base64', async () => {
    const body = Buffer.from('héllo').toString('base64');
    const reply = await batch([
      { id: '1', method: 'PUT', url: '/bytes', headers: { 'Content-Type': 'text/plain' }, body },
    ]);
    assert.equal(parts(reply).get('1')?.body, body);
  });

  it('runs requests in series, and answers 424 after one that failed', async () => {
    const reply = await batch([
      create('1', 'one'),
      create('2', 'bad', { dependsOn: ['1'] }),
      create('3', 'three', { dependsOn: ['2'] }),
    ]);
    const found = parts(reply);
    assert.deepEqual(
      [found.get('1')?.status, found.get('2')?.status, found.get('3')?.status],
      [201, 400, 424],
    );
    assert.deepEqual(done, ['one']);
  });

  for (const [title, requests, message] of [
    [
      'more than 20 requests',
      Array.from({ length: 21 }, (_, at) => ({ id: String(at), method: 'GET', url: '/echo/x' })),
      /maximum value of 20/,
    ],
    ['no request', [], /at least one/],
    ['no list', 'x', /Invalid batch payload/],
    ['two requests of one id', [create('1', 'one'), create('1', 'two')], /has to be unique/],
    ['a request without id', [{ method: 'GET', url: '/echo/x' }], /needs an id/],
    [
      'a whole address',
      [{ id: '1', method: 'GET', url: 'https://graph.microsoft.com/v1.0/me' }],
      /relative url/,
    ],
    ['an unknown method', [{ id: '1', method: 'SPY', url: '/echo/x' }], /no supported method/],
    ['a body without Content-Type', [{ id: '1', method: 'POST', url: '/things', body: {} }], /Content-Type/],
    [
      'a dependency that does not precede',
      [create('1', 'one', { dependsOn: ['2'] }), create('2', 'two')],
      /does not precede/,
    ],
    [
      'dependencies neither in series nor parallel',
      [create('1', 'a'), create('2', 'b', { dependsOn: ['1'] }), create('3', 'c')],
      /in series/,
    ],
    ['a property it does not know', [create('1', 'one', { priority: 1 })], /'priority'/],
  ] as const)
    it(`refuses ${title} with 400 for all, and does nothing`, async () => {
      const reply = await batch(requests);
      assert.equal(reply.status, 400);
      assert.equal(reply.body.error.code, 'BadRequest');
      assert.match(reply.body.error.message, message);
      assert.deepEqual(done, []);
    });

  it('throttles single parts, each with its own Retry-After', async () => {
    await call('POST', `${server.url}/local365/faults`, {
      body: { match: { path: '/things' }, fault: 'throttle', times: 1, retryAfterSeconds: 7 },
    });
    const found = parts(
      await batch([create('1', 'one'), create('2', 'two'), { id: '3', method: 'GET', url: '/echo/x' }]),
    );
    assert.deepEqual(
      [found.get('1')?.status, found.get('2')?.status, found.get('3')?.status],
      [429, 201, 200],
    );
    assert.equal(found.get('1')?.headers['Retry-After'], '7');
    assert.deepEqual(done, ['two']);
  });

  it('answers 504 for a part whose reply is lost, though the work is done', async () => {
    await call('POST', `${server.url}/local365/faults`, {
      body: { match: { method: 'POST', path: '/things' }, fault: 'lost-reply', times: 1 },
    });
    const found = parts(await batch([create('1', 'one'), create('2', 'two')]));
    assert.deepEqual([found.get('1')?.status, found.get('2')?.status], [504, 201]);
    assert.deepEqual(done, ['one', 'two']);
  });

  it('needs a token and POST', async () => {
    assert.equal((await call('POST', `${server.url}/v1.0/$batch`, { token: null, body: {} })).status, 401);
    assert.equal((await call('GET', `${server.url}/v1.0/$batch`)).status, 405);
  });

  it('runs parts with the caller of the batch, in the version of the batch', async () => {
    const reply = await call('POST', `${server.url}/beta/$batch`, {
      token: makeToken(['X']),
      body: { requests: [{ id: '1', method: 'GET', url: '/echo/x' }] },
    });
    assert.equal(parts(reply).get('1')?.status, 200);
    const log = await call('GET', `${server.url}/local365/requests?path=/beta/echo`);
    assert.deepEqual([log.body.total, log.body.recent[0].inBatch], [1, true]);
  });
});
