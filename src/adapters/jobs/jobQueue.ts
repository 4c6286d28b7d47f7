/**
 * Durable jobs: pg-boss over the same database. All kinds share one queue, for pg-boss makes a table of each queue, and
 * every look would have to plan over all of them.
 */
import PgBoss from 'pg-boss';
import type { Job } from '../../kernel/capability.ts';
import { InputError, UnavailableError } from '../../kernel/errors.ts';
import type { Random, TenantId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import { whatNext } from './failurePolicy.ts';
import { startWorker, type Worker } from './worker.ts';

/** Runs SQL; the database or a transaction of it. */
export interface SqlHost {
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

export interface JobQueue {
  start(): Promise<void>;
  /** Adds a job within a transaction; while one of the same name and key waits for its first run, another is not added. */
  send(host: SqlHost, tenantId: TenantId, name: string, payload: object, key?: string): Promise<void>;
  /** Starts waiting jobs at once instead of at the next look. */
  kick(): void;
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
  readonly name: string;
  readonly tenantId: TenantId;
  readonly payload: object;
}

/** Jobs that run side by side in a process: one slow Graph answer does not hold up the others. */
const SIDE_BY_SIDE = 16;
/** How often an idle worker looks for jobs that another process added; in the same process a kick is at once. */
const LOOK_EVERY_S = 3;
/** Alone, a look only finds jobs that are to be tried again: everything else is kicked. */
const LOOK_ALONE_EVERY_S = 15;
/** A job that runs longer than this belongs to a process that died, or hangs. */
const EXPIRES_AFTER_S = 300;
/** With doubling waits, about four hours of tries before a job goes to the dead letters. */
const MOST_RETRIES = 12;
const FIRST_RETRY_AFTER_S = 5;
const JOBS = 'jobs';
const DEAD_LETTERS = 'dead-letters';
const IDLE_LOOK_MS = 15;
const STOP_DEADLINE_MS = 10_000;

const PARKED = '/parked';

/**
 * Of the jobs of one key at most one is parked, however often they fail; a new one may still be added beside it, since
 * what stood in the way may be gone.
 */
const parkedKey = (key: string): string => (key.endsWith(PARKED) ? key : `${key}${PARKED}`);

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
  const definitions = new Map(jobs.map((each) => [each.name, each]));
  let worker: Worker | undefined;
  let running = 0;
  const kick = (): void => worker?.wake();

  async function runJob(job: PgBoss.JobWithMetadata<Envelope>): Promise<void> {
    const { name, tenantId, payload } = job.data;
    const attempt = job.retryCount + 1;
    const log = logger.with({ job: name, jobId: job.id, tenantId, attempt });
    try {
      const definition = definitions.get(name);
      if (definition === undefined)
        throw new InputError('job-unknown', `No capability of this version does the job ${name}.`);
      const checked = definition.schema.safeParse(payload);
      if (!checked.success) {
        throw new InputError('job-payload', `The payload of the job ${name} does not fit its schema.`, {
          details: {
            problems: checked.error.issues.map((each) => `${each.path.join('.')}: ${each.message}`),
          },
        });
      }
      await definition.run(checked.data, { tenantId, attempt });
    } catch (error) {
      const next = whatNext(error);
      if (next.kind === 'again') {
        log.info('A job waits before it is tried again.', { afterMs: next.afterMs, error });
        await boss.send(JOBS, job.data, {
          singletonKey: parkedKey(job.singletonKey ?? random.uuid()),
          startAfter: Math.ceil(next.afterMs / 1000),
        });
        return;
      }
      if (next.kind === 'dead' || job.retryCount >= MOST_RETRIES) {
        log.error('A job was given up and is kept with the dead letters.', { error });
        await boss.send(DEAD_LETTERS, { job: name, ...job.data, reason: String(error) });
        return;
      }
      log.warn('A job failed and is tried again.', { error });
      throw error;
    }
  }

  async function doJob(job: PgBoss.JobWithMetadata<Envelope>): Promise<void> {
    running += 1;
    try {
      await withDeadline(runJob(job), job.data.name);
      await boss.complete(JOBS, job.id);
    } catch (error) {
      await boss.fail(JOBS, job.id, error instanceof Error ? error : { reason: String(error) });
    } finally {
      running -= 1;
    }
  }

  return {
    async start() {
      await boss.start();
      await boss.createQueue(DEAD_LETTERS);
      await boss.createQueue(JOBS, {
        name: JOBS,
        policy: 'short',
        retryLimit: MOST_RETRIES + 1,
        retryDelay: FIRST_RETRY_AFTER_S,
        retryBackoff: true,
        expireInSeconds: EXPIRES_AFTER_S,
      });
      if (isAlone) {
        await host.executeSql(
          `update ${schema}.job set state = 'retry', start_after = now() where state = 'active'`,
        );
      }
      worker = startWorker({
        take: (batchSize) => boss.fetch<Envelope>(JOBS, { includeMetadata: true, batchSize }),
        run: doJob,
        sideBySide: SIDE_BY_SIDE,
        lookEveryMs: (isAlone ? LOOK_ALONE_EVERY_S : LOOK_EVERY_S) * 1000,
        logger,
      });
    },
    async send(within, tenantId, name, payload, key) {
      await boss.send(JOBS, { name, tenantId, payload } satisfies Envelope, {
        singletonKey: key === undefined ? random.uuid() : `${name}/${tenantId}/${key}`,
        db: { executeSql: (text, values) => within.executeSql(text, values as unknown[]) },
      });
    },
    kick,
    async open() {
      const { rows } = await host.executeSql(
        `select count(*)::int as count from ${schema}.job where state < 'completed' and name = $1`,
        [JOBS],
      );
      return (rows[0] as { count: number }).count;
    },
    async isIdle() {
      const { rows } = await host.executeSql(
        `select 1 from ${schema}.job where (state = 'active' or state < 'active' and start_after <= now()) and name = $1 limit 1`,
        [JOBS],
      );
      if (rows.length > 0 || running > 0) {
        kick();
        await new Promise((resolve) => setTimeout(resolve, IDLE_LOOK_MS));
        return false;
      }
      return true;
    },
    async stop() {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, STOP_DEADLINE_MS);
      });
      await Promise.race([worker?.stop(), deadline]);
      clearTimeout(timer);
      await boss.stop({ graceful: false, close: false });
    },
  };
}

/** A job that hangs frees its worker; it is tried again like any that failed. */
async function withDeadline(work: Promise<void>, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new UnavailableError('job-hangs', `The job ${name} did not end within ${EXPIRES_AFTER_S} s.`)),
      EXPIRES_AFTER_S * 1000,
    );
  });
  try {
    await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
