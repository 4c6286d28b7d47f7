import assert from 'node:assert/strict';
import { makeGather, makeGatherAll } from '../../../src/registers/gather.ts';

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

describe('makeGatherAll', () => {
  const paused: (() => void)[] = [];
  const gather = makeGatherAll(() => new Promise((end) => paused.push(end)), 1_000);

  it('gives all that was asked for within the moment to whoever asked first, each once', async () => {
    const first = gather('project', 'actions');
    assert.deepEqual(await gather('project', 'risks'), []);
    assert.deepEqual(await gather('project', 'actions'), []);
    const other = gather('another', 'issues');
    for (const end of paused.splice(0)) end();
    assert.deepEqual(await Promise.all([first, other]), [['actions', 'risks'], ['issues']]);
    const later = gather('project', 'risks');
    paused.shift()?.();
    assert.deepEqual(await later, ['risks']);
  });
});
