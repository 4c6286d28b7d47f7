import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { addRowsIn } from '../../../src/registers/addRow.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { issues } from '../../../src/registers/definitions/issues.ts';
import { risks } from '../../../src/registers/definitions/risks.ts';
import { askRegisters } from '../../support/askRegisters.ts';
import {
  amara,
  type FakeRegisters,
  lucia,
  priya,
  say,
  startFakeRegisters,
} from '../../support/fakeRegisters.ts';

describe('rows over several registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters([actions, risks, issues]);
  });
  const { answer, refusal } = askRegisters(() => world);
  const keys = (text: string) => [...text.matchAll(/^[A-Z]-\d+$/gm)].map(String);

  it('are the five highest of all risks for \u201crisks top 5\u201d', async () => {
    for (let n = 1; n <= 7; n += 1) await answer(`add risk Risk ${n} probability ${(n % 5) + 1} impact 3`);
    const shown = await answer('risks top 5');
    assert.deepEqual(keys(shown), ['R-4', 'R-3', 'R-2', 'R-7', 'R-1']);
    assert.match(shown, /5 risks/);
  });

  it('are found by a status and a word of their workstream', async () => {
    await answer('add issue Interface drops rows workstream: Data migration');
    await answer('add issue Badge printer jams workstream: Training');
    await answer('add issue Ledger is out workstream: Data migration');
    await answer('done I-3');
    assert.deepEqual(keys(await answer('issues open workstream data')), ['I-1']);
  });

  it('say in their history from which meeting they are', async () => {
    const source = { kind: 'meeting', meetingId: 'm', title: 'Atlas *weekly*' } as const;
    await world.ports.transact(world.project.tenantId, (stores) =>
      addRowsIn(stores, world.ports, { ...world.as(amara), source }, [
        { definition: actions, values: { title: 'Order cables' } },
      ]),
    );
    assert.match(await answer('history A-1'), /Amara Okafor added it \(meeting Atlas \\\*weekly\\\*\)/);
  });

  it('are restored until 30 days after they were deleted, and not later', async () => {
    await answer('add action Order cables');
    await answer('add action Label racks');
    await answer('delete A-1');
    await answer('delete A-2');
    world.setTime('2026-12-25T09:00:00Z');
    assert.match(await answer('restore A-1'), /A-1.* is back/);
    world.setTime('2026-12-25T09:00:01Z');
    const late = await refusal('restore A-2');
    assert.match(late.reason, /A-2 was deleted more than 30 days ago/);
  });

  it('are overdue from midnight in the project\u2019s zone on, and not before (case H17)', async () => {
    await answer('add action Order cables owner me due 2027-04-01');
    world.setTime('2027-04-01T21:59:59Z');
    assert.deepEqual(keys(await answer('actions overdue')), []);
    world.setTime('2027-04-01T22:00:00Z');
    assert.deepEqual(keys(await answer('actions overdue')), ['A-1']);
    assert.match(await answer('A-1'), /Overdue since Thu,? 1 Apr 2027/);
  });

  it('have buttons for those alone who may use them', async () => {
    await answer('add action Order cables');
    const verbsFor = async (from: typeof amara) => {
      const reply = await say(world, from, 'A-1');
      assert.ok(!isRefusal(reply));
      return (reply?.card?.actions ?? []).map(({ verb }) => verb);
    };
    assert.ok((await verbsFor(priya)).includes('registers.close'));
    await answer('add stakeholder Lucía Fernández person: Lucía Fernández, role: Viewer');
    assert.deepEqual(await verbsFor(lucia), []);
  });
});
