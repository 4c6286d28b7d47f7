import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asRowKey, type RowKey } from '../../../src/kernel/ids.ts';
import { addRow } from '../../../src/registers/addRow.ts';
import { changeRow } from '../../../src/registers/changeRow.ts';
import type { RowValues } from '../../../src/registers/definition.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { risks } from '../../../src/registers/definitions/risks.ts';
import { deleteRow } from '../../../src/registers/deleteRow.ts';
import { makeRegisterJobs, watchLists } from '../../../src/registers/jobs.ts';
import { SYNC_JOB } from '../../../src/registers/sendWriteJob.ts';
import type { RegisterRow } from '../../../src/registers/store.ts';
import { amara, type FakeRegisters, startFakeRegisters } from '../../support/fakeRegisters.ts';

describe('syncList', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters([actions, risks]);
  });

  const row = async (key: string): Promise<RegisterRow> => {
    const found = await world.ports.transact(world.project.tenantId, ({ registers }) =>
      registers.rowByKey(world.project.id, asRowKey(key)),
    );
    assert.ok(found !== null, `${key} is there`);
    return found;
  };
  const add = async (values: RowValues = {}): Promise<void> => {
    const made = { definition: actions, values: { title: 'Order switches', due: '2026-12-04', ...values } };
    assert.equal(isRefusal(await addRow(world.ports, world.as(amara), made)), false);
    await world.runJobs();
  };
  const history = async (key: string) => {
    const { rowId } = await row(key);
    return world.store.committed(world.project.tenantId).history.filter((entry) => entry.rowId === rowId);
  };
  const said = () => world.store.committed(world.project.tenantId).posts.map(({ reply }) => reply.text ?? '');

  it('takes rows that people added by hand, gives them keys and names who added them', async () => {
    await add();
    world.sharePoint.addByHand('actions', { title: 'By hand', status: 'Open' });
    await world.sync();
    const taken = await row('A-2');
    assert.deepEqual(
      [taken.values.title, taken.addedBy.name, taken.state],
      ['By hand', 'Lucía Fernández', 'saving'],
    );
    await world.runJobs();
    const [, listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.key, listed?.rowId], ['A-2', taken.rowId]);
    await world.sync();
    assert.equal((await row('A-2')).state, 'saved');
    assert.equal(world.store.committed(world.project.tenantId).rows.length, 2);
  });

  it('takes edits by hand and names their editor', async () => {
    await add();
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18', status: 'Done' });
    await world.sync();
    const now = await row('A-1');
    assert.deepEqual(
      [now.values.due, now.values.status, now.changedBy.name],
      ['2026-12-18', 'Done', 'Lucía Fernández'],
    );
    const entry = (await history('A-1')).at(-1);
    assert.deepEqual(entry?.changes, [
      { field: 'due', from: '2026-12-04', to: '2026-12-18' },
      { field: 'status', from: 'Open', to: 'Done' },
    ]);
  });

  it('writes back what follows from an edit by hand: slips, the day it was closed', async () => {
    await add();
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18', status: 'Done' });
    await world.sync();
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.values.slips, listed?.values.closedOn], [1, '2026-11-25']);
  });

  it('works out the exposure of a risk that was rated by hand', async () => {
    world.sharePoint.addByHand('risks', { title: 'Late', probability: 3, impact: 4 });
    await world.sync('risks');
    await world.runJobs();
    assert.equal(world.sharePoint.rowsOf('risks')[0]?.values.exposure, 12);
  });

  it('does nothing on its own echo, however often it comes', async () => {
    await add();
    const before = await history('A-1');
    await world.sync();
    world.sharePoint.forgetMarks();
    await world.sync();
    assert.deepEqual(await history('A-1'), before);
    assert.deepEqual(world.store.committed(world.project.tenantId).writes, []);
  });

  it('merges an edit by hand with a change that is on its way', async () => {
    await add();
    await changeRow(world.ports, world.as(amara), 'A-1', { priority: 'High' });
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18' });
    await world.sync();
    const merged = await row('A-1');
    assert.deepEqual(
      [merged.values.due, merged.values.priority, merged.state],
      ['2026-12-18', 'High', 'saving'],
    );
    world.sharePoint.calls.length = 0;
    await world.runJobs();
    assert.deepEqual(world.sharePoint.calls, ['updateRow']);
    assert.equal(world.sharePoint.rowsOf('actions')[0]?.values.priority, 'High');
  });

  it('shows a conflict once, whichever of sync and write meets it first', async () => {
    await add();
    await changeRow(world.ports, world.as(amara), 'A-1', { due: '2026-12-11' });
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18' });
    await world.sync();
    await world.runJobs();
    await world.sync();
    assert.equal(said().length, 1);
    assert.deepEqual([(await row('A-1')).values.due, (await row('A-1')).state], ['2026-12-18', 'saved']);
  });

  it('marks rows that were deleted by hand and takes them back from the recycle bin', async () => {
    await add();
    const [listed] = world.sharePoint.rowsOf('actions');
    world.sharePoint.deleteByHand('actions', '1');
    await world.sync();
    assert.notEqual((await row('A-1')).deletedAt, null);
    assert.equal((await history('A-1')).at(-1)?.kind, 'deleted');
    assert.ok(listed !== undefined);
    world.sharePoint.restoreByHand('actions', listed);
    await world.sync();
    assert.equal((await row('A-1')).deletedAt, null);
    assert.equal((await history('A-1')).at(-1)?.kind, 'restored');
  });

  it('does not note its own deletion as one by hand', async () => {
    await add();
    await deleteRow(world.ports, world.as(amara), 'A-1');
    await world.runJobs();
    await world.sync();
    const kinds = (await history('A-1')).map(({ kind }) => kind);
    assert.deepEqual(kinds, ['added', 'deleted']);
  });

  it('finds rows that were deleted while its mark was stale', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) await add({ title });
    await world.sync();
    world.sharePoint.deleteByHand('actions', '2');
    world.sharePoint.forgetMarks();
    await world.sync();
    const deleted = world.store
      .committed(world.project.tenantId)
      .rows.filter(({ deletedAt }) => deletedAt !== null);
    assert.deepEqual(
      deleted.map(({ key }) => key),
      ['A-2'],
    );
  });

  it('rebuilds the mirror from a list that Docket wrote before, with its keys', async () => {
    await add();
    await add({ title: 'Two' });
    const rows = world.sharePoint.rowsOf('actions');
    const fresh = await startFakeRegisters([actions]);
    for (const each of rows) fresh.sharePoint.restoreByHand('actions', { ...each, byApp: true });
    await fresh.sync();
    const made = await addRow(fresh.ports, fresh.as(amara), {
      definition: actions,
      values: { title: 'Three' },
      rowId: '00000000-0000-4000-8000-0000000000ff',
    });
    assert.ok(!isRefusal(made));
    assert.equal(made.key, 'A-3');
    const keys = fresh.store.committed(fresh.project.tenantId).rows.map(({ key }) => key);
    assert.deepEqual([...keys].sort(), ['A-1', 'A-2', 'A-3'] as RowKey[]);
  });

  it('keeps the pages that it took when it is killed half way', async () => {
    for (const title of ['One', 'Two', 'Three', 'Four']) world.sharePoint.addByHand('actions', { title });
    const lists = world.ports.lists(world.project.tenantId);
    const killed = {
      ...world.ports,
      lists: () => ({
        ...lists,
        async *changesSince(...args: Parameters<typeof lists.changesSince>) {
          for await (const page of lists.changesSince(...args)) {
            yield page;
            throw new Error('killed');
          }
        },
      }),
    };
    const { syncList } = await import('../../../src/registers/syncList.ts');
    const ids = { tenantId: world.project.tenantId, projectId: world.project.id, register: 'actions' };
    await assert.rejects(syncList(killed, ids), /killed/);
    assert.equal(world.store.committed(world.project.tenantId).rows.length, 3);
    await world.sync();
    const titles = world.store.committed(world.project.tenantId).rows.map(({ values }) => values.title);
    assert.deepEqual(titles, ['One', 'Two', 'Three', 'Four']);
  });

  it('reads all lists of which SharePoint tells within a moment together, whatever one of them throws', async () => {
    for (const register of ['actions', 'risks']) {
      await world.sync(register);
      world.sharePoint.addByHand(register, { title: `By hand in ${register}` });
    }
    const lists = world.ports.lists(world.project.tenantId);
    const [job] = makeRegisterJobs({
      ...world.ports,
      lists: () => ({
        ...lists,
        changesSince(list, definition, mark) {
          if (definition.name === 'risks') throw new RangeError('Risks cannot be read.');
          return lists.changesSince(list, definition, mark);
        },
      }),
    }).filter(({ name }) => name === SYNC_JOB);
    assert.ok(job);
    const { tenantId, id: projectId } = world.project;
    const [first, ...others] = ['risks', 'actions'].map((register) =>
      job.run(job.schema.parse({ tenantId, projectId, register }), { tenantId, attempt: 1 }),
    );
    await Promise.all(others);
    await assert.rejects(first ?? assert.fail('Two jobs run.'), RangeError);
    const titles = world.store.committed(tenantId).rows.map(({ values }) => values.title);
    assert.deepEqual(titles, ['By hand in actions']);
  });

  it('is started every minute for lists that changed, every day for all, with the writes that have waited', async () => {
    await world.sync('actions');
    await world.sync('risks');
    world.sharePoint.addByHand('risks', { title: 'By hand' });
    await addRow(world.ports, world.as(amara), { definition: actions, values: { title: 'Waiting' } });
    world.store.takeJobs(world.project.tenantId);
    world.setTime('2026-11-25T09:02:00Z');
    await watchLists(world.ports, world.project.tenantId);
    const jobs = () =>
      world.store
        .takeJobs(world.project.tenantId)
        .map(({ name, payload }) => [name, (payload as { register?: string }).register ?? '']);
    assert.deepEqual(jobs(), [
      ['sync-register-list', 'risks'],
      ['write-register-rows', ''],
    ]);
    world.setTime('2026-11-26T09:00:00Z');
    await watchLists(world.ports, world.project.tenantId);
    assert.deepEqual(jobs(), [
      ['sync-register-list', 'actions'],
      ['sync-register-list', 'risks'],
      ['write-register-rows', ''],
    ]);
  });
});
