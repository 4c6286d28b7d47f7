/** The registers' durable jobs. */
import { z } from 'zod';
import { type Job, job } from '../kernel/capability.ts';
import type { TenantId } from '../kernel/ids.ts';
import { instantPlus, MINUTE_MS } from '../kernel/time.ts';
import type { RegisterPorts } from './ports.ts';
import { nudgePeople } from './reminders/nudgePeople.ts';
import { listIdsSchema, SYNC_JOB, WRITE_JOB } from './sendWriteJob.ts';
import { syncList } from './syncList.ts';
import { writePendingRows } from './writePendingRows.ts';

/** Writes, syncs, and the clock that sees to it that neither is forgotten. */
export function makeRegisterJobs(ports: RegisterPorts): readonly Job[] {
  return [
    job({ name: WRITE_JOB, schema: listIdsSchema, run: (ids) => writePendingRows(ports, ids) }),
    job({
      name: SYNC_JOB,
      schema: listIdsSchema,
      run: async (ids) => {
        await syncList(ports, ids);
      },
    }),
    job({
      name: 'watch-register-lists',
      schema: z.object({}),
      everyMs: MINUTE_MS,
      run: (_payload, { tenantId }) => watchLists(ports, tenantId),
    }),
    job({
      name: 'remind-owners',
      schema: z.object({}),
      everyMs: 15 * MINUTE_MS,
      run: (_payload, { tenantId }) => nudgePeople(ports, tenantId),
    }),
  ];
}

/** Reads the changes of every list of a tenant, and starts writes that have waited for more than a minute. */
export async function watchLists(
  { clock, projects, transact }: RegisterPorts,
  tenantId: TenantId,
): Promise<void> {
  const all = await projects.ofTenant(tenantId);
  const old = instantPlus(clock.now(), -MINUTE_MS);
  await transact(tenantId, async ({ registers, jobs }) => {
    for (const { id } of all) {
      for (const { projectId, register } of await registers.listLinks(id)) {
        await jobs.send(SYNC_JOB, { tenantId, projectId, register }, { key: `${projectId}/${register}` });
      }
    }
    for (const { projectId, register } of await registers.listsWithWrites(old)) {
      const key = `${projectId}/${register}/waiting`;
      await jobs.send(WRITE_JOB, { tenantId, projectId, register }, { key });
    }
  });
}
