import assert from 'node:assert/strict';
import { newControl } from '../../../src/changes/changeRequest.ts';
import { USUAL_RULES } from '../../../src/changes/routeChange.ts';
import { asProjectId, asRowKey } from '../../../src/kernel/ids.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { startStores, TENANT_A, TENANT_B } from '../../support/startStores.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');
const PROJECT = asProjectId('c0000000-0000-4000-8000-000000000001');
const OTHER = asProjectId('c0000000-0000-4000-8000-000000000002');
const control = newControl('change-1', PROJECT, asRowKey('CR-1'));
const line = { key: asRowKey('M-1'), title: 'Go-live', from: '2027-01-23', to: '2027-01-30' };
const baseline = { at: NOW, changeKey: 'CR-1', lines: [line] };

onEachDatabase('the store of change control', (start) => {
  const open = async () => startStores(await start(), fakeClock(NOW));

  it('gives a control back as it was kept last, and none of another tenant', async () => {
    const stores = await open();
    await stores.in(({ changes }) => changes.saveControl(control));
    const next = { ...control, status: 'Approved', toldOf: 'hash', baseline: 2 } as const;
    await stores.in(({ changes }) => changes.saveControl(next));
    assert.deepEqual(await stores.in(({ changes }) => changes.control('change-1')), next);
    assert.equal(await stores.in(({ changes }) => changes.control('change-2')), null);
    assert.equal(await stores.transact(TENANT_B, ({ changes }) => changes.control('change-1')), null);
  });

  it('holds a control, so that two who work on it do so one after the other', async () => {
    const stores = await open();
    await stores.in(({ changes }) => changes.saveControl({ ...control, baseline: 0 }));
    const addOne = () =>
      stores.in(async ({ changes }) => {
        const known = await changes.control('change-1');
        assert.ok(known);
        await changes.saveControl({ ...known, baseline: (known.baseline ?? 0) + 1 });
      });
    await Promise.all(Array.from({ length: 8 }, addOne));
    assert.equal((await stores.in(({ changes }) => changes.control('change-1')))?.baseline, 8);
  });

  it('keeps the rules of each project', async () => {
    const stores = await open();
    const rules = { ...USUAL_RULES, ratifyWithinDays: 5 };
    await stores.in(({ changes }) => changes.saveRules(PROJECT, USUAL_RULES));
    await stores.in(({ changes }) => changes.saveRules(PROJECT, rules));
    assert.deepEqual(await stores.in(({ changes }) => changes.rules(PROJECT)), rules);
    assert.equal(await stores.in(({ changes }) => changes.rules(OTHER)), null);
  });

  it('numbers the baselines of each project from 2, without a gap, whoever adds them at once', async () => {
    const stores = await open();
    const added = await Promise.all(
      Array.from({ length: 6 }, () => stores.in(({ changes }) => changes.addBaseline(PROJECT, baseline))),
    );
    assert.deepEqual(
      added.map(({ number }) => number).sort((one, other) => one - other),
      [2, 3, 4, 5, 6, 7],
    );
    assert.equal((await stores.in(({ changes }) => changes.addBaseline(OTHER, baseline))).number, 2);
    const kept = await stores.transact(TENANT_A, ({ changes }) => changes.baselines(PROJECT));
    assert.deepEqual(kept[0], { number: 2, ...baseline });
    assert.deepEqual(
      kept.map(({ number }) => number),
      [2, 3, 4, 5, 6, 7],
    );
  });

  it('has nothing of a transaction that was rolled back', async () => {
    const stores = await open();
    await assert.rejects(
      stores.in(async ({ changes }) => {
        await changes.saveControl(control);
        await changes.addBaseline(PROJECT, baseline);
        throw new Error('rolled back');
      }),
      /rolled back/,
    );
    assert.equal(await stores.in(({ changes }) => changes.control('change-1')), null);
    assert.deepEqual(await stores.in(({ changes }) => changes.baselines(PROJECT)), []);
  });
});
