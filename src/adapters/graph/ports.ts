/** What the Graph adapter needs from outside. */

/** A change that Graph announced, checked and reduced to ids. */
export interface ChangeNotification {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** `created`, `updated` or `deleted`; empty for lifecycle events. */
  readonly changeType: string;
  /** As Graph wrote it; empty for lifecycle events. */
  readonly resource: string;
  /** The subscription itself needs care: renew it, make it anew, or read everything that was missed. */
  readonly lifecycleEvent?: 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';
  readonly transcript?: {
    /** Missing when neither content nor ids tell it. */
    readonly organiserId?: string;
    readonly onlineMeetingId: string;
    readonly transcriptId: string;
  };
  /** "Something changed in this list"; what, the delta query tells. */
  readonly list?: { readonly siteId: string; readonly listId: string };
}

/** Where notifications are kept until they are worked on. */
export interface NotificationInbox {
  /**
   * Resolves once all are stored durably (and the jobs for them are queued in the same transaction). Rejects when they
   * are not: then Graph is told to send them again. The same notification may come several times and in any order.
   */
  accept(notifications: readonly ChangeNotification[]): Promise<void>;
}
