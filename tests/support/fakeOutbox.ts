/** The outbox, its messages and the places in memory: what delivery reads and writes, with the rules of the SQL store. */
import { type ClaimedMessage, laneOf, type OutgoingStore } from '../../src/delivery/index.ts';
import type { Place, Reply } from '../../src/kernel/chat.ts';
import type { PersonId } from '../../src/kernel/ids.ts';
import type { Clock, Instant } from '../../src/kernel/time.ts';
import type {
  DeliveryProblem,
  DeliveryState,
  Outbox,
  OutgoingMessage,
} from '../../src/kernel/transaction.ts';
import type { PlaceStore } from '../../src/projects/ports.ts';

export interface KeptMessage {
  readonly key: string;
  readonly message: OutgoingMessage;
  reply: Reply;
  state: DeliveryState;
  posted: { readonly place: Place; readonly messageId: string } | null;
  replacement: Reply | null;
  attempts: number;
  isBegun: boolean;
  sentAt: Instant | null;
  nextAt: Instant;
  leaseUntil: Instant | null;
  problem: DeliveryProblem | null;
}

export interface FakeOutbox {
  readonly outbox: Outbox;
  readonly outgoing: OutgoingStore;
  readonly places: PlaceStore;
  /** Every message in the order of its adding. */
  readonly messages: readonly KeptMessage[];
  /** Places that the bot was removed from. */
  readonly inactive: ReadonlySet<string>;
}

export function fakeOutbox(clock: Clock): FakeOutbox {
  const messages: KeptMessage[] = [];
  const inactive = new Set<string>();
  const known = new Map<string, Place>();
  const personal = new Map<PersonId, Place>();
  const find = (key: string): KeptMessage => {
    const found = messages.find((each) => each.key === key);
    if (found === undefined) throw new RangeError(`No message ${key}.`);
    return found;
  };
  const isPending = ({ state, replacement }: KeptMessage): boolean =>
    state === 'waiting' || (state === 'sent' && replacement !== null);
  const mayClaim = ({ nextAt, leaseUntil }: KeptMessage, now: Instant): boolean =>
    nextAt <= now && (leaseUntil === null || leaseUntil < now);

  const outbox: Outbox = {
    async post(message) {
      if (messages.some(({ key }) => key === message.key)) return;
      messages.push({
        key: message.key,
        message,
        reply: message.reply,
        state: 'waiting',
        posted: null,
        replacement: null,
        attempts: 0,
        isBegun: false,
        sentAt: null,
        nextAt: clock.now(),
        leaseUntil: null,
        problem: null,
      });
    },
    async replaceMessage({ key, place, messageId, reply }) {
      if (messages.some((each) => each.key === key)) return;
      messages.push({
        key,
        message: { key, to: place, reply },
        reply,
        state: 'sent',
        posted: { place, messageId },
        replacement: reply,
        attempts: 0,
        isBegun: false,
        sentAt: clock.now(),
        nextAt: clock.now(),
        leaseUntil: null,
        problem: null,
      });
    },
    async giveUp(key, problem) {
      const found = messages.find((each) => each.key === key);
      if (found === undefined || found.leaseUntil !== null || found.isBegun) return;
      if (found.state !== 'waiting') return;
      Object.assign(found, { state: 'refused', problem });
      const { otherwise } = found.message;
      if (otherwise !== undefined) await outbox.post({ key: `${key}/otherwise`, ...otherwise });
    },
    async replace(key, reply) {
      const found = messages.find((each) => each.key === key);
      if (found === undefined || (found.state !== 'waiting' && found.state !== 'sent')) return;
      if (found.state === 'sent' && found.posted === null) return;
      if (found.state === 'waiting' && found.leaseUntil === null) {
        found.reply = reply;
        found.replacement = null;
        return;
      }
      found.replacement = reply;
      if (found.state === 'sent') found.nextAt = clock.now();
    },
  };
  const outgoing: OutgoingStore = {
    dueLanes: async (now) => [
      ...new Set(
        messages
          .filter((each) => isPending(each) && mayClaim(each, now))
          .map(({ message }) => laneOf(message.to)),
      ),
    ],
    async claim(lane, now, leaseUntil) {
      const first = messages.find((each) => laneOf(each.message.to) === lane && isPending(each));
      if (first === undefined || !mayClaim(first, now)) return null;
      first.leaseUntil = leaseUntil;
      return claimed(first);
    },
    isWaiting: (lane) => ({
      answer: Promise.resolve(messages.some((each) => laneOf(each.message.to) === lane && isPending(each))),
    }),
    async keep({ key, to, reply }) {
      await outbox.post({ key, to, reply });
    },
    async begin(key) {
      find(key).isBegun = true;
    },
    async mailed(key, now) {
      Object.assign(find(key), {
        state: 'sent',
        sentAt: now,
        leaseUntil: null,
        isBegun: false,
        problem: null,
      });
    },
    under: async (key) =>
      messages
        .filter((each) => each.key === key || each.key.startsWith(`${key}/`))
        .map(({ key: own, message, state, problem, sentAt, posted }) => ({
          key: own,
          to: message.to,
          state,
          problem,
          sentAt,
          postedIn: posted?.place ?? null,
        })),
    async sent(key, place, posted, now) {
      const found = find(key);
      const where = posted.threadId === undefined ? place : { ...place, threadId: posted.threadId };
      Object.assign(found, {
        state: 'sent',
        sentAt: now,
        attempts: 0,
        leaseUntil: null,
        isBegun: false,
        problem: null,
      });
      found.posted = { place: where, messageId: posted.messageId };
    },
    async replaced(key, reply) {
      const found = find(key);
      if (JSON.stringify(found.replacement) === JSON.stringify(reply)) found.replacement = null;
      Object.assign(found, { attempts: 0, leaseUntil: null, isBegun: false, problem: null });
    },
    async later(key, nextAt, counted, problem) {
      const found = find(key);
      found.attempts += counted ? 1 : 0;
      Object.assign(found, { nextAt, problem, leaseUntil: null, isBegun: false });
    },
    async ended(key, state, problem) {
      const found = find(key);
      if (found.state !== 'sent') found.state = state;
      Object.assign(found, { replacement: null, problem, leaseUntil: null, isBegun: false });
    },
    async counts() {
      const counts = { waiting: 0, sent: 0, refused: 0, unknown: 0 };
      for (const { state } of messages) counts[state] += 1;
      return counts;
    },
  };
  const places: PlaceStore = {
    async seen(place) {
      known.set(place.conversationId, place);
    },
    async activate(place) {
      known.set(place.conversationId, place);
      inactive.delete(place.conversationId);
    },
    async deactivate(conversationId) {
      inactive.add(conversationId);
    },
    async link() {},
    async unlink() {},
    async find(conversationId) {
      const place = known.get(conversationId);
      if (place === undefined && !inactive.has(conversationId)) return null;
      return place === undefined ? null : { place, isActive: !inactive.has(conversationId) };
    },
    ofTeam: async (teamId) => [...known.values()].filter((place) => place.teamId === teamId),
    active: async () => [...known.values()].filter(({ conversationId }) => !inactive.has(conversationId)),
    async personal(personId) {
      const place = personal.get(personId);
      return place === undefined ? null : { place, isActive: !inactive.has(place.conversationId) };
    },
    async keepPersonal(personId, place) {
      personal.set(personId, place);
    },
  };
  return { outbox, outgoing, places, messages, inactive };
}

function claimed({
  key,
  message,
  reply,
  posted,
  replacement,
  attempts,
  isBegun,
  state,
}: KeptMessage): ClaimedMessage {
  const isReplacement = state === 'sent' && replacement !== null;
  return {
    key,
    to: message.to,
    reply: isReplacement ? replacement : reply,
    posted: isReplacement ? posted : null,
    attempts,
    isBegun,
    otherwise: isReplacement ? null : (message.otherwise ?? null),
  };
}
