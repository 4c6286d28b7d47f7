/** The jobs that carry writes to the lists, and changes back from them. */
import { z } from 'zod';
import { asProjectId, asTenantId, type ProjectId, type TenantId } from '../kernel/ids.ts';
import type { JobSender } from '../kernel/transaction.ts';
import type { PendingWrite } from './store.ts';

export const WRITE_JOB = 'write-register-rows';
export const SYNC_JOB = 'sync-register-list';

/** A project. Payload of the job that writes to its lists. */
export interface ProjectIds {
  readonly tenantId: TenantId;
  readonly projectId: ProjectId;
}

/** A list of a project. Payload of the job that reads its changes. */
export interface ListIds extends ProjectIds {
  readonly register: string;
}

export const projectIdsSchema = z.object({
  tenantId: z.string().transform(asTenantId),
  projectId: z.string().transform(asProjectId),
});
export const listIdsSchema = projectIdsSchema.extend({ register: z.string() });

/**
 * Starts the writing to a project's lists after the commit. The key holds the write's number: a job that runs already
 * may have read the queue before this write was in it, so it must not stand for this one.
 */
export function sendWriteJob(
  jobs: JobSender,
  tenantId: TenantId,
  { projectId, seq }: PendingWrite,
): Promise<void> {
  return jobs.send(WRITE_JOB, { tenantId, projectId }, { key: `${projectId}/${seq}` });
}

/**
 * For many writes in one transaction: of the jobs that would be sent for a project only the last is, since one run
 * writes all that waits. Nothing is sent before `flush`.
 */
export function oneJobPerProject(jobs: JobSender): JobSender & { flush(): Promise<void> } {
  const last = new Map<string, Parameters<JobSender['send']>>();
  return {
    async send(...job) {
      last.set(JSON.stringify(job.slice(0, 2)), job);
    },
    async flush() {
      for (const job of last.values()) await jobs.send(...job);
      last.clear();
    },
  };
}
