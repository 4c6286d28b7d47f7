import assert from 'node:assert/strict';
import { sortBy } from '../../../../src/local365/core/odata/evaluate.ts';
import {
  checkExpand,
  parseExpand,
  parseOrderBy,
  parseSelect,
  parseTop,
} from '../../../../src/local365/core/odata/options.ts';
import { compilePath, normalizePath } from '../../../../src/local365/core/pathPattern.ts';
import { GraphFault } from '../../../../src/local365/core/route.ts';

const isFault = (status: number) => (error: unknown) =>
  error instanceof GraphFault && error.status === status;

describe('parseExpand', () => {
  it('reads nested options, with and without the dollar sign', () => {
    const [fields, items] = parseExpand('fields($select=A,B),items(expand=fields(select=Title);$top=5)');
    assert.deepEqual([fields?.property, [...(fields?.options ?? [])]], ['fields', [['$select', 'A,B']]]);
    assert.deepEqual(
      [...(items?.options ?? [])],
      [
        ['$expand', 'fields(select=Title)'],
        ['$top', '5'],
      ],
    );
  });

  it('passes over commas and parentheses in quotes', () => {
    const [messages] = parseExpand("messages($filter=subject eq 'a),(b';$top=1)");
    assert.equal(messages?.options.get('$filter'), "subject eq 'a),(b'");
  });

  for (const text of [
    'fields(',
    'fields)',
    'fields($select)',
    'fields($top=1;$top=2)',
    "a($filter=b eq 'c)",
    '1x',
  ])
    it(`refuses ${text} with 400`, () => assert.throws(() => parseExpand(text), isFault(400)));

  it('refuses properties and nested options that are not known with 501', () => {
    const known = { fields: ['$select'] };
    assert.throws(() => checkExpand(parseExpand('driveItem'), known), isFault(501));
    assert.throws(() => checkExpand(parseExpand('fields($top=1)'), known), isFault(501));
    assert.doesNotThrow(() => checkExpand(parseExpand('fields($select=A)'), known));
  });
});

describe('parseSelect, parseOrderBy, parseTop', () => {
  it('read lists, directions and numbers', () => {
    assert.deepEqual(parseSelect('id, displayName'), ['id', 'displayName']);
    assert.deepEqual(parseOrderBy('fields/Due desc,id'), [
      { path: 'fields/Due', descending: true },
      { path: 'id', descending: false },
    ]);
    assert.deepEqual([parseTop('7', 5), parseTop('3', 5), parseTop(undefined, 5)], [5, 3, undefined]);
  });

  for (const [title, read] of [
    ['an empty selection', () => parseSelect('a,,b')],
    ['a direction that is none', () => parseOrderBy('a down')],
    ['$top of nought', () => parseTop('0', 5)],
    ['a negative $top', () => parseTop('-1', 5)],
  ] as const)
    it(`refuse ${title} with 400`, () => assert.throws(read, isFault(400)));
});

describe('sortBy', () => {
  it('puts nothing first ascending and last descending, texts without case', () => {
    const rows = [{ t: 'b' }, { t: null }, { t: 'A' }, { t: 'c' }];
    const read = (row: { t: string | null }) => row.t;
    assert.deepEqual(sortBy(rows, [{ path: 't', descending: false }], read).map(read), [null, 'A', 'b', 'c']);
    assert.deepEqual(sortBy(rows, [{ path: 't', descending: true }], read).map(read), ['c', 'b', 'A', null]);
  });
});

describe('compilePath', () => {
  it('takes a segment, a part of one, and a span between colons', () => {
    assert.deepEqual(compilePath('/users/{id}/x').match('/users/a%40b/x'), { id: 'a@b' });
    assert.equal(compilePath('/users/{id}').match('/users/a/b'), null);
    assert.deepEqual(compilePath('/m/getAll({args})').match("/m/getAll(a='1',b=2)"), { args: "a='1',b=2" });
    assert.deepEqual(compilePath('/d/root:/{+path}:/content').match('/d/root:/a/b%20c.txt:/content'), {
      path: 'a/b c.txt',
    });
    assert.deepEqual(compilePath('/d/root:/{+path}').match('/d/root:/a/b:'), { path: 'a/b' });
  });

  it('ranks the more literal pattern first', () => {
    const sorted = ['/s/{id}', '/s/{h}:/{+p}', '/s/root', '/s/{id}/lists'].sort((a, b) =>
      compilePath(a).rank < compilePath(b).rank ? -1 : 1,
    );
    assert.deepEqual(sorted, ['/s/root', '/s/{h}:/{+p}', '/s/{id}/lists', '/s/{id}']);
  });
});

describe('normalizePath', () => {
  for (const [sent, expected] of [
    ["/lists('User Information List')/items", '/lists/User Information List/items'],
    ['/lists(%27O%27%27Neil%27)/items', '/lists/O%27Neil/items'],
    ['/items/microsoft.graph.delta()', '/items/delta'],
    ["/x/getAll(userId='a',start=b)", "/x/getAll(userId='a',start=b)"],
  ] as const)
    it(`makes ${expected} of ${sent}`, () => assert.equal(normalizePath(sent), expected));
});
