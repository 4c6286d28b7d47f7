/** One database transaction: what changes and what follows from it commit together or not at all. */
import type { Place, Reply } from './chat.ts';
import type { PersonId, TenantId } from './ids.ts';
import type { Instant } from './time.ts';

/**
 * Runs work in one transaction of one tenant. Every store in `stores` is bound to that transaction and tenant. After
 * the commit, jobs and outgoing messages that were added are started at once; after a rollback nothing has happened.
 * The work may run again when the database reports a serialisation failure, so it touches nothing but its stores.
 */
export type Transact<Stores> = <T>(tenantId: TenantId, work: (stores: Stores) => Promise<T>) => Promise<T>;

/** Adds durable jobs in the transaction. */
export interface JobSender {
  /**
   * `key` makes the job single: while one of the same name and key waits or runs, another is not added.
   * `startAt` delays it.
   */
  send(
    name: string,
    payload: object,
    options?: { readonly key?: string; readonly startAt?: Instant },
  ): Promise<void>;
}

/** Adds outgoing messages in the transaction; they are sent after the commit, in the order of each place. */
export interface Outbox {
  /**
   * Posts once per `key` and tenant: a second post with the same key does nothing. `to` is a place, or a person for a
   * 1:1 chat.
   */
  post(message: OutgoingMessage): Promise<void>;
  /** Replaces the message that was posted under `key` (waits for it to be posted); the last replacement wins. */
  replace(key: string, reply: Reply): Promise<void>;
}

export interface OutgoingMessage {
  readonly key: string;
  readonly to: Place | { readonly personId: PersonId };
  readonly reply: Reply;
  /** Said instead, there, when a person cannot be reached in a 1:1 chat (the app is not installed for them). */
  readonly otherwise?: { readonly to: Place; readonly reply: Reply };
}

/** What is known of a message that was to be sent. */
export type DeliveryState = 'waiting' | 'sent' | 'refused' | 'unknown';
