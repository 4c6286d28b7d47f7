/** Sends what the outbox holds: in order per conversation, at Teams' pace, never twice when the outcome is unknown. */
import type { Place, Reply } from '../kernel/chat.ts';
import {
  AccessError,
  DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../kernel/errors.ts';
import type { PersonId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Messenger } from '../kernel/messenger.ts';
import { type Clock, instantPlus } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { PlaceStore } from '../projects/ports.ts';
import type { ClaimedMessage, OutgoingStore } from './ports.ts';

/** Longer than any single attempt takes; a message of a process that died is tried again after it. */
const LEASE_MS = 60_000;
/** First wait after a failed attempt; doubles with each. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** With doubling waits about three hours: longer than the outages that Microsoft reports. */
const MOST_ATTEMPTS = 20;

export interface DeliveryPorts {
  readonly transact: Transact<{ readonly outgoing: OutgoingStore; readonly places: PlaceStore }>;
  readonly messenger: Messenger;
  /** Milliseconds to wait before the next message to this place, by Teams' limits; counts the message as sent. */
  readonly pace: (place: Place) => number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Sends everything that is due in one lane; returns how many messages were handled. */
export async function deliverLane(ports: DeliveryPorts, tenantId: TenantId, lane: string): Promise<number> {
  let handled = 0;
  for (;;) {
    const now = ports.clock.now();
    const message = await ports.transact(tenantId, ({ outgoing }) =>
      outgoing.claim(lane, now, instantPlus(now, LEASE_MS)),
    );
    if (message === null) return handled;
    await deliverOne(ports, tenantId, message);
    handled += 1;
  }
}

async function deliverOne(ports: DeliveryPorts, tenantId: TenantId, message: ClaimedMessage): Promise<void> {
  const { transact, messenger, clock } = ports;
  let place: Place | null = null;
  try {
    if (message.posted !== null) {
      place = message.posted.place;
      if (await mustWait(ports, tenantId, message, place)) return;
      await messenger.update(place, message.posted.messageId, message.reply);
      await transact(tenantId, ({ outgoing }) => outgoing.replaced(message.key, message.reply));
      return;
    }
    place = await placeFor(ports, tenantId, message);
    if (place === null) {
      await end(ports, tenantId, message, 'refused', 'The bot is not (any more) in this conversation.');
      return;
    }
    if (await mustWait(ports, tenantId, message, place)) return;
    const posted = await messenger.post(place, message.reply);
    const where = place;
    await transact(tenantId, ({ outgoing }) => outgoing.sent(message.key, where, posted, clock.now()));
  } catch (error) {
    await fail(ports, tenantId, message, place, error);
  }
}

async function mustWait(
  { pace, transact, clock }: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  place: Place,
): Promise<boolean> {
  const waitMs = pace(place);
  if (waitMs <= 0) return false;
  await transact(tenantId, ({ outgoing }) =>
    outgoing.later(
      message.key,
      instantPlus(clock.now(), waitMs),
      false,
      'Waits for the pace that Teams allows.',
    ),
  );
  return true;
}

/** The place of a message; null when the bot may not speak there. */
async function placeFor(
  ports: DeliveryPorts,
  tenantId: TenantId,
  { to }: ClaimedMessage,
): Promise<Place | null> {
  if ('personId' in to) return personalPlace(ports, tenantId, to.personId);
  const known = await ports.transact(tenantId, ({ places }) => places.find(to.conversationId));
  if (known !== null && !known.isActive) return null;
  // The newest connector address wins over the one of the day on which the message was written.
  return known === null ? to : { ...to, serviceUrl: known.place.serviceUrl };
}

async function personalPlace(
  { transact, messenger }: DeliveryPorts,
  tenantId: TenantId,
  personId: PersonId,
): Promise<Place | null> {
  const { known, near } = await transact(tenantId, async ({ places }) => ({
    known: await places.personal(personId),
    near: (await places.active())[0],
  }));
  if (known !== null) return known.isActive ? known.place : null;
  if (near === undefined) return null;
  const place = await messenger.openPersonal(near, personId);
  await transact(tenantId, ({ places }) => places.keepPersonal(personId, place));
  return place;
}

async function fail(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  place: Place | null,
  error: unknown,
): Promise<void> {
  const { transact, clock, random, logger } = ports;
  const problem = error instanceof Error ? error.message : String(error);
  const data = { key: message.key, attempts: message.attempts, error };
  if (error instanceof ThrottledError) {
    logger.info('Teams asked to wait before this message.', { ...data, retryAfterMs: error.retryAfterMs });
    const nextAt = instantPlus(clock.now(), error.retryAfterMs);
    await transact(tenantId, ({ outgoing }) => outgoing.later(message.key, nextAt, false, problem));
    return;
  }
  if (error instanceof AccessError || error instanceof NotFoundError) {
    logger.warn(
      'A conversation does not take messages any more; nothing is sent there until the bot is added again.',
      data,
    );
    await end(ports, tenantId, message, 'refused', problem);
    if (place !== null && isDeadPlace(error)) {
      const { conversationId } = place;
      await transact(tenantId, ({ places }) => places.deactivate(conversationId));
    }
    return;
  }
  // A replacement may be repeated: it only says the same again.
  if (error instanceof UnavailableError && error.outcomeUnknown && message.posted === null) {
    logger.warn('It is not known whether a message was delivered; it is not sent again.', data);
    await end(ports, tenantId, message, 'unknown', problem);
    return;
  }
  const isHopeless = error instanceof InputError || !(error instanceof DocketError);
  if (isHopeless || message.attempts + 1 >= MOST_ATTEMPTS) {
    logger.error('A message was given up.', data);
    await end(ports, tenantId, message, 'refused', problem);
    return;
  }
  const waitMs =
    Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** message.attempts) * (0.5 + random.number() / 2);
  logger.info('A message could not be sent and is tried again.', { ...data, waitMs });
  const nextAt = instantPlus(clock.now(), waitMs);
  await transact(tenantId, ({ outgoing }) => outgoing.later(message.key, nextAt, true, problem));
}

function isDeadPlace(error: DocketError): boolean {
  return ['bot-not-in-conversation', 'blocked-by-user', 'conversation-gone'].includes(error.code);
}

function end(
  { transact }: DeliveryPorts,
  tenantId: TenantId,
  message: { readonly key: string; readonly reply: Reply },
  state: 'refused' | 'unknown',
  problem: string,
): Promise<void> {
  return transact(tenantId, ({ outgoing }) => outgoing.ended(message.key, state, problem));
}
