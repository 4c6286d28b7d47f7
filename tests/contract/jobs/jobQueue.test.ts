import assert from 'node:assert/strict';
import { z } from 'zod';
import { type JobQueue, makeJobQueue } from '../../../src/adapters/jobs/jobQueue.ts';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { type Job, type JobContext, job } from '../../../src/kernel/capability.ts';
import { AccessError, InputError, ThrottledError, UnavailableError } from '../../../src/kernel/errors.ts';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';
import { type FakeLogger, fakeLogger } from '../../support/fakeLogger.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { TENANT_A } from '../../support/startStores.ts';

const NAME = 'count';

/** A queue with one kind of job, which does what `run` says. */
interface QueueWorld {
  readonly queue: JobQueue;
  readonly logger: FakeLogger;
  /** What each run got. */
  readonly runs: readonly { readonly id: number; readonly context: JobContext }[];
  send(id: number, key?: string): Promise<void>;
  /** Until nothing that is due waits. */
  settle(): Promise<void>;
  /** What waits for a later time becomes due, and is settled. */
  retry(): Promise<void>;
  deadLetters(): Promise<readonly { readonly job: string; readonly reason: string }[]>;
  /** Jobs that wait, by key. */
  waiting(): Promise<readonly string[]>;
}

onEachDatabase('job queue', (start) => {
  const queues: JobQueue[] = [];
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop();
  });

  async function open(
    run: (id: number, context: JobContext) => Promise<void> = async () => undefined,
    { database, isAlone = true }: { database?: TestDatabase; isAlone?: boolean } = {},
  ): Promise<QueueWorld & { readonly database: TestDatabase }> {
    const host = database ?? (await start());
    const schema = host.schema === undefined ? 'job_queue' : `${host.schema}_jobs`;
    const logger = fakeLogger();
    const runs: { id: number; context: JobContext }[] = [];
    const jobs: readonly Job[] = [
      job({
        name: NAME,
        schema: z.object({ id: z.number() }),
        async run({ id }, context) {
          runs.push({ id, context });
          await run(id, context);
        },
      }),
    ];
    const queue = makeJobQueue({ host, jobs, logger, random: fakeRandom(), schema, isAlone });
    queues.push(queue);
    await queue.start();
    const settle = async (): Promise<void> => {
      while (!(await queue.isIdle()));
    };
    const rows = async <Row>(sql: string): Promise<Row[]> => host.query<Row>(sql);
    return {
      database: host,
      queue,
      logger,
      runs,
      settle,
      send: (id, key) => sendIn(host, queue, id, key),
      async retry() {
        await host.execute(
          `update ${schema}.job set start_after = now() where state in ('created', 'retry')`,
        );
        await settle();
      },
      deadLetters: async () =>
        (
          await rows<{ data: { job: string; reason: string } }>(
            `select data from ${schema}.job where name = 'dead-letters'`,
          )
        ).map(({ data }) => data),
      waiting: async () =>
        (
          await rows<{ key: string }>(
            `select singleton_key as key from ${schema}.job where name = 'jobs' and state in ('created', 'retry') order by 1`,
          )
        ).map(({ key }) => key),
    };
  }

  const sendIn = (database: Database, queue: JobQueue, id: number, key?: string, fails = false) =>
    database.transaction(async (transaction) => {
      const host = {
        executeSql: async (text: string, values?: readonly unknown[]) => ({
          rows: await transaction.query(text, values),
        }),
      };
      await queue.send(host, TENANT_A, NAME, { id }, key);
      if (fails) throw new Error('Rolled back.');
    });

  it('runs a job once, for its tenant', async () => {
    const { send, settle, runs } = await open();
    await send(7);
    await settle();
    assert.deepEqual(runs, [{ id: 7, context: { tenantId: TENANT_A, attempt: 1 } }]);
  });

  it('has no job of a transaction that was rolled back', async () => {
    const { database, queue, settle, runs } = await open();
    await assert.rejects(sendIn(database, queue, 1, undefined, true), /Rolled back/);
    await settle();
    assert.deepEqual(runs, []);
  });

  it('works off a burst at once after one kick', async () => {
    let left = 40;
    let finish: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { send, queue } = await open(async () => {
      left -= 1;
      if (left === 0) finish();
    });
    for (let id = 0; id < 40; id += 1) await send(id);
    queue.kick();
    await done;
    assert.equal(left, 0);
  });

  it('adds no second job of a key that waits, and adds one beside a job that runs', async () => {
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { send, settle, queue, runs } = await open(async (id) => {
      if (id !== 1) return;
      begun();
      await held;
    });
    await send(1, 'k');
    queue.kick();
    await hasBegun;
    await send(2, 'k');
    await send(3, 'k');
    release();
    await settle();
    assert.deepEqual(
      runs.map(({ id }) => id),
      [1, 2],
    );
  });

  it('tries again after an outage, and counts the attempts', async () => {
    const { send, settle, retry, runs, deadLetters } = await open(async (_id, { attempt }) => {
      if (attempt < 3) throw new UnavailableError('down', 'Down.');
    });
    await send(1);
    await settle();
    await retry();
    await retry();
    await retry();
    assert.deepEqual(
      runs.map(({ context }) => context.attempt),
      [1, 2, 3],
    );
    assert.deepEqual(await deadLetters(), []);
  });

  it('gives a job up after many attempts, and keeps it with its reason', async () => {
    const { send, settle, retry, runs, deadLetters, queue } = await open(async () => {
      throw new TypeError('A bug.');
    });
    await send(1);
    await settle();
    for (let attempt = 0; attempt < 20; attempt += 1) await retry();
    assert.equal(runs.length, 13);
    assert.deepEqual(
      (await deadLetters()).map(({ job: name, reason }) => [name, reason]),
      [[NAME, 'TypeError: A bug.']],
    );
    assert.equal(await queue.open(), 0);
  });

  it('gives a job up at once that can never be done, and says so in the log', async () => {
    const { send, settle, retry, runs, deadLetters, logger } = await open(async () => {
      throw new InputError('bad', 'Bad input.');
    });
    await send(1);
    await settle();
    await retry();
    assert.equal(runs.length, 1);
    assert.equal((await deadLetters()).length, 1);
    const [line] = logger.lines.filter(({ level }) => level === 'error');
    assert.equal(line?.message, 'A job was given up and is kept with the dead letters.');
    assert.equal(line?.data.job, NAME);
  });

  it('does not run a job whose payload does not fit', async () => {
    const { database, queue, settle, runs, deadLetters } = await open();
    const host = {
      executeSql: (text: string, values?: readonly unknown[]) => database.executeSql(text, values),
    };
    await queue.send(host, TENANT_A, NAME, { id: 'seven' });
    await settle();
    assert.deepEqual(runs, []);
    assert.match((await deadLetters())[0]?.reason ?? '', /does not fit its schema/);
  });

  it('waits as long as it is asked to without counting the attempt', async () => {
    let isBusy = true;
    const { send, settle, retry, runs } = await open(async () => {
      if (isBusy) throw new ThrottledError('busy', 'Busy.', 60_000);
    });
    await send(1);
    await settle();
    assert.equal(runs.length, 1);
    isBusy = false;
    await retry();
    assert.deepEqual(
      runs.map(({ context }) => context.attempt),
      [1, 1],
    );
  });

  it('parks one job of a key while a permission is missing, however often it is asked for', async () => {
    let isGranted = false;
    const { send, settle, retry, runs, waiting } = await open(async () => {
      if (!isGranted) throw new AccessError('denied', 'Denied.');
    });
    for (let hour = 0; hour < 5; hour += 1) {
      await send(1, 'clock');
      await settle();
      await retry();
    }
    assert.deepEqual(await waiting(), [`${NAME}/${TENANT_A}/clock/parked`]);
    isGranted = true;
    const before = runs.length;
    await send(1, 'clock');
    await settle();
    assert.equal(runs.length, before + 1, 'A new one runs at once.');
    await retry();
    assert.deepEqual(await waiting(), []);
  });

  it('ends the job that runs before it stops', async () => {
    let isDone = false;
    let begun: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { send, queue, database } = await open(async () => {
      begun();
      await held;
      isDone = true;
    });
    await send(1);
    queue.kick();
    await hasBegun;
    const stopping = queue.stop();
    release();
    await stopping;
    assert.ok(isDone);
    const next = await open(undefined, { database });
    await next.settle();
    assert.deepEqual(next.runs, []);
  });

  it('starts the jobs of a process that died again when it is alone', async () => {
    const first = await open();
    await first.send(1);
    const schema = first.database.schema === undefined ? 'job_queue' : `${first.database.schema}_jobs`;
    await first.settle();
    await first.queue.stop();
    await first.database.execute(
      `update ${schema}.job set state = 'active', completed_on = null where name = 'jobs'`,
    );
    const second = await open(undefined, { database: first.database });
    await second.settle();
    assert.deepEqual(
      second.runs.map(({ id, context }) => [id, context.attempt]),
      [[1, 2]],
    );
  });

  it('gives each job to one of two processes', async function () {
    const first = await open(undefined, { isAlone: false });
    if (first.database.host === 'embedded') this.skip();
    const second = await open(undefined, { database: first.database, isAlone: false });
    for (let id = 0; id < 60; id += 1) await first.send(id);
    first.queue.kick();
    second.queue.kick();
    await Promise.all([first.settle(), second.settle()]);
    const ids = [...first.runs, ...second.runs].map(({ id }) => id);
    assert.deepEqual(
      [...ids].sort((one, other) => one - other),
      Array.from({ length: 60 }, (_, id) => id),
    );
  });
});
