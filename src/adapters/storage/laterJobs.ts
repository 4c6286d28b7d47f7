/** Jobs that start later, by Docket's clock rather than the database's, so that a year can be simulated. */
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { JobSender } from '../../kernel/transaction.ts';
import type { Queryable } from './database.ts';

export interface DueJob {
  readonly name: string;
  readonly key: string | null;
  readonly payload: object;
}

export interface LaterJobStore {
  /** Takes out what is due; the caller queues it in the same transaction. */
  takeDue(now: Instant): Promise<readonly DueJob[]>;
}

/** Queues now (`sendNow`) or keeps for later; a later job with a key replaces the one that waits under it. */
export function makeJobSender(
  sql: Queryable,
  tenantId: TenantId,
  sendNow: (name: string, payload: object, key: string | undefined) => Promise<void>,
): JobSender {
  return {
    async send(name, payload, { key, startAt } = {}) {
      if (startAt === undefined) return sendNow(name, payload, key);
      await sql.write(
        `insert into later_job (tenant_id, name, key, payload, start_at) values ($1, $2, $3, $4::jsonb, $5)
         on conflict (tenant_id, name, key) where key is not null
         do update set payload = excluded.payload, start_at = excluded.start_at`,
        [tenantId, name, key ?? null, JSON.stringify(payload), startAt],
      );
    },
  };
}

export function makeLaterJobStore(sql: Queryable, tenantId: TenantId): LaterJobStore {
  return {
    async takeDue(now) {
      return sql.query<DueJob>(
        // In an array, which is made once: a planner may look for the rows of "in (select ...)" again for each row, and take more.
        `delete from later_job where tenant_id = $1 and number = any(array(
           select number from later_job where tenant_id = $1 and start_at <= $2 order by start_at limit 100
           for update skip locked))
         returning name, key, payload`,
        [tenantId, now],
      );
    },
  };
}
