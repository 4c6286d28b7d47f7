/** Makes the tenant behave as if a meeting had just ended: meeting, calendar event, transcript, notification. */
import { asCalendarOwner } from '../calendar/mailbox.ts';
import { createEvent } from '../calendar/writeEvents.ts';
import type { DirectoryUser } from '../core/directory.ts';
import { USERS } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { ControlRefusal } from '../directory/controlPage.ts';
import { channels } from '../directory/records.ts';
import { createOnlineMeeting } from './createMeeting.ts';
import type { Cue } from './cues.ts';
import { isChannelThread, transcriptId } from './ids.ts';
import { cuesName, type MeetingRecord, meetings, type TranscriptRecord, transcripts } from './records.ts';

export interface EndedMeeting {
  readonly cues: readonly Cue[];
  /** An existing meeting; else the one of this subject, else a new one; without a subject the tenant's first one. */
  readonly meetingId?: string;
  readonly subject?: string;
  readonly organiserId?: string;
  readonly attendeeIds?: readonly string[];
  /** When transcription began and ended; the end is now unless said. */
  readonly start?: string;
  readonly end?: string;
  /** Name or id of the channel, or true for the first one that is not General. */
  readonly channelMeeting?: string | true;
  readonly isCalendarBacked: boolean;
  readonly lateBySeconds: number;
  readonly contentLateBySeconds: number;
  /** The list answers 404 instead of an empty list as long as the transcript is late. */
  readonly missingAs: 'empty' | 'not-found';
  /** An earlier transcript of the same call: transcription was stopped and started again. */
  readonly restartOf?: string;
  readonly language: string;
}

export interface EndedMeetingIds {
  readonly meetingId: string;
  readonly organiserId: string;
  readonly joinWebUrl: string;
  readonly threadId: string;
  readonly transcriptId: string;
  readonly callId: string;
  readonly start: string;
  readonly end: string;
  readonly availableAt: string;
  readonly contentAvailableAt: string;
}

export function endMeeting(context: PartContext, wanted: EndedMeeting): EndedMeetingIds {
  const { store, clock, random } = context;
  const before = findRestarted(context, wanted.restartOf);
  const { start, end } = timesOf(wanted, clock.now());
  const meeting =
    before === undefined ? chooseMeeting(context, wanted, start, end) : requireMeeting(context, before);
  meetings(store).put(meeting.id, { ...meeting, touchedAt: later(meeting.touchedAt, end) });
  const callId = before?.callId ?? random.uuid();
  const base = later(clock.now(), end);
  const availableAt = plusSeconds(base, wanted.lateBySeconds + faultSeconds(context, meeting));
  const record: TranscriptRecord = {
    id: transcriptId(random.uuid()),
    meetingId: meeting.id,
    organiserId: meeting.organiserId,
    callId,
    contentCorrelationId: `${random.uuid()}-${before === undefined ? 0 : 1}`,
    createdDateTime: start,
    endDateTime: end,
    availableAt,
    contentAvailableAt: plusSeconds(availableAt, wanted.contentLateBySeconds),
    beforeAvailable: wanted.missingAs,
    language: wanted.language,
  };
  store.putBytes(cuesName(record.id), Buffer.from(JSON.stringify(wanted.cues)));
  transcripts(store).put(record.id, record);
  announce(context, record);
  return {
    meetingId: meeting.id,
    organiserId: meeting.organiserId,
    joinWebUrl: meeting.joinWebUrl,
    threadId: meeting.threadId,
    transcriptId: record.id,
    callId,
    start,
    end,
    availableAt,
    contentAvailableAt: record.contentAvailableAt,
  };
}

export const LATE_FAULT = 'transcript-late';
export const LATE_FAULT_DESCRIPTION =
  'lets the transcript of an ended meeting come delayMs later (default 600000); the path is that of its transcripts';

function faultSeconds({ faults }: PartContext, { organiserId, id }: MeetingRecord): number {
  const path = `/users/${organiserId}/onlineMeetings/${id}/transcripts`;
  const rule = faults.take([LATE_FAULT], { method: 'POST', path });
  return rule === undefined ? 0 : (rule.delayMs ?? 600_000) / 1000;
}

/** What a rich notification carries of a transcript: no text, no name, and no time of creation. */
function announce({ notify }: PartContext, record: TranscriptRecord): void {
  const path = `users('${record.organiserId}')/onlineMeetings('${record.meetingId}')/transcripts('${record.id}')`;
  notify({
    resource: `users/${record.organiserId}/onlineMeetings/${record.meetingId}/transcripts/${record.id}`,
    changeType: 'created',
    notBefore: record.availableAt,
    resourceData: {
      id: record.id,
      meetingId: record.meetingId,
      transcriptContentUrl: `${path}/content`,
      createdDateTime: null,
      endDateTime: record.endDateTime,
    },
  });
}

function timesOf({ start, end, cues }: EndedMeeting, now: string): { start: string; end: string } {
  const spokenMs = Math.max(60_000, ...cues.map((cue) => cue.endMs));
  if (end !== undefined) return { start: start ?? shift(end, -spokenMs), end };
  if (start !== undefined) return { start, end: shift(start, spokenMs) };
  return { start: shift(now, -spokenMs), end: now };
}

const shift = (time: string, milliseconds: number): string =>
  new Date(Date.parse(time) + milliseconds).toISOString();
const plusSeconds = (time: string, seconds: number): string => shift(time, seconds * 1000);
const later = (a: string, b: string): string => (a > b ? a : b);

function findRestarted({ store }: PartContext, id: string | undefined): TranscriptRecord | undefined {
  if (id === undefined) return undefined;
  const record = transcripts(store).get(id);
  if (record === undefined) throw new ControlRefusal(`There is no transcript '${id}' to restart.`, 404);
  return record;
}

function requireMeeting(
  { store }: PartContext,
  { meetingId }: { readonly meetingId: string },
): MeetingRecord {
  const meeting = meetings(store).get(meetingId);
  if (meeting === undefined) throw new ControlRefusal(`There is no online meeting '${meetingId}'.`, 404);
  return meeting;
}

function chooseMeeting(
  context: PartContext,
  wanted: EndedMeeting,
  start: string,
  end: string,
): MeetingRecord {
  const { meetingId, subject, channelMeeting } = wanted;
  if (meetingId !== undefined) return requireMeeting(context, { meetingId });
  const channelId = typeof channelMeeting === 'string' ? findChannel(context, channelMeeting) : null;
  const isRightKind = ({ threadId }: MeetingRecord): boolean => {
    if (channelId !== null) return threadId === channelId;
    if (channelMeeting === undefined && subject !== undefined) return true;
    return isChannelThread(threadId) === (channelMeeting === true);
  };
  const held = [...meetings(context.store).values()].filter(
    (meeting) =>
      isRightKind(meeting) &&
      meeting.isCalendarBacked === wanted.isCalendarBacked &&
      (wanted.organiserId === undefined || meeting.organiserId === wanted.organiserId) &&
      (subject === undefined || meeting.subject.toLowerCase() === subject.toLowerCase()),
  );
  return held[0] ?? makeMeeting(context, wanted, start, end);
}

function makeMeeting(context: PartContext, wanted: EndedMeeting, start: string, end: string): MeetingRecord {
  const speakers = findSpeakers(context, wanted.cues);
  const organiser = context.directory.user(wanted.organiserId ?? speakers[0]?.id ?? firstUserId(context));
  if (organiser === undefined)
    throw new ControlRefusal(`There is no user '${wanted.organiserId ?? ''}' to organise the meeting.`);
  const invited = (wanted.attendeeIds ?? speakers.map(({ id }) => id)).filter((id) => id !== organiser.id);
  const channelId =
    wanted.channelMeeting === undefined ? {} : { channelId: findChannel(context, wanted.channelMeeting) };
  const subject = wanted.subject ?? 'Meeting';
  if (!wanted.isCalendarBacked)
    return createOnlineMeeting(context, {
      organiserId: organiser.id,
      subject,
      start,
      end,
      attendeeIds: invited,
      ...channelId,
      calendarEventId: null,
    });
  const event = createEvent(
    context,
    asCalendarOwner(organiser),
    {
      subject,
      start: Date.parse(start),
      end: Date.parse(end),
      attendees: invited.map((id) => asAttendee(context, id)),
      isOnlineMeeting: true,
    },
    channelId,
  );
  const made = [...meetings(context.store).values()].find(({ joinWebUrl }) => joinWebUrl === event.joinUrl);
  if (made === undefined) throw new Error(`The meeting of the event ${event.id} was not made.`);
  return made;
}

function asAttendee({ directory }: PartContext, id: string) {
  const user = directory.user(id);
  if (user === undefined) throw new ControlRefusal(`There is no user '${id}' to invite.`);
  const address = user.mail ?? user.userPrincipalName;
  return { address, name: user.displayName, type: 'required', response: 'accepted' } as const;
}

/** People of the directory who speak in the file, by their full name. */
function findSpeakers({ store }: PartContext, cues: readonly Cue[]): readonly DirectoryUser[] {
  const names = new Set(cues.map(({ speaker }) => speaker?.replace(/\s*\([^)]*\)\s*$/, '').toLowerCase()));
  return [...store.collection<DirectoryUser>(USERS).values()].filter(({ displayName }) =>
    names.has(displayName.toLowerCase()),
  );
}

function firstUserId({ store }: PartContext): string {
  for (const user of store.collection<DirectoryUser>(USERS).values()) return user.id;
  throw new ControlRefusal('The tenant has no people. Start it with a seed file.');
}

function findChannel({ store }: PartContext, wanted: string | true): string {
  for (const channel of channels(store).values()) {
    const isMeant =
      wanted === true
        ? !channel.isPrimary
        : channel.id === wanted || channel.displayName.toLowerCase() === wanted.toLowerCase();
    if (isMeant) return channel.id;
  }
  throw new ControlRefusal(`There is no channel '${wanted === true ? 'other than General' : wanted}'.`, 404);
}
