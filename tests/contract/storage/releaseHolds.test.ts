import assert from 'node:assert/strict';
import { releaseHolds } from '../../../src/adapters/storage/releaseHolds.ts';
import { asProjectId } from '../../../src/kernel/ids.ts';
import { asInstant, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { amara, general } from '../../support/fakeRegisters.ts';
import { startStores } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');
const LATER = instantPlus(NOW, MINUTE_MS);
const PROJECT = asProjectId('p-1');

onEachDatabase('releaseHolds', (start) => {
  it('frees what a killed process held where only one can be at work, and leaves it to run out elsewhere', async () => {
    const database = await start();
    const stores = await startStores(database, fakeClock(NOW));
    const message = {
      kind: 'message',
      id: '1',
      at: NOW,
      place: general,
      from: amara,
      text: 'actions',
      mentions: [],
      files: [],
    } as const;
    const lane = await stores.in(async ({ inbox, outgoing, outbox, registers }) => {
      await inbox.accept({ idKey: '1', contentKey: '1' }, message, NOW, LATER);
      await outbox.post({ key: 'k', to: general, reply: { text: 'Hello' } });
      await registers.claimWrites(PROJECT, 'the dead one', NOW, LATER);
      const [due] = await outgoing.dueLanes(NOW);
      await outgoing.claim(due ?? '', NOW, LATER);
      return due ?? '';
    });
    await releaseHolds(database);
    const free = await stores.in(async ({ inbox, outgoing, registers }) => [
      (await inbox.claimStale(NOW, LATER, 5)).length,
      (await outgoing.claim(lane, NOW, LATER)) === null ? 0 : 1,
      (await registers.claimWrites(PROJECT, 'another', NOW, LATER)) ? 1 : 0,
    ]);
    assert.deepEqual(free, database.host === 'embedded' ? [1, 1, 1] : [0, 0, 0]);
  });
});
