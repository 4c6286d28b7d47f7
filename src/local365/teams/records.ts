/** What the local Teams keeps: conversations, and what was said in them. */
import type { Store } from '../core/store.ts';

export interface ConversationRecord {
  /** Without the `;messageid=` suffix. */
  readonly id: string;
  readonly kind: 'channel' | 'groupChat' | 'personal';
  readonly name: string;
  /** The person of a 1:1 chat. */
  readonly userId?: string;
  /** Thread id of the team's General channel, and the team's group. */
  readonly teamId?: string;
  readonly groupId?: string;
}

export interface MessageRecord {
  readonly id: string;
  readonly conversationId: string;
  /** Root message of the thread in a channel; its own id for a root. */
  readonly threadId: string | null;
  readonly from: { readonly id: string; readonly name: string; readonly isBot: boolean };
  readonly text: string;
  readonly attachments: readonly {
    readonly contentType: string;
    readonly content?: unknown;
    readonly name?: string;
  }[];
  readonly sentAt: string;
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  /** Order in which messages were said, over all conversations. */
  readonly number: number;
}

export const conversations = (store: Store) => store.collection<ConversationRecord>('teams.conversations');
export const messages = (store: Store) => store.collection<MessageRecord>('teams.messages');

/** A message id is unique in its conversation only. */
export const messageKey = (conversationId: string, id: string): string => `${conversationId}/${id}`;

/** `19:...@thread.tacv2;messageid=17...` as conversation and thread. */
export function splitConversationId(id: string): {
  readonly conversationId: string;
  readonly threadId: string | null;
} {
  const [conversationId = id, threadId] = id.split(';messageid=');
  return { conversationId, threadId: threadId ?? null };
}
