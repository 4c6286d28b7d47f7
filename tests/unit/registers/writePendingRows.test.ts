import assert from 'node:assert/strict';
import {
  ConflictError,
  InputError,
  isRefusal,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../../src/kernel/errors.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import { addRow, addRowsIn } from '../../../src/registers/addRow.ts';
import { changeRow } from '../../../src/registers/changeRow.ts';
import { closeRow, commentRow } from '../../../src/registers/closeRow.ts';
import type { RowValues } from '../../../src/registers/definition.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { risks } from '../../../src/registers/definitions/risks.ts';
import { deleteRow, restoreRow } from '../../../src/registers/deleteRow.ts';
import { writePendingRows } from '../../../src/registers/writePendingRows.ts';
import { amara, type FakeRegisters, startFakeRegisters, textOfCard } from '../../support/fakeRegisters.ts';

const lostReply = new UnavailableError('no-reply', 'SharePoint did not answer.', { outcomeUnknown: true });
const down = new UnavailableError('site-down', 'SharePoint is down.');

describe('writePendingRows', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });

  const add = async (values: RowValues = {}): Promise<void> => {
    const row = { definition: actions, values: { title: 'Order switches', due: '2026-12-04', ...values } };
    assert.equal(isRefusal(await addRow(world.ports, world.as(amara), row)), false);
  };
  const set = async (values: RowValues, key = 'A-1'): Promise<void> => {
    assert.equal(isRefusal(await changeRow(world.ports, world.as(amara), key, values)), false);
  };
  const row = (key = 'A-1') =>
    world.ports.transact(world.project.tenantId, ({ registers }) =>
      registers.rowByKey(world.project.id, asRowKey(key)),
    );
  const said = () => world.store.committed(world.project.tenantId).posts.map(({ reply }) => reply.text ?? '');
  const waiting = () => world.store.committed(world.project.tenantId).writes;

  it('writes a new row with its keys and shows it as saved', async () => {
    await add();
    assert.equal((await row())?.state, 'saving');
    assert.deepEqual(await world.runJobs(), []);
    const [listed, ...more] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.key, listed?.values.title, more.length], ['A-1', 'Order switches', 0]);
    const now = await row();
    assert.deepEqual([now?.state, now?.listed?.itemId, now?.rowId], ['saved', '1', listed?.rowId]);
  });

  it('makes one row when the reply to its creation is lost', async () => {
    await add();
    world.sharePoint.fail({ call: 'createRow', error: lostReply, when: 'after' });
    assert.deepEqual(await world.runJobs(), [lostReply]);
    assert.equal(world.sharePoint.rowsOf('actions').length, 1);
    assert.equal((await row())?.state, 'saved');
  });

  it('keeps the writes of each row in order while SharePoint is down and writes it afterwards', async () => {
    await add();
    await set({ priority: 'High' });
    await add({ title: 'Order cables' });
    await set({ priority: 'Low' });
    for (let n = 0; n < 5; n += 1) world.sharePoint.fail({ call: 'createRow', error: down, when: 'before' });
    assert.deepEqual(new Set(await world.runJobs()), new Set([down]));
    const rows = [...world.sharePoint.rowsOf('actions')].sort((one, other) =>
      String(one.key) < String(other.key) ? -1 : 1,
    );
    assert.deepEqual(
      rows.map(({ key, values }) => [key, values.title, values.priority]),
      [
        ['A-1', 'Order switches', 'Low'],
        ['A-2', 'Order cables', 'Medium'],
      ],
    );
    assert.deepEqual(waiting(), []);
  });

  it('sends changes that follow each other in one request', async () => {
    await add();
    await world.runJobs();
    world.sharePoint.calls.length = 0;
    await set({ priority: 'High' });
    await set({ due: '2026-12-11' });
    await set({ priority: 'Critical' });
    await world.runJobs();
    assert.deepEqual(world.sharePoint.calls, ['updateRow']);
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual(
      [listed?.values.priority, listed?.values.due, listed?.values.slips],
      ['Critical', '2026-12-11', 1],
    );
  });

  it('writes a hundred rows in five batches', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => ({
      definition: actions,
      values: { title: `Row ${n}` },
    }));
    await world.ports.transact(world.project.tenantId, (stores) =>
      addRowsIn(stores, world.ports, world.as(amara), rows),
    );
    await world.runJobs();
    assert.deepEqual(world.sharePoint.batches, [20, 20, 20, 20, 20]);
    const titles = world.sharePoint.rowsOf('actions').map(({ values }) => values.title);
    assert.deepEqual(
      titles,
      rows.map(({ values }) => values.title),
    );
  });

  it('settles what a batch wrote when another part of it failed for now', async () => {
    await add();
    await add({ title: 'Order cables' });
    world.sharePoint.fail({ call: 'createRow', error: down, when: 'before' });
    const ids = { tenantId: world.project.tenantId, projectId: world.project.id };
    await assert.rejects(writePendingRows(world.ports, ids), down);
    assert.deepEqual([(await row('A-1'))?.state, (await row('A-2'))?.state], ['saving', 'saved']);
    await world.runJobs();
    assert.equal((await row('A-1'))?.state, 'saved');
  });

  it('writes rows of several lists in one batch, and all others when one list has a fault that passes', async () => {
    world = await startFakeRegisters([actions, risks]);
    const risk = { definition: risks, values: { title: 'Late vendor' } };
    await add();
    await addRow(world.ports, world.as(amara), risk);
    await world.runJobs();
    assert.deepEqual(world.sharePoint.batches, [2]);
    await set({ priority: 'High' });
    await addRow(world.ports, world.as(amara), risk);
    world.sharePoint.fail({ call: 'updateRow', error: down, when: 'before' });
    const ids = { tenantId: world.project.tenantId, projectId: world.project.id };
    await assert.rejects(writePendingRows(world.ports, ids), down);
    assert.equal(world.sharePoint.rowsOf('risks').length, 2);
    assert.deepEqual(
      waiting().map(({ register }) => register),
      ['actions'],
    );
  });

  it('does not write a change again whose reply was lost', async () => {
    await add();
    await world.runJobs();
    await set({ priority: 'High' });
    world.sharePoint.fail({ call: 'updateRow', error: lostReply, when: 'after' });
    assert.deepEqual(await world.runJobs(), [lostReply]);
    assert.equal(world.sharePoint.rowsOf('actions')[0]?.etag, '"1,2"');
    assert.deepEqual([(await row())?.state, said()], ['saved', []]);
  });

  it('merges with an edit by hand of another field and names its editor', async () => {
    await add();
    await world.runJobs();
    await set({ priority: 'High' });
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18' });
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.values.priority, listed?.values.due], ['High', '2026-12-18']);
    const now = await row();
    assert.deepEqual([now?.values.due, now?.values.priority, now?.state], ['2026-12-18', 'High', 'saved']);
    const history = await world.ports.transact(world.project.tenantId, ({ registers }) =>
      registers.historyOf(now?.rowId ?? ''),
    );
    const byHand = history.find(({ source }) => source.kind === 'sharepoint');
    assert.deepEqual(
      [byHand?.by.name, byHand?.changes.map(({ field }) => field)],
      ['Lucía Fernández', ['due']],
    );
    assert.equal(now?.values.slips, 1);
    assert.equal(listed?.values.slips, 1);
  });

  it('lets the list stand where both changed one field and shows the author both values', async () => {
    await add();
    await world.runJobs();
    await set({ due: '2026-12-11', priority: 'High' });
    world.sharePoint.editByHand('actions', '1', { due: '2026-12-18' });
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.values.due, listed?.values.priority], ['2026-12-18', 'High']);
    const [told, ...more] = world.store.committed(world.project.tenantId).posts;
    assert.deepEqual(more, []);
    assert.match(
      textOfCard(told?.reply.card),
      /A-1 .*Lucía Fernández.*18 Dec 2026.*Amara Okafor.*11 Dec 2026/s,
    );
    assert.equal((await row())?.values.due, '2026-12-18');
  });

  it('keeps the comments of both sides', async () => {
    await add({ notes: 'Start' });
    await world.runJobs();
    assert.equal(isRefusal(await commentRow(world.ports, world.as(amara), 'a-1', 'Ordered')), false);
    world.sharePoint.editByHand('actions', '1', { notes: 'Start\nby hand' });
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.equal(listed?.values.notes, 'Start\nby hand\n2026-11-25 Amara Okafor: Ordered');
    assert.deepEqual(said(), []);
  });

  it('gives up on a row that keeps changing after three merges, and says so', async () => {
    await add();
    await world.runJobs();
    await set({ priority: 'High' });
    for (let n = 0; n < 4; n += 1) {
      world.sharePoint.meanwhile('updateRow', () =>
        world.sharePoint.editByHand('actions', '1', { workstream: `Stream ${n}` }),
      );
    }
    assert.deepEqual(await world.runJobs(), []);
    assert.equal((await row())?.state, 'refused');
    assert.match(said()[0] ?? '', /A-1 could not be saved/);
  });

  it('marks a row that SharePoint refuses, tells its author and writes the rows behind it', async () => {
    await add();
    await add({ title: 'Order cables' });
    const refused = new InputError('invalid', 'The column Due does not exist.');
    world.sharePoint.fail({ call: 'createRow', error: refused, when: 'before' });
    assert.deepEqual(await world.runJobs(), []);
    const first = await row();
    assert.deepEqual([first?.state, first?.refusal], ['refused', 'The column Due does not exist.']);
    assert.equal((await row('A-2'))?.state, 'saved');
    assert.match(said()[0] ?? '', /A-1 could not be saved.*Amara Okafor.*The column Due does not exist/);
  });

  it('makes a refused row when it is changed again', async () => {
    await add();
    const refused = new InputError('invalid', 'The column Due does not exist.');
    world.sharePoint.fail({ call: 'createRow', error: refused, when: 'before' });
    await world.runJobs();
    await set({ due: '2026-12-07' });
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.values.title, listed?.values.due], ['Order switches', '2026-12-07']);
    assert.equal((await row())?.state, 'saved');
  });

  it('hands a throttled write back with the time to wait and keeps it', async () => {
    await add();
    const throttled = new ThrottledError('throttled', 'Wait.', 7000);
    world.sharePoint.fail({ call: 'createRow', error: throttled, when: 'before' });
    const errors = await world.runJobs();
    assert.deepEqual(errors, [throttled]);
    assert.equal((await row())?.state, 'saved');
  });

  it('tells the author when the row was deleted by hand before the change was written', async () => {
    await add();
    await world.runJobs();
    await set({ priority: 'High' });
    world.sharePoint.deleteByHand('actions', '1');
    await world.runJobs();
    assert.notEqual((await row())?.deletedAt, null);
    assert.match(said()[0] ?? '', /restore A-1/);
    assert.deepEqual(waiting(), []);
  });

  it('deletes a row in the list and makes it anew with the same key when it is restored', async () => {
    await add();
    await world.runJobs();
    assert.equal(isRefusal(await deleteRow(world.ports, world.as(amara), 'A-1')), false);
    await world.runJobs();
    assert.deepEqual(world.sharePoint.rowsOf('actions'), []);
    assert.equal(isRefusal(await restoreRow(world.ports, world.as(amara), 'A-1')), false);
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.key, listed?.values.title, listed?.itemId], ['A-1', 'Order switches', '2']);
    assert.equal((await row())?.deletedAt, null);
  });

  it('leaves the list to another holder and takes over when its time is over', async () => {
    await add();
    const { tenantId, id: projectId } = world.project;
    const ids = { tenantId, projectId };
    await world.ports.transact(tenantId, ({ registers }) => {
      const now = world.ports.clock.now();
      return registers.claimWrites(
        projectId,
        'killed process',
        now,
        '2026-11-25T09:02:00.000Z' as typeof now,
      );
    });
    await world.runJobs();
    assert.equal(world.sharePoint.rowsOf('actions').length, 0);
    world.setTime('2026-11-25T09:02:01Z');
    await world.ports.transact(tenantId, ({ jobs }) => jobs.send('write-register-rows', ids));
    await world.runJobs();
    assert.equal(world.sharePoint.rowsOf('actions').length, 1);
  });

  it('writes what was added while it was writing', async () => {
    await add();
    let added: Promise<void> = Promise.resolve();
    world.sharePoint.meanwhile('createRow', () => {
      added = set({ priority: 'High' });
    });
    await world.runJobs();
    await added;
    await world.runJobs();
    assert.equal(world.sharePoint.rowsOf('actions')[0]?.values.priority, 'High');
    assert.equal((await row())?.state, 'saved');
  });

  it('closes a row with its day and refuses to close it twice', async () => {
    await add();
    assert.equal(isRefusal(await closeRow(world.ports, world.as(amara), 'a-1')), false);
    const again = await closeRow(world.ports, world.as(amara), 'A-1');
    assert.ok(isRefusal(again));
    assert.equal(again.code, 'row-closed-already');
    await world.runJobs();
    const [listed] = world.sharePoint.rowsOf('actions');
    assert.deepEqual([listed?.values.status, listed?.values.closedOn], ['Done', '2026-11-25']);
  });

  it('keeps a row whose list is gone until the list is there again', async () => {
    await add();
    const gone = new NotFoundError('list-gone', 'The list is gone.');
    world.sharePoint.fail({ call: 'createRow', error: gone, when: 'before' });
    assert.deepEqual(await world.runJobs(), [gone]);
    assert.equal(world.sharePoint.rowsOf('actions').length, 1);
  });

  it('deletes a row although somebody changed it meanwhile', async () => {
    await add();
    await world.runJobs();
    await deleteRow(world.ports, world.as(amara), 'A-1');
    world.sharePoint.editByHand('actions', '1', { workstream: 'Data' });
    const errors = await world.runJobs();
    assert.ok(errors.every((error) => !(error instanceof ConflictError)));
    assert.deepEqual(world.sharePoint.rowsOf('actions'), []);
  });
});
