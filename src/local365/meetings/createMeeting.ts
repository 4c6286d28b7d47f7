/** Makes an online meeting and, for a private one, its chat. The calendar event is the caller's. */
import type { PartContext } from '../core/part.ts';
import { chats, tenantOf } from '../directory/records.ts';
import { isChannelThread, joinMeetingCode, joinUrl, meetingThreadId, onlineMeetingId } from './ids.ts';
import { type MeetingRecord, meetings } from './records.ts';

export interface NewMeeting {
  readonly organiserId: string;
  readonly subject: string;
  /** ISO text in UTC; of the first occurrence when it is a series. */
  readonly start: string;
  readonly end: string;
  /** End of the last occurrence; null for a series without an end. `end` unless said. */
  readonly lastEnd?: string | null;
  readonly attendeeIds: readonly string[];
  /** Thread of the channel, for a channel meeting. */
  readonly channelId?: string;
  /** From which the thread of a private meeting is made; a new GUID unless said. */
  readonly threadGuid?: string;
  readonly calendarEventId: string | null;
}

export function createOnlineMeeting(context: PartContext, wanted: NewMeeting): MeetingRecord {
  const { store, clock, random } = context;
  const now = clock.now();
  const threadId = wanted.channelId ?? meetingThreadId(wanted.threadGuid ?? random.uuid());
  const rootMessageId = wanted.channelId === undefined ? '0' : messageIdAt(wanted.start);
  const meeting: MeetingRecord = {
    id: onlineMeetingId(wanted.organiserId, threadId, rootMessageId),
    organiserId: wanted.organiserId,
    subject: wanted.subject,
    joinWebUrl: joinUrl(tenantOf(store).id, wanted.organiserId, threadId, rootMessageId),
    joinMeetingId: joinMeetingCode(`${threadId}${rootMessageId}`),
    threadId,
    rootMessageId,
    createdAt: now,
    start: wanted.start,
    end: wanted.end,
    touchedAt: now,
    lastEnd: wanted.lastEnd === undefined ? wanted.end : wanted.lastEnd,
    isCalendarBacked: wanted.calendarEventId !== null,
    attendeeIds: wanted.attendeeIds,
  };
  meetings(store).put(meeting.id, meeting);
  if (!isChannelThread(threadId)) putChat(context, meeting, wanted.calendarEventId);
  return meeting;
}

/** Message ids in Teams are the milliseconds of their posting. */
const messageIdAt = (time: string): string => String(Date.parse(time));

function putChat({ store }: PartContext, meeting: MeetingRecord, calendarEventId: string | null): void {
  chats(store).put(meeting.threadId, {
    id: meeting.threadId,
    chatType: 'meeting',
    topic: meeting.subject,
    createdDateTime: meeting.createdAt,
    memberIds: [meeting.organiserId, ...meeting.attendeeIds],
    onlineMeetingInfo: {
      calendarEventId,
      joinWebUrl: meeting.joinWebUrl,
      organizer: { id: meeting.organiserId, displayName: null, userIdentityType: 'aadUser' },
    },
  });
}
