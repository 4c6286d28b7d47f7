import assert from 'node:assert/strict';
import { asInstant, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { withPoorPlanner } from '../../support/poorPlanner.ts';
import { startStores, TENANT_B } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');
const inMinutes = (minutes: number) => instantPlus(NOW, minutes * MINUTE_MS);

onEachDatabase('jobs that start later', (start) => {
  const open = async () => startStores(await start(), fakeClock(NOW));

  it('wait for their time, and are given once', async () => {
    const stores = await open();
    await stores.in(({ jobs }) => jobs.send('look', { id: 'm' }, { key: 'k', startAt: inMinutes(5) }));
    const due = (minutes: number) => stores.in(({ laterJobs }) => laterJobs.takeDue(inMinutes(minutes)));
    assert.deepEqual(await due(4), []);
    assert.deepEqual(await due(5), [{ name: 'look', key: 'k', payload: { id: 'm' } }]);
    assert.deepEqual(await due(5), []);
    assert.deepEqual(stores.jobs, []);
  });

  it('are put off by a later one of the same name and key', async () => {
    const stores = await open();
    for (const minutes of [5, 9]) {
      await stores.in(({ jobs }) =>
        jobs.send('look', { minutes }, { key: 'k', startAt: inMinutes(minutes) }),
      );
    }
    assert.deepEqual(await stores.in(({ laterJobs }) => laterJobs.takeDue(inMinutes(8))), []);
    const due = await stores.in(({ laterJobs }) => laterJobs.takeDue(inMinutes(9)));
    assert.deepEqual(
      due.map(({ payload }) => payload),
      [{ minutes: 9 }],
    );
  });

  it('stand side by side without a key, under other names and in other tenants', async () => {
    const stores = await open();
    const startAt = inMinutes(1);
    await stores.in(async ({ jobs }) => {
      await jobs.send('look', {}, { startAt });
      await jobs.send('look', {}, { startAt });
      await jobs.send('look', {}, { key: 'k', startAt });
      await jobs.send('tell', {}, { key: 'k', startAt });
    });
    await stores.transact(TENANT_B, ({ jobs }) => jobs.send('look', {}, { key: 'k', startAt }));
    assert.equal((await stores.in(({ laterJobs }) => laterJobs.takeDue(startAt))).length, 4);
    assert.equal((await stores.transact(TENANT_B, ({ laterJobs }) => laterJobs.takeDue(startAt))).length, 1);
  });

  it('stay when the transaction that took them is rolled back', async () => {
    const stores = await open();
    await stores.in(({ jobs }) => jobs.send('look', {}, { startAt: NOW }));
    const work = stores.in(async ({ laterJobs }) => {
      await laterJobs.takeDue(NOW);
      throw new Error('The queue is down.');
    });
    await assert.rejects(work);
    assert.equal((await stores.in(({ laterJobs }) => laterJobs.takeDue(NOW))).length, 1);
  });

  it('go to the queue at once when no time is said', async () => {
    const stores = await open();
    await stores.in(({ jobs }) => jobs.send('look', {}, { key: 'k' }));
    assert.deepEqual(
      stores.jobs.map(({ name, key }) => [name, key]),
      [['look', 'k']],
    );
  });

  it('are a hundred at once, the oldest, however the database plans it', async () => {
    const stores = startStores(withPoorPlanner(await start()), fakeClock(NOW));
    await stores.in(async ({ jobs }) => {
      for (let minute = 1; minute <= 103; minute += 1)
        await jobs.send('look', { minute }, { key: `${minute}`, startAt: inMinutes(minute) });
    });
    const take = () => stores.in(({ laterJobs }) => laterJobs.takeDue(inMinutes(200)));
    const first = await take();
    assert.equal(first.length, 100);
    assert.ok(first.every(({ key }) => Number(key) <= 100));
    assert.equal((await take()).length, 3);
  });
});
