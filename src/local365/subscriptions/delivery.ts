/** Delivers notifications: batches, deadline, retries, expiry, lifecycle ("change-notifications-delivery-webhooks"). */
import type { Change } from '../core/changes.ts';
import type { PartContext } from '../core/part.ts';
import { batches, composeBody } from './batches.ts';
import { type ComposedNotification, composeLifecycle, composeNotification } from './composeNotification.ts';
import { type DeliveryAttempt, makeDeliveryLog } from './deliveryLog.ts';
import { postPlain } from './postPlain.ts';
import {
  liveSubscriptions,
  type SubscriptionRecord,
  subscriptions,
  type WaitingNotification,
  waitingChanges,
  waitingNotifications,
} from './records.ts';
import { dueReminder, nextReminder } from './reminders.ts';
import { matchResource } from './resourceRules.ts';

export interface Delivery {
  /** Takes a change; subscribers hear of it when it is due. */
  raise(change: Change): void;
  /** Sends a lifecycle event to one subscription now. */
  sendLifecycle(subscription: SubscriptionRecord, event: string): void;
  /** Does all that is due by the clock and answers when it is done. */
  runDue(): Promise<DeliveryCounts>;
  /** Sets the timer anew after subscriptions changed. */
  rearm(): void;
  /** The last ones that were sent, oldest first. */
  attempts(): readonly DeliveryAttempt[];
  close(): Promise<void>;
}

interface DeliveryCounts {
  readonly delivered: number;
  readonly failed: number;
  readonly discarded: number;
  readonly waiting: number;
}

export interface DeliverySwitches {
  readonly deadlineSeconds: () => number;
  readonly mustPrecede: () => boolean;
}

export const NOTIFICATION_FAULTS: Readonly<Record<string, string>> = {
  'notification-duplicate': 'delivers the notification twice; the path is the resource that changed',
  'notification-drop': 'never delivers the notification',
  'notification-reorder':
    'holds the notification back for delayMs (default 2000), so that later ones overtake it',
};

/** Retried with growing intervals for up to 4 h; the intervals themselves are not documented. */
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 30 * 60_000;
const GIVE_UP_AFTER_MS = 4 * 3_600_000;
/** Timers longer than this are set in stretches, since a clock may be moved. */
const LONGEST_TIMER_MS = 10 * 60_000;

export function makeDelivery(context: PartContext, switches: DeliverySwitches): Delivery {
  const { store, clock, random } = context;
  const closing = new AbortController();
  const log = makeDeliveryLog();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<DeliveryCounts> | null = null;

  const nowMs = (): number => Date.parse(clock.now());
  const isoAt = (at: number): string => new Date(at).toISOString();

  function enqueue(
    subscription: SubscriptionRecord,
    url: string,
    composed: ComposedNotification,
    waitMs = 0,
  ): void {
    const now = nowMs();
    const id = random.uuid();
    waitingNotifications(store).put(id, {
      id,
      subscriptionId: subscription.id,
      url,
      ...composed,
      dueAt: isoAt(now + waitMs),
      firstAt: isoAt(now),
      attempts: 0,
    });
  }

  /** Turns the changes that are due into items for the subscriptions of this moment. */
  function spreadChanges(): void {
    const now = clock.now();
    for (const waiting of [...waitingChanges(store).values()]) {
      if (waiting.dueAt > now) continue;
      waitingChanges(store).delete(waiting.id);
      for (const subscription of liveSubscriptions(store, now)) {
        if (subscription.isPaused) continue;
        const composed = composeNotification(context, subscription, waiting.change, {
          mustPrecede: switches.mustPrecede(),
        });
        if (composed !== null) enqueueChange(subscription, composed, waiting.change);
      }
    }
  }

  function enqueueChange(
    subscription: SubscriptionRecord,
    composed: ComposedNotification,
    change: Change,
  ): void {
    if (isToldAlready(subscription, change)) return;
    const at = { method: 'POST', path: `/${change.resource}` };
    const rule = context.faults.take(Object.keys(NOTIFICATION_FAULTS), at);
    if (rule?.fault === 'notification-drop') return;
    const waitMs = rule?.fault === 'notification-reorder' ? (rule.delayMs ?? 2000) : 0;
    enqueue(subscription, subscription.notificationUrl, composed, waitMs);
    if (rule?.fault === 'notification-duplicate')
      enqueue(subscription, subscription.notificationUrl, composed);
  }

  /** Lists and drives say only that something changed: one such item on its way is enough. */
  function isToldAlready(subscription: SubscriptionRecord, change: Change): boolean {
    const kind = matchResource(subscription.resource)?.rule.kind;
    if (kind !== 'list' && kind !== 'drive') return false;
    for (const waiting of waitingNotifications(store).values())
      if (
        waiting.subscriptionId === subscription.id &&
        waiting.attempts === 0 &&
        waiting.item.resource === change.resource
      )
        return true;
    return false;
  }

  function remind(): void {
    for (const subscription of liveSubscriptions(store, clock.now())) {
      const minutes = dueReminder(subscription, nowMs());
      if (minutes === null || subscription.lifecycleNotificationUrl === null) continue;
      subscriptions(store).put(subscription.id, { ...subscription, remindedAtMinutes: minutes });
      enqueue(
        subscription,
        subscription.lifecycleNotificationUrl,
        composeLifecycle(subscription, 'reauthorizationRequired'),
      );
    }
  }

  async function deliverOnce(): Promise<Omit<DeliveryCounts, 'waiting'>> {
    spreadChanges();
    remind();
    const now = clock.now();
    const counts = { delivered: 0, failed: 0, discarded: forgetOrphans() };
    for (const batch of batches(
      [...waitingNotifications(store).values()].filter(({ dueAt }) => dueAt <= now),
    )) {
      const isTaken = await post(batch);
      if (closing.signal.aborted) break;
      for (const waiting of batch) {
        log.add(waiting, clock.now(), isTaken);
        if (isTaken) {
          waitingNotifications(store).delete(waiting.id);
          counts.delivered += 1;
        } else if (retryLater(waiting)) counts.failed += 1;
        else counts.discarded += 1;
      }
    }
    return counts;
  }

  /** Changes are not told to a subscription that was deleted or has expired meanwhile. */
  function forgetOrphans(): number {
    const live = new Set(liveSubscriptions(store, clock.now()).map(({ id }) => id));
    const orphans = [...waitingNotifications(store).values()].filter(
      ({ subscriptionId, item }) => item.lifecycleEvent === undefined && !live.has(subscriptionId),
    );
    for (const { id } of orphans) waitingNotifications(store).delete(id);
    return orphans.length;
  }

  function retryLater(waiting: WaitingNotification): boolean {
    const attempts = waiting.attempts + 1;
    const dueMs = nowMs() + Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** waiting.attempts);
    if (dueMs - Date.parse(waiting.firstAt) > GIVE_UP_AFTER_MS) {
      waitingNotifications(store).delete(waiting.id);
      return false;
    }
    waitingNotifications(store).put(waiting.id, { ...waiting, attempts, dueAt: isoAt(dueMs) });
    return true;
  }

  /** True when the subscriber answered with any 2xx in time. */
  async function post(batch: readonly WaitingNotification[]): Promise<boolean> {
    const [first] = batch;
    if (first === undefined) return true;
    const body = JSON.stringify(composeBody(context, batch));
    try {
      const deadlineMs = switches.deadlineSeconds() * 1000;
      const { status } = await postPlain(
        first.url,
        'application/json; charset=utf-8',
        body,
        deadlineMs,
        closing.signal,
      );
      return status >= 200 && status < 300;
    } catch {
      // No answer, or none in time: it is retried like any other refusal, and the queue shows the attempts.
      return false;
    }
  }

  async function runAll(): Promise<DeliveryCounts> {
    const total = { delivered: 0, failed: 0, discarded: 0 };
    while (!closing.signal.aborted && nextDue() <= nowMs()) {
      const counts = await deliverOnce();
      total.delivered += counts.delivered;
      total.failed += counts.failed;
      total.discarded += counts.discarded;
    }
    return { ...total, waiting: waitingNotifications(store).size + waitingChanges(store).size };
  }

  /** Milliseconds of the next thing to do; infinity when there is none. */
  function nextDue(): number {
    const times = [
      ...[...waitingChanges(store).values()].map(({ dueAt }) => Date.parse(dueAt)),
      ...[...waitingNotifications(store).values()].map(({ dueAt }) => Date.parse(dueAt)),
      ...liveSubscriptions(store, clock.now()).map(nextReminder),
    ];
    return Math.min(Number.POSITIVE_INFINITY, ...times);
  }

  function rearm(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const due = nextDue();
    if (closing.signal.aborted || due === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.min(LONGEST_TIMER_MS, Math.max(0, due - nowMs()));
    timer = setTimeout(() => void runDue(), waitMs);
  }

  function runDue(): Promise<DeliveryCounts> {
    const after = running ?? Promise.resolve(null);
    const mine = after
      .then(() => runAll())
      .finally(() => {
        if (running === mine) running = null;
        rearm();
      });
    running = mine;
    return mine;
  }

  rearm();
  return {
    raise(change) {
      const id = random.uuid();
      waitingChanges(store).put(id, { id, change, dueAt: change.notBefore ?? clock.now() });
      rearm();
    },
    sendLifecycle(subscription, event) {
      if (subscription.lifecycleNotificationUrl === null) return;
      enqueue(subscription, subscription.lifecycleNotificationUrl, composeLifecycle(subscription, event));
      rearm();
    },
    runDue,
    rearm,
    attempts: log.list,
    async close() {
      closing.abort();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running?.catch(() => undefined);
      if (timer !== null) clearTimeout(timer);
    },
  };
}
