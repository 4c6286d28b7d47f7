/** The ledger's store within one transaction: a chain of entries for each project, and where each approval stands. */
import type { ProjectId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Approval, ApprovalEvent, ApprovalId, Subject } from '../approval.ts';

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

/** All methods belong to one tenant. */
export interface LedgerStore {
  /** Holds the project's chain for the rest of the transaction, so that no two append at once. */
  lock(projectId: ProjectId): Promise<void>;
  lastOf(projectId: ProjectId): Promise<Pick<LedgerEntry, 'number' | 'hash'> | null>;
  append(entries: readonly LedgerEntry[]): Promise<void>;
  /** Keeps where an approval stands, for looking it up; the chain is what counts. */
  keepState(approval: Approval, wakesAt: Instant | null): Promise<void>;
  eventsOf(approvalId: ApprovalId): Promise<readonly LedgerEntry[]>;
  /** The newest approval about a subject. */
  newestOf(projectId: ProjectId, kind: Subject['kind'], subjectId: string): Promise<ApprovalId | null>;
}
