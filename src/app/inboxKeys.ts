/** How something that comes in is recognised when it comes again. Pure. */
import { createHash } from 'node:crypto';
import type { InboxKeys } from '../adapters/storage/inbox.ts';
import type { Incoming } from '../kernel/chat.ts';

/**
 * Two keys: the activity's id in its conversation, and what it says with the time at which it was sent. Teams may
 * repeat a delivery under a new id; a person who says the same again says it at another time.
 */
export function inboxKeys(incoming: Incoming): InboxKeys {
  const { conversationId } = incoming.place;
  const idKey = `${incoming.kind}:${conversationId}:${incoming.id}`;
  if (incoming.kind !== 'message') return { idKey, contentKey: idKey };
  const { from, text, at } = incoming;
  const content = createHash('sha256')
    .update(JSON.stringify([conversationId, from.id, text, at]))
    .digest('hex');
  return { idKey, contentKey: `message:${content}` };
}
