import assert from 'node:assert/strict';
import { openSharePoint } from '../../../../src/local365/sharepoint/world.ts';
import { call } from '../core/support.ts';
import {
  AMARA,
  asPerson,
  FULL,
  givenItem,
  givenList,
  startSharePoint,
  type TestSharePoint,
} from './support.ts';

interface Change {
  readonly id: string;
  readonly deleted?: { readonly state: string };
  readonly fields?: Readonly<Record<string, unknown>>;
}

describe('changes and versions of items', () => {
  let sharePoint: TestSharePoint;
  let list: string;
  before(async () => {
    sharePoint = await startSharePoint();
  });
  after(() => sharePoint.close());
  beforeEach(async () => {
    list = await givenList(sharePoint, `List ${sharePoint.context.random.uuid()}`, [
      { name: 'Weight', number: {} },
    ]);
  });

  describe('"listItem: delta"', () => {
    const follow = async (address: string): Promise<{ changes: Change[]; link: string; pages: number }> => {
      const changes: Change[] = [];
      let next = address;
      for (let pages = 1; ; pages += 1) {
        const { status, body } = await call('GET', next, { token: FULL });
        assert.equal(status, 200);
        changes.push(...body.value);
        if (body['@odata.deltaLink'] !== undefined) return { changes, link: body['@odata.deltaLink'], pages };
        next = body['@odata.nextLink'];
      }
    };
    const delta = (options = '') => `${sharePoint.site}${list}/items/delta${options}`;

    it('enumerates the list by pages, then tells only what changed, latest state once', async () => {
      for (const Title of ['a', 'b', 'c']) await givenItem(sharePoint, list, { Title });
      const first = await follow(delta('?$expand=fields($select=Title)&$top=2'));
      assert.deepEqual(
        first.changes.map(({ id }) => id),
        ['1', '2', '3'],
      );
      assert.equal(first.pages, 2);
      await sharePoint.patch(`${list}/items/2/fields`, { Title: 'b2' });
      await sharePoint.patch(`${list}/items/2/fields`, { Title: 'b3' });
      await givenItem(sharePoint, list, { Title: 'd' });
      const second = await follow(first.link);
      assert.deepEqual(
        second.changes.map(({ id, fields }) => [id, fields?.Title]),
        [
          ['2', 'b3'],
          ['4', 'd'],
        ],
      );
      const third = await follow(second.link);
      assert.deepEqual(third.changes, []);
    });

    it('tells removals with the deleted facet, but not in a first enumeration', async () => {
      for (const Title of ['a', 'b']) await givenItem(sharePoint, list, { Title });
      const { link } = await follow(delta());
      await sharePoint.remove(`${list}/items/1`);
      const { changes } = await follow(link);
      assert.deepEqual(
        changes.map(({ id, deleted }) => ({ id, deleted })),
        [{ id: '1', deleted: { state: 'deleted' } }],
      );
      assert.deepEqual(
        (await follow(delta())).changes.map(({ id }) => id),
        ['2'],
      );
    });

    it('shows an item changed between two pages again', async () => {
      for (const Title of ['a', 'b', 'c']) await givenItem(sharePoint, list, { Title });
      const page = await sharePoint.get(`${list}/items/delta?$top=1`);
      await sharePoint.patch(`${list}/items/1/fields`, { Title: 'a2' });
      const rest = await follow(page.body['@odata.nextLink']);
      assert.deepEqual(
        rest.changes.map(({ id }) => id),
        ['2', '3', '1'],
      );
    });

    it('gives only a link for token=latest, and fields only with $expand', async () => {
      await givenItem(sharePoint, list, { Title: 'a' });
      const latest = await follow(delta('?token=latest'));
      assert.deepEqual(latest.changes, []);
      await givenItem(sharePoint, list, { Title: 'b' });
      const { changes } = await follow(latest.link);
      assert.deepEqual(
        changes.map(({ id, fields }) => [id, fields]),
        [['2', undefined]],
      );
    });

    it('answers 400 for a token that is none, 410 with a fresh link for one that cannot be continued', async () => {
      const malformed = await sharePoint.get(`${list}/items/delta?token=abc`);
      assert.deepEqual(
        [malformed.status, malformed.body.error.message],
        [400, 'Provided sync token is malformed'],
      );
      const other = await givenList(sharePoint, `Other ${sharePoint.context.random.uuid()}`);
      const { link } = await follow(delta('?$top=5'));
      const gone = await call('GET', link.replace(list, other), { token: FULL });
      assert.deepEqual([gone.status, gone.body.error.code], [410, 'resyncChangesApplyDifferences']);
      assert.equal(gone.headers.get('location'), `${sharePoint.site}${other}/items/delta?$top=5`);
    });

    for (const [fault, code] of [
      ['resync-apply', 'resyncChangesApplyDifferences'],
      ['resync-upload', 'resyncChangesUploadDifferences'],
    ] as const)
      it(`answers 410 ${code} when the fault '${fault}' is on`, async () => {
        await givenItem(sharePoint, list, { Title: 'a' });
        const { link } = await follow(delta());
        sharePoint.context.faults.add({ match: { path: '/sites' }, fault, times: 1 });
        const gone = await call('GET', link, { token: FULL });
        assert.deepEqual([gone.status, gone.body.error.code], [410, code]);
        const again = await follow(gone.headers.get('location') ?? '');
        assert.deepEqual(
          again.changes.map(({ id }) => id),
          ['1'],
        );
      });

    it('refuses options that it does not know', async () => {
      assert.equal((await sharePoint.get(`${list}/items/delta?$filter=fields/Title eq 'a'`)).status, 501);
    });
  });

  describe('"Listing versions of a listItem"', () => {
    beforeEach(async () => {
      await givenItem(sharePoint, list, { Title: 'one', Weight: 1 });
      await sharePoint.patch(`${list}/items/1/fields`, { Title: 'two' }, { token: asPerson(AMARA) });
      await sharePoint.patch(`${list}/items/1/fields`, { Weight: null });
    });

    it('lists them newest first, with their fields when expanded, and who made each', async () => {
      const { body } = await sharePoint.get(`${list}/items/1/versions?$expand=fields`);
      assert.deepEqual(
        body.value.map((version: { id: string; fields: Record<string, unknown> }) => [
          version.id,
          version.fields.Title,
          version.fields.Weight,
        ]),
        [
          ['3.0', 'two', undefined],
          ['2.0', 'two', 1],
          ['1.0', 'one', 1],
        ],
      );
      assert.equal(body.value[1].lastModifiedBy.user.id, AMARA);
      assert.equal(body.value[2].lastModifiedBy.application.id, 'b1000000-0000-4000-8000-000000000001');
      const plain = await sharePoint.get(`${list}/items/1/versions/1.0`);
      assert.equal('fields' in plain.body, false);
    });

    it('restores one as a new version ("listItemVersion: restoreVersion")', async () => {
      assert.equal((await sharePoint.post(`${list}/items/1/versions/1.0/restoreVersion`, {})).status, 204);
      const { body } = await sharePoint.get(`${list}/items/1/fields`);
      assert.deepEqual([body.Title, body.Weight, body._UIVersionString], ['one', 1, '4.0']);
    });

    it('keeps the last 50', async () => {
      for (let at = 0; at < 60; at += 1) await sharePoint.patch(`${list}/items/1/fields`, { Weight: at });
      const { body } = await sharePoint.get(`${list}/items/1/versions`);
      assert.deepEqual([body.value.length, body.value[0].id, body.value.at(-1).id], [50, '63.0', '14.0']);
      assert.equal((await sharePoint.get(`${list}/items/1/versions/13.0`)).status, 404);
    });
  });

  it('pages, filters by index and tells changes over 30,000 items', async () => {
    const large = await givenList(sharePoint, 'Thirty thousand', [
      { name: 'ItemKey', text: {}, indexed: true, enforceUniqueValues: true },
    ]);
    const table = openSharePoint(sharePoint.context).table(large.split('/').at(-1) ?? '');
    const actor = { kind: 'app', id: 'x', name: 'x' } as const;
    const at = '2026-11-02T09:00:00Z';
    for (let id = 1; id <= 30_000; id += 1)
      table.put({
        id,
        guid: String(id),
        version: 1,
        values: { Title: `Row ${id}`, ItemKey: `A-${id}` },
        createdAt: at,
        createdBy: actor,
        authorId: 1,
        modifiedAt: at,
        modifiedBy: actor,
        editorId: 1,
      });
    const found = await sharePoint.get(`${large}/items?$filter=fields/ItemKey eq 'A-29999'&$expand=fields`);
    assert.equal(found.body.value[0].fields.Title, 'Row 29999');
    assert.equal((await sharePoint.post(`${large}/items`, { fields: { ItemKey: 'A-30000' } })).status, 400);
    const { body } = await sharePoint.get(`${large}/items/delta?token=latest`);
    await sharePoint.patch(`${large}/items/15000/fields`, { Title: 'changed' });
    const changes = await call('GET', body['@odata.deltaLink'], { token: FULL });
    assert.deepEqual(
      changes.body.value.map(({ id }: Change) => id),
      ['15000'],
    );
    let next: string | undefined = `${sharePoint.site}${large}/items?$top=5000&$expand=fields($select=Title)`;
    let count = 0;
    while (next !== undefined) {
      const page = await call('GET', next, { token: FULL });
      count += page.body.value.length;
      next = page.body['@odata.nextLink'];
    }
    assert.equal(count, 30_000);
  });
});
