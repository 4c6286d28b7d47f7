/** The jobs that carry writes to the lists. */
import { z } from 'zod';
import { asProjectId, asTenantId, type ProjectId, type TenantId } from '../kernel/ids.ts';
import type { JobSender } from '../kernel/transaction.ts';
import type { PendingWrite } from './store.ts';

export const WRITE_JOB = 'write-register-rows';
export const SYNC_JOB = 'sync-register-list';

/** A list of a project. Job payload of both jobs. */
export interface ListIds {
  readonly tenantId: TenantId;
  readonly projectId: ProjectId;
  readonly register: string;
}

export const listIdsSchema = z.object({
  tenantId: z.string().transform(asTenantId),
  projectId: z.string().transform(asProjectId),
  register: z.string(),
});

/**
 * Starts the writing of a list after the commit. The key holds the write's number: a job that runs already may have
 * read the queue before this write was in it, so it must not stand for this one.
 */
export function sendWriteJob(jobs: JobSender, tenantId: TenantId, write: PendingWrite): Promise<void> {
  const { projectId, register, seq } = write;
  return jobs.send(WRITE_JOB, { tenantId, projectId, register }, { key: `${projectId}/${register}/${seq}` });
}

/**
 * For many writes in one transaction: of the jobs that would be sent for a list only the last is, since one run writes
 * all that waits. Nothing is sent before `flush`.
 */
export function oneJobPerList(jobs: JobSender): JobSender & { flush(): Promise<void> } {
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
