/** Every store over a database, in transactions as the app makes them; jobs and what follows a commit are kept. */

import type { Database } from '../../src/adapters/storage/database.ts';
import type { Held } from '../../src/adapters/storage/outgoing.ts';
import { type Added, makeTransact, type Stores } from '../../src/adapters/storage/transact.ts';
import { asTenantId, type TenantId } from '../../src/kernel/ids.ts';
import type { Clock } from '../../src/kernel/time.ts';
import type { Transact } from '../../src/kernel/transaction.ts';

export const TENANT_A = asTenantId('5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01');
export const TENANT_B = asTenantId('5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d02');

export interface StartedStores {
  readonly transact: Transact<Stores>;
  /** One transaction of tenant A. */
  in<T>(work: (stores: Stores) => Promise<T>): Promise<T>;
  /** Jobs that were sent for now, in their order. */
  readonly jobs: readonly {
    readonly tenantId: TenantId;
    readonly name: string;
    readonly key: string | undefined;
  }[];
  /** What each commit that added something told. */
  readonly committed: readonly {
    readonly tenantId: TenantId;
    readonly lanes: readonly string[];
    readonly jobs: readonly string[];
    /** What this process is to send, by lane. */
    readonly held: ReadonlyMap<string, Held | undefined>;
  }[];
}

/** `holdMs`: see `TransactOptions`. */
export function startStores(database: Database, clock: Clock, holdMs: number | null = null): StartedStores {
  const jobs: { tenantId: TenantId; name: string; key: string | undefined }[] = [];
  const committed: StartedStores['committed'][number][] = [];
  const transact = makeTransact({
    holdMs,
    database,
    clock,
    sendJob: async (_transaction, tenantId, name, _payload, key) => void jobs.push({ tenantId, name, key }),
    committed: (tenantId: TenantId, added: Added) =>
      void committed.push({
        tenantId,
        lanes: [...added.lanes.keys()],
        jobs: [...added.jobs],
        held: added.lanes,
      }),
  });
  return { transact, in: (work) => transact(TENANT_A, work), jobs, committed };
}
