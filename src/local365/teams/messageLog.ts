/** What was said, by conversation and in order: indexes over the stored messages. */
import type { PartContext } from '../core/part.ts';
import type { Store } from '../core/store.ts';
import { type MessageRecord, messages } from './records.ts';

export interface MessageLog {
  get(conversationId: string, id: string): MessageRecord | undefined;
  /** Keeps a new message, or the one that was kept under the same id before. */
  add(message: NewMessage): MessageRecord;
  /** Keeps a message that was changed; it gets a new revision and keeps its place. */
  change(message: MessageRecord): MessageRecord;
  /** Messages of a conversation above a revision, in the order in which they were said. */
  after(conversationId: string, revision: number): readonly MessageRecord[];
  last(conversationId: string): MessageRecord | undefined;
  /** An id that no message of this conversation has: the milliseconds of its sending, as in Teams. */
  newId(conversationId: string): string;
  /** Grows with every message and every change. */
  readonly revision: number;
}

export type NewMessage = Omit<MessageRecord, 'sentAt' | 'updatedAt' | 'deletedAt' | 'number' | 'revision'>;

const opened = new WeakMap<Store, MessageLog>();

/** One log a store. */
export function openMessageLog(context: Pick<PartContext, 'store' | 'clock'>): MessageLog {
  const log = opened.get(context.store) ?? makeMessageLog(context);
  opened.set(context.store, log);
  return log;
}

/** A message id is unique in its conversation only. */
const keyOf = (conversationId: string, id: string): string => `${conversationId}/${id}`;

function makeMessageLog({ store, clock }: Pick<PartContext, 'store' | 'clock'>): MessageLog {
  const stored = messages(store);
  /** Ids in the order in which the messages were said. */
  const ordered = new Map<string, string[]>();
  let number = 0;
  let revision = 0;
  const place = ({ conversationId, id }: MessageRecord): void => {
    const ids = ordered.get(conversationId);
    if (ids === undefined) ordered.set(conversationId, [id]);
    else ids.push(id);
  };
  for (const message of [...stored.values()].sort((one, other) => one.number - other.number)) {
    place(message);
    number = Math.max(number, message.number);
    revision = Math.max(revision, message.revision);
  }

  const put = (message: Omit<MessageRecord, 'revision'>): MessageRecord => {
    revision += 1;
    const kept = { ...message, revision };
    stored.put(keyOf(message.conversationId, message.id), kept);
    return kept;
  };
  const get = (conversationId: string, id: string): MessageRecord | undefined =>
    stored.get(keyOf(conversationId, id));

  return {
    get,
    add(message) {
      const known = get(message.conversationId, message.id);
      if (known !== undefined) return put({ ...known, ...message });
      number += 1;
      const made = put({ ...message, sentAt: clock.now(), updatedAt: null, deletedAt: null, number });
      place(made);
      return made;
    },
    change: put,
    after(conversationId, since) {
      const found: MessageRecord[] = [];
      for (const id of ordered.get(conversationId) ?? []) {
        const message = get(conversationId, id);
        if (message !== undefined && message.revision > since) found.push(message);
      }
      return found;
    },
    last(conversationId) {
      const id = ordered.get(conversationId)?.at(-1);
      return id === undefined ? undefined : get(conversationId, id);
    },
    newId(conversationId) {
      let id = Date.parse(clock.now());
      while (get(conversationId, String(id)) !== undefined) id += 1;
      return String(id);
    },
    get revision() {
      return revision;
    },
  };
}
