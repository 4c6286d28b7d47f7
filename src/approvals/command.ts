/** What may be wanted of an approval. */
import type { ProjectId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { WorkingCalendar } from '../kernel/workingCalendar.ts';
import type { ApprovalId, Condition, Decision, Delegation, Policy, Subject, Via } from './approval.ts';

export interface RequestCommand {
  readonly type: 'request';
  readonly approvalId: ApprovalId;
  readonly projectId: ProjectId;
  readonly round: number;
  readonly subject: Subject;
  readonly policy: Policy;
  readonly by: Person;
  readonly calendar: WorkingCalendar;
  /** Deputies who were named before, for whom they are deputies. */
  readonly delegations?: readonly Delegation[];
}

export interface AnswerCommand {
  readonly type: 'answer';
  readonly by: Person;
  readonly decision: Decision;
  readonly comment?: string;
  readonly conditions?: readonly Condition[];
  readonly via: Via;
  /** What the person saw, where the way in tells: a click on a card of an older revision or an earlier stage decides nothing. */
  readonly revision?: string;
  readonly stage?: number;
}

/** Commands of people other than the requester and the approvers come here with their permission checked. */
export type ApprovalCommand =
  | RequestCommand
  | AnswerCommand
  | ({ readonly type: 'delegate'; readonly by: Person } & Delegation)
  | {
      readonly type: 'reassign';
      readonly by: Person;
      /** Null adds a person. */
      readonly from: Person | null;
      readonly to: Person;
      /** Of a person who is added; one who takes a seat over takes its roles. */
      readonly roles?: readonly string[];
    }
  | { readonly type: 'withdraw'; readonly by: Person; readonly reason?: string }
  | { readonly type: 'supersede'; readonly reason: string }
  | { readonly type: 'void'; readonly reason: string }
  | { readonly type: 'note-left'; readonly people: readonly Person[] }
  /** Time has passed: reminders, escalation, expiry. */
  | { readonly type: 'advance' };
