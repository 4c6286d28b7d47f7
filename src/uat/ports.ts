/** What UAT needs from outside. */
import type { ApprovalStores, Approvals } from '../approvals/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { Registers } from '../registers/index.ts';

export interface UatPorts<Stores extends ApprovalStores = ApprovalStores> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
}
