import assert from 'node:assert/strict';
import { instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeOutbox } from '../../support/fakeOutbox.ts';
import { general, priya } from '../../support/fakeRegisters.ts';
import { startStores } from '../../support/startStores.ts';
import { outgoingContract } from './outgoingContract.ts';

describe('outbox in memory', () => {
  outgoingContract(async (clock) => {
    const kept = fakeOutbox(clock);
    return { in: (work) => work(kept) };
  });
});

onEachDatabase('outbox', (start) => {
  outgoingContract(async (clock) => startStores(await start(), clock));

  it('has nothing of a transaction that was rolled back, and tells of nothing', async () => {
    const clock = fakeClock('2026-11-25T10:00:00Z');
    const stores = startStores(await start(), clock);
    const work = stores.in(async ({ outbox, jobs }) => {
      await outbox.post({ key: 'a', to: general, reply: { text: 'a' } });
      await jobs.send('some-job', {});
      throw new Error('Something went wrong.');
    });
    await assert.rejects(work, /Something went wrong/);
    assert.deepEqual(stores.committed, []);
    assert.deepEqual(await stores.in(({ outgoing }) => outgoing.dueLanes(clock.now())), []);
  });

  it('tells after the commit which lanes and jobs have something new', async () => {
    const clock = fakeClock('2026-11-25T10:00:00Z');
    const stores = startStores(await start(), clock);
    await stores.in(async ({ outbox, jobs }) => {
      await outbox.post({ key: 'a', to: general, reply: { text: 'a' } });
      await jobs.send('some-job', { id: 1 }, { key: 'k' });
    });
    await stores.in(({ outbox }) => outbox.replace('a', { text: 'newer' }));
    const [first, second] = stores.committed;
    assert.deepEqual([first?.lanes, first?.jobs], [[general.conversationId], ['some-job']]);
    assert.deepEqual([second?.lanes, second?.jobs], [[general.conversationId], []]);
  });

  it('holds the first message of a quiet conversation for the process that posts it, until its hold is over', async () => {
    const clock = fakeClock('2026-11-25T10:00:00Z');
    const stores = startStores(await start(), clock, MINUTE_MS);
    const lane = general.conversationId;
    await stores.in(async ({ outbox, places }) => {
      await places.activate(general, clock.now());
      await outbox.post({ key: 'a', to: general, reply: { text: 'a' } });
      await outbox.post({ key: 'b', to: general, reply: { text: 'b' } });
      await outbox.post({ key: 'p', to: { personId: priya.id }, reply: { text: 'p' } });
    });
    const held = stores.committed[0]?.held;
    const { known, ...message } = (await held?.get(lane)) ?? {};
    assert.deepEqual(message, {
      key: 'a',
      to: general,
      reply: { text: 'a' },
      posted: null,
      otherwise: null,
      attempts: 0,
      isBegun: false,
    });
    assert.deepEqual([known?.isActive, known?.place.conversationId], [true, lane]);
    assert.equal(held?.get(`person:${priya.id}`), undefined);
    const claim = () =>
      stores.in(({ outgoing }) => outgoing.claim(lane, clock.now(), instantPlus(clock.now(), MINUTE_MS)));
    assert.equal(await claim(), null);
    clock.pass(MINUTE_MS + 1);
    assert.equal((await claim())?.key, 'a');
  });

  it('holds nothing that was posted before, or behind what waits already', async () => {
    const clock = fakeClock('2026-11-25T10:00:00Z');
    const stores = startStores(await start(), clock, MINUTE_MS);
    const post = async (key: string) => {
      await stores.in(({ outbox }) => outbox.post({ key, to: general, reply: { text: key } }));
      return stores.committed.at(-1)?.held.get(general.conversationId);
    };
    assert.equal((await post('a'))?.key, 'a');
    assert.deepEqual([await post('a'), await post('b')], [null, null]);
  });

  it('gives each message to one of many who claim at the same time', async () => {
    const clock = fakeClock('2026-11-25T10:00:00Z');
    const stores = startStores(await start(), clock);
    await stores.in(async ({ outbox }) => {
      for (const key of ['a', 'b', 'c']) await outbox.post({ key, to: general, reply: { text: key } });
    });
    const until = instantPlus(clock.now(), MINUTE_MS);
    const claims = await Promise.all(
      Array.from({ length: 8 }, () =>
        stores.in(({ outgoing }) => outgoing.claim(general.conversationId, clock.now(), until)),
      ),
    );
    assert.deepEqual(
      claims.flatMap((each) => each?.key ?? []),
      ['a'],
    );
  });
});
