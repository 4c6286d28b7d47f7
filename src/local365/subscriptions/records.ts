/** Subscriptions and the notifications that wait to be delivered. Times are ISO text in UTC. */
import type { Change } from '../core/changes.ts';
import type { GraphVersion } from '../core/route.ts';
import type { Collection, Store } from '../core/store.ts';

export interface SubscriptionRecord {
  readonly id: string;
  readonly appId: string;
  readonly tenantId: string;
  /** Service principal of the app, or the person for whom it acts. */
  readonly creatorId: string;
  readonly version: GraphVersion;
  readonly resource: string;
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  readonly expirationDateTime: string;
  readonly clientState: string | null;
  readonly includeResourceData: boolean;
  readonly encryptionCertificate: string | null;
  readonly encryptionCertificateId: string | null;
  readonly latestSupportedTlsVersion: string;
  readonly notificationUrlAppId: string | null;
  readonly createdAt: string;
  /** Delivery rests until the subscription is reauthorised or renewed. */
  readonly isPaused: boolean;
  /** Minutes before expiry for which reauthorizationRequired was sent last; null when it was not. */
  readonly remindedAtMinutes: number | null;
}

/** A change that subscribers have not been told of yet. */
export interface WaitingChange {
  readonly id: string;
  readonly change: Change;
  readonly dueAt: string;
}

/** One item for one subscription, on its way. */
export interface WaitingNotification {
  readonly id: string;
  readonly subscriptionId: string;
  readonly url: string;
  readonly item: Readonly<Record<string, unknown>>;
  /** What is encrypted into it when it is sent; null for a basic one. */
  readonly content: Readonly<Record<string, unknown>> | null;
  readonly dueAt: string;
  readonly firstAt: string;
  readonly attempts: number;
}

export const subscriptions = (store: Store): Collection<SubscriptionRecord> =>
  store.collection('subscriptions.subscriptions');
export const waitingChanges = (store: Store): Collection<WaitingChange> =>
  store.collection('subscriptions.changes');
export const waitingNotifications = (store: Store): Collection<WaitingNotification> =>
  store.collection('subscriptions.queue');

/** Subscriptions that have not expired; those that have are removed. */
export function liveSubscriptions(store: Store, now: string): readonly SubscriptionRecord[] {
  const live: SubscriptionRecord[] = [];
  for (const record of [...subscriptions(store).values()]) {
    if (record.expirationDateTime > now) live.push(record);
    else subscriptions(store).delete(record.id);
  }
  return live;
}
