/** An approval: what is asked, of whom, by which rule, and everything that happened to it. */
import type { ProjectId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { WorkingCalendar } from '../kernel/workingCalendar.ts';

declare const brand: unique symbol;
/** Docket's own id of one request for approval. */
export type ApprovalId = string & { readonly [brand]: 'ApprovalId' };
export const asApprovalId = (value: string): ApprovalId => value as ApprovalId;

/**
 * What is approved, as it is shown to the approvers and kept in the record. `revision` is the SHA-256 of all the rest
 * (`makeSubject`), so a decision is bound to exactly this content.
 */
export interface Subject {
  /** `change-request`, `uat-sign-off`, `go-live-gate`, `document`: whoever asked is told the outcome by it. */
  readonly kind: string;
  /** Stable over all revisions of the same thing. */
  readonly id: string;
  /** As people type it: `CR-7`. */
  readonly key: string;
  readonly title: string;
  /** In the order in which they are shown. */
  readonly facts: readonly { readonly title: string; readonly value: string }[];
  /** Longer words that are approved as well; shown shortened on the card, whole in the record. */
  readonly text?: string;
  /** Where the thing itself is. */
  readonly link?: string;
  readonly revision: string;
}

/** How long something may take: working days from its start, or up to a moment. */
export type Deadline = { readonly workingDays: number } | { readonly at: Instant };

export type Rule =
  | { readonly kind: 'all' }
  | { readonly kind: 'any' }
  | { readonly kind: 'quorum'; readonly count: number }
  | { readonly kind: 'quorum'; readonly percent: number };

/** A place in a stage: one person, once, with every role in which they were asked. */
export interface Seat {
  readonly person: Person;
  readonly roles: readonly string[];
}

/** One step of a policy with its approvers known by name. */
export interface Stage {
  readonly name: string;
  readonly seats: readonly Seat[];
  readonly rule: Rule;
  /** Each of these roles must be among those who approve. */
  readonly requiredRoles?: readonly string[];
  /** A rejection by one of these roles rejects at once. */
  readonly vetoRoles?: readonly string[];
  readonly deadline?: Deadline;
  /** Working days before the deadline at which those who are awaited are reminded; 1 when left out. */
  readonly remindWorkingDaysBefore?: number;
  /** Told when the deadline has passed. */
  readonly escalateTo?: readonly Person[];
}

export interface Policy {
  readonly name: string;
  /** Decided one after the other. */
  readonly stages: readonly Stage[];
  /** `refused` when left out: whoever asks does not decide. */
  readonly ownRequest?: 'refused' | 'allowed';
  /** `may-decide` when left out. */
  readonly guests?: 'may-decide' | 'may-not-decide';
  /** After it the request is closed undecided. */
  readonly expiry?: Deadline;
}

/** A condition of an approval; becomes an action once all is approved. */
export interface Condition {
  readonly text: string;
  readonly owner: Person | null;
  /** `YYYY-MM-DD`. */
  readonly due: string | null;
}

export type Decision = 'approve' | 'reject' | 'request-changes' | 'abstain' | 'recuse';
/** How a decision reached Docket. */
export type Via = 'card' | 'chat' | 'mail';

/** A named deputy, from one moment up to another. */
export interface Delegation {
  readonly from: Person;
  readonly to: Person;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export type ApprovalEvent =
  | {
      readonly type: 'requested';
      readonly at: Instant;
      readonly approvalId: ApprovalId;
      readonly projectId: ProjectId;
      /** 1 for the first request about this subject. */
      readonly round: number;
      readonly subject: Subject;
      readonly policy: Policy;
      readonly by: Person;
      readonly calendar: WorkingCalendar;
      readonly expiresAt: Instant | null;
    }
  | {
      readonly type: 'stage-begun';
      readonly at: Instant;
      readonly stage: number;
      readonly dueAt: Instant | null;
      readonly remindAt: Instant | null;
    }
  | {
      readonly type: 'decided';
      readonly at: Instant;
      readonly stage: number;
      readonly by: Person;
      /** Whose seat it was, when a deputy decided. */
      readonly onBehalfOf: Person | null;
      readonly decision: Decision;
      readonly comment: string;
      readonly conditions: readonly Condition[];
      readonly via: Via;
      /** What was decided upon. */
      readonly revision: string;
    }
  | { readonly type: 'stage-passed'; readonly at: Instant; readonly stage: number }
  | ({ readonly type: 'delegated'; readonly at: Instant; readonly by: Person } & Delegation)
  | {
      readonly type: 'reassigned';
      readonly at: Instant;
      readonly stage: number;
      readonly by: Person;
      /** Null when a person was added. */
      readonly from: Person | null;
      readonly to: Person;
      readonly roles: readonly string[];
    }
  | { readonly type: 'approver-left'; readonly at: Instant; readonly person: Person }
  | {
      readonly type: 'reminded';
      readonly at: Instant;
      readonly stage: number;
      readonly people: readonly Person[];
    }
  | {
      readonly type: 'escalated';
      readonly at: Instant;
      readonly stage: number;
      readonly to: readonly Person[];
    }
  | { readonly type: 'got-stuck'; readonly at: Instant; readonly code: StuckCode; readonly reason: string }
  | { readonly type: 'approved'; readonly at: Instant; readonly conditions: readonly Condition[] }
  | { readonly type: 'rejected'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'changes-requested'; readonly at: Instant; readonly by: Person; readonly reason: string }
  | { readonly type: 'withdrawn'; readonly at: Instant; readonly by: Person; readonly reason: string }
  | { readonly type: 'expired'; readonly at: Instant }
  | { readonly type: 'superseded'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'voided'; readonly at: Instant; readonly reason: string }
  | {
      readonly type: 'evidence-kept';
      readonly at: Instant;
      /** Path in the document library, and its address. */
      readonly path: string;
      readonly webUrl: string;
      /** SHA-256 of the document's words: SharePoint adds properties of its own to the file. */
      readonly textHash: string;
    };

export type EvidenceKept = Extract<ApprovalEvent, { type: 'evidence-kept' }>;

export type ApprovalStatus =
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'changes-requested'
  | 'withdrawn'
  | 'expired'
  | 'superseded'
  | 'void';

export type StuckCode = 'no-approver' | 'only-requester' | 'too-few-approvers' | 'role-missing';

/** An answer as it is kept: who gave it, for whose seat, when. */
export interface Answer {
  readonly at: Instant;
  readonly by: Person;
  readonly onBehalfOf: Person | null;
  readonly decision: Decision;
  readonly comment: string;
  readonly conditions: readonly Condition[];
  readonly via: Via;
}

export interface SeatState extends Seat {
  readonly answer: Answer | null;
  /** Why this seat does not count: own request, guest, or the person is no longer there. */
  readonly barred: 'requester' | 'guest' | 'left' | null;
}

export interface StageState {
  readonly stage: Stage;
  readonly seats: readonly SeatState[];
  readonly begunAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly remindAt: Instant | null;
  readonly remindedAt: Instant | null;
  readonly escalatedAt: Instant | null;
  readonly passedAt: Instant | null;
}

/** The fold of an approval's events. */
export interface Approval {
  readonly id: ApprovalId;
  readonly projectId: ProjectId;
  readonly round: number;
  readonly subject: Subject;
  readonly policy: Policy;
  readonly calendar: WorkingCalendar;
  readonly requester: Person;
  readonly requestedAt: Instant;
  readonly expiresAt: Instant | null;
  readonly stages: readonly StageState[];
  /** Index of the stage that is being decided; the last one once closed. */
  readonly current: number;
  readonly delegations: readonly Delegation[];
  readonly status: ApprovalStatus;
  readonly closedAt: Instant | null;
  /** Why it was closed as it was, in the words of whoever closed it; empty when approved. */
  readonly closedBecause: string;
  readonly closedBy: Person | null;
  /** All conditions of those who approved. */
  readonly conditions: readonly Condition[];
  /** Nobody can bring it to an end as things are: the project manager must name somebody. */
  readonly stuck: { readonly code: StuckCode; readonly reason: string } | null;
  /** Records in the document library, the newest last. */
  readonly evidence: readonly Pick<EvidenceKept, 'path' | 'webUrl' | 'textHash'>[];
  /** Number of events so far. */
  readonly version: number;
}

export const isOpen = ({ status }: Pick<Approval, 'status'>): boolean => status === 'pending';
