/** The inbox in SQL: what came in is kept under two keys, so that a second delivery is recognised. */
import type { ClickAnswer, Incoming } from '../../kernel/chat.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from './database.ts';

export interface InboxStore {
  /**
   * Keeps it. When it was there already, under its id or with the same content and time of sending, nothing of the
   * transaction is done: what that throws then, `cameBefore` knows. So nothing has to wait for an answer in between.
   */
  accept(keys: InboxKeys, incoming: Incoming, now: Instant, leaseUntil: Instant): Promise<void>;
  /** What became of it; null when it is not there. `answer` is a click's. */
  find(keys: InboxKeys): Promise<{ readonly isDone: boolean; readonly answer: ClickAnswer | null } | null>;
  /** Renews the lease of what is still being handled. */
  hold(idKey: string, leaseUntil: Instant): Promise<void>;
  finish(idKey: string, answer: ClickAnswer | null): Promise<void>;
  /** Leases what a process left unfinished, at most `limit`. */
  claimStale(now: Instant, leaseUntil: Instant, limit: number): Promise<readonly StaleIncoming[]>;
  /** Removes what was finished before `before`. */
  forget(before: Instant): Promise<void>;
}

export interface InboxKeys {
  readonly idKey: string;
  readonly contentKey: string;
}

export interface StaleIncoming {
  readonly idKey: string;
  readonly incoming: Incoming;
  /** 1 on the first run. */
  readonly attempts: number;
}

/** PostgreSQL's unique_violation, and the two keys of the inbox. */
const NOT_UNIQUE = '23505';
const KEYS = ['inbox_pkey', 'inbox_content'];

/** Whether a transaction failed since what it accepted is in the inbox already. */
export function cameBefore(error: unknown): boolean {
  const { code, constraint } = Object(error) as { readonly code?: unknown; readonly constraint?: unknown };
  return code === NOT_UNIQUE && KEYS.some((key) => key === constraint);
}

export function makeInboxStore(sql: Queryable, tenantId: TenantId): InboxStore {
  return {
    async accept({ idKey, contentKey }, incoming, now, leaseUntil) {
      await sql.write(
        `insert into inbox (tenant_id, id_key, content_key, incoming, received_at, lease_until)
         values ($1, $2, $3, $4::jsonb, $5, $6)`,
        [tenantId, idKey, contentKey, JSON.stringify(incoming), now, leaseUntil],
      );
    },
    async find({ idKey, contentKey }) {
      const [row] = await sql.query<{ state: string; answer: ClickAnswer | null }>(
        'select state, answer from inbox where tenant_id = $1 and (id_key = $2 or content_key = $3) limit 1',
        [tenantId, idKey, contentKey],
      );
      return row === undefined ? null : { isDone: row.state === 'done', answer: row.answer };
    },
    async hold(idKey, leaseUntil) {
      await sql.write(
        "update inbox set lease_until = $3 where tenant_id = $1 and id_key = $2 and state = 'received'",
        [tenantId, idKey, leaseUntil],
      );
    },
    async finish(idKey, answer) {
      await sql.write(
        "update inbox set state = 'done', answer = $3::jsonb where tenant_id = $1 and id_key = $2",
        [tenantId, idKey, answer === null ? null : JSON.stringify(answer)],
      );
    },
    async claimStale(now, leaseUntil, limit) {
      const rows = await sql.query<{ id_key: string; incoming: Incoming; attempts: number }>(
        // In an array, which is made once: a planner may look for the rows of "in (select ...)" again for each row, and take more.
        `update inbox set lease_until = $3, attempts = attempts + 1
         where tenant_id = $1 and id_key = any(array(
           select id_key from inbox where tenant_id = $1 and state = 'received' and lease_until < $2
           order by received_at limit $4 for update skip locked))
         returning id_key, incoming, attempts`,
        [tenantId, now, leaseUntil, limit],
      );
      return rows.map((row) => ({ idKey: row.id_key, incoming: row.incoming, attempts: row.attempts }));
    },
    async forget(before) {
      await sql.write("delete from inbox where tenant_id = $1 and state = 'done' and received_at < $2", [
        tenantId,
        before,
      ]);
    },
  };
}
