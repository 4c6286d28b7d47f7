import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AMARA,
  asPerson,
  givenItem,
  givenList,
  givenVisitor,
  PRIYA,
  startSharePoint,
  type TestSharePoint,
  TOMASZ,
} from './support.ts';

const COLUMNS = [
  { name: 'ItemKey', text: { maxLength: 64 }, indexed: true, enforceUniqueValues: true },
  { name: 'Status', choice: { choices: ['Open', 'Done'], displayAs: 'dropDownMenu' }, indexed: true },
  { name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true },
  { name: 'Owner', personOrGroup: { allowMultipleSelection: false, chooseFromType: 'peopleOnly' } },
  { name: 'Watchers', personOrGroup: { allowMultipleSelection: true } },
  { name: 'Weight', number: { decimalPlaces: 'none', minimum: 0 } },
  { name: 'Blocked', boolean: {} },
  { name: 'Tags', choice: { choices: ['a', 'b'], displayAs: 'checkBoxes' } },
  { name: 'Notes', text: { allowMultipleLines: true, textType: 'plain' } },
  { name: 'At', dateTime: { format: 'dateTime' } },
];

describe('items of a list', () => {
  let sharePoint: TestSharePoint;
  let list: string;
  before(async () => {
    sharePoint = await startSharePoint();
  });
  after(() => sharePoint.close());
  beforeEach(async () => {
    list = await givenList(sharePoint, `Actions ${sharePoint.context.random.uuid()}`, COLUMNS);
  });

  describe('"Create a new item in a list"', () => {
    it('answers 201 with the item, its ETag and its fields', async () => {
      const { status, body } = await sharePoint.post(`${list}/items`, {
        fields: { Title: 'Order switches' },
      });
      assert.equal(status, 201);
      assert.equal(body.id, '1');
      assert.match(body.eTag, /^"[0-9a-f-]{36},1"$/);
      assert.equal(body['@odata.etag'], body.eTag);
      assert.equal(body.fields.Title, 'Order switches');
      assert.equal(body.createdBy.application.id, 'b1000000-0000-4000-8000-000000000001');
      assert.equal(body.createdDateTime, '2026-11-02T09:00:00Z');
      assert.equal(body.contentType.name, 'Item');
      assert.equal(body.parentReference.siteId, sharePoint.siteId);
    });

    it('never uses an id again', async () => {
      await givenItem(sharePoint, list, { Title: 'one' });
      await sharePoint.remove(`${list}/items/1`);
      assert.equal((await givenItem(sharePoint, list, { Title: 'two' })).id, '2');
    });

    it('stores a choice that is none of the choices', async () => {
      const item = await givenItem(sharePoint, list, { Status: 'Somewhere else' });
      assert.equal(item.fields.Status, 'Somewhere else');
    });

    for (const [title, fields, message] of [
      ['an unknown name', { Colour: 'red' }, /^Field 'Colour' is not recognized$/],
      ['a display name with a space', { 'Due date': '2027-04-01' }, /^Field 'Due date' is not recognized$/],
      ['a read-only column', { Created: '2027-04-01T00:00:00Z' }, /^Field 'Created' is read-only$/],
      ['the id', { id: '7' }, /^Field 'id' is not recognized$/],
      ['a number in a text column', { Title: 7 }, /^General exception while processing$/],
      ['a text in a number column', { Weight: '7' }, /^General exception while processing$/],
      ['a text in a yes/no column', { Blocked: 'true' }, /^General exception while processing$/],
      ['a date that is none', { Due: '2027-02-30' }, /^General exception while processing$/],
      ['a date in a local form', { Due: '30/01/2027' }, /^General exception while processing$/],
      ['several values without their type', { Tags: ['a'] }, /^General exception while processing$/],
      ['a person who is no row of the site', { OwnerLookupId: 99 }, /^General exception while processing$/],
      ['a number below the minimum', { Weight: -1 }, /at least 0/],
      ['a line of more than 255 characters', { Title: 'x'.repeat(256) }, /256 characters; 255 are allowed/],
      ['a text above the column length', { ItemKey: 'x'.repeat(65) }, /65 characters; 64 are allowed/],
      ['a row of more than 8,000 bytes', wideRow(), /8000 are allowed/],
    ] as const)
      it(`refuses ${title} with 400 and stores nothing`, async () => {
        const target = title.startsWith('a row') ? await givenList(sharePoint, 'Wide', wideColumns()) : list;
        const { status, body } = await sharePoint.post(`${target}/items`, { fields });
        assert.equal(status, 400);
        assert.match(body.error.message, message);
        assert.deepEqual((await sharePoint.get(`${target}/items`)).body.value, []);
      });

    it('refuses a second item with the same value in a unique column, in any case', async () => {
      await givenItem(sharePoint, list, { ItemKey: 'A-1' });
      const { status, body } = await sharePoint.post(`${list}/items`, { fields: { ItemKey: 'a-1' } });
      assert.equal(status, 400);
      assert.match(
        body.error.message,
        /duplicate values were found in the following field\(s\) in the list: \[ItemKey\]/,
      );
      await givenItem(sharePoint, list, { Title: 'no key' });
      await givenItem(sharePoint, list, { Title: 'no key either' });
    });

    it('takes defaults for columns that are not sent', async () => {
      const withDefaults = await givenList(sharePoint, 'Defaults', [
        { name: 'Status', choice: { choices: ['New'] }, defaultValue: { value: 'New' } },
        { name: 'Weight', number: {}, defaultValue: { value: '3' } },
        { name: 'Blocked', boolean: {}, defaultValue: { value: '0' } },
      ]);
      const { fields } = await givenItem(sharePoint, withDefaults, { Weight: 5 });
      assert.deepEqual([fields.Status, fields.Weight, fields.Blocked], ['New', 5, false]);
    });
  });

  describe('"fieldValueSet resource type"', () => {
    it('comes only with $expand, and without the empty columns', async () => {
      await givenItem(sharePoint, list, { Title: 'one', Weight: 2, Blocked: false });
      const plain = await sharePoint.get(`${list}/items/1`);
      assert.equal('fields' in plain.body, false);
      const { fields } = (await sharePoint.get(`${list}/items/1?$expand=fields`)).body;
      assert.equal(fields.id, '1');
      assert.equal(fields.ContentType, 'Item');
      assert.equal(fields.Modified, '2026-11-02T09:00:00Z');
      assert.match(fields.AuthorLookupId, /^\d+$/);
      assert.equal(fields['@odata.etag'], plain.body.eTag);
      assert.equal(fields.Blocked, false);
      assert.equal('Due' in fields, false);
      assert.equal('OwnerLookupId' in fields, false);
    });

    it('shows what is selected, with the etag', async () => {
      await givenItem(sharePoint, list, { Title: 'one', Weight: 2 });
      const { body } = await sharePoint.get(`${list}/items/1?$select=id&$expand=fields($select=Title,Due)`);
      assert.deepEqual(Object.keys(body), ['@odata.etag', 'id', 'fields']);
      assert.deepEqual(Object.keys(body.fields), ['@odata.etag', 'Title']);
    });

    it('takes nested options without the dollar sign', async () => {
      await givenItem(sharePoint, list, { Title: 'one' });
      const { body } = await sharePoint.get(`${list}/items?expand=fields(select=Title)`);
      assert.equal(body.value[0].fields.Title, 'one');
    });

    it('reads a person as the row in text, and as the name when the column is selected', async () => {
      const row = await givenVisitor(sharePoint, PRIYA);
      const item = await givenItem(sharePoint, list, { OwnerLookupId: row });
      assert.equal(item.fields.OwnerLookupId, String(row));
      assert.equal('Owner' in item.fields, false);
      const { fields } = (await sharePoint.get(`${list}/items/1?$expand=fields($select=Owner,OwnerLookupId)`))
        .body;
      assert.deepEqual([fields.Owner, fields.OwnerLookupId], ['Priya Raman', String(row)]);
    });

    it('writes and reads several persons and several choices with their types', async () => {
      const rows = [await givenVisitor(sharePoint, PRIYA), await givenVisitor(sharePoint, TOMASZ)];
      const { fields } = await givenItem(sharePoint, list, {
        'WatchersLookupId@odata.type': 'Collection(Edm.Int32)',
        WatchersLookupId: rows,
        'Tags@odata.type': 'Collection(Edm.String)',
        Tags: ['b', 'a'],
      });
      assert.deepEqual(fields.Watchers, [
        { LookupId: rows[0], LookupValue: 'Priya Raman', Email: 'priya.raman@harbour.example' },
        { LookupId: rows[1], LookupValue: 'Tomasz Zielinski', Email: 'tomasz.zielinski@harbour.example' },
      ]);
      assert.deepEqual(fields.Tags, ['b', 'a']);
    });

    it('clears a value by null, and several persons by a typed empty array', async () => {
      const row = await givenVisitor(sharePoint, PRIYA);
      await givenItem(sharePoint, list, {
        Title: 'one',
        OwnerLookupId: row,
        'WatchersLookupId@odata.type': 'Collection(Edm.Int32)',
        WatchersLookupId: [row],
      });
      const { status, body } = await sharePoint.patch(`${list}/items/1/fields`, {
        OwnerLookupId: null,
        'WatchersLookupId@odata.type': 'Collection(Edm.Int32)',
        WatchersLookupId: [],
      });
      assert.equal(status, 200);
      assert.deepEqual([body.Title, body.OwnerLookupId, body.Watchers], ['one', undefined, undefined]);
    });

    it('writes a text column named {Person}Id instead of the person (microsoft-graph-docs#1457)', async () => {
      const row = await givenVisitor(sharePoint, PRIYA);
      const trap = await givenList(sharePoint, 'Trap', [
        { name: 'Owner', personOrGroup: {} },
        { name: 'OwnerId', text: {} },
      ]);
      const { fields } = await givenItem(sharePoint, trap, { OwnerLookupId: row });
      assert.deepEqual([fields.OwnerLookupId, fields.OwnerId], [undefined, String(row)]);
    });

    it('reads at most 12 lookup columns a query', async () => {
      const people = Array.from({ length: 13 }, (_, at) => ({ name: `P${at}`, personOrGroup: {} }));
      const wide = await givenList(sharePoint, 'Many people', people);
      await sharePoint.post(`${wide}/items`, { fields: { Title: 'one' } });
      const all = await sharePoint.get(`${wide}/items?$expand=fields`);
      assert.equal(all.status, 400);
      assert.match(all.body.error.message, /lookup column threshold/);
      const some = await sharePoint.get(`${wide}/items?$expand=fields($select=Title,P1LookupId)`);
      assert.equal(some.status, 200);
    });
  });

  describe('a date-only column ("columnDefinition resource type": dateTime)', () => {
    for (const [zone, written, read] of [
      ['Europe/Madrid', '2027-04-01', '2027-03-31T22:00:00Z'],
      ['America/Los_Angeles', '2027-04-01', '2027-04-01T07:00:00Z'],
      ['Europe/Madrid', '2027-01-15', '2027-01-14T23:00:00Z'],
      ['Asia/Kolkata', '2027-04-01', '2027-03-31T18:30:00Z'],
      ['America/Los_Angeles', '2027-04-01T00:00:00Z', '2027-03-31T07:00:00Z'],
      ['America/Los_Angeles', '2027-04-01T12:00:00Z', '2027-04-01T07:00:00Z'],
    ] as const)
      it(`keeps ${written} as midnight of a site in ${zone}`, async () => {
        const other = await startSharePoint({ zone });
        const dated = await givenList(other, 'Dated', COLUMNS);
        const { fields } = await givenItem(other, dated, { Due: written });
        await other.close();
        assert.equal(fields.Due, read);
      });

    it('keeps a moment of a date and time column to the second', async () => {
      const { fields } = await givenItem(sharePoint, list, { At: '2027-04-01T10:20:30.456+02:00' });
      assert.equal(fields.At, '2027-04-01T08:20:30Z');
    });
  });

  describe('"Update listItem"', () => {
    it('changes the fields that are sent, answers 200 with the field set and raises the ETag by one', async () => {
      const before = await givenItem(sharePoint, list, { Title: 'one', Weight: 1 });
      const { status, body } = await sharePoint.patch(`${list}/items/1/fields`, { Weight: 2 });
      assert.equal(status, 200);
      assert.deepEqual([body.Title, body.Weight], ['one', 2]);
      assert.equal(body['@odata.etag'], before.eTag.replace(',1"', ',2"'));
    });

    it('changes nothing and answers 412 when If-Match names another state', async () => {
      const before = await givenItem(sharePoint, list, { Title: 'one' });
      const first = await sharePoint.patch(
        `${list}/items/1/fields`,
        { Title: 'two' },
        { headers: { 'If-Match': before.eTag } },
      );
      assert.equal(first.status, 200);
      const second = await sharePoint.patch(
        `${list}/items/1/fields`,
        { Title: 'three' },
        { headers: { 'If-Match': before.eTag } },
      );
      assert.equal(second.status, 412);
      assert.equal(second.body.error.message, "ETag does not match current item's value");
      assert.equal((await sharePoint.get(`${list}/items/1/fields`)).body.Title, 'two');
    });

    it('lets the last writer win without If-Match, and with *', async () => {
      await givenItem(sharePoint, list, { Title: 'one' });
      assert.equal((await sharePoint.patch(`${list}/items/1/fields`, { Title: 'two' })).status, 200);
      const any = await sharePoint.patch(
        `${list}/items/1/fields`,
        { Title: 'three' },
        { headers: { 'If-Match': '*' } },
      );
      assert.equal(any.status, 200);
    });

    it('takes the item with its fields too', async () => {
      await givenItem(sharePoint, list, { Title: 'one' });
      const { status, body } = await sharePoint.patch(`${list}/items/1`, { fields: { Title: 'two' } });
      assert.equal(status, 200);
      assert.equal(body.fields.Title, 'two');
    });

    it('keeps who made it and says who changed it, the app or the person it acts for', async () => {
      await givenItem(sharePoint, list, { Title: 'one' });
      await sharePoint.patch(`${list}/items/1/fields`, { Title: 'two' }, { token: asPerson(AMARA) });
      const { body } = await sharePoint.get(`${list}/items/1?$expand=fields`);
      assert.equal(body.createdBy.application.id, 'b1000000-0000-4000-8000-000000000001');
      assert.deepEqual(body.lastModifiedBy, {
        user: { email: 'amara.okafor@harbour.example', id: AMARA, displayName: 'Amara Okafor' },
      });
      assert.notEqual(body.fields.AuthorLookupId, body.fields.EditorLookupId);
    });

    it('answers 404 for an item that is not there', async () => {
      const { status, body } = await sharePoint.patch(`${list}/items/77/fields`, { Title: 'x' });
      assert.deepEqual([status, body.error.code], [404, 'itemNotFound']);
    });
  });

  describe('"Delete an item from a list"', () => {
    it('answers 204, honours If-Match, and puts the item into the recycle bin', async () => {
      const item = await givenItem(sharePoint, list, { Title: 'one' });
      const stale = await sharePoint.remove(`${list}/items/1`, { headers: { 'If-Match': '"x,1"' } });
      assert.equal(stale.status, 412);
      const done = await sharePoint.remove(`${list}/items/1`, { headers: { 'If-Match': item.eTag } });
      assert.equal(done.status, 204);
      assert.equal((await sharePoint.get(`${list}/items/1`)).status, 404);
      const bin = (await sharePoint.get(`${sharePoint.url}/local365/sharepoint/recycle`)).body.value;
      const key = bin.find((entry: { listId: string }) => list.endsWith(entry.listId)).key;
      const restored = await sharePoint.post(`${sharePoint.url}/local365/sharepoint/recycle/restore`, {
        key,
      });
      assert.deepEqual(restored.body, { id: '1' });
      assert.equal((await sharePoint.get(`${list}/items/1/fields`)).body.Title, 'one');
    });
  });

  it('tells subscriptions of each change of the list', async () => {
    const at = sharePoint.changes.length;
    await givenItem(sharePoint, list, { Title: 'one' });
    await sharePoint.patch(`${list}/items/1/fields`, { Title: 'two' });
    await sharePoint.remove(`${list}/items/1`);
    const resource = `sites/${sharePoint.siteId}${list}`;
    const told = { resource, changeType: 'updated', resourceData: null };
    assert.deepEqual(sharePoint.changes.slice(at), [told, told, told]);
  });

  it('is there again after a restart ("Enumerate items in a list")', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'local365-'));
    const first = await startSharePoint({ folder });
    const kept = await givenList(first, 'Kept', COLUMNS);
    await givenItem(first, kept, { Title: 'one', ItemKey: 'A-1' });
    await givenItem(first, kept, { Title: 'two' });
    await first.remove(`${kept}/items/2`);
    await first.close();
    const second = await startSharePoint({ folder });
    const path = `${second.url}/v1.0/sites/${first.siteId}${kept}/items`;
    const { body } = await second.get(`${path}?$expand=fields`);
    const next = await second.post(path, { fields: { Title: 'three' } });
    await second.close();
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      body.value.map((item: { fields: { Title: string } }) => item.fields.Title),
      ['one'],
    );
    assert.equal(next.body.id, '3');
  });
});

function wideColumns(): readonly object[] {
  return Array.from({ length: 20 }, (_, at) => ({ name: `T${at}`, text: {} }));
}

function wideRow(): object {
  return Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`T${at}`, 'x'.repeat(250)]));
}
