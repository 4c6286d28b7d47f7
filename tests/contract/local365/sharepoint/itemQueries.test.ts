import assert from 'node:assert/strict';
import { openSharePoint } from '../../../../src/local365/sharepoint/world.ts';
import { call } from '../core/support.ts';
import {
  FULL,
  givenItem,
  givenList,
  givenVisitor,
  PRIYA,
  startSharePoint,
  type TestSharePoint,
} from './support.ts';

const COLUMNS = [
  { name: 'ItemKey', text: {}, indexed: true, enforceUniqueValues: true },
  { name: 'Status', choice: { choices: ['Open', 'Done'] }, indexed: true },
  { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
  { name: 'Weight', number: {} },
  { name: 'Blocked', boolean: {}, indexed: true },
  { name: 'Owner', personOrGroup: {}, indexed: true },
  { name: 'Notes', text: { allowMultipleLines: true } },
];
const PREFER = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };

describe('queries of items', () => {
  let sharePoint: TestSharePoint;
  let list: string;
  before(async () => {
    sharePoint = await startSharePoint();
    const owner = await givenVisitor(sharePoint, PRIYA);
    list = await givenList(sharePoint, 'Queried', COLUMNS);
    for (const fields of [
      {
        Title: 'Order switches',
        ItemKey: 'A-1',
        Status: 'Open',
        Due: '2027-04-01',
        Weight: 3,
        Blocked: true,
      },
      {
        Title: "Check O'Neil's rack",
        ItemKey: 'A-2',
        Status: 'Done',
        Due: '2027-03-01',
        Weight: 1,
        OwnerLookupId: owner,
      },
      { Title: 'order cables', ItemKey: 'A-10', Status: 'open', Weight: 2, Blocked: false },
    ])
      await givenItem(sharePoint, list, fields);
  });
  after(() => sharePoint.close());
  const query = (options: string, headers = {}) => sharePoint.get(`${list}/items?${options}`, { headers });
  const ids = (reply: { body: { value: { id: string }[] } }) => reply.body.value.map(({ id }) => id);

  describe('"Enumerate items in a list": $filter', () => {
    for (const [filter, expected] of [
      ["fields/Status eq 'Open'", ['1', '3']],
      ["fields/Status ne 'Open'", ['2']],
      ["fields/Status eq 'Open' and fields/Due lt '2027-04-02T00:00:00Z'", ['1']],
      ["fields/Due ge '2027-03-01T00:00:00Z' and fields/Due le '2027-12-31T00:00:00Z'", ['1']],
      ['fields/Due gt 2027-01-01', ['1', '2']],
      ["(fields/ItemKey eq 'A-2' or fields/ItemKey eq 'A-10')", ['2', '3']],
      ["startswith(fields/ItemKey,'A-1')", ['1', '3']],
      ['fields/Blocked eq 1', ['1']],
      ['fields/Blocked eq false', ['3']],
      ['fields/Due eq null', ['3']],
      ['fields/Due ne null', ['1', '2']],
      ['fields/id gt 1', ['2', '3']],
    ] as const)
      it(`finds ${expected.join(' and ')} by ${filter}`, async () => {
        assert.deepEqual(ids(await query(`$filter=${encodeURIComponent(filter)}`)), expected);
      });

    it('finds a person by the row', async () => {
      const { fields } = (await sharePoint.get(`${list}/items/2?$expand=fields`)).body;
      assert.deepEqual(ids(await query(`$filter=fields/OwnerLookupId eq ${fields.OwnerLookupId}`)), ['2']);
      assert.deepEqual(ids(await query(`$filter=fields/OwnerLookupId eq '${fields.OwnerLookupId}'`)), ['2']);
    });

    it('refuses a column that is not indexed, unless the header allows it (microsoft-graph-docs#2279)', async () => {
      const filter = "$filter=fields/Title eq 'Check O''Neil''s rack'";
      const { status, body } = await query(filter);
      assert.equal(status, 400);
      assert.equal(body.error.code, 'invalidRequest');
      assert.match(
        body.error.message,
        /^Field 'Title' cannot be referenced in filter or orderby as it is not indexed\. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly'/,
      );
      assert.deepEqual(ids(await query(filter, PREFER)), ['2']);
    });

    for (const [filter, status] of [
      ["contains(fields/ItemKey,'A')", 400],
      ["fields/Notes eq 'x'", 400],
      ["fields/Nothing eq 'x'", 400],
      ['fields/Status eq', 400],
      ["fields/Due gt 'tomorrow'", 400],
      ['createdDateTime gt 2027-01-01', 501],
      ["not(fields/Status eq 'Open')", 501],
      ['length(fields/Status) eq 4', 501],
      ["fields/Owner eq 'Priya Raman'", 501],
    ] as const)
      it(`refuses ${filter} with ${status}`, async () => {
        assert.equal((await query(`$filter=${encodeURIComponent(filter)}`, PREFER)).status, status);
      });
  });

  describe('$orderby', () => {
    it('sorts by indexed columns, empty ones first', async () => {
      assert.deepEqual(ids(await query('$orderby=fields/Due')), ['3', '2', '1']);
      assert.deepEqual(ids(await query('$orderby=fields/Status desc,fields/Due desc')), ['1', '3', '2']);
    });

    it('refuses a column that is not indexed, unless the header allows it', async () => {
      assert.equal((await query('$orderby=fields/Weight')).status, 400);
      assert.deepEqual(ids(await query('$orderby=fields/Weight', PREFER)), ['2', '3', '1']);
    });
  });

  it('refuses $skip and $count with 501', async () => {
    assert.equal((await query('$skip=1')).status, 501);
    assert.equal((await query('$count=true')).status, 501);
  });

  describe('pages ("Paging Microsoft Graph data in your app")', () => {
    it('follows next links that keep the options, over sorted items too', async () => {
      for (const options of ['$expand=fields($select=Title)', '$orderby=fields/Due desc&$expand=fields']) {
        const whole = ids(await query(options));
        const found: string[] = [];
        let next: string | undefined = `${sharePoint.site}${list}/items?${options}&$top=1`;
        while (next !== undefined) {
          const { body } = await call('GET', next, { token: FULL });
          assert.equal(body.value.length, 1);
          assert.ok('Title' in body.value[0].fields);
          found.push(body.value[0].id);
          next = body['@odata.nextLink'];
        }
        assert.deepEqual(found, whole);
      }
    });

    it('goes on after the last item of a page though it was deleted meanwhile', async () => {
      const other = await givenList(sharePoint, 'Paged');
      for (const Title of ['a', 'b', 'c']) await givenItem(sharePoint, other, { Title });
      const first = await sharePoint.get(`${other}/items?$top=1`);
      await sharePoint.remove(`${other}/items/1`);
      const second = await call('GET', first.body['@odata.nextLink'], { token: FULL });
      assert.deepEqual(ids(second), ['2']);
    });

    it('refuses a skip token that it did not make', async () => {
      assert.equal((await query('$skiptoken=abc')).status, 400);
    });
  });

  describe('large lists ("SharePoint limits": list view threshold)', () => {
    let large: string;
    before(async () => {
      large = await givenList(sharePoint, 'Large', COLUMNS);
      const table = openSharePoint(sharePoint.context).table(large.split('/').at(-1) ?? '');
      const actor = { kind: 'app', id: 'x', name: 'x' } as const;
      for (let id = 1; id <= 6_000; id += 1)
        table.put({
          id,
          guid: sharePoint.context.random.uuid(),
          version: 1,
          values: {
            Title: `Row ${id}`,
            ItemKey: `A-${id}`,
            Status: id % 100 === 0 ? 'Done' : 'Open',
            Weight: id,
          },
          createdAt: '2026-11-02T09:00:00Z',
          createdBy: actor,
          authorId: 1,
          modifiedAt: '2026-11-02T09:00:00Z',
          modifiedBy: actor,
          editorId: 1,
        });
    });
    const ask = (options: string) => sharePoint.get(`${large}/items?${options}`, { headers: PREFER });

    it('pages through without a filter, 200 a page unless $top says more, 5,000 at most', async () => {
      assert.equal((await ask('')).body.value.length, 200);
      const first = await ask('$top=9999');
      assert.equal(first.body.value.length, 5_000);
      const second = await call('GET', first.body['@odata.nextLink'], { token: FULL });
      assert.equal(second.body.value.length, 1_000);
      assert.equal(second.body['@odata.nextLink'], undefined);
    });

    it('answers a filter whose first indexed condition leaves few rows', async () => {
      assert.equal((await ask("$filter=fields/Status eq 'Done'")).body.value.length, 60);
      assert.deepEqual(ids(await ask("$filter=fields/ItemKey eq 'A-4711' and fields/Weight gt 1")), ['4711']);
    });

    for (const [title, options] of [
      ['a filter by a column that is not indexed', '$filter=fields/Weight eq 7'],
      [
        'a filter whose first indexed condition leaves too many rows',
        "$filter=fields/Status eq 'Open' and fields/ItemKey eq 'A-7'",
      ],
      ['a negative condition', "$filter=fields/Status ne 'Open'"],
      ['sorting alone, even by id (microsoft-graph-docs#8450)', '$orderby=id desc'],
    ] as const)
      it(`refuses ${title} with 429 that no waiting mends (msgraph-sdk-dotnet#827)`, async () => {
        const { status, body, headers } = await ask(options);
        assert.equal(status, 429);
        assert.equal(body.error.message, 'The request has been throttled');
        assert.equal(headers.get('retry-after'), null);
      });
  });
});
