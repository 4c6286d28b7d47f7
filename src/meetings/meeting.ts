/** A meeting of a linked project: one sitting, with its transcripts and its minutes. */
import type { MeetingId, PersonId, ProjectId, TenantId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { Minutes } from './minutes/minutes.ts';
import type { ObstacleKind, TranscriptRef } from './ports.ts';
import type { ItemEdit } from './review/itemEdit.ts';

/**
 * `expected`: in the calendar, not over yet. `waiting`: over, no transcript yet. `proposed`: minutes are with the
 * coordinator. `published`: they are out. `discarded`: the coordinator wants none. `missing`: no transcript came on the
 * documented schedule; still taken when it turns up. `cancelled`: will not take place.
 */
export type MeetingState =
  | 'expected'
  | 'waiting'
  | 'proposed'
  | 'published'
  | 'discarded'
  | 'missing'
  | 'cancelled';

export interface Meeting {
  readonly id: MeetingId;
  readonly tenantId: TenantId;
  readonly projectId: ProjectId;
  readonly subject: string;
  readonly state: MeetingState;
  /** How Docket came to know of it. */
  readonly source: 'notification' | 'calendar' | 'meeting-event' | 'file';
  /** Graph's id and the organiser it is asked under; null for a file that somebody gave. */
  readonly onlineMeetingId: string | null;
  readonly organiserId: PersonId | null;
  readonly joinUrl: string | null;
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly attendeeIds: readonly PersonId[];
  /** Tries to get a transcript so far, and what stood in the way the last time. */
  readonly tries: number;
  readonly lastObstacle: ObstacleKind | null;
  /** When people were told that there is no transcript. */
  readonly toldAt: Instant | null;
  /** Transcripts that the newest minutes were read from. */
  readonly readFrom: readonly string[];
}

/** A transcript with its words, copied because the meeting expires at its source. */
export interface KeptTranscript {
  readonly ref: TranscriptRef;
  readonly content: Uint8Array;
  readonly isAttributed: boolean;
}

/** What is with the coordinator, or was published. */
export interface MinutesRecord {
  /** Grows with each reading of the same meeting; a card of an older revision is refused. */
  readonly revision: number;
  /** The newest reading, or what was confirmed of it; after publication an addendum holds only what is new. */
  readonly minutes: Minutes;
  /** All that went out so far, addenda included; null before the first publication. */
  readonly published: Minutes | null;
  readonly publishedAt: Instant | null;
  /** What people changed in `minutes` since; see `editedMinutes`. */
  readonly edits: readonly ItemEdit[];
}

/** Meetings of one tenant, within one transaction. */
export interface MeetingStore {
  /** Waits until nobody else works under this name; held to the end of the transaction. See `lockMeeting`. */
  lock(name: string): Promise<void>;
  get(id: MeetingId): Promise<Meeting | null>;
  save(meeting: Meeting): Promise<void>;
  byTranscript(transcriptId: string): Promise<Meeting | null>;
  byOnlineMeeting(onlineMeetingId: string): Promise<readonly Meeting[]>;
  /** All that are `expected`, oldest first. */
  expected(): Promise<readonly Meeting[]>;
  /** Newest first. */
  ofProject(projectId: ProjectId, limit: number): Promise<readonly Meeting[]>;
  /** Keeps the words once; a second time does nothing. */
  keepTranscript(meetingId: MeetingId, transcript: KeptTranscript): Promise<void>;
  /** Oldest first. */
  transcripts(meetingId: MeetingId): Promise<readonly KeptTranscript[]>;
  minutes(meetingId: MeetingId): Promise<MinutesRecord | null>;
  /** Stores a new reading and returns its revision. */
  propose(meetingId: MeetingId, minutes: Minutes): Promise<number>;
  /** Adds edits, which makes another revision. */
  edit(meetingId: MeetingId, edits: readonly ItemEdit[]): Promise<Pick<MinutesRecord, 'revision' | 'edits'>>;
  /** Marks a revision as published, with the items as they went out. */
  publish(meetingId: MeetingId, minutes: Minutes, at: Instant): Promise<void>;
}
