import assert from 'node:assert/strict';
import { makePacer } from '../../../src/adapters/teams/makePacer.ts';
import { CONVERSATION_PACE, type PaceWindow, TENANT_PACE } from '../../../src/adapters/teams/pace.ts';
import { type DeliveryPorts, deliverLane, laneOf } from '../../../src/delivery/index.ts';
import type { Place } from '../../../src/kernel/chat.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import type { OutgoingMessage } from '../../../src/kernel/transaction.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { fakeMessenger } from '../../support/fakeMessenger.ts';
import { fakeOutbox } from '../../support/fakeOutbox.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { general } from '../../support/fakeRegisters.ts';

/** A call of the connector: what was opened or said, where and when. */
interface Call {
  readonly conversationId: string;
  readonly at: number;
}

const channel = (number: number): Place => ({
  ...general,
  conversationId: `19:channel-${number}@thread.tacv2`,
});

/** Delivers everything, the clock going from one wait to the next; gives the calls in their order. */
async function deliverAll(messages: readonly OutgoingMessage[]): Promise<readonly Call[]> {
  const clock = fakeClock('2026-11-25T10:00:00Z');
  const kept = fakeOutbox(clock);
  const calls: Call[] = [];
  const spoken = fakeMessenger();
  const note = (conversationId: string): void =>
    void calls.push({ conversationId, at: Date.parse(clock.now()) });
  const pacer = makePacer();
  await kept.places.activate(general, clock.now());
  for (const message of messages) await kept.outbox.post(message);
  const { outgoing, outbox, places } = kept;
  const ports: DeliveryPorts = {
    transact: (_tenantId, work) =>
      work({ outgoing, outbox, places, projects: { byConversation: async () => null } }),
    messenger: {
      ...spoken,
      post(place, reply) {
        note(place.conversationId);
        return spoken.post(place, reply);
      },
      openPersonal(near, personId) {
        note(`opening:${personId}`);
        return spoken.openPersonal(near, personId);
      },
    },
    mailer: { send: () => assert.fail('Nothing is mailed.') },
    pace: (place) => pacer.delayBefore(place, clock.now()),
    clock,
    random: fakeRandom(),
    logger: fakeLogger(),
  };
  const lanes = [...new Set(messages.map(({ to }) => laneOf(to)))];
  while (kept.messages.some(({ state }) => state === 'waiting')) {
    for (const lane of lanes) await deliverLane(ports, general.tenantId, lane);
    clock.pass(50);
  }
  assert.ok(kept.messages.every(({ state }) => state === 'sent'));
  return calls;
}

/** Of any `most` + 1 calls in a row the last is a whole span after the first. */
function expectWithin(calls: readonly Call[], windows: readonly PaceWindow[]): void {
  for (const { most, spanMs } of windows)
    for (const [index, { at }] of calls.entries()) {
      const next = calls[index + most];
      if (next !== undefined) assert.ok(next.at - at >= spanMs, `${most + 1} calls in ${next.at - at} ms`);
    }
}

describe('delivery at Teams’ pace', () => {
  it('sends a hundred messages into one conversation in order, each window kept', async () => {
    const keys = Array.from({ length: 100 }, (_, number) => `m${number}`);
    const calls = await deliverAll(keys.map((key) => ({ key, to: channel(0), reply: { text: key } })));
    assert.equal(calls.length, 100);
    expectWithin(calls, CONVERSATION_PACE);
    const took = (calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0);
    assert.ok(took < 61_000, 'Sixty in half a minute are allowed, and made use of.');
  });

  it('keeps a tenant’s digests of one morning to thirty calls a second, opened chats included', async () => {
    const digests = Array.from({ length: 120 }, (_, number): OutgoingMessage => {
      const key = `digest:${number}`;
      const to = number % 2 === 0 ? channel(number) : { personId: asPersonId(`p${number}`) };
      return { key, to, reply: { text: key } };
    });
    const calls = await deliverAll(digests);
    assert.equal(calls.length, 60 + 2 * 60);
    expectWithin(calls, TENANT_PACE);
  });
});
