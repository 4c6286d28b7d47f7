import assert from 'node:assert/strict';
import h18 from '../fixtures/cases/H18-subscription-validation-request.json' with { type: 'json' };
import { SAMPLE, TENANT } from '../support/sampleTenant.ts';
import { buttonsOf } from '../support/shownMessages.ts';
import { type EndedMeeting, startApp, type TestWorld } from '../support/startApp.ts';

const SUBJECT = 'Atlas weekly project meeting';
const VTT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';

interface Subscription {
  readonly id: string;
  readonly resource: string;
  readonly clientState: string;
  readonly expirationDateTime: string;
}

describe('the addresses for Graph’s notifications', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const post = async (path: string, body: string | object) => {
    const response = await fetch(`${world.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };
  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish')).length;
  const asked = async () => (await world.local('GET', '/local365/requests')).total;
  const subscriptionTo = async (part: string): Promise<Subscription> => {
    const { value } = await world.graph('/subscriptions');
    const found = (value as Subscription[]).find(({ resource }) => resource.includes(part));
    return found ?? assert.fail(`No subscription to ${part}.`);
  };
  const removeSubscription = async ({ id }: Subscription) => {
    const response = await fetch(`${world.local365}/v1.0/subscriptions/${id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${SAMPLE.graphToken}` },
    });
    assert.equal(response.status, 204);
  };
  const notificationOf = (
    { organiserId, meetingId, transcriptId }: EndedMeeting,
    { id, clientState, expirationDateTime }: Subscription,
  ) => {
    const resource = `users('${organiserId}')/onlineMeetings('${meetingId}')/transcripts('${transcriptId}')`;
    return {
      subscriptionId: id,
      subscriptionExpirationDateTime: expirationDateTime,
      clientState,
      changeType: 'created',
      resource,
      tenantId: TENANT,
      resourceData: {
        '@odata.type': '#Microsoft.Graph.callTranscript',
        '@odata.id': resource,
        id: transcriptId,
      },
    };
  };
  /** A meeting of which Graph itself says nothing. */
  const endSilently = async () => {
    await world.fault({ match: { path: '/users/' }, fault: 'notification-drop' });
    const ended = await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    assert.equal(await reviews(), 0);
    return ended;
  };

  it('answer the requests of case H18 as it wants, and ask Graph for nothing because of them', async () => {
    const before = await asked();
    for (const [index, { request, body }] of h18.input.entries()) {
      const [method = '', path = ''] = request.split(' ');
      assert.equal(method, 'POST');
      const reply = await post(path, body);
      const wanted = h18.expected[index];
      assert.equal(reply.status, wanted?.status, request);
      if (wanted?.contentType !== undefined) assert.match(reply.type ?? '', /^text\/plain\b/);
      if (wanted?.body !== undefined) assert.equal(reply.text, wanted.body);
    }
    await world.settle();
    assert.equal(await asked(), before);
  });

  it('take a true notification, alone or beside a false one, and ignore what does not know the secret', async () => {
    const ended = await endSilently();
    const mine = notificationOf(ended, await subscriptionTo(ended.organiserId));
    for (const clientState of ['', 'guessed', `${mine.clientState}x`]) {
      assert.equal((await post('/graph/notify', { value: [{ ...mine, clientState }] })).status, 202);
      await world.settle();
      assert.equal(await reviews(), 0, clientState);
    }
    const both = { value: [{ ...mine, clientState: 'guessed', resource: "users('x')/events('y')" }, mine] };
    assert.equal((await post('/graph/notify', both)).status, 202);
    await world.settle();
    assert.equal(await reviews(), 1);
    for (let time = 0; time < 3; time += 1) await post('/graph/notify', both);
    await world.settle();
    assert.equal(await reviews(), 1);
  });

  it('refuse what is no notification, in one line, and go on working', async () => {
    for (const body of ['{"value":5}', '[]', 'null', '\u0000\u0001', '{"value":[{"resource":1}]}', '']) {
      const { status, text } = await post('/graph/notify', body);
      assert.ok(status === 400 || status === 202, `${JSON.stringify(body)}: ${status}`);
      assert.ok(text.length < 200 && !text.includes('\n    at '), text);
    }
    assert.equal((await post('/graph/notify', 'x'.repeat(5_000_000))).status, 413);
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    assert.equal(await reviews(), 1);
  });

  it('take a lifecycle event: the subscription is renewed, and what was missed is looked for', async () => {
    const ended = await endSilently();
    const before = await subscriptionTo(ended.organiserId);
    const event = {
      subscriptionId: before.id,
      subscriptionExpirationDateTime: before.expirationDateTime,
      tenantId: TENANT,
      clientState: before.clientState,
    };
    world.clock.pass(60_000);
    const renew = { value: [{ ...event, lifecycleEvent: 'reauthorizationRequired' }] };
    assert.equal(
      (await post('/graph/lifecycle', { value: [{ ...renew.value[0], clientState: 'guessed' }] })).status,
      202,
    );
    await world.settle();
    assert.equal((await subscriptionTo(ended.organiserId)).expirationDateTime, before.expirationDateTime);
    assert.equal((await post('/graph/lifecycle', renew)).status, 202);
    await world.settle();
    assert.ok((await subscriptionTo(ended.organiserId)).expirationDateTime > before.expirationDateTime);
    assert.equal(await reviews(), 0);
    await post('/graph/lifecycle', { value: [{ ...event, lifecycleEvent: 'missed' }] });
    await world.settle();
    assert.equal(await reviews(), 1);
  });

  it('take a removed subscription: it is made anew, and brings the next meeting', async () => {
    const before = await subscriptionTo('onlineMeetings');
    await removeSubscription(before);
    const { id, expirationDateTime, clientState } = before;
    const value = [
      {
        subscriptionId: id,
        subscriptionExpirationDateTime: expirationDateTime,
        tenantId: TENANT,
        clientState,
        lifecycleEvent: 'subscriptionRemoved',
      },
    ];
    assert.equal((await post('/graph/lifecycle', { value })).status, 202);
    await world.settle();
    assert.notEqual((await subscriptionTo(before.resource)).id, id);
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    assert.equal(await reviews(), 1);
  });

  it('find what ended before there was a subscription as soon as there is one', async () => {
    for (;;) {
      const { value } = await world.graph('/subscriptions');
      const [one] = (value as Subscription[]).filter(({ resource }) => resource.includes('onlineMeetings'));
      if (one === undefined) break;
      await removeSubscription(one);
    }
    await world.database.execute(`delete from mark where name like 'subscription:%'`);
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    assert.equal(await reviews(), 0);
    await world.passTime(15 * 60_000);
    assert.equal(await reviews(), 1);
  });
});
