/** What one POST to a subscriber holds. */
import type { PartContext } from '../core/part.ts';
import { encryptContent, readCertificate } from './encryptNotification.ts';
import { signValidationToken } from './publisherKey.ts';
import { subscriptions, type WaitingNotification } from './records.ts';

/** Items in one POST. */
const MOST_ITEMS = 100;

/** Items for one address travel together. */
export function batches(due: readonly WaitingNotification[]): readonly (readonly WaitingNotification[])[] {
  const byUrl = new Map<string, WaitingNotification[][]>();
  for (const waiting of due) {
    const open = byUrl.get(waiting.url) ?? [[]];
    byUrl.set(waiting.url, open);
    if ((open.at(-1)?.length ?? 0) >= MOST_ITEMS) open.push([]);
    open.at(-1)?.push(waiting);
  }
  return [...byUrl.values()].flat();
}

/** "changeNotificationCollection resource type". */
export function composeBody(
  { store, clock, random }: PartContext,
  batch: readonly WaitingNotification[],
): object {
  const tokens = new Map<string, string>();
  const value = batch.map((waiting) => {
    const subscription = subscriptions(store).get(waiting.subscriptionId);
    const certificate = readCertificate(subscription?.encryptionCertificate ?? '');
    if (waiting.content === null || subscription === undefined || certificate === null)
      return { id: random.uuid(), ...waiting.item };
    const appId = subscription.notificationUrlAppId ?? subscription.appId;
    const { tenantId, encryptionCertificateId } = subscription;
    tokens.set(`${appId} ${tenantId}`, signValidationToken(store, appId, tenantId, Date.parse(clock.now())));
    return {
      id: random.uuid(),
      ...waiting.item,
      encryptedContent: encryptContent(waiting.content, certificate, encryptionCertificateId ?? ''),
    };
  });
  return tokens.size === 0 ? { value } : { value, validationTokens: [...tokens.values()] };
}
