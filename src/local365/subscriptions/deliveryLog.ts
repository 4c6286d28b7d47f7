/** The last notifications that were sent, for the local page. They are forgotten when the server ends. */
import type { WaitingNotification } from './records.ts';

export interface DeliveryAttempt {
  readonly at: string;
  readonly url: string;
  readonly resource: string;
  /** Name of a lifecycle event; null for a change. */
  readonly lifecycleEvent: string | null;
  /** Which attempt it was, from 1. */
  readonly attempt: number;
  /** Whether the subscriber answered with 2xx in time. */
  readonly wasTaken: boolean;
}

export interface DeliveryLog {
  add(waiting: WaitingNotification, at: string, wasTaken: boolean): void;
  /** Oldest first. */
  list(): readonly DeliveryAttempt[];
}

const MOST_KEPT = 50;

export function makeDeliveryLog(): DeliveryLog {
  const attempts: DeliveryAttempt[] = [];
  return {
    add({ url, item, attempts: before }, at, wasTaken) {
      attempts.push({
        at,
        url,
        resource: typeof item.resource === 'string' ? item.resource : '',
        lifecycleEvent: typeof item.lifecycleEvent === 'string' ? item.lifecycleEvent : null,
        attempt: before + 1,
        wasTaken,
      });
      if (attempts.length > MOST_KEPT) attempts.shift();
    },
    list: () => [...attempts],
  };
}
