/** What UAT needs from outside. */
import type { ApprovalStores, Approvals } from '../approvals/index.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock, Instant, ZoneName } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { Registers } from '../registers/index.ts';
import type { TesterTimes } from './findSlots.ts';

export interface UatPorts<Stores extends ApprovalStores = ApprovalStores> {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
  readonly calendar: (tenantId: TenantId) => TesterCalendar;
}

/** The calendars of those who test. */
export interface TesterCalendar {
  /** Free and busy times as `asker` may see them, one for each address. */
  schedules(
    asker: PersonId,
    mails: readonly string[],
    from: Instant,
    to: Instant,
  ): Promise<readonly TesterTimes[]>;
  /** Invites; the same `transactionId` makes the same event. */
  createEvent(
    organiser: PersonId,
    event: {
      readonly transactionId: string;
      readonly subject: string;
      readonly html: string;
      readonly start: Instant;
      readonly end: Instant;
      readonly zone: ZoneName;
      readonly attendees: readonly { readonly mail: string; readonly name?: string }[];
      readonly isOnline: boolean;
    },
  ): Promise<{ readonly joinUrl: string | null; readonly webLink: string | null }>;
}
