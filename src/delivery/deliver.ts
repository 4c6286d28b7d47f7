/** Sends what the outbox holds: in order per conversation, at Teams' pace, never twice when the outcome is unknown. */
import type { Place } from '../kernel/chat.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { Messenger } from '../kernel/messenger.ts';
import { instantPlus } from '../kernel/time.ts';
import type { DeliveryProblem, Transact } from '../kernel/transaction.ts';
import { deliverMail } from './deliverMail.ts';
import type { ClaimedMessage, KnownPlace, Mailer } from './ports.ts';
import {
  type DeliveryStores,
  giveUp,
  IN_TURN,
  judge,
  type Settlement,
  type SettlePorts,
  tryLater,
  waitFor,
} from './settle.ts';

/** Longer than any single attempt takes; a message of a process that died is taken up after it. */
export const LEASE_MS = 60_000;

const PROGRAM_ENDED: DeliveryProblem = {
  code: 'program-ended',
  detail: 'The program ended while it sent the message.',
};
const NOT_THERE: DeliveryProblem = {
  code: 'bot-not-in-conversation',
  detail: 'The bot is not (any more) in this conversation.',
};

export interface DeliveryPorts extends SettlePorts {
  readonly transact: Transact<DeliveryStores>;
  readonly messenger: Messenger;
  readonly mailer: Mailer;
  /** Milliseconds to wait before the next message to this place, by Teams' limits; counts the message as sent. */
  readonly pace: (place: Place) => number;
}

/** Sends a message that was taken; null when what becomes of it is written already. */
type Attempt = () => Promise<Settlement | null>;

const SETTLED: Attempt = async () => null;

/**
 * Sends everything that is due in one lane, first what is held for this process since it was posted; returns how many
 * messages were handled. What the database throws is thrown on: the message keeps its lease and is tried again after it.
 */
export async function deliverLane(
  ports: DeliveryPorts,
  tenantId: TenantId,
  lane: string,
  held: ClaimedMessage | null = null,
): Promise<number> {
  const { transact } = ports;
  let attempt: Attempt | null = held === null ? null : () => sendHeld(ports, tenantId, held);
  for (let handled = 0; ; handled += 1) {
    attempt ??= await transact(tenantId, (stores) => take(ports, tenantId, stores, lane));
    if (attempt === null) return handled;
    const settle = await attempt();
    attempt = null;
    if (settle === null) continue;
    const { answer } = await transact(tenantId, async (stores) => {
      await settle(stores);
      return stores.outgoing.isWaiting(lane);
    });
    if (!(await answer)) return handled + 1;
  }
}

async function sendHeld(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
): Promise<Settlement> {
  const { key, to, known = null } = message;
  const place = 'conversationId' in to ? placeNow(to, known) : null;
  if (place === null) return giveUp(message, 'refused', NOT_THERE);
  const waitMs = ports.pace(place);
  if (waitMs > 0) return waitFor(ports, message, waitMs, IN_TURN);
  await ports.transact(tenantId, ({ outgoing }) => outgoing.begin(key));
  return speak(ports, message, place);
}

/** The lane's next message with its way to be sent; null when nothing is due. */
async function take(
  ports: DeliveryPorts,
  tenantId: TenantId,
  stores: DeliveryStores,
  lane: string,
): Promise<Attempt | null> {
  const { clock, logger } = ports;
  const now = clock.now();
  const message = await stores.outgoing.claim(lane, now, instantPlus(now, LEASE_MS));
  if (message === null) return null;
  const settled = async (settlement: Settlement): Promise<Attempt> => {
    await settlement(stores);
    return SETTLED;
  };
  const { to, posted, key } = message;
  if ('mailTo' in to) {
    const { mailTo } = to;
    await stores.outgoing.begin(key);
    return () => sendMail(ports, tenantId, message, mailTo);
  }
  if (message.isBegun && posted === null) {
    logger.warn('The program ended while it sent a message, which is not sent again.', { key });
    return settled(giveUp(message, 'unknown', PROGRAM_ENDED));
  }
  const place = await placeOf(stores, message);
  if (place === null) return settled(giveUp(message, 'refused', NOT_THERE));
  if ('openFor' in place) {
    const { openFor, near } = place;
    // Opening a chat counts as a message does; the chat has no id yet.
    const opening: Place = { ...near, conversationId: `opening:${openFor}` };
    if (await mustWait(ports, stores, message, opening)) return SETTLED;
    return () => openAndSpeak(ports, tenantId, message, openFor, near);
  }
  const mayBegin = await beginInPace(ports, stores, message, place);
  return mayBegin ? () => speak(ports, message, place) : SETTLED;
}

/** Notes that an attempt begins; or that the message must wait for Teams' pace, and false. */
async function beginInPace(
  ports: DeliveryPorts,
  stores: DeliveryStores,
  message: ClaimedMessage,
  place: Place,
): Promise<boolean> {
  if (await mustWait(ports, stores, message, place)) return false;
  if (message.posted === null) await stores.outgoing.begin(message.key);
  return true;
}

async function mustWait(
  ports: DeliveryPorts,
  stores: DeliveryStores,
  message: ClaimedMessage,
  place: Place,
): Promise<boolean> {
  const waitMs = ports.pace(place);
  if (waitMs > 0) await waitFor(ports, message, waitMs, IN_TURN)(stores);
  return waitMs > 0;
}

async function speak(ports: DeliveryPorts, message: ClaimedMessage, place: Place): Promise<Settlement> {
  const { messenger, clock } = ports;
  const { key, posted, reply } = message;
  try {
    if (posted === null) {
      const done = await messenger.post(place, reply);
      return ({ outgoing }) => outgoing.sent(key, place, done, clock.now());
    }
    await messenger.update(place, posted.messageId, reply);
    return ({ outgoing }) => outgoing.replaced(key, reply);
  } catch (error) {
    return judge(ports, message, place, error);
  }
}

/** A 1:1 chat that the bot has not seen yet is opened first. */
async function openAndSpeak(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  personId: PersonId,
  near: Place,
): Promise<Settlement | null> {
  let place: Place;
  try {
    place = await ports.messenger.openPersonal(near, personId);
  } catch (error) {
    return judge(ports, message, null, error);
  }
  const mayBegin = await ports.transact(tenantId, async (stores) => {
    await stores.places.keepPersonal(personId, place);
    return beginInPace(ports, stores, message, place);
  });
  return mayBegin ? speak(ports, message, place) : null;
}

async function sendMail(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  to: PersonId,
): Promise<Settlement> {
  const { clock, logger, mailer } = ports;
  const { key, attempts } = message;
  const outcome = await deliverMail(mailer, tenantId, to, message);
  if (outcome.kind === 'sent') return ({ outgoing }) => outgoing.mailed(key, clock.now());
  const { problem } = outcome;
  if (outcome.kind === 'wait') return waitFor(ports, message, outcome.afterMs, problem);
  if (outcome.kind === 'again') {
    const data = { key, attempts, problem };
    return tryLater(ports, message, problem, data, outcome.isUnknown ? 'unknown' : 'refused');
  }
  logger.warn('A mail was refused.', { key, attempts, problem });
  return giveUp(message, 'refused', problem);
}

interface ToOpen {
  readonly openFor: PersonId;
  /** A conversation of the same tenant, which tells where its Teams is. */
  readonly near: Place;
}

/** The place of a message; null when the bot may not speak there. */
async function placeOf(
  stores: DeliveryStores,
  { to, posted, known: told }: ClaimedMessage,
): Promise<Place | ToOpen | null> {
  if (posted === null && 'personId' in to) return personalPlace(stores, to.personId);
  const wanted = posted?.place ?? (await addressOf(stores, to));
  if (wanted === null) return null;
  const { conversationId } = wanted;
  const known =
    told?.place.conversationId === conversationId ? told : await stores.places.find(conversationId);
  return placeNow(wanted, known);
}

/** The newest connector address wins over the one of the day on which the message was written. */
function placeNow(wanted: Place, known: KnownPlace | null): Place | null {
  if (known === null) return wanted;
  return known.isActive ? { ...wanted, serviceUrl: known.place.serviceUrl } : null;
}

/** The thread of another message where that is what was meant; null for what is no place. */
async function addressOf({ outgoing }: DeliveryStores, to: ClaimedMessage['to']): Promise<Place | null> {
  if ('conversationId' in to) return to;
  if (!('inThreadOf' in to)) return null;
  const known = await outgoing.under(to.inThreadOf);
  return known.find(({ key }) => key === to.inThreadOf)?.postedIn ?? to.place;
}

async function personalPlace({ places }: DeliveryStores, personId: PersonId): Promise<Place | ToOpen | null> {
  const known = await places.personal(personId);
  if (known !== null) return known.isActive ? known.place : null;
  const [near] = await places.active();
  return near === undefined ? null : { openFor: personId, near };
}
