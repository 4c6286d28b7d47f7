import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { makeClientStates } from '../../../src/adapters/graph/clientState.ts';
import { notificationRouter } from '../../../src/adapters/graph/notificationRouter.ts';
import type { ChangeNotification } from '../../../src/adapters/graph/ports.ts';
import {
  changesOfList,
  deleteSubscription,
  ensureSubscription,
  type SubscriptionParts,
  transcriptsOfOrganiser,
} from '../../../src/adapters/graph/subscriptions.ts';
import { makeValidationTokenCheck } from '../../../src/adapters/graph/validationTokens.ts';
import { fakeLogger } from '../../unit/adapters/graph/fakeGraph.ts';
import { makeCertificate } from '../local365/subscriptions/certificate.ts';
import { AMARA, APP, type GraphWorld, startGraphWorld, TENANT } from './support.ts';

const VTT = 'WEBVTT\n\n00:00:03.120 --> 00:00:06.480\n<v Amara Okafor>Morning all.</v>\n';
const clientStates = makeClientStates('a secret of this test only');

describe('subscriptions and notifications', () => {
  let world: GraphWorld;
  let server: Server;
  let parts: SubscriptionParts;
  let stored: ChangeNotification[];
  let isStoreDown: boolean;
  const made = makeCertificate();
  const { certificate } = made;
  const privateKey = made.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  beforeEach(async () => {
    world = await startGraphWorld();
    stored = [];
    isStoreDown = false;
    const inbox = {
      async accept(notifications: readonly ChangeNotification[]) {
        if (isStoreDown) throw new Error('the database is down');
        stored.push(...notifications);
      },
    };
    const checkTokens = makeValidationTokenCheck({
      appId: APP,
      clock: world.client.clock,
      keysUrl: `${world.url}/common/discovery/v2.0/keys`,
    });
    const app = express();
    app.use(
      notificationRouter({
        inbox,
        clientStates,
        logger: fakeLogger().logger,
        rich: { keys: new Map([['c-1', privateKey]]), checkTokens },
      }),
    );
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    parts = {
      client: world.client,
      clientStates,
      notificationUrl: `${base}/graph/notify`,
      lifecycleNotificationUrl: `${base}/graph/lifecycle`,
    };
  });
  afterEach(async () => {
    await world.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const endMeeting = async (more: object = {}) => {
    const ended = await world.local('POST', '/local365/meetings/end', { vtt: VTT, ...more });
    await world.local('POST', '/local365/subscriptions/run');
    return ended as { meetingId: string; organiserId: string; transcriptId: string };
  };

  it('passes the handshake of both addresses, hears of a transcript, and knows organiser, meeting and transcript', async () => {
    const record = await ensureSubscription(parts, transcriptsOfOrganiser(TENANT, AMARA), null);
    const ended = await endMeeting();
    const [only, ...rest] = stored;
    assert.deepEqual(rest, []);
    assert.equal(only?.subscriptionId, record.subscriptionId);
    assert.deepEqual(only?.transcript, {
      organiserId: ended.organiserId,
      onlineMeetingId: ended.meetingId,
      transcriptId: ended.transcriptId,
    });
  });

  it('opens rich notifications, with tokens checked against the published keys', async () => {
    await ensureSubscription(
      { ...parts, certificate: { base64: certificate, id: 'c-1' } },
      transcriptsOfOrganiser(TENANT, AMARA),
      null,
    );
    const ended = await endMeeting();
    assert.deepEqual(
      stored.map(({ transcript }) => transcript),
      [
        {
          organiserId: ended.organiserId,
          onlineMeetingId: ended.meetingId,
          transcriptId: ended.transcriptId,
        },
      ],
    );
  });

  it('is sent again what could not be stored', async () => {
    await ensureSubscription(parts, transcriptsOfOrganiser(TENANT, AMARA), null);
    isStoreDown = true;
    await endMeeting();
    assert.deepEqual(stored, []);
    isStoreDown = false;
    world.forward(60_000);
    await world.local('POST', '/local365/subscriptions/run');
    assert.equal(stored.length, 1);
  });

  it('hears of a list that changed', async () => {
    const { client } = world;
    const site = await client.get('/sites/harbour.sharepoint.example:/sites/atlas', {
      schema: z.object({ id: z.string() }),
    });
    const list = await client.post(`/sites/${site.id}/lists`, {
      schema: z.object({ id: z.string() }),
      body: { displayName: 'Watched', list: { template: 'genericList' } },
    });
    await ensureSubscription(parts, changesOfList(TENANT, site.id, list.id), null);
    await world.as(AMARA, 'POST', `/sites/${site.id}/lists/${list.id}/items`, { fields: { Title: 'x' } });
    await world.local('POST', '/local365/subscriptions/run');
    assert.deepEqual(
      stored.map(({ list: which }) => which),
      [{ siteId: site.id, listId: list.id }],
    );
  });

  it('keeps one subscription for a wish, over a forgotten record, a renewal and a removal', async () => {
    const wish = transcriptsOfOrganiser(TENANT, AMARA);
    const first = await ensureSubscription(parts, wish, null);
    const adopted = await ensureSubscription(parts, wish, null);
    assert.equal(adopted.subscriptionId, first.subscriptionId);
    world.forward(37 * 3_600_000);
    const renewed = await ensureSubscription(parts, wish, adopted);
    assert.equal(renewed.subscriptionId, first.subscriptionId);
    assert.ok(renewed.expiresAt > adopted.expiresAt);
    await deleteSubscription(world.client, renewed.subscriptionId, 'beta');
    await deleteSubscription(world.client, renewed.subscriptionId, 'beta');
    const anew = await ensureSubscription(parts, wish, renewed, { renewNow: true });
    assert.notEqual(anew.subscriptionId, first.subscriptionId);
  });

  it('makes one subscription even when the reply to its creation was lost', async () => {
    const wish = transcriptsOfOrganiser(TENANT, AMARA);
    await world.fault({ match: { method: 'POST', path: '/subscriptions' }, fault: 'lost-reply', times: 1 });
    await assert.rejects(ensureSubscription(parts, wish, null), {
      name: 'UnavailableError',
      outcomeUnknown: true,
    });
    await ensureSubscription(parts, wish, null);
    await endMeeting();
    assert.equal(stored.length, 1);
  });

  it('says so when Graph cannot reach its address', async () => {
    const elsewhere = {
      ...parts,
      notificationUrl: parts.notificationUrl.replace('/graph/notify', '/nothing'),
    };
    await assert.rejects(ensureSubscription(elsewhere, transcriptsOfOrganiser(TENANT, AMARA), null), {
      code: 'notification-address-refused',
    });
  });
});
