/** Durable jobs: pg-boss over the same database, one queue per kind of job. */
import PgBoss from 'pg-boss';
import type { Job } from '../../kernel/capability.ts';
import { InputError } from '../../kernel/errors.ts';
import type { Random, TenantId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import { whatNext } from './failurePolicy.ts';

/** Runs SQL; the database or a transaction of it. */
export interface SqlHost {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

export interface JobQueue {
  start(): Promise<void>;
  /** Adds a job within a transaction; while one of the same name and key has not begun, another is not added. */
  send(host: SqlHost, tenantId: TenantId, name: string, payload: object, key?: string): Promise<void>;
  /** Starts waiting jobs of that name at once instead of at the next look. */
  kick(name: string): void;
  /** Jobs that have not ended: waiting, running or to be tried again. */
  open(): Promise<number>;
  /** True when no job runs in this process and none that is due waits. */
  isIdle(): Promise<boolean>;
  /** Lets running jobs end (10 s at most), then stops. */
  stop(): Promise<void>;
}

export interface JobQueueOptions {
  readonly host: SqlHost;
  readonly jobs: readonly Job[];
  readonly logger: Logger;
  readonly random: Random;
  /** PostgreSQL schema of pg-boss's own tables. */
  readonly schema?: string;
  /** True when no other process works on this database: jobs of a process that died start again at once. */
  readonly isAlone: boolean;
}

interface Envelope {
  readonly tenantId: TenantId;
  readonly payload: object;
}

/** Jobs of one kind that run side by side in a process: one slow Graph answer does not hold up the others. */
const SIDE_BY_SIDE = 2;
/** How often an idle queue looks for jobs that another process added; in the same process a kick is at once. */
const LOOK_EVERY_S = 3;
/** Alone, a look only finds jobs that are to be tried again: everything else is kicked. */
const LOOK_ALONE_EVERY_S = 15;
/** A job that runs longer than this belongs to a process that died. */
const EXPIRES_AFTER_S = 300;
/** With doubling waits, about four hours of tries before a job goes to the dead letters. */
const MOST_RETRIES = 12;
const FIRST_RETRY_AFTER_S = 5;
const DEAD_LETTERS = 'dead-letters';
const IDLE_LOOK_MS = 15;

export function makeJobQueue({
  host,
  jobs,
  logger,
  random,
  schema = 'job_queue',
  isAlone,
}: JobQueueOptions): JobQueue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => host.executeSql(text, values as unknown[]) },
    schema,
    schedule: false,
    maintenanceIntervalSeconds: 60,
  });
  boss.on('error', (error) => logger.error('The job queue reports a fault.', { error }));
  const workers = new Map<string, string[]>();
  let running = 0;

  async function runJob(definition: Job, job: PgBoss.JobWithMetadata<Envelope>): Promise<void> {
    const { tenantId, payload } = job.data;
    const attempt = job.retryCount + 1;
    const log = logger.with({ job: definition.name, jobId: job.id, tenantId, attempt });
    try {
      const checked = definition.schema.safeParse(payload);
      if (!checked.success) {
        throw new InputError(
          'job-payload',
          `The payload of the job ${definition.name} does not fit its schema.`,
          {
            details: {
              problems: checked.error.issues.map((each) => `${each.path.join('.')}: ${each.message}`),
            },
          },
        );
      }
      await definition.run(checked.data, { tenantId, attempt });
    } catch (error) {
      const next = whatNext(error);
      if (next.kind === 'again') {
        log.info('A job waits before it is tried again.', { afterMs: next.afterMs, error });
        await boss.send(definition.name, job.data, {
          singletonKey: random.uuid(),
          startAfter: Math.ceil(next.afterMs / 1000),
        });
        return;
      }
      if (next.kind === 'dead' || job.retryCount >= MOST_RETRIES) {
        log.error('A job was given up and is kept with the dead letters.', { error });
        await boss.send(DEAD_LETTERS, { job: definition.name, ...job.data, reason: String(error) });
        return;
      }
      log.warn('A job failed and is tried again.', { error });
      throw error;
    }
  }

  return {
    async start() {
      await boss.start();
      await boss.createQueue(DEAD_LETTERS);
      for (const { name } of jobs) {
        await boss.createQueue(name, {
          name,
          policy: 'short',
          retryLimit: MOST_RETRIES + 1,
          retryDelay: FIRST_RETRY_AFTER_S,
          retryBackoff: true,
          expireInSeconds: EXPIRES_AFTER_S,
        });
      }
      if (isAlone) {
        await host.executeSql(
          `update ${schema}.job set state = 'retry', start_after = now() where state = 'active'`,
        );
      }
      for (const definition of jobs) {
        const ids: string[] = [];
        for (let index = 0; index < SIDE_BY_SIDE; index += 1) {
          ids.push(
            await boss.work<Envelope>(
              definition.name,
              {
                includeMetadata: true,
                batchSize: 1,
                pollingIntervalSeconds: isAlone ? LOOK_ALONE_EVERY_S : LOOK_EVERY_S,
              },
              async ([job]) => {
                if (job === undefined) return;
                running += 1;
                try {
                  await runJob(definition, job);
                } finally {
                  running -= 1;
                }
              },
            ),
          );
        }
        workers.set(definition.name, ids);
      }
    },
    async send(within, tenantId, name, payload, key) {
      await boss.send(name, { tenantId, payload } satisfies Envelope, {
        singletonKey: key === undefined ? random.uuid() : `${tenantId}/${key}`,
        db: { executeSql: (text, values) => within.executeSql(text, values as unknown[]) },
      });
    },
    kick(name) {
      for (const id of workers.get(name) ?? []) boss.notifyWorker(id);
    },
    async open() {
      const { rows } = await host.executeSql(
        `select count(*)::int as count from ${schema}.job where state < 'completed' and name = any($1)`,
        [jobs.map((each) => each.name)],
      );
      return (rows[0] as { count: number }).count;
    },
    async isIdle() {
      const { rows } = await host.executeSql(
        `select distinct name from ${schema}.job where (state = 'active' or state < 'active' and start_after <= now()) and name = any($1)`,
        [jobs.map((each) => each.name)],
      );
      for (const { name } of rows as { name: string }[]) this.kick(name);
      if (rows.length > 0 || running > 0) {
        await new Promise((resolve) => setTimeout(resolve, IDLE_LOOK_MS));
        return false;
      }
      return true;
    },
    async stop() {
      await boss.stop({ graceful: true, wait: true, timeout: 10_000, close: false });
    },
  };
}
