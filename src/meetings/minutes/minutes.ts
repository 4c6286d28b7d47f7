/** What a reading of a transcript gives: proposals with evidence, for a coordinator to confirm. */
import type { PersonId, RowKey } from '../../kernel/ids.ts';
import type { RosterMember } from '../../kernel/people.ts';
import type { Day, Instant, ZoneName } from '../../kernel/time.ts';
import type { WorkingCalendar } from '../../kernel/workingCalendar.ts';
import type { Transcript } from '../transcript/transcript.ts';

export type MinuteKind = 'action' | 'decision' | 'risk' | 'issue' | 'question';

/** What was said is not what was decided: `committed` is the only standing that is an action by default. */
export type Standing = 'committed' | 'requested' | 'proposed' | 'withdrawn';

/** Where in the meeting it was said. */
export interface Evidence {
  readonly cueIds: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** Label of the speaker as in the transcript, null when it names nobody. */
  readonly speaker: string | null;
  /** The exact words. */
  readonly quote: string;
}

/**
 * Who owns an action. `stated` is false where it follows from the turn rather than from a name that was said.
 * `named` is a person who is not on the roster; `ambiguous` is never guessed; `unknown` needs confirming
 * (`label` may show the transcript's label, such as `Speaker 1`).
 */
export type Owner =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly name: string; readonly stated: boolean }
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'team'; readonly name: string }
  | {
      readonly kind: 'ambiguous';
      readonly said: string;
      readonly candidates: readonly {
        readonly personId: PersonId;
        readonly name: string;
        readonly hint?: string;
      }[];
      /** Names of further candidates who spoke and are not on the roster. */
      readonly strangers?: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly label?: string };

/** When it is due. `day` is null when the words name a day that is past, impossible or unclear. */
export interface Due {
  readonly day: Day | null;
  /** The words it was read from. */
  readonly phrase: string;
  readonly needsConfirmation: boolean;
  /** Why it needs confirming, as a sentence. */
  readonly problem?: string;
  /** Milestone that it hangs on, by name. */
  readonly milestone?: string;
}

/** A change of one item within the meeting, oldest first. */
export interface ItemChange {
  readonly what: 'text' | 'owner' | 'due' | 'standing';
  readonly from: string;
  readonly to: string;
  readonly evidence: Evidence;
}

export interface MinuteItem {
  /** Stable for the same words at the same place of the same transcript. */
  readonly id: string;
  readonly kind: MinuteKind;
  /** As a person would write it: imperative for actions, a statement for the rest. */
  readonly text: string;
  /** Empty for anything but actions and, where named, risks and issues. */
  readonly owners: readonly Owner[];
  readonly due: Due | null;
  readonly standing: Standing;
  /** Calibrated, 0 to 1. */
  readonly confidence: number;
  /** First the sentence it rests on, then what confirmed or changed it. */
  readonly evidence: readonly [Evidence, ...Evidence[]];
  readonly history: readonly ItemChange[];
  /** The open register row that it speaks of, when it was recognised. */
  readonly carriesOver?: CarryOver;
  /** A person put it into the minutes or took it out. */
  readonly taken?: boolean;
}

/** An open row of the register that was talked about again. */
export interface CarryOver {
  readonly key: RowKey;
  readonly change: 'update' | 'complete' | 'mentioned';
}

export interface Attendee {
  /** Name without badges. */
  readonly name: string;
  readonly personId: PersonId | null;
}

export interface Minutes {
  /** Engine and its version, such as `rules 1`; where it stood in for another, why. */
  readonly engine: string;
  readonly items: readonly MinuteItem[];
  /** Who spoke and has a name; each person once. */
  readonly attendees: readonly Attendee[];
  /** How many speakers have no usable identity (`Speaker 1`, a meeting room). */
  readonly unidentifiedSpeakers: number;
  readonly durationMs: number;
  /** BCP 47 primary tag of the language that was spoken most, where it could be told. */
  readonly language?: string;
  /** What a reader must know of how the meeting was read, as sentences: a language that Docket does not read, or a second one. */
  readonly notices?: readonly string[];
  /** How many items an engine claimed that the transcript does not support; they are left out. */
  readonly droppedItems?: number;
}

/** An open action of the project, for carry-over. */
export interface OpenItem {
  readonly key: RowKey;
  readonly text: string;
  readonly ownerIds: readonly PersonId[];
  readonly due: Day | null;
}

/** All that a reading may depend on besides the words. The server's own clock and zone are not among it. */
export interface MeetingContext {
  /** Start of the transcription: cue offsets count from here. */
  readonly start: Instant;
  readonly zone: ZoneName;
  /** BCP 47 tag of the project: order of day and month, language of replies. */
  readonly locale: string;
  readonly roster: readonly RosterMember[];
  /** People invited or seen in the meeting, where known; they come before the rest of the roster. */
  readonly attendeeIds: readonly PersonId[];
  readonly calendar: WorkingCalendar;
  readonly milestones: readonly {
    readonly name: string;
    readonly aliases?: readonly string[];
    readonly day: Day;
  }[];
  readonly openItems: readonly OpenItem[];
}

/** One interface, several engines. An engine never throws on what people say. */
export interface MinutesEngine {
  readonly name: string;
  write(transcript: Transcript, context: MeetingContext): Promise<Minutes>;
}
