/** The outbox in SQL. */
import { type ClaimedMessage, type KnownPlace, laneOf, type OutgoingStore } from '../../delivery/index.ts';
import type { Place, Reply } from '../../kernel/chat.ts';
import type { TenantId } from '../../kernel/ids.ts';
import { asInstant, type Clock, instantPlus } from '../../kernel/time.ts';
import type {
  Delivery,
  DeliveryProblem,
  DeliveryState,
  Otherwise,
  Outbox,
  OutgoingMessage,
} from '../../kernel/transaction.ts';
import type { Queryable } from './database.ts';

const PENDING = "(state = 'waiting' or (state = 'sent' and replacement is not null))";

/**
 * The oldest pending message of tenant $1's first lane, or of the first that `more` lets pass. Reading in the index's
 * order takes the entries of sent messages out of it, which a bitmap does not: asked with every message, they would be
 * looked at again and again.
 */
const firstOf = (what: string, more: string): string =>
  `select ${what} from outgoing where tenant_id = $1 and ${PENDING} ${more} order by lane, number limit 1`;

/** Whether anything waits in a lane. */
const isPending = (lane: string): string => `(${firstOf('true', `and lane = ${lane}`)}) is not null`;

const HEAD = 'lane, next_at, lease_until';
/**
 * `head` is the oldest pending message of each lane of tenant $1: a lane waits for it, those behind it keep their turn.
 * It goes from lane to lane by the index, whatever waits behind.
 */
export const LANE_HEADS = `with recursive head as (
  (${firstOf(HEAD, '')})
  union all
  select following.* from head cross join lateral (${firstOf(HEAD, 'and lane > head.lane')}) as following
)`;

export interface OutboxOptions {
  readonly clock: Clock;
  /**
   * For how long what is posted is held for this process when nothing else waits in its conversation, so that it need
   * not be claimed; null leaves every message to whoever claims it.
   */
  readonly holdMs: number | null;
  /** Told each lane that has something new, for the kick after the commit; `held` is there then. */
  readonly added: (lane: string, held?: Held) => void;
}

/** Null when the message is not held: others wait before it, or it was posted earlier. */
export type Held = Promise<ClaimedMessage | null>;

export function makeOutbox(
  sql: Queryable,
  tenantId: TenantId,
  { clock, holdMs, added }: OutboxOptions,
): Outbox {
  const outbox: Outbox = {
    async post({ key, to, reply, otherwise }) {
      const lane = laneOf(to);
      const now = clock.now();
      const mayBeHeld = holdMs !== null && 'conversationId' in to;
      const { answer: held } = sql.send(
        `insert into outgoing (tenant_id, key, lane, target, reply, otherwise, next_at, created_at, lease_until)
         values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7, $7,
           case when ${isPending('$3')} then null else $8::timestamptz end)
         on conflict (tenant_id, key) do nothing
         returning lease_until is not null as is_held, ${knownPlace("target->>'conversationId'")} as known`,
        [
          tenantId,
          key,
          lane,
          JSON.stringify(to),
          JSON.stringify(reply),
          otherwise === undefined ? null : JSON.stringify(otherwise),
          now,
          mayBeHeld ? instantPlus(now, holdMs) : null,
        ],
        ([row]: readonly HeldRow[]): ClaimedMessage | null => {
          if (row?.is_held !== true) return null;
          const message = { key, to, reply, posted: null, otherwise: otherwise ?? null };
          return {
            ...message,
            attempts: 0,
            isBegun: false,
            ...(row.known === null ? {} : { known: row.known }),
          };
        },
      );
      added(lane, mayBeHeld ? held : undefined);
    },
    async replaceMessage({ key, place, messageId, reply }) {
      const lane = laneOf(place);
      const now = clock.now();
      await sql.write(
        `insert into outgoing
           (tenant_id, key, lane, target, reply, replacement, state, message_id, posted_in, next_at, created_at, sent_at)
         values ($1, $2, $3, $4::jsonb, $5::jsonb, $5::jsonb, 'sent', $6, $4::jsonb, $7, $7, $7)
         on conflict (tenant_id, key) do nothing`,
        [tenantId, key, lane, JSON.stringify(place), JSON.stringify(reply), messageId, now],
      );
      added(lane);
    },
    async giveUp(key, problem) {
      const [row] = await sql.query<{ otherwise: Otherwise | null }>(
        `update outgoing set state = 'refused', problem = $3::jsonb
         where tenant_id = $1 and key = $2 and state = 'waiting' and lease_until is null and not begun
         returning otherwise`,
        [tenantId, key, JSON.stringify(problem)],
      );
      if (row?.otherwise != null) await outbox.post({ key: `${key}/otherwise`, ...row.otherwise });
    },
    async replace(key, reply) {
      const rows = await sql.query<{ lane: string }>(
        `update outgoing set
           reply = case when state = 'waiting' and lease_until is null then $3::jsonb else reply end,
           replacement = case when state = 'waiting' and lease_until is null then null else $3::jsonb end,
           next_at = case when state = 'waiting' then next_at else $4 end
         where tenant_id = $1 and key = $2 and (state = 'waiting' or (state = 'sent' and message_id is not null)) returning lane`,
        [tenantId, key, JSON.stringify(reply), clock.now()],
      );
      for (const { lane } of rows) added(lane);
    },
  };
  return outbox;
}

const knownPlace = (conversationId: string): string =>
  `(select jsonb_build_object('place', place.place, 'isActive', place.is_active) from place
    where place.tenant_id = $1 and place.conversation_id = ${conversationId})`;

interface HeldRow {
  readonly is_held: boolean;
  readonly known: KnownPlace | null;
}

interface OutgoingRow {
  readonly key: string;
  readonly target: OutgoingMessage['to'];
  readonly reply: Reply;
  readonly state: DeliveryState;
  readonly replacement: Reply | null;
  readonly message_id: string | null;
  readonly posted_in: Place | null;
  readonly attempts: number;
  readonly begun: boolean;
  readonly otherwise: ClaimedMessage['otherwise'];
  readonly known: KnownPlace | null;
}

export function makeOutgoingStore(sql: Queryable, tenantId: TenantId): OutgoingStore {
  return {
    async dueLanes(now) {
      const rows = await sql.query<{ lane: string }>(
        `${LANE_HEADS} select lane from head where next_at <= $2 and (lease_until is null or lease_until < $2)`,
        [tenantId, now],
      );
      return rows.map((row) => row.lane);
    },
    isWaiting: (lane) =>
      sql.send(
        `select ${isPending('$2')} as is_waiting`,
        [tenantId, lane],
        ([row]: readonly { readonly is_waiting: boolean }[]) => row?.is_waiting === true,
      ),
    async claim(lane, now, leaseUntil) {
      const [row] = await sql.query<OutgoingRow>(
        `update outgoing set lease_until = $4
         where tenant_id = $1 and ${PENDING} and next_at <= $3 and (lease_until is null or lease_until < $3)
           and key = (select key from outgoing where tenant_id = $1 and lane = $2 and ${PENDING} order by number limit 1)
         returning key, target, reply, state, replacement, message_id, posted_in, attempts, begun, otherwise,
           ${knownPlace("coalesce(posted_in, target)->>'conversationId'")} as known`,
        [tenantId, lane, now, leaseUntil],
      );
      return row === undefined ? null : toClaimed(row);
    },
    async keep({ key, to, reply }, now) {
      await sql.write(
        `insert into outgoing (tenant_id, key, lane, target, reply, next_at, created_at)
         values ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $6) on conflict (tenant_id, key) do nothing`,
        [tenantId, key, laneOf(to), JSON.stringify(to), JSON.stringify(reply), now],
      );
    },
    async begin(key) {
      await sql.write('update outgoing set begun = true where tenant_id = $1 and key = $2', [tenantId, key]);
    },
    async sent(key, place, posted, now) {
      const where: Place = posted.threadId === undefined ? place : { ...place, threadId: posted.threadId };
      await sql.write(
        `update outgoing set state = 'sent', message_id = $3, posted_in = $4::jsonb, sent_at = $5, problem = null,
           lease_until = null, attempts = 0, begun = false where tenant_id = $1 and key = $2`,
        [tenantId, key, posted.messageId, JSON.stringify(where), now],
      );
    },
    async replaced(key, reply) {
      // A newer replacement that came meanwhile stays to be sent.
      await sql.write(
        `update outgoing set replacement = case when replacement = $3::jsonb then null else replacement end,
           lease_until = null, attempts = 0, problem = null where tenant_id = $1 and key = $2`,
        [tenantId, key, JSON.stringify(reply)],
      );
    },
    async mailed(key, now) {
      await sql.write(
        `update outgoing set state = 'sent', sent_at = $3, problem = null, lease_until = null, begun = false
         where tenant_id = $1 and key = $2`,
        [tenantId, key, now],
      );
    },
    async under(key) {
      const rows = await sql.query<DeliveryRow>(
        `select key, target, state, problem, sent_at, posted_in from outgoing
         where tenant_id = $1 and (key = $2 or (key ~>=~ ($2 || '/') and key ~<~ ($2 || '0'))) order by number`,
        [tenantId, key],
      );
      return rows.map(toDelivery);
    },
    async later(key, nextAt, counted, problem) {
      await sql.write(
        `update outgoing set next_at = $3, attempts = attempts + $4, problem = $5::jsonb, lease_until = null, begun = false
         where tenant_id = $1 and key = $2`,
        [tenantId, key, nextAt, counted ? 1 : 0, JSON.stringify(problem)],
      );
    },
    async ended(key, state, problem) {
      await sql.write(
        `update outgoing set state = case when state = 'sent' then state else $3 end, replacement = null, problem = $4::jsonb,
           lease_until = null, begun = false where tenant_id = $1 and key = $2`,
        [tenantId, key, state, JSON.stringify(problem)],
      );
    },
    async counts() {
      const rows = await sql.query<{ state: DeliveryState; count: number }>(
        'select state, count(*)::int as count from outgoing where tenant_id = $1 group by state',
        [tenantId],
      );
      const counts = { waiting: 0, sent: 0, refused: 0, unknown: 0 };
      for (const row of rows) counts[row.state] = row.count;
      return counts;
    },
  };
}

interface DeliveryRow {
  readonly key: string;
  readonly target: Delivery['to'];
  readonly state: DeliveryState;
  readonly problem: DeliveryProblem | null;
  readonly sent_at: Date | null;
  readonly posted_in: Place | null;
}

const toDelivery = (row: DeliveryRow): Delivery => ({
  key: row.key,
  to: row.target,
  state: row.state,
  problem: row.problem,
  sentAt: row.sent_at === null ? null : asInstant(row.sent_at),
  postedIn: row.posted_in,
});

function toClaimed(row: OutgoingRow): ClaimedMessage {
  const isReplacement = row.state === 'sent' && row.replacement !== null;
  return {
    key: row.key,
    to: row.target,
    reply: isReplacement && row.replacement !== null ? row.replacement : row.reply,
    posted:
      isReplacement && row.posted_in !== null && row.message_id !== null
        ? { place: row.posted_in, messageId: row.message_id }
        : null,
    attempts: row.attempts,
    isBegun: row.begun,
    otherwise: isReplacement ? null : row.otherwise,
    ...(row.known === null ? {} : { known: row.known }),
  };
}
