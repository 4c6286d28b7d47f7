/** Delivery over the outbox and the messenger in memory. */
import { type DeliveryPorts, deliverLane } from '../../src/delivery/index.ts';
import { ThrottledError, UnavailableError } from '../../src/kernel/errors.ts';
import type { OutgoingMessage } from '../../src/kernel/transaction.ts';
import { fakeClock } from './fakeClock.ts';
import { fakeLogger } from './fakeLogger.ts';
import { fakeMessenger, type Outcome } from './fakeMessenger.ts';
import { fakeOutbox } from './fakeOutbox.ts';
import { fakeRandom } from './fakeRandom.ts';
import { general, makeProject } from './fakeRegisters.ts';

export const UNKNOWN: Outcome = {
  error: new UnavailableError('teams-unavailable', 'No answer.', { outcomeUnknown: true }),
};
export const DOWN: Outcome = { error: new UnavailableError('teams-unreachable', 'Not reached.') };
export const THROTTLED: Outcome = { error: new ThrottledError('throttled', 'Wait.', 7_000) };
export const LANE = general.conversationId;

export function startDelivery(pace: DeliveryPorts['pace'] = () => 0) {
  const clock = fakeClock('2026-11-25T10:00:00Z');
  const kept = fakeOutbox(clock);
  const messenger = fakeMessenger();
  const logger = fakeLogger();
  const mailed: { readonly to: string; readonly key: string; readonly mayHaveGone: boolean }[] = [];
  const mailOutcomes: (Error | null)[] = [];
  const stores = {
    outgoing: kept.outgoing,
    outbox: kept.outbox,
    places: kept.places,
    projects: {
      byConversation: async (id: string) => (id === general.conversationId ? makeProject() : null),
    },
  };
  const ports: DeliveryPorts = {
    transact: (_tenantId, work) => work(stores),
    messenger,
    mailer: {
      send: async (_tenantId, to, { key }, mayHaveGone) => {
        mailed.push({ to, key, mayHaveGone });
        const error = mailOutcomes.shift() ?? null;
        if (error !== null) throw error;
      },
    },
    pace,
    clock,
    random: fakeRandom(),
    logger,
  };
  const post = (key: string, to: OutgoingMessage['to'] = general, more: Partial<OutgoingMessage> = {}) =>
    kept.outbox.post({ key, to, reply: { text: key }, ...more });
  const deliver = (lane = LANE) => deliverLane(ports, general.tenantId, lane);
  const texts = () => messenger.said.map(({ reply }) => reply.text);
  const stateOf = (key: string) => kept.messages.find((each) => each.key === key)?.state;
  return { ...kept, clock, messenger, logger, ports, post, deliver, texts, stateOf, mailed, mailOutcomes };
}
