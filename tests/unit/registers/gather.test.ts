import assert from 'node:assert/strict';
import { makeGather } from '../../../src/registers/gather.ts';

describe('makeGather', () => {
  const paused: { milliseconds: number; end: () => void }[] = [];
  const gather = makeGather(
    (milliseconds) => new Promise((end) => paused.push({ milliseconds, end })),
    1_000,
  );

  it('does work that is asked for several times within the moment once, after it', async () => {
    const done: string[] = [];
    const first = gather('project', async () => void done.push('first'));
    await gather('project', async () => void done.push('second'));
    const other = gather('another', async () => void done.push('another'));
    assert.deepEqual(done, []);
    for (const { end } of paused.splice(0)) end();
    await Promise.all([first, other]);
    assert.deepEqual(done, ['first', 'another']);
  });

  it('begins anew for what is asked for while the work is done, and after it failed', async () => {
    let asked: Promise<void> | undefined;
    const done: string[] = [];
    const failing = gather('project', async () => {
      asked = gather('project', async () => void done.push('behind it'));
      throw new RangeError('The work failed.');
    });
    paused.shift()?.end();
    await assert.rejects(failing, RangeError);
    assert.equal(paused[0]?.milliseconds, 1_000);
    paused.shift()?.end();
    await asked;
    assert.deepEqual(done, ['behind it']);
  });
});
