/** When a subscriber is reminded to reauthorise ("Reduce missing subscriptions and change notifications"). */
import type { SubscriptionRecord } from './records.ts';

/** Minutes before expiry at which reauthorizationRequired comes; in the last hour as often as every 15. */
const REMINDERS = [60, 45, 30, 15] as const;

/** The reminder whose time has come and that was not sent yet. */
export function dueReminder(subscription: SubscriptionRecord, now: number): number | null {
  const left = (Date.parse(subscription.expirationDateTime) - now) / 60_000;
  const due = REMINDERS.filter((minutes) => left <= minutes && minutes < startMinutes(subscription)).at(-1);
  if (due === undefined) return null;
  return subscription.remindedAtMinutes === null || due < subscription.remindedAtMinutes ? due : null;
}

/** Milliseconds of the next reminder; infinity when there is none. */
export function nextReminder(subscription: SubscriptionRecord): number {
  if (subscription.lifecycleNotificationUrl === null) return Number.POSITIVE_INFINITY;
  const sent = Math.min(
    subscription.remindedAtMinutes ?? Number.POSITIVE_INFINITY,
    startMinutes(subscription),
  );
  const next = REMINDERS.find((minutes) => minutes < sent);
  if (next === undefined) return Number.POSITIVE_INFINITY;
  return Date.parse(subscription.expirationDateTime) - next * 60_000;
}

/** How long it was to live when it was made: a short one is not reminded at once. */
const startMinutes = (subscription: SubscriptionRecord): number =>
  (Date.parse(subscription.expirationDateTime) - Date.parse(subscription.createdAt)) / 60_000;
