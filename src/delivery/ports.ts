/** What delivery keeps of each outgoing message. */
import type { Place, Reply } from '../kernel/chat.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { Posted } from '../kernel/messenger.ts';
import type { Instant } from '../kernel/time.ts';
import type {
  Deliveries,
  DeliveryProblem,
  DeliveryState,
  Otherwise,
  OutgoingMessage,
} from '../kernel/transaction.ts';

/** A message to post, or a posted one to replace. */
export interface ClaimedMessage {
  readonly key: string;
  readonly to: OutgoingMessage['to'];
  readonly reply: Reply;
  /** Set when the message is in the chat already and `reply` is to replace it. */
  readonly posted: { readonly place: Place; readonly messageId: string } | null;
  /** Where and what is said instead when the person cannot be reached. */
  readonly otherwise: Otherwise | null;
  readonly attempts: number;
  /** An attempt was begun, and the process ended before it knew the outcome. */
  readonly isBegun: boolean;
  /** The conversation it goes to, where the store has met that and the message names it; saves asking for it. */
  readonly known?: KnownPlace;
}

export interface KnownPlace {
  readonly place: Place;
  /** Whether the bot may speak there. */
  readonly isActive: boolean;
}

/** Outgoing messages of one tenant, within one transaction. A lane is a conversation: its messages keep their order. */
export interface OutgoingStore extends Deliveries {
  /** Lanes with something to send now. */
  dueLanes(now: Instant): Promise<readonly string[]>;
  /** The lane's first message, leased; null when it is leased already, must wait, or nothing is left. */
  claim(lane: string, now: Instant, leaseUntil: Instant): Promise<ClaimedMessage | null>;
  /** Whether the lane has something to send, now or later; the answer is there after the commit. */
  isWaiting(lane: string): { readonly answer: Promise<boolean> };
  /** Keeps a message of which an attempt was made already; what became of that is told next, in the same transaction. */
  keep(message: Pick<OutgoingMessage, 'key' | 'to' | 'reply'>, now: Instant): Promise<void>;
  /** An attempt begins: until its outcome is told, the message may be there. */
  begin(key: string): Promise<void>;
  sent(key: string, place: Place, posted: Posted, now: Instant): Promise<void>;
  replaced(key: string, reply: Reply): Promise<void>;
  /** A mail that has gone. */
  mailed(key: string, now: Instant): Promise<void>;
  /** To be tried again at `nextAt`; `counted` when the attempt counts. */
  later(key: string, nextAt: Instant, counted: boolean, problem: DeliveryProblem): Promise<void>;
  /** Given up for good: `refused` was not delivered, `unknown` may have been. A replacement is dropped. */
  ended(key: string, state: 'refused' | 'unknown', problem: DeliveryProblem): Promise<void>;
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}

/** Mail to people, from Docket's own mailbox. */
export interface Mailer {
  /**
   * Sends once per `key`; `mayHaveGone` when an earlier attempt may have. Throws AccessError `no-mailbox` where none is
   * set up, NotFoundError where the person has no address, else the kernel's errors.
   */
  send(
    tenantId: TenantId,
    to: PersonId,
    mail: { readonly key: string; readonly subject: string; readonly html: string },
    mayHaveGone: boolean,
  ): Promise<void>;
}

export function laneOf(to: OutgoingMessage['to']): string {
  if ('mailTo' in to) return `mail:${to.mailTo}`;
  if ('inThreadOf' in to) return to.place.conversationId;
  return 'personId' in to ? `person:${to.personId}` : to.conversationId;
}
