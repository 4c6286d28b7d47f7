/** What gates need from outside. */
import type { ApprovalStores, Approvals } from '../approvals/index.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { ProjectStore } from '../projects/index.ts';
import type { Registers } from '../registers/index.ts';

export interface GateStores extends ApprovalStores {
  readonly projects: Pick<ProjectStore, 'get' | 'save'>;
}

export interface GatePorts<Stores extends GateStores = GateStores> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
}
