import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import { addRow } from '../../../src/registers/addRow.ts';
import { changeRow } from '../../../src/registers/changeRow.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import {
  amara,
  click,
  type FakeRegisters,
  startFakeRegisters,
  textOfCard,
} from '../../support/fakeRegisters.ts';

describe('a conflict of two values', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
    const values = { title: 'Order switches', due: '2026-12-04', priority: 'Low' };
    assert.equal(
      isRefusal(await addRow(world.ports, world.as(amara), { definition: actions, values })),
      false,
    );
    await world.runJobs();
    await changeRow(world.ports, world.as(amara), 'A-1', { due: '2026-12-11', priority: 'High' });
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18', priority: 'Critical' });
    await world.sync();
    await world.runJobs();
  });

  const values = async () => {
    const row = await world.ports.transact(world.project.tenantId, ({ registers }) =>
      registers.rowByKey(world.project.id, asRowKey('A-1')),
    );
    return [row?.values.due, row?.values.priority];
  };
  const entry = () =>
    world.store.committed(world.project.tenantId).history.find(({ kind }) => kind === 'conflict')?.seq ?? 0;
  const decide = (inputs: object) =>
    click(
      world,
      amara,
      'registers.resolve',
      { key: 'A-1', entry: String(entry()), posted: true, ...inputs },
      { cardMessageId: 'm9' },
    );

  it('is shown with both values to the person whose value was not taken', () => {
    const [post] = world.store.committed(world.project.tenantId).posts;
    const text = textOfCard(post?.reply.card);
    assert.match(text, /In the list, by Lucía Fernández: Fri,? 18 Dec 2026/);
    assert.match(text, /The other, by Amara Okafor: Fri,? 11 Dec 2026/);
    assert.match(text, /Critical[\s\S]*High/);
  });

  it('is decided field by field, and the list gets what was chosen', async () => {
    assert.deepEqual(await values(), ['2026-12-18', 'Critical']);
    await decide({ field_due: 'ours', field_priority: 'theirs' });
    assert.deepEqual(await values(), ['2026-12-11', 'Critical']);
    await world.runJobs();
    assert.equal(world.sharePoint.rowsOf('actions')[0]?.values.due, '2026-12-11');
    assert.equal(world.updated[0]?.[0], 'm9');
  });

  it('stays as it is when the field was changed again meanwhile', async () => {
    await changeRow(world.ports, world.as(amara), 'A-1', { due: '2027-01-08' });
    const answer = await decide({ field_due: 'ours' });
    assert.match('card' in answer ? textOfCard(answer.card) : '', /was changed again since/);
    assert.deepEqual(await values(), ['2027-01-08', 'Critical']);
  });

  it('that is not in the row’s history is refused', async () => {
    const answer = await click(world, amara, 'registers.resolve', {
      key: 'A-1',
      entry: '1',
      posted: true,
      field_due: 'ours',
    });
    assert.match('card' in answer ? textOfCard(answer.card) : '', /Nothing is to be decided/);
  });
});
