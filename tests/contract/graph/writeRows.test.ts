import assert from 'node:assert/strict';
import { makeRegisterLists } from '../../../src/adapters/graph/lists.ts';
import { ConflictError, InputError } from '../../../src/kernel/errors.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import type { ListRef, ListRow, RegisterLists, RowWrite, RowWritten } from '../../../src/registers/ports.ts';
import { AMARA, APP, type GraphWorld, INGRID, LUCIA, PRIYA, SITE_URL, startGraphWorld } from './support.ts';

const lucia = { personId: LUCIA, name: 'Lucía Fernández', mail: 'lucia.fernandez@harbour.example' };
const ingrid = { personId: INGRID, name: 'Ingrid Solheim', mail: 'ingrid.solheim@harbour.example' };
const create = (n: number): RowWrite => ({
  kind: 'create',
  rowId: `row-${n}`,
  key: asRowKey(`A-${n}`),
  values: { title: `Action ${n}`, owners: [lucia], due: '2027-04-01', status: 'Open' },
});

describe('writeRows', () => {
  let world: GraphWorld;
  let lists: RegisterLists;
  let list: ListRef;
  beforeEach(async () => {
    world = await startGraphWorld();
    lists = makeRegisterLists(world.client, { appId: APP, directory: world.directory });
    const { siteId } = await lists.findSite(SITE_URL);
    list = (await lists.provision(siteId, actions, null)).list;
  });
  afterEach(() => world.close());

  const write = (writes: readonly RowWrite[]) =>
    lists.writeRows(writes.map((each) => ({ list, definition: actions, write: each })));
  const rowOf = (result: RowWritten | undefined): ListRow => {
    assert.ok(result && 'row' in result && result.row, JSON.stringify(result));
    return result.row;
  };
  const errorOf = (result: RowWritten | undefined): Error => {
    assert.ok(result && 'error' in result, JSON.stringify(result));
    return result.error;
  };
  const itemPath = (itemId: string): string => `/sites/${list.siteId}/lists/${list.listId}/items/${itemId}`;

  it('makes, changes and deletes rows, each with its own result in its place', async () => {
    const made = (await write([1, 2, 3].map(create))).map(rowOf);
    assert.deepEqual(
      made.map(({ key, values: { title, owners } }) => [key, title, owners]),
      [1, 2, 3].map((n) => [`A-${n}`, `Action ${n}`, [lucia]]),
    );
    const [one, two, three] = made;
    assert.ok(one && two && three);
    await world.as(PRIYA, 'PATCH', `${itemPath(two.itemId)}/fields`, { Status: 'In progress' });
    const results = await write([
      { kind: 'update', itemId: one.itemId, etag: one.etag, changes: { status: 'Done', owners: [ingrid] } },
      { kind: 'update', itemId: two.itemId, etag: two.etag, changes: { status: 'Done' } },
      { kind: 'delete', itemId: three.itemId, etag: three.etag },
      { kind: 'delete', itemId: '999', etag: '"x,1"' },
      { kind: 'update', itemId: one.itemId, etag: one.etag, changes: { due: 'soon' } },
    ]);
    const changed = rowOf(results[0]);
    assert.deepEqual([changed.values.status, changed.values.owners], ['Done', [ingrid]]);
    assert.match(changed.problems?.[0] ?? '', /Ingrid Solheim has never opened/);
    assert.ok(errorOf(results[1]) instanceof ConflictError);
    assert.deepEqual(results.slice(2, 4), [{ row: null }, { row: null }]);
    assert.ok(errorOf(results[4]) instanceof InputError);
  });

  it('makes each row once when parts are throttled, lost, refused or only seem to fail (H16)', async () => {
    const path = `/sites/${list.siteId}/lists/${list.listId}/items`;
    await world.fault({
      match: { method: 'POST', path },
      fault: 'throttle',
      after: 2,
      times: 1,
      retryAfterSeconds: 0.249,
    });
    await world.fault({ match: { method: 'POST', path }, fault: 'gateway-timeout', after: 3, times: 1 });
    const writes = [
      create(1),
      create(2),
      create(3),
      { ...create(4), values: { title: 'x', slips: -1 } } as RowWrite,
      create(5),
    ];
    const results = await write(writes);
    assert.deepEqual(
      [0, 1, 2, 4].map((index) => rowOf(results[index]).key),
      ['A-1', 'A-2', 'A-3', 'A-5'],
    );
    assert.ok(errorOf(results[3]) instanceof InputError);
    const { body } = await world.as(AMARA, 'GET', path);
    assert.equal((body.value as unknown[]).length, 4);
    assert.ok(
      world.waits.some((wait) => wait >= 249),
      String(world.waits),
    );
  });

  it('gives rows that an earlier, forgotten attempt made', async () => {
    const first = (await write([create(1), create(2)])).map(rowOf);
    const again = (await write([create(2), create(1)])).map(rowOf);
    assert.deepEqual(
      again.map(({ itemId }) => itemId),
      first.map(({ itemId }) => itemId).reverse(),
    );
  });

  it('takes five requests for a hundred edits: what the list then holds is in their own answers', async () => {
    const made = (await write(Array.from({ length: 100 }, (_, n) => create(n + 1)))).map(rowOf);
    const before = world.replies();
    const edits = made.map(
      ({ itemId, etag }): RowWrite => ({
        kind: 'update',
        itemId,
        etag,
        changes: { status: 'Done', due: '2027-05-01' },
      }),
    );
    const results = (await write(edits)).map(rowOf);
    assert.ok(results.every(({ values }) => values.status === 'Done' && values.due === '2027-05-01'));
    assert.equal(world.replies() - before, 5);
    const [one] = edits;
    const now = await lists.readRow(list, actions, made[0]?.itemId ?? '');
    assert.deepEqual(results[0], { ...now, modifiedBy: results[0]?.modifiedBy });
    assert.equal(one?.kind, 'update');
  });
});
