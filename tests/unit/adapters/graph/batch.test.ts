import assert from 'node:assert/strict';
import { type BatchPart, sendBatch } from '../../../../src/adapters/graph/batch.ts';
import { InputError, UnavailableError } from '../../../../src/kernel/errors.ts';
import h16 from '../../../fixtures/cases/H16-batch-with-mixed-results.json' with { type: 'json' };
import { type Asked, fakeGraph, graphError } from './fakeGraph.ts';

interface SentPart {
  readonly id: string;
  readonly dependsOn?: readonly string[];
}
const partsOf = (asked: Asked | undefined): readonly SentPart[] =>
  asked === undefined ? [] : (asked.json() as { requests: readonly SentPart[] }).requests;
const idsOf = (asked: Asked | undefined): readonly string[] => partsOf(asked).map(({ id }) => id);
const replies = (...responses: readonly object[]) => ({ status: 200, body: { responses } });
const create = (id: string): BatchPart => ({
  id,
  method: 'POST',
  path: '/sites/s/lists/l/items',
  body: { fields: { ItemKey: `A-${id}` } },
});
const read = (id: string): BatchPart => ({ id, method: 'GET', path: `/users/${id}` });

describe('sendBatch', () => {
  it('takes each answer by its id, repeats only the throttled part and leaves a 503 of a create open (H16)', async () => {
    const graph = fakeGraph([
      replies(...h16.input.responses),
      replies({ id: '3', status: 201, body: { id: '103' } }),
    ]);
    const results = await sendBatch(graph.client, ['1', '2', '3', '4', '5'].map(create));
    const bodyOf = (id: string): unknown => {
      const result = results.get(id);
      return result?.ok === true ? result.body : null;
    };
    assert.deepEqual([bodyOf('1'), bodyOf('2'), bodyOf('3')], [{ id: '101' }, { id: '102' }, { id: '103' }]);
    assert.deepEqual(graph.asked.map(idsOf), [['1', '2', '3', '4', '5'], ['3']]);
    assert.ok((graph.waits[0] ?? 0) >= 249, String(graph.waits));
    const four = results.get('4');
    assert.ok(four?.ok === false && four.error instanceof InputError);
    assert.match(four.error.message, /Field X/);
    const five = results.get('5');
    assert.ok(five?.ok === false && five.error instanceof UnavailableError && five.error.outcomeUnknown);
  });

  it('sends twenty parts at most in one batch', async () => {
    const graph = fakeGraph((asked) =>
      replies(
        ...partsOf(asked)
          .map(({ id }) => ({ id, status: 200, body: {} }))
          .reverse(),
      ),
    );
    const results = await sendBatch(
      graph.client,
      Array.from({ length: 45 }, (_, index) => read(`u${index}`)),
    );
    assert.deepEqual(
      graph.asked.map((asked) => partsOf(asked).length),
      [20, 20, 5],
    );
    assert.equal([...results.values()].filter(({ ok }) => ok).length, 45);
  });

  it('sends a part as Graph wants it', async () => {
    const graph = fakeGraph([replies({ id: 'a', status: 200, body: {} })]);
    await sendBatch(graph.client, [
      {
        id: 'a',
        method: 'PATCH',
        path: '/sites/s/lists/l/items/1/fields',
        query: { $select: 'a b' },
        headers: { 'If-Match': '"x,1"' },
        body: { Status: 'Done' },
      },
    ]);
    assert.deepEqual(partsOf(graph.asked[0]), [
      {
        id: 'a',
        method: 'PATCH',
        url: '/sites/s/lists/l/items/1/fields?$select=a%20b',
        headers: { 'Content-Type': 'application/json', 'If-Match': '"x,1"' },
        body: { Status: 'Done' },
      },
    ]);
  });

  it('repeats reads after a server fault, waiting for the longest Retry-After of the parts', async () => {
    const graph = fakeGraph([
      replies(
        { id: 'a', status: 429, headers: { 'retry-after': '3' } },
        { id: 'b', status: 503, headers: { 'Retry-After': '7' } },
        { id: 'c', status: 200, body: {} },
      ),
      replies({ id: 'b', status: 200, body: {} }, { id: 'a', status: 200, body: {} }),
    ]);
    const results = await sendBatch(graph.client, ['a', 'b', 'c'].map(read));
    assert.ok([...results.values()].every(({ ok }) => ok));
    assert.deepEqual(idsOf(graph.asked[1]), ['a', 'b']);
    assert.ok((graph.waits[0] ?? 0) >= 7000);
  });

  it('repeats a part with 424 together with the part that it waits for, and no longer names parts that are done', async () => {
    const parts = [
      create('1'),
      { ...create('2'), dependsOn: ['1'] },
      { ...create('3'), dependsOn: ['1', '2'] },
    ];
    const graph = fakeGraph([
      replies(
        { id: '1', status: 201, body: {} },
        { id: '2', status: 429, headers: { 'retry-after': '1' } },
        { id: '3', status: 424 },
      ),
      replies({ id: '2', status: 201, body: {} }, { id: '3', status: 201, body: {} }),
    ]);
    const results = await sendBatch(graph.client, parts);
    assert.ok([...results.values()].every(({ ok }) => ok));
    assert.deepEqual(
      partsOf(graph.asked[1]).map(({ id, dependsOn }) => [id, dependsOn ?? []]),
      [
        ['2', []],
        ['3', ['2']],
      ],
    );
  });

  it('reports 424 when the part that it waited for failed for good', async () => {
    const graph = fakeGraph([
      replies({ id: '1', status: 400, body: graphError('invalidRequest') }, { id: '2', status: 424 }),
    ]);
    const results = await sendBatch(graph.client, [create('1'), { ...create('2'), dependsOn: ['1'] }]);
    const two = results.get('2');
    assert.ok(two?.ok === false);
    assert.equal(two.error.code, 'dependency-failed');
  });

  it('leaves every create open when the reply of the whole batch is lost, and repeats a batch of reads', async () => {
    const writes = fakeGraph(['lost']);
    const results = await sendBatch(writes.client, ['1', '2'].map(create));
    for (const result of results.values())
      assert.ok(!result.ok && result.error instanceof UnavailableError && result.error.outcomeUnknown);
    const reads = fakeGraph(['lost', replies({ id: 'a', status: 200, body: {} })]);
    assert.equal((await sendBatch(reads.client, [read('a')])).get('a')?.ok, true);
  });

  it('leaves a create open when its answer is missing, and asks again for a read', async () => {
    const graph = fakeGraph([replies(), replies({ id: 'r', status: 200, body: {} })]);
    const results = await sendBatch(graph.client, [create('1'), read('r')]);
    const one = results.get('1');
    assert.ok(one?.ok === false && one.error instanceof UnavailableError && one.error.outcomeUnknown);
    assert.equal(results.get('r')?.ok, true);
  });

  it('keeps the results of the first batch when the second cannot be sent', async () => {
    const first = replies(
      ...Array.from({ length: 20 }, (_, index) => ({ id: `u${index}`, status: 200, body: {} })),
    );
    const graph = fakeGraph([first, { status: 429, headers: { 'retry-after': '300' } }]);
    const results = await sendBatch(
      graph.client,
      Array.from({ length: 21 }, (_, index) => read(`u${index}`)),
    );
    assert.equal(results.get('u19')?.ok, true);
    const last = results.get('u20');
    assert.ok(last?.ok === false);
    assert.equal(last.error.code, 'throttled');
  });

  it('gives up on a throttled part at the deadline', async () => {
    const graph = fakeGraph([replies({ id: '1', status: 429, headers: { 'retry-after': '300' } })]);
    const one = (await sendBatch(graph.client, [create('1')])).get('1');
    assert.ok(one?.ok === false);
    assert.deepEqual(one.error.retry, { afterMs: 300_000 });
  });
});
