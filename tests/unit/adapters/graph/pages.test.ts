import assert from 'node:assert/strict';
import { z } from 'zod';
import { readAll, readPages } from '../../../../src/adapters/graph/pages.ts';
import { ContractError } from '../../../../src/kernel/errors.ts';
import { fakeGraph } from './fakeGraph.ts';

const item = z.object({ id: z.string() });
const page = (ids: readonly string[], links: object = {}) => ({
  status: 200,
  body: { value: ids.map((id) => ({ id })), ...links },
});
const next = (token: string) => ({
  '@odata.nextLink': `https://graph.example/v1.0/things?$skiptoken=${token}`,
});

describe('readPages', () => {
  it('follows next links to the end, with the headers of the first request', async () => {
    const graph = fakeGraph([page(['a', 'b'], next('1')), page([], next('2')), page(['c'])]);
    const items = await readAll(graph.client, {
      from: { path: '/things', query: { $top: 2 } },
      item,
      headers: { prefer: 'x' },
    });
    assert.deepEqual(items, [{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
    assert.deepEqual(
      graph.asked.map(({ path }) => path),
      ['/things?$top=2', '/things?$skiptoken=1', '/things?$skiptoken=2'],
    );
    assert.deepEqual(
      graph.asked.map(({ headers }) => headers.get('prefer')),
      ['x', 'x', 'x'],
    );
  });

  it('gives the delta link of the last page and begins at one later, in the version that the link names', async () => {
    const deltaLink = 'https://graph.example/beta/things/delta?$deltatoken=9';
    const graph = fakeGraph([
      page(['a'], next('1')),
      page(['b'], { '@odata.deltaLink': deltaLink }),
      page([]),
    ]);
    const links = [];
    for await (const { deltaLink: link } of readPages(graph.client, {
      from: { path: '/things/delta' },
      item,
    }))
      links.push(link);
    assert.deepEqual(links, [null, deltaLink]);
    assert.deepEqual(await readAll(graph.client, { from: { link: deltaLink }, item }), []);
    assert.equal(graph.asked[2]?.version, 'beta');
  });

  it('reads no further than the caller wants', async () => {
    const graph = fakeGraph([page(['a'], next('1'))]);
    for await (const { items } of readPages(graph.client, { from: { path: '/things' }, item })) {
      assert.equal(items.length, 1);
      break;
    }
    assert.equal(graph.asked.length, 1);
  });

  it('refuses a next link to another host, a circle and an endless list', async () => {
    const foreign = fakeGraph([page(['a'], { '@odata.nextLink': 'https://elsewhere.example/v1.0/things' })]);
    await assert.rejects(readAll(foreign.client, { from: { path: '/things' }, item }), ContractError);
    const circle = fakeGraph([page(['a'], next('1')), page(['a'], next('1'))]);
    await assert.rejects(readAll(circle.client, { from: { path: '/things' }, item }), {
      code: 'paging-in-a-circle',
    });
    let count = 0;
    const endless = fakeGraph(() => {
      count += 1;
      return page(['a'], next(String(count)));
    });
    await assert.rejects(readAll(endless.client, { from: { path: '/things' }, item, mostPages: 4 }), {
      code: 'too-many-pages',
    });
    assert.equal(endless.asked.length, 4);
  });

  it('refuses a collection without a value', async () => {
    const graph = fakeGraph([{ status: 200, body: {} }]);
    await assert.rejects(readAll(graph.client, { from: { path: '/things' }, item }), ContractError);
  });
});
