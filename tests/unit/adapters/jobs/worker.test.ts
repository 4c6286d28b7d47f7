import assert from 'node:assert/strict';
import { startWorker } from '../../../../src/adapters/jobs/worker.ts';
import { fakeLogger } from '../../../support/fakeLogger.ts';

/** Longer than any test: only a wake brings the worker to its next look. */
const NEVER_MS = 2 ** 30;

/** A queue of jobs; `looked` resolves once the worker has looked that often. */
function makeQueue(jobs: (() => Promise<void>)[]) {
  let looks = 0;
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    jobs,
    async takeOne(): Promise<boolean> {
      looks += 1;
      for (const { count, resolve } of waiting) if (count <= looks) resolve();
      const job = jobs.shift();
      await job?.();
      return job !== undefined;
    },
    looked: (count: number) =>
      new Promise<void>((resolve) => {
        if (looks >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

describe('startWorker', () => {
  it('works off everything that is there before it sleeps', async () => {
    const done: number[] = [];
    const queue = makeQueue([1, 2, 3].map((number) => async () => void done.push(number)));
    const worker = startWorker({ takeOne: queue.takeOne, lookEveryMs: NEVER_MS, logger: fakeLogger() });
    await queue.looked(4);
    await worker.stop();
    assert.deepEqual(done, [1, 2, 3]);
  });

  it('looks at once when it is woken, and once more when it was woken while it worked', async () => {
    const queue = makeQueue([]);
    const worker = startWorker({ takeOne: queue.takeOne, lookEveryMs: NEVER_MS, logger: fakeLogger() });
    await queue.looked(1);
    let isDone = false;
    queue.jobs.push(async () => {
      worker.wake();
      queue.jobs.push(async () => {
        isDone = true;
      });
    });
    worker.wake();
    await queue.looked(4);
    await worker.stop();
    assert.ok(isDone);
  });

  it('ends the job that runs before it stops, and takes no other', async () => {
    let finish: () => void = () => undefined;
    let isDone = false;
    const queue = makeQueue([
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }).then(() => {
          isDone = true;
        }),
      async () => assert.fail('A second job was taken.'),
    ]);
    const worker = startWorker({ takeOne: queue.takeOne, lookEveryMs: NEVER_MS, logger: fakeLogger() });
    await queue.looked(1);
    const stopping = worker.stop();
    finish();
    await stopping;
    assert.ok(isDone);
    assert.equal(queue.jobs.length, 1);
  });

  it('goes on after the queue itself failed, and says so in the log', async () => {
    const logger = fakeLogger();
    let looks = 0;
    let second: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      second = resolve;
    });
    const worker = startWorker({
      takeOne: async () => {
        looks += 1;
        if (looks === 1) throw new Error('The database is gone.');
        second();
        return false;
      },
      lookEveryMs: 1,
      logger,
    });
    await looked;
    await worker.stop();
    assert.deepEqual(
      logger.lines.map(({ level, message }) => [level, message]),
      [['error', 'The job queue cannot be read or written; it is tried again.']],
    );
  });
});
