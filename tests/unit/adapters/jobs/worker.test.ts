import assert from 'node:assert/strict';
import { startWorker } from '../../../../src/adapters/jobs/worker.ts';
import { fakeLogger } from '../../../support/fakeLogger.ts';

/** Longer than any test: only a wake brings the worker to its next look. */
const NEVER_MS = 2 ** 30;

type Work = () => Promise<void>;

/** A queue of jobs; `looked` resolves once the worker has looked that often, `asked` is how many it wanted each time. */
function makeQueue(jobs: Work[]) {
  const asked: number[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  return {
    jobs,
    asked,
    async take(most: number): Promise<readonly Work[]> {
      asked.push(most);
      for (const { count, resolve } of waiting) if (count <= asked.length) resolve();
      return jobs.splice(0, most);
    },
    looked: (count: number) =>
      new Promise<void>((resolve) => {
        if (asked.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
  };
}

const start = (queue: ReturnType<typeof makeQueue>, sideBySide: number) =>
  startWorker<Work>({
    take: queue.take,
    run: (work) => work(),
    sideBySide,
    lookEveryMs: NEVER_MS,
    logger: fakeLogger(),
  });

/** A job that runs until it is let go. */
function makeHeld(): { readonly work: Work; readonly release: () => void } {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { work: () => held, release };
}

describe('startWorker', () => {
  it('works off more than fits before it sleeps', async () => {
    const done: number[] = [];
    const queue = makeQueue([1, 2, 3, 4, 5].map((number) => async () => void done.push(number)));
    const worker = start(queue, 2);
    await queue.looked(3);
    await worker.stop();
    assert.deepEqual(done, [1, 2, 3, 4, 5]);
  });

  it('asks for no more than it has places for, and fills a place as soon as it is free', async () => {
    const [one, two] = [makeHeld(), makeHeld()];
    let isThirdDone = false;
    const queue = makeQueue([
      one.work,
      two.work,
      async () => {
        isThirdDone = true;
      },
    ]);
    const worker = start(queue, 2);
    await queue.looked(1);
    one.release();
    await queue.looked(3);
    assert.ok(isThirdDone);
    assert.deepEqual(queue.asked, [2, 1, 1]);
    two.release();
    await worker.stop();
  });

  it('looks at once when it is woken, and once more when it was woken while it worked', async () => {
    const queue = makeQueue([]);
    const worker = start(queue, 1);
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
    const held = makeHeld();
    let isDone = false;
    const queue = makeQueue([
      async () => {
        await held.work();
        isDone = true;
      },
      async () => assert.fail('A second job was taken.'),
    ]);
    const worker = start(queue, 1);
    await queue.looked(1);
    const stopping = worker.stop();
    held.release();
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
      take: async () => {
        looks += 1;
        if (looks === 1) throw new Error('The database is gone.');
        second();
        return [];
      },
      run: async () => assert.fail('Nothing was taken.'),
      sideBySide: 1,
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
