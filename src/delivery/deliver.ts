/** Sends what the outbox holds: in order per conversation, at Teams' pace, never twice when the outcome is unknown. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Place } from '../kernel/chat.ts';
import {
  AccessError,
  ContractError,
  DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../kernel/errors.ts';
import type { PersonId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Messenger, Posted } from '../kernel/messenger.ts';
import { type Clock, instantPlus } from '../kernel/time.ts';
import type { Outbox, Transact } from '../kernel/transaction.ts';
import type { PlaceStore, ProjectStore } from '../projects/ports.ts';
import { deliverMail } from './deliverMail.ts';
import type { ClaimedMessage, Mailer, OutgoingStore } from './ports.ts';

/** Longer than any single attempt takes; a message of a process that died is taken up after it. */
const LEASE_MS = 60_000;
/** First wait after a failed attempt; doubles with each. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** With doubling waits about a day: longer than the outages that Microsoft reports. */
const MOST_ATTEMPTS = 120;

export interface DeliveryPorts {
  readonly transact: Transact<{
    readonly outgoing: OutgoingStore;
    readonly outbox: Outbox;
    readonly places: PlaceStore;
    readonly projects: Pick<ProjectStore, 'byConversation'>;
  }>;
  readonly messenger: Messenger;
  readonly mailer: Mailer;
  /** Milliseconds to wait before the next message to this place, by Teams' limits; counts the message as sent. */
  readonly pace: (place: Place) => number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/**
 * Sends everything that is due in one lane; returns how many messages were handled. What the database throws is thrown
 * on: the message keeps its lease and is tried again after it.
 */
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
  const { transact, clock, logger } = ports;
  if ('mailTo' in message.to) return sendMail(ports, tenantId, message, message.to.mailTo);
  if (message.isBegun && message.posted === null) {
    logger.warn('The program ended while it sent a message, which is not sent again.', { key: message.key });
    return giveUp(ports, tenantId, message, 'unknown', 'The program ended while it sent the message.');
  }
  const place = await placeFor(ports, tenantId, message);
  if (isFailure(place)) return judge(ports, tenantId, message, null, place.error);
  if (place === null)
    return giveUp(ports, tenantId, message, 'refused', 'The bot is not (any more) in this conversation.');
  if (await mustWait(ports, tenantId, message, place)) return;
  if (message.posted === null) await transact(tenantId, ({ outgoing }) => outgoing.begin(message.key));
  const outcome = await speak(ports, message, place);
  if (isFailure(outcome)) return judge(ports, tenantId, message, place, outcome.error);
  await transact(tenantId, ({ outgoing }) =>
    outcome === null
      ? outgoing.replaced(message.key, message.reply)
      : outgoing.sent(message.key, place, outcome, clock.now()),
  );
}

async function sendMail(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  to: PersonId,
): Promise<void> {
  const { transact, clock, logger } = ports;
  const { key, attempts } = message;
  await transact(tenantId, ({ outgoing }) => outgoing.begin(key));
  const outcome = await deliverMail(ports.mailer, tenantId, to, message);
  if (outcome.kind === 'sent') return transact(tenantId, ({ outgoing }) => outgoing.mailed(key, clock.now()));
  const { problem } = outcome;
  if (outcome.kind === 'wait') {
    const nextAt = instantPlus(clock.now(), outcome.afterMs);
    return transact(tenantId, ({ outgoing }) => outgoing.later(key, nextAt, false, problem));
  }
  if (outcome.kind === 'again' && attempts + 1 < MOST_ATTEMPTS)
    return tryLater(ports, tenantId, message, problem, { key, attempts });
  logger.warn('A mail was given up.', { key, attempts, problem });
  const isUnknown = outcome.kind === 'again' && outcome.isUnknown;
  return giveUp(ports, tenantId, message, isUnknown ? 'unknown' : 'refused', problem);
}

/** What Teams did not do, apart from what goes wrong on our own side. */
interface Failure {
  readonly error: unknown;
}

const isFailure = (value: object | null): value is Failure => value !== null && 'error' in value;

async function speak(
  { messenger }: DeliveryPorts,
  { posted, reply }: ClaimedMessage,
  place: Place,
): Promise<Posted | null | Failure> {
  try {
    if (posted === null) return await messenger.post(place, reply);
    await messenger.update(place, posted.messageId, reply);
    return null;
  } catch (error) {
    return { error };
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
  { to, posted }: ClaimedMessage,
): Promise<Place | null | Failure> {
  if (posted === null && 'personId' in to) return personalPlace(ports, tenantId, to.personId);
  const wanted = posted?.place ?? (await placeOf(ports, tenantId, to));
  if (wanted === null) return null;
  const known = await ports.transact(tenantId, ({ places }) => places.find(wanted.conversationId));
  if (known === null) return wanted;
  // The newest connector address wins over the one of the day on which the message was written.
  return known.isActive ? { ...wanted, serviceUrl: known.place.serviceUrl } : null;
}

/** The thread of another message where that is what was meant; null for what is no place. */
async function placeOf(
  { transact }: DeliveryPorts,
  tenantId: TenantId,
  to: ClaimedMessage['to'],
): Promise<Place | null> {
  if ('conversationId' in to) return to;
  if (!('inThreadOf' in to)) return null;
  const known = await transact(tenantId, ({ outgoing }) => outgoing.under(to.inThreadOf));
  return known.find(({ key }) => key === to.inThreadOf)?.postedIn ?? to.place;
}

async function personalPlace(
  { transact, messenger }: DeliveryPorts,
  tenantId: TenantId,
  personId: PersonId,
): Promise<Place | null | Failure> {
  const known = await transact(tenantId, ({ places }) => places.personal(personId));
  if (known !== null) return known.isActive ? known.place : null;
  const [near] = await transact(tenantId, ({ places }) => places.active());
  if (near === undefined) return null;
  let place: Place;
  try {
    place = await messenger.openPersonal(near, personId);
  } catch (error) {
    return { error };
  }
  await transact(tenantId, ({ places }) => places.keepPersonal(personId, place));
  return place;
}

/** `place` is null when no attempt to speak was made. */
async function judge(
  ports: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  place: Place | null,
  error: unknown,
): Promise<void> {
  const { transact, clock, logger } = ports;
  const problem = error instanceof Error ? error.message : String(error);
  const data = { key: message.key, attempts: message.attempts, error };
  if (error instanceof ThrottledError) {
    logger.info('Teams asked to wait before this message.', { ...data, retryAfterMs: error.retryAfterMs });
    const nextAt = instantPlus(clock.now(), error.retryAfterMs);
    return transact(tenantId, ({ outgoing }) => outgoing.later(message.key, nextAt, false, problem));
  }
  if (error instanceof AccessError && error.code === 'bot-credentials-refused') {
    // Nothing is wrong with the message: it goes out once an administrator has mended the sign-in.
    logger.error('The bot cannot sign in to Teams; its messages wait.', data);
    const nextAt = instantPlus(clock.now(), LONGEST_WAIT_MS);
    return transact(tenantId, ({ outgoing }) => outgoing.later(message.key, nextAt, false, problem));
  }
  if (error instanceof AccessError || error instanceof NotFoundError) {
    logger.warn('A conversation does not take a message.', { ...data, code: error.code });
    await giveUp(ports, tenantId, message, 'refused', problem);
    if (place !== null && isDeadPlace(error)) {
      const { conversationId } = place;
      await leaveAlone(ports, tenantId, conversationId, message.key, place.kind === 'personal');
    }
    return;
  }
  // A replacement may be repeated: it only says the same again.
  if (place !== null && message.posted === null && isPerhapsThere(error)) {
    logger.warn('It is not known whether a message was delivered; it is not sent again.', data);
    return giveUp(ports, tenantId, message, 'unknown', problem);
  }
  if (isHopeless(error) || message.attempts + 1 >= MOST_ATTEMPTS) {
    logger.error('A message was given up.', data);
    return giveUp(ports, tenantId, message, 'refused', problem);
  }
  return tryLater(ports, tenantId, message, problem, data);
}

/** Nothing is sent there until the bot is added again; who coordinates the project is told once. */
function leaveAlone(
  { transact }: DeliveryPorts,
  tenantId: TenantId,
  conversationId: string,
  key: string,
  isPersonal: boolean,
): Promise<void> {
  return transact(tenantId, async ({ places, projects, outbox }) => {
    const project = isPersonal ? null : await projects.byConversation(conversationId);
    await places.deactivate(conversationId);
    if (project === null) return;
    const text = `I cannot speak any more in a conversation of **${escapeMarkdown(project.name)}**: I was removed from it or blocked there. What I say goes to the others; add me there again to get it there too.`;
    await outbox.post({
      key: `left-alone:${conversationId}:${key}`,
      to: { personId: project.coordinatorId },
      reply: { text },
    });
  });
}

async function tryLater(
  { transact, clock, random, logger }: DeliveryPorts,
  tenantId: TenantId,
  message: ClaimedMessage,
  problem: string,
  data: object,
): Promise<void> {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** message.attempts);
  const waitMs = longest * (0.5 + random.number() / 2);
  logger.info('A message could not be sent and is tried again.', { ...data, waitMs });
  const nextAt = instantPlus(clock.now(), waitMs);
  await transact(tenantId, ({ outgoing }) => outgoing.later(message.key, nextAt, true, problem));
}

/** Teams may have it: no answer came, or one that cannot be read, or our own code failed on it. */
function isPerhapsThere(error: unknown): boolean {
  if (error instanceof UnavailableError) return error.outcomeUnknown;
  return error instanceof ContractError || !(error instanceof DocketError);
}

function isHopeless(error: unknown): boolean {
  return error instanceof InputError || error instanceof ContractError || !(error instanceof DocketError);
}

function isDeadPlace(error: DocketError): boolean {
  return ['bot-not-in-conversation', 'blocked-by-user', 'conversation-gone'].includes(error.code);
}

/** For good; a message for a person who cannot be reached is said where its sender wanted it then. */
function giveUp(
  { transact }: DeliveryPorts,
  tenantId: TenantId,
  { key, otherwise }: ClaimedMessage,
  state: 'refused' | 'unknown',
  problem: string,
): Promise<void> {
  return transact(tenantId, async ({ outgoing, outbox }) => {
    await outgoing.ended(key, state, problem);
    if (state === 'refused' && otherwise !== null)
      await outbox.post({ key: `${key}/otherwise`, ...otherwise });
  });
}
