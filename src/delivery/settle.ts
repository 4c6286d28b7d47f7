/** What becomes of a message after an attempt: written in the transaction that takes the next one of its lane. */
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
import type { Random } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Clock, instantPlus } from '../kernel/time.ts';
import type { DeliveryProblem, Outbox } from '../kernel/transaction.ts';
import type { PlaceStore, ProjectStore } from '../projects/ports.ts';
import type { ClaimedMessage, OutgoingStore } from './ports.ts';
import { problemOf } from './problem.ts';
import { deliveryTexts } from './texts.ts';

export interface DeliveryStores {
  readonly outgoing: OutgoingStore;
  readonly outbox: Outbox;
  readonly places: PlaceStore;
  readonly projects: Pick<ProjectStore, 'byConversation'>;
}

export type Settlement = (stores: DeliveryStores) => Promise<void>;

export interface SettlePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

export const IN_TURN: DeliveryProblem = { code: 'in-turn', detail: 'Waits for the pace that Teams allows.' };

/** First wait after a failed attempt; doubles with each. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** With doubling waits about a day: longer than the outages that Microsoft reports. */
const MOST_ATTEMPTS = 120;

/** After an error; `place` is null when no attempt to speak was made. */
export function judge(
  ports: SettlePorts,
  message: ClaimedMessage,
  place: Place | null,
  error: unknown,
): Settlement {
  const { logger } = ports;
  const { key, attempts } = message;
  const problem = problemOf(error);
  const data = { key, attempts, error };
  if (error instanceof ThrottledError) {
    logger.info('Teams asked to wait before this message.', { ...data, retryAfterMs: error.retryAfterMs });
    return waitFor(ports, message, error.retryAfterMs, problem);
  }
  if (error instanceof AccessError && error.code === 'bot-credentials-refused') {
    // Nothing is wrong with the message: it goes out once an administrator has mended the sign-in.
    logger.error('The bot cannot sign in to Teams; its messages wait.', data);
    return waitFor(ports, message, LONGEST_WAIT_MS, problem);
  }
  if (error instanceof AccessError || error instanceof NotFoundError) {
    logger.warn('A conversation does not take a message.', { ...data, code: error.code });
    return async (stores) => {
      await giveUp(message, 'refused', problem)(stores);
      if (place !== null && isDeadPlace(error)) await leaveAlone(stores, place, key);
    };
  }
  // A replacement may be repeated: it only says the same again.
  if (place !== null && message.posted === null && isPerhapsThere(error)) {
    logger.warn('It is not known whether a message was delivered; it is not sent again.', data);
    return giveUp(message, 'unknown', problem);
  }
  return isHopeless(error) ? abandon(ports, message, problem, data) : tryLater(ports, message, problem, data);
}

/** To be sent after a wait that counts as no attempt. */
export function waitFor(
  { clock }: Pick<SettlePorts, 'clock'>,
  { key }: ClaimedMessage,
  waitMs: number,
  problem: DeliveryProblem,
): Settlement {
  return ({ outgoing }) => outgoing.later(key, instantPlus(clock.now(), waitMs), false, problem);
}

/** To be tried again after a doubling wait, about a day long; given up after that. */
export function tryLater(
  ports: SettlePorts,
  message: ClaimedMessage,
  problem: DeliveryProblem,
  data: Readonly<Record<string, unknown>>,
  otherwise: 'refused' | 'unknown' = 'refused',
): Settlement {
  const { clock, random, logger } = ports;
  const { key, attempts } = message;
  if (attempts + 1 >= MOST_ATTEMPTS) return abandon(ports, message, problem, data, otherwise);
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
  const waitMs = longest * (0.5 + random.number() / 2);
  logger.info('A message could not be sent and is tried again.', { ...data, waitMs });
  return ({ outgoing }) => outgoing.later(key, instantPlus(clock.now(), waitMs), true, problem);
}

function abandon(
  { logger }: SettlePorts,
  message: ClaimedMessage,
  problem: DeliveryProblem,
  data: Readonly<Record<string, unknown>>,
  state: 'refused' | 'unknown' = 'refused',
): Settlement {
  logger.error('A message was given up.', data);
  return giveUp(message, state, problem);
}

/** For good; a message for a person who cannot be reached is said where its sender wanted it then. */
export function giveUp(
  { key, otherwise }: ClaimedMessage,
  state: 'refused' | 'unknown',
  problem: DeliveryProblem,
): Settlement {
  return async ({ outgoing, outbox }) => {
    await outgoing.ended(key, state, problem);
    if (state === 'refused' && otherwise !== null)
      await outbox.post({ key: `${key}/otherwise`, ...otherwise });
  };
}

/** Nothing is sent there until the bot is added again; who coordinates the project is told once. */
async function leaveAlone(
  { places, projects, outbox }: DeliveryStores,
  { conversationId, kind }: Place,
  key: string,
): Promise<void> {
  const project = kind === 'personal' ? null : await projects.byConversation(conversationId);
  await places.deactivate(conversationId);
  if (project === null) return;
  const text = deliveryTexts(project.locale)('leftAlone', { project: `**${escapeMarkdown(project.name)}**` });
  await outbox.post({
    key: `left-alone:${conversationId}:${key}`,
    to: { personId: project.coordinatorId },
    reply: { text },
  });
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
