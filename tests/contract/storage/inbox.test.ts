import assert from 'node:assert/strict';
import { cameBefore } from '../../../src/adapters/storage/inbox.ts';
import type { IncomingMessage, Place } from '../../../src/kernel/chat.ts';
import { asInstant, DAY_MS, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { amara, general } from '../../support/fakeRegisters.ts';
import { withPoorPlanner } from '../../support/poorPlanner.ts';
import { startStores, TENANT_B } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');
const LATER = instantPlus(NOW, MINUTE_MS);

const makeMessage = (id: string): IncomingMessage => ({
  kind: 'message',
  id,
  at: NOW,
  place: general,
  from: amara,
  text: 'it’s “done”\u00a0\\ $1 \u{1f600}',
  mentions: [],
  files: [],
});

const keys = (idKey: string, contentKey = idKey) => ({ idKey, contentKey });

/** False where it had come before. */
const isTaken = (accepting: Promise<void>): Promise<boolean> =>
  accepting.then(
    () => true,
    (error: unknown) => {
      assert.ok(cameBefore(error), error as Error);
      return false;
    },
  );

onEachDatabase('inbox', (start) => {
  const open = async () => startStores(await start(), fakeClock(NOW));

  it('accepts an activity once, by its id or by what it says', async () => {
    const stores = await open();
    const accept = (idKey: string, contentKey: string) =>
      isTaken(
        stores.in(({ inbox }) => inbox.accept(keys(idKey, contentKey), makeMessage(idKey), NOW, LATER)),
      );
    assert.equal(await accept('1', 'x'), true);
    assert.equal(await accept('1', 'other'), false);
    assert.equal(await accept('2', 'x'), false);
    assert.equal(await accept('2', 'y'), true);
  });

  it('accepts one of many deliveries at the same moment', async () => {
    const stores = await open();
    const taken = await Promise.all(
      Array.from({ length: 6 }, () =>
        isTaken(stores.in(({ inbox }) => inbox.accept(keys('1'), makeMessage('1'), NOW, LATER))),
      ),
    );
    assert.equal(taken.filter(Boolean).length, 1);
  });

  it('accepts the same id in another tenant', async () => {
    const stores = await open();
    await stores.in(({ inbox }) => inbox.accept(keys('1'), makeMessage('1'), NOW, LATER));
    const other = stores.transact(TENANT_B, ({ inbox }) =>
      inbox.accept(keys('1'), makeMessage('1'), NOW, LATER),
    );
    assert.equal(await isTaken(other), true);
  });

  it('does nothing else of a transaction that accepts what had come before', async () => {
    const stores = await open();
    const accept = (place: Place) =>
      isTaken(
        stores.in(async ({ inbox, places }) => {
          await inbox.accept(keys('1'), makeMessage('1'), NOW, LATER);
          await places.activate(place, NOW);
        }),
      );
    assert.equal(await accept(general), true);
    await stores.in(({ places }) => places.deactivate(general.conversationId));
    assert.equal(await accept(general), false);
    assert.deepEqual(await stores.in(({ places }) => places.active()), []);
  });

  it('takes no other failure for something that had come before', async () => {
    const stores = await open();
    const broken = stores.in(async ({ inbox }) => {
      await inbox.accept(keys('1'), makeMessage('1'), NOW, LATER);
      throw new Error('The disk is full.');
    });
    await assert.rejects(isTaken(broken), /The disk is full\./);
    assert.equal(await stores.in(({ inbox }) => inbox.find(keys('1'))), null);
  });

  it('gives the answer of a click to whoever asks for it again, under either key', async () => {
    const stores = await open();
    await stores.in(({ inbox }) => inbox.accept(keys('1', 'x'), makeMessage('1'), NOW, LATER));
    assert.deepEqual(await stores.in(({ inbox }) => inbox.find(keys('1', 'x'))), {
      isDone: false,
      answer: null,
    });
    await stores.in(({ inbox }) => inbox.finish('1', { text: 'Done.' }));
    assert.deepEqual(await stores.in(({ inbox }) => inbox.find(keys('9', 'x'))), {
      isDone: true,
      answer: { text: 'Done.' },
    });
    assert.equal(await stores.in(({ inbox }) => inbox.find(keys('9', '9'))), null);
  });

  it('gives back what a process left behind, as it came, once its hold has lapsed', async () => {
    const stores = await open();
    await stores.in(({ inbox }) => inbox.accept(keys('1'), makeMessage('1'), NOW, LATER));
    const stale = (now = LATER) =>
      stores.in(({ inbox }) => inbox.claimStale(now, instantPlus(now, MINUTE_MS), 10));
    assert.deepEqual(await stale(), []);
    const after = instantPlus(LATER, 1);
    assert.deepEqual(await stale(after), [{ idKey: '1', incoming: makeMessage('1'), attempts: 2 }]);
    assert.deepEqual(await stale(after), []);
  });

  it('keeps what is still being handled from others as long as its hold is renewed', async () => {
    const stores = await open();
    await stores.in(({ inbox }) => inbox.accept(keys('1'), makeMessage('1'), NOW, LATER));
    await stores.in(({ inbox }) => inbox.hold('1', instantPlus(LATER, MINUTE_MS)));
    const after = instantPlus(LATER, 1);
    assert.deepEqual(await stores.in(({ inbox }) => inbox.claimStale(after, after, 10)), []);
  });

  it('does not give back what was finished, and forgets it after a time', async () => {
    const stores = await open();
    await stores.in(async ({ inbox }) => {
      await inbox.accept(keys('done'), makeMessage('done'), NOW, LATER);
      await inbox.finish('done', null);
      await inbox.accept(keys('open'), makeMessage('open'), NOW, LATER);
      await inbox.hold('done', LATER);
    });
    const later = instantPlus(NOW, 8 * DAY_MS);
    await stores.in(({ inbox }) => inbox.forget(instantPlus(NOW, DAY_MS)));
    const stale = await stores.in(({ inbox }) => inbox.claimStale(later, later, 10));
    assert.deepEqual(
      stale.map(({ idKey }) => idKey),
      ['open'],
    );
    assert.equal(await stores.in(({ inbox }) => inbox.find(keys('done'))), null);
  });

  it('gives as many at once as asked for, the oldest first, however the database plans it', async () => {
    const stores = startStores(withPoorPlanner(await start()), fakeClock(NOW));
    for (const [index, id] of ['c', 'a', 'b'].entries()) {
      const at = instantPlus(NOW, index);
      await stores.in(({ inbox }) => inbox.accept(keys(id), makeMessage(id), at, at));
    }
    const stale = await stores.in(({ inbox }) => inbox.claimStale(LATER, LATER, 2));
    assert.deepEqual(stale.map(({ idKey }) => idKey).sort(), ['a', 'c']);
  });
});
