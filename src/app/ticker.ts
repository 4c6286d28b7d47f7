/** What happens by the clock: later jobs fall due, periodic jobs run, what a process left behind is taken up. */
import type { Stores } from '../adapters/storage/transact.ts';
import { type DeliveryPorts, deliverLane } from '../delivery/index.ts';
import type { Job } from '../kernel/capability.ts';
import type { TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { type Clock, type Instant, instantPlus } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { Intake } from './intake.ts';

export interface TickPorts {
  readonly transact: Transact<Stores>;
  readonly delivery: DeliveryPorts;
  readonly intake: Intake;
  readonly jobs: readonly Job[];
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const markOf = (job: string): string => `last-run:${job}`;

/** One round for every tenant. Several processes may tick at once: each thing is taken by one of them. */
export async function tick(ports: TickPorts): Promise<void> {
  for (const tenantId of await ports.tenants()) {
    try {
      await tickTenant(ports, tenantId);
    } catch (error) {
      // One tenant's fault must not stop the clock of the others; the next tick tries again.
      ports.logger.error('A tick failed for a tenant.', { tenantId, error });
    }
  }
}

async function tickTenant(ports: TickPorts, tenantId: TenantId): Promise<void> {
  const { transact, clock, jobs, delivery, intake } = ports;
  const now = clock.now();
  const lanes = await transact(tenantId, async (stores) => {
    for (const { name, key, payload } of await stores.laterJobs.takeDue(now)) {
      await stores.jobs.send(name, payload, key === null ? {} : { key });
    }
    const lastRuns = await stores.marks.getAll(jobs.map(({ name }) => markOf(name)));
    for (const { name, everyMs } of jobs) {
      if (everyMs === undefined) continue;
      const last = lastRuns.get(markOf(name));
      if (last !== undefined && instantPlus(last as Instant, everyMs) > now) continue;
      await stores.marks.set(markOf(name), now);
      await stores.jobs.send(name, {}, { key: 'clock' });
    }
    return stores.outgoing.dueLanes(now);
  });
  await intake.recover(tenantId);
  // Side by side: a conversation that answers slowly does not hold up the others.
  await Promise.all(
    lanes.map(async (lane) => {
      try {
        await deliverLane(delivery, tenantId, lane);
      } catch (error) {
        ports.logger.error('A delivery failed and is taken up by the next tick.', { tenantId, lane, error });
      }
    }),
  );
}
