import assert from 'node:assert/strict';
import {
  constants,
  createDecipheriv,
  createHmac,
  createPublicKey,
  type JsonWebKey,
  privateDecrypt,
  verify,
} from 'node:crypto';
import {
  AMARA,
  APP,
  call,
  makeToken,
  type Reply,
  type Subscriber,
  startSubscriber,
  startTenant,
  TENANT,
  type TestTenant,
} from '../support.ts';
import { makeCertificate } from './certificate.ts';

const TRANSCRIPTS = 'communications/onlineMeetings/getAllTranscripts';
const START = Date.parse('2026-11-25T10:05:00.000Z');
const inMinutes = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();
const inSeconds = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

describe('notifications of the local Microsoft 365', () => {
  let tenant: TestTenant;
  let subscriber: Subscriber;
  beforeEach(async () => {
    tenant = await startTenant();
    subscriber = await startSubscriber();
  });
  afterEach(async () => {
    await tenant.close();
    await subscriber.close();
  });

  async function subscribe(changes: object = {}, version = ''): Promise<string> {
    const reply: Reply = await tenant.post(`${version}/subscriptions`, {
      changeType: 'created',
      notificationUrl: `${subscriber.url}/notify?from=graph`,
      lifecycleNotificationUrl: `${subscriber.url}/lifecycle`,
      resource: TRANSCRIPTS,
      expirationDateTime: inMinutes(4320),
      clientState: 'secret',
      ...changes,
    });
    if (reply.status !== 201) throw new Error(reply.text);
    return reply.body.id;
  }
  const fault = (rule: object): Promise<Reply> =>
    call('POST', `${tenant.url}/local365/faults`, { body: rule });

  it('"changeNotification resource type": announces a transcript with state, resource and tenant', async () => {
    const id = await subscribe();
    const ended = await tenant.endMeeting();
    await tenant.run();
    assert.equal(subscriber.received.length, 1);
    const [{ path, contentType, body } = { path: '', contentType: '', body: {} }] = subscriber.received;
    assert.equal(path, '/notify?from=graph');
    assert.match(contentType, /^application\/json/);
    assert.equal(body.validationTokens, undefined);
    const resource = `communications/onlineMeetings('${ended.meetingId}')/transcripts('${ended.transcriptId}')`;
    const [{ id: _id, ...item }] = body.value;
    assert.deepEqual(item, {
      subscriptionId: id,
      subscriptionExpirationDateTime: inMinutes(4320),
      clientState: 'secret',
      tenantId: TENANT,
      changeType: 'created',
      resource,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.callTranscript',
        '@odata.id': resource,
        id: ended.transcriptId,
      },
    });
  });

  it('"Set up change notifications that include resource data": encrypts with the subscriber\'s certificate', async () => {
    const { certificate, privateKey } = makeCertificate();
    await subscribe({
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'k1',
    });
    const ended = await tenant.endMeeting();
    await tenant.run();
    const [item] = subscriber.received[0]?.body.value ?? [];
    const { data, dataKey, dataSignature, encryptionCertificateId } = item.encryptedContent;
    assert.equal(encryptionCertificateId, 'k1');
    const key = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      Buffer.from(dataKey, 'base64'),
    );
    const bytes = Buffer.from(data, 'base64');
    assert.equal(createHmac('sha256', key).update(bytes).digest('base64'), dataSignature);
    const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const content = JSON.parse(Buffer.concat([decipher.update(bytes), decipher.final()]).toString('utf8'));
    assert.equal(content.id, ended.transcriptId);
    assert.equal(content.meetingId, ended.meetingId);
    assert.equal(content.createdDateTime, null);
    assert.deepEqual(content.meetingOrganizer.user, {
      id: AMARA,
      displayName: null,
      userIdentityType: 'aadUser',
      tenantId: TENANT,
    });
    assert.equal(JSON.stringify(content).includes('vendor list'), false);
  });

  it('"Set up change notifications that include resource data": sends a token signed by a published key', async () => {
    const { certificate } = makeCertificate();
    await subscribe({
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'k1',
    });
    await tenant.endMeeting();
    await tenant.run();
    const [token = ''] = subscriber.received[0]?.body.validationTokens ?? [];
    const [header = '', claims = '', signature = ''] = String(token).split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const document = (await tenant.get('/common/.well-known/openid-configuration')).body;
    const { keys } = (await tenant.get(document.jwks_uri)).body;
    const jwk = keys.find((one: { kid: string }) => one.kid === kid);
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    assert.ok(verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url')));
    const { aud, iss, appid, tid, nbf, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.equal(aud, APP);
    assert.equal(iss, `https://sts.windows.net/${TENANT}/`);
    assert.equal(appid, '0bf30f3b-4a52-48df-9a82-234910c4a086');
    assert.equal(tid, TENANT);
    assert.ok(nbf * 1000 <= START && exp * 1000 > START);
  });

  it('announces a late transcript when it is there, not before', async () => {
    await subscribe();
    await tenant.endMeeting({ lateBySeconds: 600 });
    await tenant.run();
    assert.equal(subscriber.received.length, 0);
    tenant.clock.set(inSeconds(600));
    await tenant.run();
    assert.equal(subscriber.received.length, 1);
  });

  it("tells a user's subscription of that organiser's meetings only", async () => {
    const id = await subscribe({ resource: `users/${AMARA}/onlineMeetings/getAllTranscripts` });
    await tenant.endMeeting({ subject: 'Load review', organiserId: 'yusuf.demir@harbour.example' });
    const ended = await tenant.endMeeting();
    await tenant.run();
    const items = subscriber.received.flatMap(({ body }) => body.value);
    assert.deepEqual(
      items.map(({ subscriptionId, resource }) => [subscriptionId, resource]),
      [[id, `users('${AMARA}')/onlineMeetings('${ended.meetingId}')/transcripts('${ended.transcriptId}')`]],
    );
  });

  it('"Get change notifications for transcripts": channel meetings come through beta only', async () => {
    await subscribe();
    await tenant.endMeeting({ channelMeeting: true });
    await tenant.run();
    assert.equal(subscriber.received.length, 0);
    await subscribe({ resource: `users/${AMARA}/onlineMeetings/getAllTranscripts` }, '/beta');
    await tenant.endMeeting({ channelMeeting: true });
    await tenant.run();
    assert.equal(subscriber.received.length, 1);
  });

  it('tells an app by resource-specific consent of the meetings whose chat has it', async () => {
    const app =
      'appCatalogs/teamsApps/c1000000-0000-4000-8000-000000000001/installedToOnlineMeetings/getAllTranscripts';
    await subscribe({ resource: `${app}?useResourceSpecificConsentBasedAuthorization=true` }, '/beta');
    const ended = await tenant.endMeeting();
    await tenant.run();
    assert.equal(subscriber.received.length, 0);
    const permissions = ['OnlineMeetingTranscript.Read.Chat'];
    await call('PUT', `${tenant.url}/local365/consents`, {
      body: { scopeId: ended.threadId, appId: APP, permissions },
    });
    await tenant.endMeeting();
    await tenant.run();
    assert.equal(subscriber.received.length, 1);
  });

  it('"Get change notifications for transcripts": with the switch on, later subscriptions hear nothing of it', async () => {
    await tenant.set({ RequireSubscriptionBeforeTranscription: true });
    await subscribe();
    await tenant.endMeeting({ start: inMinutes(-30), end: inMinutes(0) });
    await tenant.endMeeting({ start: inMinutes(0), end: inMinutes(0) });
    await tenant.run();
    assert.equal(subscriber.received.flatMap(({ body }) => body.value).length, 1);
  });

  it('"Receive change notifications through webhooks": batches items for one address', async () => {
    await subscribe();
    await subscribe({ resource: `users/${AMARA}/onlineMeetings/getAllTranscripts` });
    await tenant.endMeeting({ lateBySeconds: 60 });
    await tenant.endMeeting({ lateBySeconds: 60 });
    tenant.clock.set(inSeconds(60));
    await tenant.run();
    assert.deepEqual(
      subscriber.received.map(({ body }) => body.value.length),
      [4],
    );
  });

  it('"Receive change notifications through webhooks": retries with growing intervals until a 2xx', async () => {
    await subscribe();
    subscriber.answers.push(500, 404, 302, 200);
    await tenant.endMeeting();
    await tenant.run();
    const attempts: number[] = [subscriber.received.length];
    for (const seconds of [9, 10, 29, 30, 69, 70, 200]) {
      tenant.clock.set(inSeconds(seconds));
      await tenant.run();
      attempts.push(subscriber.received.length);
    }
    assert.deepEqual(attempts, [1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('"Receive change notifications through webhooks": gives up after four hours', async () => {
    await subscribe();
    subscriber.answers.push(...Array.from({ length: 100 }, () => 503));
    await tenant.endMeeting();
    for (let minutes = 0; minutes <= 300; minutes += 5) {
      tenant.clock.set(inMinutes(minutes));
      await tenant.run();
    }
    const tries = subscriber.received.length;
    assert.ok(tries > 8, `${tries} tries`);
    const { body } = await tenant.get('/local365/subscriptions');
    assert.deepEqual(body.notifications, []);
  });

  it('"Delete subscription": tells nothing more, not even what was to be retried', async () => {
    const id = await subscribe();
    subscriber.answers.push(503);
    await tenant.endMeeting();
    await tenant.run();
    await tenant.remove(`/subscriptions/${id}`);
    tenant.clock.set(inMinutes(5));
    const counts = await tenant.run();
    assert.equal(subscriber.received.length, 1);
    assert.deepEqual(counts, { delivered: 0, failed: 0, discarded: 1, waiting: 0 });
  });

  it('keeps what was not delivered over a restart', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const { join } = await import('node:path');
    const folder = mkdtempSync(join(tmpdir(), 'local365-'));
    const first = await startTenant({ folder });
    await first.post('/subscriptions', {
      changeType: 'created',
      notificationUrl: `${subscriber.url}/notify`,
      resource: TRANSCRIPTS,
      expirationDateTime: inMinutes(60),
    });
    await first.endMeeting({ lateBySeconds: 60 });
    await first.close();
    const second = await startTenant({ folder, at: inSeconds(61) });
    await second.run();
    await second.close();
    rmSync(folder, { recursive: true });
    assert.equal(subscriber.received.length, 1);
  });

  it('tells of changed lists and drives that something changed, once for many changes', async () => {
    const site = (await tenant.get('/sites/harbour.sharepoint.example:/sites/atlas')).body.id;
    const list = (
      await tenant.post(`/sites/${site}/lists`, { displayName: 'Actions', list: { template: 'genericList' } })
    ).body.id;
    const resource = `sites/${site}/lists/${list}`;
    const id = await subscribe({ resource, changeType: 'updated', lifecycleNotificationUrl: undefined });
    await tenant.post(`/sites/${site}/lists/${list}/items`, { fields: { Title: 'One' } });
    await tenant.post(`/sites/${site}/lists/${list}/items`, { fields: { Title: 'Two' } });
    await tenant.run();
    const items = subscriber.received.flatMap(({ body }) => body.value);
    assert.ok(items.length >= 1);
    assert.equal(items[0].subscriptionId, id);
    assert.equal(items[0].changeType, 'updated');
    assert.equal(items[0].resource, resource);
    assert.deepEqual(items[0].resourceData, { '@odata.type': '#Microsoft.Graph.ListItem' });
  });

  it('tells of created and deleted events of a calendar', async () => {
    await subscribe({
      resource: `users/${AMARA}/events`,
      changeType: 'created,deleted',
      expirationDateTime: inMinutes(4230),
    });
    const moment = (hour: number) => ({ dateTime: `2026-12-01T${hour}:00:00`, timeZone: 'UTC' });
    const event = await tenant.post(`/users/${AMARA}/events`, {
      subject: 'Call',
      start: moment(10),
      end: moment(11),
    });
    await tenant.patch(`/users/${AMARA}/events/${event.body.id}`, { subject: 'Long call' });
    await tenant.remove(`/users/${AMARA}/events/${event.body.id}`);
    await tenant.run();
    const items = subscriber.received.flatMap(({ body }) => body.value);
    assert.deepEqual(
      items.map(({ changeType, resourceData }) => [changeType, resourceData.id]),
      [
        ['created', event.body.id],
        ['deleted', event.body.id],
      ],
    );
  });

  it('faults: delivers twice, never, or out of order when asked to', async () => {
    await subscribe();
    await fault({ match: {}, fault: 'notification-duplicate', times: 1 });
    await tenant.endMeeting();
    await tenant.run();
    assert.equal(subscriber.received.flatMap(({ body }) => body.value).length, 2);
    await fault({ match: {}, fault: 'notification-drop', times: 1 });
    await tenant.endMeeting();
    await tenant.run();
    assert.equal(subscriber.received.flatMap(({ body }) => body.value).length, 2);
    await fault({ match: {}, fault: 'notification-reorder', times: 1 });
    const earlier = await tenant.endMeeting();
    const later = await tenant.endMeeting();
    await tenant.run();
    tenant.clock.set(inSeconds(2));
    await tenant.run();
    const ids = subscriber.received
      .flatMap(({ body }) => body.value)
      .map(({ resourceData }) => resourceData.id);
    assert.deepEqual(ids.slice(2), [later.transcriptId, earlier.transcriptId]);
  });

  describe('lifecycle events', () => {
    it('"Reduce missing subscriptions": asks for reauthorisation in the last hour, at most every 15 minutes', async () => {
      const id = await subscribe({ expirationDateTime: inMinutes(180) });
      const counts: number[] = [];
      for (const minutes of [119, 120, 125, 135, 150, 165, 179]) {
        tenant.clock.set(inMinutes(minutes));
        await tenant.run();
        counts.push(subscriber.received.length);
      }
      assert.deepEqual(counts, [0, 1, 1, 2, 3, 4, 4]);
      const [{ id: _id, ...item }] = subscriber.received[0]?.body.value ?? [];
      assert.equal(subscriber.received[0]?.path, '/lifecycle');
      assert.deepEqual(item, {
        subscriptionId: id,
        subscriptionExpirationDateTime: inMinutes(180),
        tenantId: TENANT,
        clientState: 'secret',
        lifecycleEvent: 'reauthorizationRequired',
      });
    });

    it('"Reduce missing subscriptions": a renewed subscription is left in peace', async () => {
      const id = await subscribe({ expirationDateTime: inMinutes(180) });
      tenant.clock.set(inMinutes(121));
      await tenant.run();
      await tenant.patch(`/subscriptions/${id}`, { expirationDateTime: inMinutes(1000) });
      tenant.clock.set(inMinutes(170));
      await tenant.run();
      assert.equal(subscriber.received.length, 1);
    });

    it('"Reduce missing subscriptions": delivery rests until it is reauthorised, and what changed meanwhile is lost', async () => {
      const id = await subscribe();
      const event = { event: 'reauthorizationRequired', pause: true };
      assert.equal((await tenant.post(`/local365/subscriptions/${id}/lifecycle`, event)).status, 202);
      await tenant.run();
      await tenant.endMeeting();
      await tenant.run();
      assert.deepEqual(
        subscriber.received.map(({ path }) => path),
        ['/lifecycle'],
      );
      assert.equal((await tenant.post(`/subscriptions/${id}/reauthorize`, undefined)).status, 204);
      await tenant.run();
      assert.equal(subscriber.received.length, 1);
      await tenant.endMeeting();
      await tenant.run();
      assert.equal(subscriber.received.length, 2);
    });

    it('"Reduce missing subscriptions": missed and subscriptionRemoved are for Outlook only', async () => {
      const transcripts = await subscribe();
      const refused = await tenant.post(`/local365/subscriptions/${transcripts}/lifecycle`, {
        event: 'missed',
      });
      assert.equal(refused.status, 400);
      const events = await subscribe({
        resource: `users/${AMARA}/events`,
        changeType: 'updated',
        expirationDateTime: inMinutes(4230),
      });
      await tenant.post(`/local365/subscriptions/${events}/lifecycle`, { event: 'subscriptionRemoved' });
      await tenant.run();
      assert.equal(subscriber.received[0]?.body.value[0].lifecycleEvent, 'subscriptionRemoved');
      assert.equal((await tenant.get(`/subscriptions/${events}`)).status, 404);
    });
  });

  it('delivers by itself, without being asked to run', async () => {
    await subscribe();
    const arrived = new Promise<void>((resolve) => {
      const push = subscriber.received.push.bind(subscriber.received);
      subscriber.received.push = (...items) => {
        resolve();
        return push(...items);
      };
    });
    await tenant.endMeeting();
    await arrived;
    assert.equal(subscriber.received.length, 1);
  });

  it('does not show certificates or states on its control page', async () => {
    const { certificate } = makeCertificate();
    await subscribe({
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'k1',
    });
    const { text } = await tenant.get('/local365/subscriptions', { token: makeToken() });
    assert.equal(text.includes(certificate), false);
    assert.equal(text.includes('"secret"'), false);
  });
});
