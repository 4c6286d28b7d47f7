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

/** Small named values of a tenant: where jobs go on, such as delta links, and what a person chose. */
export interface MarkStore {
  get(name: string): Promise<string | null>;
  /** Those of the names that have a value. */
  getAll(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  set(name: string, value: string): Promise<void>;
}

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
  /**
   * Replaces the message that was posted under `key` (waits for it to be posted); the last replacement wins. A mail
   * that has gone cannot be replaced.
   */
  replace(key: string, reply: Reply): Promise<void>;
  /** Replaces a message that stands in a chat, by its id there; once per `key`. */
  replaceMessage(message: {
    readonly key: string;
    readonly place: Place;
    readonly messageId: string;
    readonly reply: Reply;
  }): Promise<void>;
  /**
   * Gives up a message that waits and is not being sent just now, and says what was to be said otherwise.
   */
  giveUp(key: string, problem: DeliveryProblem): Promise<void>;
}

/** A conversation, a person in their 1:1 chat, or a person's mailbox. */
export type Target =
  | Place
  | { readonly personId: PersonId }
  | { readonly mailTo: PersonId }
  /** In the thread of the message that was posted in the place under the key; without thread when it was not. */
  | { readonly place: Place; readonly inThreadOf: string };

/** Said when a message was refused; its key is that of the message with `/otherwise` behind it. */
export interface Otherwise {
  readonly to: Target;
  readonly reply: Reply;
  readonly otherwise?: Otherwise;
}

export interface OutgoingMessage {
  readonly key: string;
  readonly to: Target;
  readonly reply: Reply;
  /** Said instead when it was refused: a person cannot be reached in a 1:1 chat, or has no mailbox. */
  readonly otherwise?: Otherwise;
}

/** What is known of a message that was to be sent. */
export type DeliveryState = 'waiting' | 'sent' | 'refused' | 'unknown';

/** Why a message waits, was refused, or is unknown. It is worded in its reader's language when it is shown. */
export interface DeliveryProblem {
  /** That of the error, or delivery's own. */
  readonly code: string;
  /** For the operator, and for a reader where the code has no words. */
  readonly detail: string;
}

/** What became of one outgoing message. */
export interface Delivery {
  readonly key: string;
  readonly to: Target;
  readonly state: DeliveryState;
  readonly problem: DeliveryProblem | null;
  readonly sentAt: Instant | null;
  /** Where it stands, with its thread in a channel; null unless it is in a chat. */
  readonly postedIn: Place | null;
}

/** Reads what became of outgoing messages. */
export interface Deliveries {
  /** The message of this key and those whose keys go on with `/`, in the order in which they were added. */
  under(key: string): Promise<readonly Delivery[]>;
}
