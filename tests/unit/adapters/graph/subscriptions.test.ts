import assert from 'node:assert/strict';
import { makeClientStates } from '../../../../src/adapters/graph/clientState.ts';
import {
  changesOfList,
  deleteSubscription,
  ensureSubscription,
  type SubscriptionRecord,
  transcriptsOfOrganiser,
} from '../../../../src/adapters/graph/subscriptions.ts';
import { type FakeGraph, fakeGraph, graphError, type Step } from './fakeGraph.ts';

const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
const clientStates = makeClientStates('a secret of this test only');
const wish = { ...transcriptsOfOrganiser(TENANT, 'u-1'), version: 'v1.0' as const };
const NOTIFY = 'https://docket.example/graph/notify';
const partsOver = (graph: FakeGraph) => ({
  client: graph.client,
  clientStates,
  notificationUrl: NOTIFY,
  lifecycleNotificationUrl: 'https://docket.example/graph/lifecycle',
});
const made = (id = 's-1', more: object = {}) => ({
  id,
  resource: wish.resource,
  changeType: 'created',
  notificationUrl: NOTIFY,
  clientState: clientStates.of(wish),
  expirationDateTime: '2026-12-04T08:55:00.0000000Z',
  ...more,
});
const listed = (...value: object[]): Step => ({ status: 200, body: { value } });
const known: SubscriptionRecord = {
  subscriptionId: 's-1',
  resource: wish.resource,
  notificationUrl: NOTIFY,
  clientState: clientStates.of(wish),
  madeAt: '2026-12-01T09:00:00.000Z' as SubscriptionRecord['madeAt'],
  expiresAt: '2026-12-04T08:55:00.000Z' as SubscriptionRecord['expiresAt'],
};
const stepsOf = (graph: FakeGraph): string[] => graph.asked.map(({ method, path }) => `${method} ${path}`);

describe('ensureSubscription', () => {
  it('makes one when there is none, with both addresses, within the longest life', async () => {
    const graph = fakeGraph([listed(), { status: 201, body: made() }]);
    const record = await ensureSubscription(partsOver(graph), wish, null);
    assert.deepEqual(record, known);
    assert.deepEqual(graph.asked[1]?.json(), {
      changeType: 'created',
      notificationUrl: NOTIFY,
      lifecycleNotificationUrl: 'https://docket.example/graph/lifecycle',
      resource: 'users/u-1/onlineMeetings/getAllTranscripts',
      expirationDateTime: '2026-12-04T08:55:00.000Z',
      clientState: clientStates.of(wish),
      latestSupportedTlsVersion: 'v1_2',
    });
  });

  it('asks for resource data only with a certificate', async () => {
    const graph = fakeGraph([listed(), { status: 201, body: made() }]);
    await ensureSubscription({ ...partsOver(graph), certificate: { base64: 'MIIB', id: 'c-1' } }, wish, null);
    const body = graph.asked[1]?.body ?? '';
    const wanted = {
      includeResourceData: true,
      encryptionCertificate: 'MIIB',
      encryptionCertificateId: 'c-1',
    };
    assert.deepEqual({ ...JSON.parse(body), ...wanted }, JSON.parse(body));
  });

  it('asks nothing before half of the life is over, and renews from then on', async () => {
    const graph = fakeGraph([
      { status: 200, body: made('s-1', { expirationDateTime: '2026-12-05T21:00:00Z' }) },
    ]);
    assert.equal(await ensureSubscription(partsOver(graph), wish, known), known);
    graph.clock.forward(36 * 3_600_000);
    const renewed = await ensureSubscription(partsOver(graph), wish, known);
    assert.equal(renewed.expiresAt, '2026-12-05T21:00:00.000Z');
    assert.deepEqual(stepsOf(graph), ['PATCH /subscriptions/s-1']);
  });

  it('renews at once when Graph asks for it', async () => {
    const graph = fakeGraph([{ status: 200, body: made() }]);
    await ensureSubscription(partsOver(graph), wish, known, { renewNow: true });
    assert.deepEqual(stepsOf(graph), ['PATCH /subscriptions/s-1']);
  });

  it('makes it anew when it is gone', async () => {
    const graph = fakeGraph([
      { status: 404, body: graphError('ResourceNotFound') },
      listed(),
      { status: 201, body: made('s-2') },
    ]);
    const record = await ensureSubscription(partsOver(graph), wish, known, { renewNow: true });
    assert.equal(record.subscriptionId, 's-2');
  });

  it('adopts one that it made before and does not know any more', async () => {
    const graph = fakeGraph([
      listed(
        made('other', { resource: 'users/x/events' }),
        made('mine', { resource: `/${wish.resource.toUpperCase()}` }),
      ),
      { status: 200, body: made('mine') },
    ]);
    assert.equal((await ensureSubscription(partsOver(graph), wish, null)).subscriptionId, 'mine');
    assert.deepEqual(stepsOf(graph), ['GET /subscriptions', 'PATCH /subscriptions/mine']);
  });

  it('deletes one of its own address whose client state it could not check, leaves those of other addresses', async () => {
    const foreign = made('foreign', { notificationUrl: 'https://staging.example/graph/notify' });
    const graph = fakeGraph([
      listed(foreign, made('stale', { clientState: null })),
      { status: 204 },
      { status: 201, body: made('s-2') },
    ]);
    await ensureSubscription(partsOver(graph), wish, null);
    assert.deepEqual(stepsOf(graph), [
      'GET /subscriptions',
      'DELETE /subscriptions/stale',
      'POST /subscriptions',
    ]);
  });

  it('does not trust what it knows when the secret or the address has changed', async () => {
    const graph = fakeGraph([listed(), { status: 201, body: made('s-2') }]);
    const record = await ensureSubscription(partsOver(graph), wish, {
      ...known,
      clientState: 'of an older secret',
    });
    assert.equal(record.subscriptionId, 's-2');
  });

  it('does not repeat a creation whose reply was lost, so that no second one is made', async () => {
    const graph = fakeGraph([listed(), 'lost']);
    await assert.rejects(ensureSubscription(partsOver(graph), wish, null), {
      name: 'UnavailableError',
      outcomeUnknown: true,
    });
  });

  it('names the cause when Graph cannot reach the address', async () => {
    const graph = fakeGraph([
      listed(),
      { status: 400, body: graphError('ValidationError', 'Subscription validation request failed.') },
    ]);
    await assert.rejects(ensureSubscription(partsOver(graph), wish, null), {
      code: 'notification-address-refused',
    });
  });
});

describe('SubscriptionWish', () => {
  it('has the resource, the version and the longest life of each kind', () => {
    assert.deepEqual(
      [transcriptsOfOrganiser(TENANT, 'u-1'), changesOfList(TENANT, 'h,1,2', 'l-1')].map(
        ({ resource, version, changeType, lifetimeMinutes }) => [
          resource,
          version,
          changeType,
          lifetimeMinutes,
        ],
      ),
      [
        ['users/u-1/onlineMeetings/getAllTranscripts', 'beta', 'created', 4320],
        ['sites/h,1,2/lists/l-1', 'v1.0', 'updated', 42300],
      ],
    );
  });
});

describe('deleteSubscription', () => {
  it('takes one that is gone already as done', async () => {
    const graph = fakeGraph([{ status: 404, body: graphError('ResourceNotFound') }]);
    await deleteSubscription(graph.client, 's-1');
    assert.deepEqual(stepsOf(graph), ['DELETE /subscriptions/s-1']);
  });
});

describe('makeClientStates', () => {
  it('gives the same state for the same topic, short enough for Graph, and reads its tenant', () => {
    const state = clientStates.of(wish);
    assert.equal(state, clientStates.of({ ...wish, resource: `/${wish.resource}` }));
    assert.notEqual(state, clientStates.of(changesOfList(TENANT, 's', 'l')));
    assert.ok(state.length <= 128, String(state.length));
    assert.equal(clientStates.readTenant(state), TENANT);
  });

  it('refuses any other state', () => {
    const state = clientStates.of(wish);
    const other = makeClientStates('another secret, as long').of(wish);
    const parts = state.split('.');
    const moved = ['00000000-0000-4000-8000-000000000000', parts[1], parts[2]].join('.');
    for (const wrong of ['', '.', '..', state.slice(0, -1), `${state}.`, `${state}.x`, other, moved])
      assert.equal(clientStates.readTenant(wrong), null, wrong);
  });

  it('refuses a short secret', () => assert.throws(() => makeClientStates('short'), RangeError));
});
