/** What the local Teams keeps: conversations, what was said in them, who the bot is and where it was removed. */
import type { Collection, Store } from '../core/store.ts';

export interface ConversationRecord {
  /** Without the `;messageid=` suffix. */
  readonly id: string;
  readonly kind: 'channel' | 'groupChat' | 'personal';
  readonly name: string;
  /** The person of a 1:1 chat. */
  readonly userId?: string;
  /** People of a group chat; those of the directory's chat, or everybody, when it is absent. */
  readonly memberIds?: readonly string[];
  /** Thread id of the team's General channel, and the team's group. */
  readonly teamId?: string;
  readonly groupId?: string;
}

export interface AttachmentRecord {
  readonly contentType: string;
  readonly content?: unknown;
  readonly contentUrl?: string;
  readonly name?: string;
}

export interface MessageRecord {
  readonly id: string;
  readonly conversationId: string;
  /** Root message of the thread in a channel; its own id for a root. */
  readonly threadId: string | null;
  readonly from: { readonly id: string; readonly name: string; readonly isBot: boolean };
  /** As typed by a person; Markdown when the bot said it. Empty once it is deleted. */
  readonly text: string;
  readonly attachments: readonly AttachmentRecord[];
  readonly sentAt: string;
  readonly updatedAt: string | null;
  readonly deletedAt: string | null;
  /** Order in which messages were said, over all conversations. */
  readonly number: number;
  /** Order of the last change, over all conversations: what is above a revision is new or was changed since. */
  readonly revision: number;
}

/** The bot as it is known in chats, such as `28:...`. */
export interface BotRecord {
  readonly id: string;
  readonly name: string;
}

export const conversations = (store: Store): Collection<ConversationRecord> =>
  store.collection('teams.conversations');
export const messages = (store: Store): Collection<MessageRecord> => store.collection('teams.messages');
/** Under the key `bot`: who the bot was when it was seen last. */
export const seenBot = (store: Store): Collection<BotRecord> => store.collection('teams.bot');
/** Places that the bot was taken out of: group id of a team, or id of a chat; the value is when. */
export const removals = (store: Store): Collection<string> => store.collection('teams.removals');

/** What the bot is a member of: the team of a channel, or the chat itself. */
export const installationScope = ({ id, groupId }: ConversationRecord): string => groupId ?? id;

/** `19:...@thread.tacv2;messageid=17...` as conversation and thread. */
export function splitConversationId(id: string): {
  readonly conversationId: string;
  readonly threadId: string | null;
} {
  const [conversationId = id, threadId] = id.split(';messageid=');
  return { conversationId, threadId: threadId ?? null };
}

export function joinConversationId(conversationId: string, threadId: string | null): string {
  return threadId === null ? conversationId : `${conversationId};messageid=${threadId}`;
}
