/** The registers' durable jobs. */
import { z } from 'zod';
import { type Job, job } from '../kernel/capability.ts';
import type { TenantId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus, MINUTE_MS } from '../kernel/time.ts';
import { makeGather, makeGatherAll } from './gather.ts';
import { PROGRESS_JOB, progressSchema, showProgress } from './importing/showProgress.ts';
import type { RegisterPorts } from './ports.ts';
import { nudgePeople } from './reminders/nudgePeople.ts';
import { REFRESH_JOB, refreshRowCard, rowCardSchema } from './rowCards.ts';
import { type ListIds, listIdsSchema, projectIdsSchema, SYNC_JOB, WRITE_JOB } from './sendWriteJob.ts';
import type { ListLink } from './store.ts';
import { syncList } from './syncList.ts';
import { writePendingRows } from './writePendingRows.ts';

/** People of a meeting change their rows within seconds of each other; nobody looks into SharePoint as fast. */
const GATHER_WRITES_MS = 1_000;
/** SharePoint tells of each change of a burst; edits by hand are to show within a minute. */
const GATHER_CHANGES_MS = 3_000;

/** Writes, syncs, and the clock that sees to it that neither is forgotten. */
export function makeRegisterJobs(ports: RegisterPorts): readonly Job[] {
  const { pause = async () => undefined } = ports;
  const gatherWrites = makeGather(pause, GATHER_WRITES_MS);
  const gatherLists = makeGatherAll(pause, GATHER_CHANGES_MS);
  const oneByOne = makeGather(async () => undefined, 0);
  /** Together, so that what changed in all lists of a project comes in one request; of each list one after the other. */
  const syncLists = async ({ register, ...ids }: ListIds): Promise<void> => {
    const registers = await gatherLists(ids.projectId, register);
    const ended = await Promise.allSettled(
      registers.map((each) =>
        oneByOne(`${ids.projectId}/${each}`, async () => {
          await syncList(ports, { ...ids, register: each });
        }),
      ),
    );
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  };
  return [
    job({
      name: WRITE_JOB,
      schema: projectIdsSchema,
      run: (ids) => gatherWrites(ids.projectId, () => writePendingRows(ports, ids)),
    }),
    job({
      name: SYNC_JOB,
      schema: listIdsSchema,
      run: syncLists,
    }),
    job({
      name: REFRESH_JOB,
      schema: rowCardSchema,
      run: (rowCard, { tenantId }) => refreshRowCard(ports, tenantId, rowCard),
    }),
    job({
      name: PROGRESS_JOB,
      schema: progressSchema,
      run: (progress, { tenantId }) => showProgress(ports, tenantId, progress),
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

/**
 * Starts the reading of every list of a tenant that has changed, or was not read for a day so that its mark stays
 * young, and writes that have waited for more than a minute.
 */
export async function watchLists(ports: RegisterPorts, tenantId: TenantId): Promise<void> {
  const { clock, projects, transact } = ports;
  const now = clock.now();
  for (const { id } of await projects.ofTenant(tenantId)) {
    const links = await transact(tenantId, ({ registers }) => registers.listLinks(id));
    const toRead = await listsToRead(ports, tenantId, links, now);
    await transact(tenantId, async ({ jobs }) => {
      for (const { projectId, register } of toRead)
        await jobs.send(SYNC_JOB, { tenantId, projectId, register }, { key: `${projectId}/${register}` });
    });
  }
  await transact(tenantId, async ({ registers, jobs }) => {
    for (const projectId of await registers.projectsWithWrites(instantPlus(now, -MINUTE_MS)))
      await jobs.send(WRITE_JOB, { tenantId, projectId }, { key: `${projectId}/waiting` });
  });
}

async function listsToRead(
  { lists }: RegisterPorts,
  tenantId: TenantId,
  links: readonly ListLink[],
  now: Instant,
): Promise<readonly ListLink[]> {
  const isOld = ({ syncedAt }: ListLink): boolean =>
    syncedAt === null || instantPlus(syncedAt, DAY_MS) <= now;
  const marks = links.map((link) => ({ list: link.list, mark: isOld(link) ? null : link.syncMark }));
  const changed = await lists(tenantId).changedLists(marks);
  return links.filter((_link, at) => changed[at]);
}
