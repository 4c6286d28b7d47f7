/** A messenger that does what it is told with each call, and keeps what got into the chats. */
import type { Place, Reply } from '../../src/kernel/chat.ts';
import type { Messenger } from '../../src/kernel/messenger.ts';

export interface SaidMessage {
  readonly conversationId: string;
  readonly messageId: string;
  reply: Reply;
  updates: number;
}

/** What becomes of one call: it throws `error`, before the message is in the chat or after. */
export interface Outcome {
  readonly error: unknown;
  readonly isThere?: boolean;
}

export interface FakeMessenger extends Messenger {
  readonly said: readonly SaidMessage[];
  /** How many times something was tried, whatever became of it. */
  readonly tried: readonly ('post' | 'update' | 'openPersonal')[];
  /** The next calls go like this; null goes well, and so does everything after the last. */
  next(...outcomes: readonly (Outcome | null)[]): void;
  /** Outcomes that no call has had are dropped. */
  forget(): void;
}

export function fakeMessenger(): FakeMessenger {
  const said: SaidMessage[] = [];
  const tried: ('post' | 'update' | 'openPersonal')[] = [];
  const outcomes: (Outcome | null)[] = [];
  const meet = <T>(what: (typeof tried)[number], work: () => T): T => {
    tried.push(what);
    const outcome = outcomes.shift() ?? null;
    if (outcome === null) return work();
    if (outcome.isThere === true) work();
    throw outcome.error;
  };
  return {
    said,
    tried,
    next: (...more) => void outcomes.push(...more),
    forget: () => void outcomes.splice(0),
    post: async (place, reply) =>
      meet('post', () => {
        const messageId = `m${said.length + 1}`;
        said.push({ conversationId: place.conversationId, messageId, reply, updates: 0 });
        return place.kind === 'channel' && place.threadId === undefined
          ? { messageId, threadId: messageId }
          : { messageId };
      }),
    update: async (_place, messageId, reply) =>
      meet('update', () => {
        const message = said.find((each) => each.messageId === messageId);
        if (message === undefined) throw new RangeError(`No message ${messageId}.`);
        message.reply = reply;
        message.updates += 1;
      }),
    openPersonal: async (near, personId) =>
      meet('openPersonal', (): Place => {
        const { tenantId, serviceUrl, botId } = near;
        return { kind: 'personal', tenantId, conversationId: `a:${personId}`, serviceUrl, botId };
      }),
    members: async () => [],
    describe: async () => ({}),
  };
}
