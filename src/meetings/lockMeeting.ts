/** Everything that changes a meeting holds its lock, so that nobody writes back what they read before another's change. */
import type { MeetingId } from '../kernel/ids.ts';
import type { Meeting, MeetingStore } from './meeting.ts';

/** The meeting as it is now, held to the end of the transaction; null when there is none. */
export async function lockMeeting(meetings: MeetingStore, id: MeetingId): Promise<Meeting | null> {
  const known = await meetings.get(id);
  if (known === null) return null;
  await meetings.lock(known.onlineMeetingId ?? known.id);
  return meetings.get(id);
}
