/** Remembers what was sent where, for as long as Teams' limits look back. */
import type { Place } from '../../kernel/chat.ts';
import type { Instant } from '../../kernel/time.ts';
import { CONVERSATION_PACE, type PaceWindow, paceAfter, paceDelay, TENANT_PACE } from './pace.ts';

export interface Pacer {
  /** Milliseconds to wait before a message to this place; 0 means now, and the message is counted as sent. */
  delayBefore(place: Place, now: Instant): number;
}

/** After so many different conversations those that have been quiet for the longest window are forgotten. */
const CONVERSATIONS_BEFORE_SWEEP = 1_000;

/** Counts within this process only; several processes share Teams' limits and rely on its 429 for the rest. */
export function makePacer(): Pacer {
  const conversations = new Map<string, readonly number[]>();
  const tenants = new Map<string, readonly number[]>();
  return {
    delayBefore(place, instant) {
      const now = Date.parse(instant);
      const inConversation = conversations.get(place.conversationId) ?? [];
      const inTenant = tenants.get(place.tenantId) ?? [];
      const delay = Math.max(
        paceDelay(inConversation, now, CONVERSATION_PACE),
        paceDelay(inTenant, now, TENANT_PACE),
      );
      if (delay > 0) return delay;
      conversations.set(place.conversationId, paceAfter(inConversation, now, CONVERSATION_PACE));
      tenants.set(place.tenantId, paceAfter(inTenant, now, TENANT_PACE));
      if (conversations.size > CONVERSATIONS_BEFORE_SWEEP) sweep(conversations, now, CONVERSATION_PACE);
      return 0;
    },
  };
}

function sweep(sent: Map<string, readonly number[]>, now: number, windows: readonly PaceWindow[]): void {
  const longest = Math.max(...windows.map(({ spanMs }) => spanMs));
  for (const [key, times] of sent) {
    if ((times.at(-1) ?? 0) <= now - longest) sent.delete(key);
  }
}
