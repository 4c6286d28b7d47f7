/** What meetings need from outside, in their own words. */
import type { PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

/** An online meeting as the calendar service knows it. All occurrences of a series share one id and join URL. */
export interface OnlineMeeting {
  /** Graph's onlineMeeting id. */
  readonly onlineMeetingId: string;
  readonly organiserId: PersonId;
  readonly subject: string;
  readonly joinUrl: string;
  /** Scheduled times; of the series' first occurrence when it is one. */
  readonly start: Instant | null;
  readonly end: Instant | null;
  /** Thread id of the chat or channel (`19:...@thread.v2` or `...@thread.tacv2`). */
  readonly threadId: string | null;
  readonly attendeeIds: readonly PersonId[];
}

/** One transcript of a meeting: each start of transcription makes another. */
export interface TranscriptRef {
  readonly organiserId: PersonId;
  readonly onlineMeetingId: string;
  readonly transcriptId: string;
  /** The call: tells two sittings of one meeting apart. */
  readonly callId: string | null;
  readonly createdAt: Instant | null;
  readonly endedAt: Instant | null;
}

/** Why a transcript cannot be had now. Each has its own sentence for the person who can do something about it. */
export interface TranscriptObstacle {
  readonly obstacle: ObstacleKind;
  /** A full sentence that names the setting, the permission or the wait. */
  readonly sentence: string;
  readonly forWhom: 'administrator' | 'organiser' | 'coordinator' | 'nobody';
  /** `later`: the documented schedule; `daily`: a switch, probed again each day; `never`: it will not come. */
  readonly tryAgain: 'later' | 'daily' | 'never';
  /** Graph's request id, for support. */
  readonly requestId?: string;
}

export type ObstacleKind =
  | 'graph-access-off'
  | 'attribution-off'
  | 'access-policy-missing'
  | 'consent-missing'
  | 'app-not-in-meeting'
  | 'channel-meeting-unsupported'
  | 'not-calendar-backed'
  | 'meeting-expired'
  | 'not-there-yet';

export const isObstacle = (value: object): value is TranscriptObstacle => 'obstacle' in value;

/**
 * Where transcripts come from. Obstacles are answers; a fault of the service (throttled, unavailable) is thrown as the
 * kernel's errors.
 */
export interface TranscriptSource {
  /** The meeting behind a join URL, or an obstacle. `organiserId` is the person whose calendar holds it. */
  findMeeting(organiserId: PersonId, joinUrl: string): Promise<OnlineMeeting | TranscriptObstacle>;
  getMeeting(organiserId: PersonId, onlineMeetingId: string): Promise<OnlineMeeting | TranscriptObstacle>;
  /** All transcripts, oldest first; an empty list when there is none yet. */
  listTranscripts(
    organiserId: PersonId,
    onlineMeetingId: string,
  ): Promise<readonly TranscriptRef[] | TranscriptObstacle>;
  /**
   * The words. With speakers where allowed, else without (`attributed: false`); channel meetings that v1.0 refuses
   * are asked of beta. `start` is when the transcription began.
   */
  fetchTranscript(
    ref: TranscriptRef,
  ): Promise<{ readonly content: Uint8Array; readonly attributed: boolean } | TranscriptObstacle>;
  /**
   * Transcripts made since the mark in the meetings of one organiser: the net below the notifications.
   * `mark` is opaque (a delta link); null begins at `since`.
   */
  transcriptsSince(
    organiserId: PersonId,
    since: Instant,
    mark: string | null,
  ): Promise<{ readonly refs: readonly TranscriptRef[]; readonly mark: string } | TranscriptObstacle>;
}

/** A calendar entry with an online meeting. */
export interface CalendarEntry {
  readonly subject: string;
  readonly joinUrl: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Null when the organiser is not in the directory. */
  readonly organiserId: PersonId | null;
  readonly attendeeIds: readonly PersonId[];
  readonly isCancelled: boolean;
}

/** Calendars of people, for meetings that nobody announces. */
export interface CalendarSource {
  /** Online meetings in a person's calendar that overlap the span; occurrences of series one by one. */
  onlineMeetings(personId: PersonId, from: Instant, to: Instant): Promise<readonly CalendarEntry[]>;
}

/** What Microsoft's own reading of one transcript gives: no day, no owner's id, no place in the talk. */
export interface MeetingInsight {
  readonly transcriptId: string;
  readonly actionItems: readonly {
    readonly title: string;
    readonly text: string;
    readonly ownerName: string | null;
  }[];
}

/** Microsoft's meeting insights, where a tenant has them. They come up to four hours after the call. */
export interface InsightSource {
  /** The insights of these transcripts of one meeting; none where there are none, or where they may not be read. */
  insightsOf(refs: readonly TranscriptRef[]): Promise<readonly MeetingInsight[]>;
}
