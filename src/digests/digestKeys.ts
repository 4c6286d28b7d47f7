/** Keys of the messages that carry a digest: each recipient gets each digest once. */
import type { MeetingId, PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** The first digest of a meeting; what people get follows below it. */
export const digestKey = (meetingId: MeetingId): string => `digest:${meetingId}`;

/** What was found after the minutes had been published at that moment. */
export const addendumKey = (meetingId: MeetingId, publishedAt: Instant): string =>
  `digest:${meetingId}:after:${publishedAt}`;

/** What the confirmation changed in minutes that were out already. */
export const correctionKey = (meetingId: MeetingId): string => `digest:${meetingId}:corrected`;

/** That minutes which were out unconfirmed do not stand. */
export const discardKey = (meetingId: MeetingId): string => `digest:${meetingId}:discarded`;

export const personKey = (key: string, personId: PersonId): string => `${key}/to:${personId}`;

/** Tells a person that the digest stands above in the channel. `key` is that of their own message, of unknown outcome. */
export const aboveKey = (key: string): string => `${key}/above`;

export const isAboveKey = (key: string): boolean => key.endsWith('/above');

/** Tells a person by mail where the minutes are. */
export const pointerMailKey = (key: string): string => `${key}/pointer`;

/** `channel`, or the id of the person whom a message of a digest is for; null for what is no digest's. */
export function recipientOf(key: string): string | null {
  const [, ...parts] = key.split('/');
  const [first] = parts;
  if (first === undefined) return 'channel';
  return first.startsWith('to:') ? first.slice('to:'.length) : null;
}
