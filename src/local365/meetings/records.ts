/** Online meetings and their transcripts as the local tenant keeps them. Times are ISO text in UTC. */
import type { Collection, Store } from '../core/store.ts';

export interface MeetingRecord {
  readonly id: string;
  readonly organiserId: string;
  readonly subject: string;
  readonly joinWebUrl: string;
  /** Ten digits to dial in with. */
  readonly joinMeetingId: string;
  /** `19:meeting_...@thread.v2` of a private meeting, `19:...@thread.tacv2` of a channel meeting. */
  readonly threadId: string;
  /** Message under which a channel meeting stands; `0` for a private one. */
  readonly rootMessageId: string;
  readonly createdAt: string;
  readonly start: string;
  readonly end: string;
  /** Start, update or end of a sitting: each pushes the expiry on. */
  readonly touchedAt: string;
  /** End of the last occurrence; null for a series without an end. */
  readonly lastEnd: string | null;
  /** False for meetings made without a calendar event. */
  readonly isCalendarBacked: boolean;
  readonly attendeeIds: readonly string[];
  /** Set by the control page to make a meeting expire at once. */
  readonly isExpired?: boolean;
}

export interface TranscriptRecord {
  readonly id: string;
  readonly meetingId: string;
  readonly organiserId: string;
  readonly callId: string;
  readonly contentCorrelationId: string;
  /** Start and end of transcription. */
  readonly createdDateTime: string;
  readonly endDateTime: string;
  /** From when it is listed, and from when its words can be had. */
  readonly availableAt: string;
  readonly contentAvailableAt: string;
  /** Answer to the list before `availableAt`: an empty list, or 404. */
  readonly beforeAvailable: 'empty' | 'not-found';
  readonly language: string;
}

export const meetings = (store: Store): Collection<MeetingRecord> => store.collection('meetings.meetings');
export const transcripts = (store: Store): Collection<TranscriptRecord> =>
  store.collection('meetings.transcripts');

/** Name under which the cues of a transcript are kept as JSON bytes. */
export const cuesName = (transcriptId: string): string => `transcript-${transcriptId}`;

const DAY_MS = 86_400_000;

/**
 * Whether its transcripts can still be had: 60 days after its last sitting, start or update ("Limits and
 * specifications for Microsoft Teams", meeting expiration).
 */
export function isExpired(meeting: MeetingRecord, now: string): boolean {
  if (meeting.isExpired === true) return true;
  if (meeting.lastEnd === null) return false;
  const last = Math.max(Date.parse(meeting.lastEnd), Date.parse(meeting.touchedAt));
  return Date.parse(now) > last + 60 * DAY_MS;
}

/** Transcripts that the tenant shows at `now`, oldest first. */
export function listTranscripts(
  store: Store,
  now: string,
  isWanted: (record: TranscriptRecord) => boolean,
): readonly TranscriptRecord[] {
  return [...transcripts(store).values()]
    .filter((record) => record.availableAt <= now && isWanted(record))
    .sort((a, b) =>
      a.createdDateTime < b.createdDateTime ? -1 : a.createdDateTime > b.createdDateTime ? 1 : 0,
    );
}
