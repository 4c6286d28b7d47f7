/** All that the digests need; `compose` fills it. */
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { JobSender, Outbox, Transact } from '../kernel/transaction.ts';
import type { MeetingProjects, MeetingStore } from '../meetings/index.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { RegisterStores, Registers } from '../registers/index.ts';

export interface DigestStores {
  readonly meetings: MeetingStore;
  readonly registers: RegisterStores['registers'];
  readonly outbox: Outbox;
  readonly jobs: JobSender;
}

export interface DigestPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transact: Transact<DigestStores>;
  readonly registers: Registers;
  readonly lookup: Pick<ProjectLookup, 'byPlace' | 'byId' | 'roster' | 'ofPerson'>;
  readonly projects: Pick<MeetingProjects, 'get'>;
}
