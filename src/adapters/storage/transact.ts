/** One transaction with every store of one tenant bound to it, and what is started after its commit. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { LedgerStore } from '../../approvals/ledger/ledgerStore.ts';
import type { ChangeStore } from '../../changes/index.ts';
import type { OutgoingStore } from '../../delivery/index.ts';
import type { ChoiceStore, MinutesDocumentStore, PromiseStore } from '../../digests/ports.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Clock } from '../../kernel/time.ts';
import type { JobSender, MarkStore, Outbox, Transact } from '../../kernel/transaction.ts';
import type { MeetingStore } from '../../meetings/meeting.ts';
import type { PeopleStore, PlaceStore, ProjectStore, RosterStore } from '../../projects/ports.ts';
import type { RegisterStore } from '../../registers/store.ts';
import { makeLedgerStore } from './approvals/ledgerStore.ts';
import { makeChangeStore } from './changes.ts';
import type { Database, Queryable } from './database.ts';
import { makeChoiceStore, makeMinutesDocumentStore, makePromiseStore } from './digests.ts';
import { type InboxStore, makeInboxStore } from './inbox.ts';
import { type LaterJobStore, makeJobSender, makeLaterJobStore } from './laterJobs.ts';
import { makeMarkStore, makeMeetingStore } from './meetings.ts';
import { type Held, makeOutbox, makeOutgoingStore } from './outgoing.ts';
import { makePeopleStore, makeRosterStore } from './people.ts';
import { makePlaceStore, makeProjectStore } from './projects.ts';
import { makeRegisterStore } from './registers/registerStore.ts';

export interface Stores {
  readonly projects: ProjectStore;
  readonly places: PlaceStore;
  readonly people: PeopleStore;
  readonly rosters: RosterStore;
  readonly meetings: MeetingStore;
  readonly marks: MarkStore;
  readonly registers: RegisterStore;
  readonly approvals: LedgerStore;
  readonly promises: PromiseStore;
  readonly choices: ChoiceStore;
  readonly minutesDocuments: MinutesDocumentStore;
  readonly changes: ChangeStore;
  readonly inbox: InboxStore;
  readonly outbox: Outbox;
  readonly outgoing: OutgoingStore;
  readonly jobs: JobSender;
  readonly laterJobs: LaterJobStore;
}

export interface TransactOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Queues a job within the transaction. */
  readonly sendJob: (
    transaction: Queryable,
    tenantId: TenantId,
    name: string,
    payload: object,
    key: string | undefined,
  ) => Promise<void>;
  /** For how long `committed` may take to send what was posted: see `OutboxOptions`. Null where it sends nothing. */
  readonly holdMs: number | null;
  /** Called after the commit with what is new; never throws. */
  readonly committed: (tenantId: TenantId, added: Added) => void;
}

export interface Added {
  /** With the first message of a lane where this process holds it. */
  readonly lanes: ReadonlyMap<string, Held | undefined>;
  readonly jobs: ReadonlySet<string>;
}

/**
 * A transaction begun within another one would wait for the connection that the outer one holds, for ever:
 * it is refused. The stores of the outer one are to be used.
 */
export function makeTransact(options: TransactOptions): Transact<Stores> {
  const { database, clock, holdMs, sendJob, committed } = options;
  const around = new AsyncLocalStorage<{ isOpen: boolean }>();
  return async (tenantId, work) => {
    if (around.getStore()?.isOpen === true)
      throw new Error('A transaction was begun within another one; use the stores that are at hand.');
    let lanes = new Map<string, Held | undefined>();
    let jobs = new Set<string>();
    const result = await database.transaction(async (transaction) => {
      lanes = new Map();
      jobs = new Set();
      const stores = bindStores(
        transaction,
        tenantId,
        makeOutbox(transaction, tenantId, {
          clock,
          holdMs,
          added: (lane, held) => void lanes.set(lane, lanes.get(lane) ?? held),
        }),
        makeJobSender(transaction, tenantId, async (name, payload, key) => {
          await sendJob(transaction, tenantId, name, payload, key);
          jobs.add(name);
        }),
      );
      const state = { isOpen: true };
      return around
        .run(state, () => work(stores))
        .finally(() => {
          state.isOpen = false;
        });
    }, tenantId);
    if (lanes.size > 0 || jobs.size > 0) committed(tenantId, { lanes, jobs });
    return result;
  };
}

/** Each store is made when it is asked for: a transaction needs few of them. */
const bindStores = (sql: Queryable, tenantId: TenantId, outbox: Outbox, jobs: JobSender): Stores => ({
  get projects() {
    return makeProjectStore(sql, tenantId);
  },
  get places() {
    return makePlaceStore(sql, tenantId);
  },
  get people() {
    return makePeopleStore(sql, tenantId);
  },
  get rosters() {
    return makeRosterStore(sql, tenantId);
  },
  get meetings() {
    return makeMeetingStore(sql, tenantId);
  },
  get marks() {
    return makeMarkStore(sql, tenantId);
  },
  get registers() {
    return makeRegisterStore(sql, tenantId);
  },
  get approvals() {
    return makeLedgerStore(sql, tenantId);
  },
  get promises() {
    return makePromiseStore(sql, tenantId);
  },
  get choices() {
    return makeChoiceStore(sql, tenantId);
  },
  get minutesDocuments() {
    return makeMinutesDocumentStore(sql, tenantId);
  },
  get changes() {
    return makeChangeStore(sql, tenantId);
  },
  get inbox() {
    return makeInboxStore(sql, tenantId);
  },
  get outgoing() {
    return makeOutgoingStore(sql, tenantId);
  },
  get laterJobs() {
    return makeLaterJobStore(sql, tenantId);
  },
  outbox,
  jobs,
});

/** Tenants that Docket has met; outside any tenant's border. */
export async function listTenants(database: Database): Promise<readonly TenantId[]> {
  const rows = await database.query<{ tenant_id: TenantId }>(
    'select tenant_id from tenant order by first_seen_at',
  );
  return rows.map((row) => row.tenant_id);
}

export async function meetTenant(database: Database, tenantId: TenantId, clock: Clock): Promise<void> {
  await database.query(
    'insert into tenant (tenant_id, first_seen_at) values ($1, $2) on conflict do nothing',
    [tenantId, clock.now()],
  );
}
