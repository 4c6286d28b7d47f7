/** The ledger's store within one transaction: a chain of entries for each project, and where each approval stands. */
import type { ProjectId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ListRef } from '../../registers/index.ts';
import type { Approval, ApprovalEvent, ApprovalId, Delegation, Subject } from '../approval.ts';

/** One event in a project's chain. */
export interface LedgerEntry {
  readonly projectId: ProjectId;
  /** 1, 2, 3, ... without a gap in each project. */
  readonly number: number;
  readonly approvalId: ApprovalId;
  readonly event: ApprovalEvent;
  /** Hash of the entry before; 64 zeros for the first. */
  readonly previousHash: string;
  readonly hash: string;
}

/** An entry as it is stored: the event as the canonical JSON that was hashed, letter by letter. */
export interface StoredEntry extends Omit<LedgerEntry, 'event'> {
  readonly eventJson: string;
}

export interface ChainEnd {
  readonly number: number;
  readonly hash: string;
}

/** All methods belong to one tenant. */
export interface LedgerStore {
  /** Holds the project's chain for the rest of the transaction, so that no two append at once; gives its end. */
  lockChain(projectId: ProjectId): Promise<ChainEnd>;
  /** The end without holding it. */
  chainEnd(projectId: ProjectId): Promise<ChainEnd>;
  append(entries: readonly StoredEntry[]): Promise<void>;
  /** A number for the next free key of the project; 1 first. Holds the chain. */
  nextKey(projectId: ProjectId): Promise<number>;
  /** Keeps where an approval stands, for looking it up; the chain is what counts. */
  keepState(approval: Approval, wakesAt: Instant | null): Promise<void>;
  entriesOf(approvalId: ApprovalId): Promise<readonly StoredEntry[]>;
  /** Entries of a project after a number, in order. */
  entriesAfter(projectId: ProjectId, number: number, limit: number): Promise<readonly StoredEntry[]>;
  projectOf(approvalId: ApprovalId): Promise<ProjectId | null>;
  /** The newest approval about a subject. */
  newestOf(projectId: ProjectId, kind: Subject['kind'], subjectId: string): Promise<ApprovalId | null>;
  /** Newest approval first, by the key that people type. */
  byKey(projectId: ProjectId, key: string): Promise<readonly ApprovalId[]>;
  /** Pending ones, the oldest first; of every project when none is named. */
  pending(projectId: ProjectId | null): Promise<readonly ApprovalId[]>;
  /** Those for which the clock has something to do. */
  waking(now: Instant, limit: number): Promise<readonly ApprovalId[]>;
  /** Every approval of a project, in the order of the requests. */
  allOf(projectId: ProjectId): Promise<readonly ApprovalId[]>;

  addDeputy(projectId: ProjectId, delegation: Delegation): Promise<void>;
  /** Those whose time is not over. */
  deputies(projectId: ProjectId, now: Instant): Promise<readonly Delegation[]>;

  /** How far the chain is copied to its list, and the list. */
  copyState(projectId: ProjectId): Promise<{ readonly list: ListRef | null; readonly copied: number }>;
  keepCopyList(projectId: ProjectId, list: ListRef): Promise<void>;
  keepCopied(projectId: ProjectId, number: number): Promise<void>;
  /** Projects whose chain is longer than its copy. */
  uncopied(): Promise<readonly ProjectId[]>;
}
