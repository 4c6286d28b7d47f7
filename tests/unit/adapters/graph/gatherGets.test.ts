import assert from 'node:assert/strict';
import { z } from 'zod';
import { gatherGets } from '../../../../src/adapters/graph/gatherGets.ts';
import { NotFoundError } from '../../../../src/kernel/errors.ts';
import { type Answer, type Asked, fakeGraph, graphError } from './fakeGraph.ts';

const schema = z.object({ name: z.string() });

interface Part {
  readonly id: string;
  readonly url: string;
}

/** Answers each part of a batch as it answers the same request alone, but for the parts that it is told to refuse. */
function servingBoth(alone: (path: string) => Answer, inBatch = alone): (asked: Asked) => Answer {
  return (asked) => {
    if (asked.path !== '/$batch') return alone(asked.path);
    const { requests } = asked.json() as { readonly requests: readonly Part[] };
    return {
      status: 200,
      body: { responses: requests.map(({ id, url }) => ({ id, ...inBatch(decodeURIComponent(url)) })) },
    };
  };
}

const named = (path: string): Answer => ({ status: 200, body: { name: path } });
const pathsOf = (asked: readonly Asked[]): string[] => asked.map(({ version, path }) => `${version}${path}`);

describe('gatherGets', () => {
  it('sends what is asked for at the same moment in one request, and answers each its own', async () => {
    const graph = fakeGraph(servingBoth(named));
    const reader = gatherGets(graph.client);
    const names = await Promise.all(['/a', '/b', '/c'].map((path) => reader.get(path, { schema })));
    assert.deepEqual(
      names.map(({ name }) => name),
      ['/a', '/b', '/c'],
    );
    assert.deepEqual(pathsOf(graph.asked), ['v1.0/$batch']);
  });

  it('asks for a single thing alone, and for what comes later anew', async () => {
    const graph = fakeGraph(servingBoth(named));
    const reader = gatherGets(graph.client);
    await reader.get('/a', { schema, query: { $top: 2 } });
    await reader.get('/b', { schema });
    assert.deepEqual(pathsOf(graph.asked), ['v1.0/a?$top=2', 'v1.0/b']);
  });

  it('keeps the versions of Graph apart, with the query and the headers of each', async () => {
    const graph = fakeGraph(servingBoth(named));
    const reader = gatherGets(graph.client);
    const version = 'beta';
    await Promise.all([
      reader.get('/a', { schema, query: { $top: 2 }, headers: { prefer: 'x' } }),
      reader.get('/b', { schema }),
      reader.get('/c', { schema, version }),
      reader.get('/d', { schema, version }),
    ]);
    assert.deepEqual(pathsOf(graph.asked), ['v1.0/$batch', 'beta/$batch']);
    const [asked] = graph.asked;
    assert.ok(asked);
    const { requests } = asked.json() as { readonly requests: readonly object[] };
    assert.deepEqual(requests[0], { id: '0', method: 'GET', url: '/a?$top=2', headers: { prefer: 'x' } });
  });

  it('asks alone for what the batch did not bring, and throws what is said to that', async () => {
    const gone: Answer = { status: 410, body: graphError('resyncRequired') };
    const graph = fakeGraph(
      servingBoth(
        (path) => (path === '/gone' ? gone : named(path)),
        (path) => (path === '/gone' ? gone : path === '/odd' ? { status: 200, body: {} } : named(path)),
      ),
    );
    const reader = gatherGets(graph.client);
    const [a, lost, odd] = await Promise.allSettled(
      ['/a', '/gone', '/odd'].map((path) => reader.get(path, { schema })),
    );
    assert.deepEqual(
      [a, odd],
      [
        { status: 'fulfilled', value: { name: '/a' } },
        { status: 'fulfilled', value: { name: '/odd' } },
      ],
    );
    assert.ok(lost?.status === 'rejected' && lost.reason instanceof NotFoundError);
    assert.deepEqual(pathsOf(graph.asked), ['v1.0/$batch', 'v1.0/gone', 'v1.0/odd']);
  });

  it('asks for each alone when Graph will not take the batch', async () => {
    const graph = fakeGraph((asked) =>
      asked.path === '/$batch' ? { status: 400, body: graphError('invalidRequest') } : named(asked.path),
    );
    const reader = gatherGets(graph.client);
    const names = await Promise.all(['/a', '/b'].map((path) => reader.get(path, { schema })));
    assert.deepEqual(names, [{ name: '/a' }, { name: '/b' }]);
    assert.deepEqual(pathsOf(graph.asked), ['v1.0/$batch', 'v1.0/a', 'v1.0/b']);
  });
});
