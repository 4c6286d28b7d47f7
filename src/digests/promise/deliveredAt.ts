/** When a digest was with everybody, by what became of its messages. Pure. */
import type { Instant } from '../../kernel/time.ts';
import type { Delivery } from '../../kernel/transaction.ts';
import { recipientOf } from '../digestKeys.ts';

/** The last message of each recipient: mail after a refused chat, a mention after a refused mail. */
export function lastDeliveries(deliveries: readonly Delivery[]): ReadonlyMap<string, Delivery> {
  const last = new Map<string, Delivery>();
  for (const delivery of deliveries) {
    const recipient = recipientOf(delivery.key);
    if (recipient !== null) last.set(recipient, delivery);
  }
  return last;
}

/**
 * Null while somebody waits for it or may not have it, and while nobody has it. A channel that Teams does not serve is not waited for when
 * every person has it.
 */
export function deliveredAt(deliveries: readonly Delivery[]): Instant | null {
  const last = lastDeliveries(deliveries);
  const people = [...last].filter(([recipient]) => recipient !== CHANNEL).map(([, delivery]) => delivery);
  const channel = last.get(CHANNEL);
  const isSent = ({ state, sentAt }: Delivery): boolean => state === 'sent' && sentAt !== null;
  if (people.some(({ state }) => state === 'waiting' || state === 'unknown')) return null;
  if (channel?.state === 'waiting' && !people.some(isSent)) return null;
  const times = [...last.values()].filter(isSent).flatMap(({ sentAt }) => (sentAt === null ? [] : [sentAt]));
  return times.sort().at(-1) ?? null;
}

export const CHANNEL = 'channel';
