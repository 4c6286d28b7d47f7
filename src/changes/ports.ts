/** What change control needs from outside. */
import type { ApprovalStores, Approvals, EvidenceLibrary } from '../approvals/index.ts';
import type { DocumentWriter } from '../kernel/document.ts';
import type { ProjectId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock, Instant } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { Registers } from '../registers/index.ts';
import type { ChangeControl } from './changeRequest.ts';
import type { BaselineLine } from './rebaseline.ts';
import type { ChangeRules } from './routeChange.ts';

/** A baseline that an approved change made. 1 is the plan as first agreed, so the first change makes 2. */
export interface Baseline {
  readonly number: number;
  readonly at: Instant;
  readonly changeKey: string;
  readonly lines: readonly Pick<BaselineLine, 'key' | 'title' | 'from' | 'to'>[];
}

/** What Docket keeps of change control; bound to one tenant and one transaction. */
export interface ChangeStore {
  /** Locked for the rest of the transaction where it is there. */
  control(changeId: string): Promise<ChangeControl | null>;
  saveControl(control: ChangeControl): Promise<void>;
  rules(projectId: ProjectId): Promise<ChangeRules | null>;
  saveRules(projectId: ProjectId, rules: ChangeRules): Promise<void>;
  /** Gives it the next number of the project. */
  addBaseline(projectId: ProjectId, baseline: Omit<Baseline, 'number'>): Promise<Baseline>;
  /** Oldest first. */
  baselines(projectId: ProjectId): Promise<readonly Baseline[]>;
}

export interface ChangeStores extends ApprovalStores {
  readonly changes: ChangeStore;
}

export interface ChangePorts<Stores extends ChangeStores = ChangeStores> {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
  readonly documents: Pick<DocumentWriter, 'write'>;
  readonly library: (tenantId: TenantId) => Pick<EvidenceLibrary, 'put'>;
}
