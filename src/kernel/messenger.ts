/** How Docket speaks in a chat unasked; the Teams adapter implements it, the outbox calls it. */
import type { Place, Reply } from './chat.ts';
import type { PersonId } from './ids.ts';
import type { Person } from './people.ts';

/** The message is in the chat under this id; a channel post also opens a thread. */
export interface Posted {
  readonly messageId: string;
  readonly threadId?: string;
}

/**
 * Every method makes one attempt and throws the kernel's errors: `ThrottledError` (not delivered, wait),
 * `UnavailableError` with `outcomeUnknown` (may be there: do not repeat blindly), `AccessError` with code
 * `bot-not-in-conversation` or `blocked-by-user` (the place is dead until the bot is added again), `NotFoundError`
 * `conversation-gone`, `InputError` for a message that Teams will never take.
 */
export interface Messenger {
  /** Splits a text over the size limit into several messages and returns the first one's id. */
  post(place: Place, reply: Reply): Promise<Posted>;
  update(place: Place, messageId: string, reply: Reply): Promise<void>;
  /** The 1:1 conversation with a person, opened when there is none. `near` gives connector and bot. */
  openPersonal(near: Place, personId: PersonId): Promise<Place>;
  /** All members, paged to the end. */
  members(place: Place): Promise<readonly Person[]>;
  /** Name and Entra group id of the team of a channel, and the channel's name. */
  describe(place: Place): Promise<{ teamName?: string; groupId?: string; channelName?: string }>;
}
