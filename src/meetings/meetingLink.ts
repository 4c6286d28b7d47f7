/** Where people find a meeting again. Pure. */
import type { Meeting } from './meeting.ts';

/** Thread of a private meeting's chat in the path of a join address. */
const CHAT = /^\/l\/meetup-join\/(19(?::|%3a)meeting_[^/]+(?:@|%40)thread\.v2)\//i;

/**
 * The meeting's chat, where Teams keeps recording and transcript, as Graph gives it in `webUrl` of a chat ("Get chat").
 * Where the join address does not name the chat (a channel, a short address) that address itself; null without one.
 */
export function meetingLink({ joinUrl, tenantId }: Pick<Meeting, 'joinUrl' | 'tenantId'>): string | null {
  if (joinUrl === null || !URL.canParse(joinUrl)) return null;
  const { protocol, origin, pathname, href } = new URL(joinUrl);
  if (protocol !== 'https:') return null;
  const thread = CHAT.exec(pathname)?.[1];
  if (thread === undefined) return href;
  const chat = encodeURIComponent(decodeURIComponent(thread));
  return `${origin}/l/chat/${chat}/0?tenantId=${encodeURIComponent(tenantId)}`;
}
