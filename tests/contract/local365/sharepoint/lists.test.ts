import assert from 'node:assert/strict';
import { givenItem, givenList, startSharePoint, type TestSharePoint } from './support.ts';

describe('lists and columns', () => {
  let sharePoint: TestSharePoint;
  before(async () => {
    sharePoint = await startSharePoint();
  });
  after(() => sharePoint.close());
  const fresh = (columns: readonly object[] = []) =>
    givenList(sharePoint, `List ${sharePoint.context.random.uuid()}`, columns);

  describe('"Create a new list"', () => {
    it('answers 201 with the list, and finds it by displayName', async () => {
      const { status, body } = await sharePoint.post('/lists', {
        displayName: "Amara's log",
        description: 'Open points',
        columns: [{ name: 'Due', dateTime: { format: 'dateOnly' }, indexed: true }],
        list: { template: 'genericList' },
      });
      assert.equal(status, 201);
      assert.equal(body.list.template, 'genericList');
      assert.equal(body.webUrl, "https://harbour.sharepoint.example/sites/atlas/Lists/Amara's%20log");
      const found = await sharePoint.get("/lists?$filter=displayName eq 'Amara''s log'");
      assert.deepEqual(
        found.body.value.map((list: { id: string }) => list.id),
        [body.id],
      );
      assert.equal((await sharePoint.get("/lists/Amara's log")).body.id, body.id);
    });

    it('refuses a second list of the same name with 409', async () => {
      await givenList(sharePoint, 'Twice');
      const { status, body } = await sharePoint.post('/lists', { displayName: 'twice' });
      assert.deepEqual([status, body.error.code], [409, 'nameAlreadyExists']);
    });

    it('refuses a list whose column is wrong, and makes nothing', async () => {
      const { status } = await sharePoint.post('/lists', { displayName: 'Broken', columns: [{ name: 'X' }] });
      assert.equal(status, 400);
      assert.deepEqual((await sharePoint.get("/lists?$filter=displayName eq 'Broken'")).body.value, []);
    });

    for (const [title, body] of [
      ['another template', { displayName: 'T', list: { template: 'events' } }],
      ['content types', { displayName: 'C', list: { template: 'genericList', contentTypesEnabled: true } }],
      ['a property it does not know', { displayName: 'P', subscriptions: [] }],
    ] as const)
      it(`refuses ${title} with 501`, async () => {
        assert.equal((await sharePoint.post('/lists', body)).status, 501);
      });
  });

  it('reads columns and items with the list ("Get metadata for a list")', async () => {
    const list = await fresh([{ name: 'Status', choice: { choices: ['Open'] } }]);
    await givenItem(sharePoint, list, { Title: 'one', Status: 'Open' });
    const { body } = await sharePoint.get(`${list}?$expand=columns,items($expand=fields($select=Title))`);
    assert.ok(body.columns.some((column: { name: string }) => column.name === 'Status'));
    assert.deepEqual(
      body.items.map((item: { fields: { Title: string } }) => item.fields.Title),
      ['one'],
    );
    assert.equal((await sharePoint.get(`${list}?$expand=drive`)).status, 501);
  });

  it('filters lists by displayName only, and says so', async () => {
    const { status, body } = await sharePoint.get("/lists?$filter=name eq 'x'");
    assert.equal(status, 501);
    assert.match(body.error.message, /only displayName/);
  });

  it('renames a list, which keeps its address ("Update a list")', async () => {
    const list = await givenList(sharePoint, 'Before');
    const { status, body } = await sharePoint.patch(list, { displayName: 'After', description: 'd' });
    assert.equal(status, 200);
    assert.deepEqual([body.displayName, body.name], ['After', 'Before']);
  });

  it('deletes a list with 204 ("Delete a list")', async () => {
    const list = await fresh();
    assert.equal((await sharePoint.remove(list)).status, 204);
    assert.equal((await sharePoint.get(list)).status, 404);
  });

  describe('"Create a columnDefinition in a list"', () => {
    for (const [facet, given] of [
      ['text', { allowMultipleLines: true, textType: 'plain', linesForEditing: 6 }],
      ['choice', { choices: ['Open', 'Done'], displayAs: 'radioButtons', allowTextEntry: true }],
      ['dateTime', { format: 'dateOnly', displayAs: 'friendly' }],
      ['number', { decimalPlaces: 'two', displayAs: 'percentage', minimum: 0, maximum: 1 }],
      ['currency', { locale: 'en-gb' }],
      ['boolean', {}],
      ['personOrGroup', { allowMultipleSelection: true, chooseFromType: 'peopleAndGroups' }],
      ['hyperlinkOrPicture', { isPicture: false }],
    ] as const)
      it(`makes a ${facet} column and reads it back`, async () => {
        const list = await fresh();
        const { status, body } = await sharePoint.post(`${list}/columns`, { name: 'Column', [facet]: given });
        assert.equal(status, 201);
        for (const [name, value] of Object.entries(given)) assert.deepEqual(body[facet][name], value);
        assert.deepEqual((await sharePoint.get(`${list}/columns/${body.id}`)).body, body);
      });

    it('makes a lookup column that reads the other list', async () => {
      const other = await fresh();
      await givenItem(sharePoint, other, { Title: 'Cutover' });
      const list = await fresh();
      const lookup = { listId: other.split('/').at(-1), columnName: 'Title' };
      assert.equal((await sharePoint.post(`${list}/columns`, { name: 'Phase', lookup })).status, 201);
      const { fields } = await givenItem(sharePoint, list, { PhaseLookupId: '1' });
      assert.equal(fields.PhaseLookupId, '1');
      const read = await sharePoint.get(`${list}/items/1?$expand=fields($select=Phase)`);
      assert.equal(read.body.fields.Phase, 'Cutover');
    });

    for (const [title, column, status, message] of [
      ['without a type', { name: 'X' }, 400, /needs a type/],
      ['of two types', { name: 'X', text: {}, number: {} }, 400, /exactly one type/],
      ['with a name of 33 characters', { name: 'x'.repeat(33), text: {} }, 400, /longer than 32/],
      ['with an unknown property', { name: 'X', text: {}, colour: 'red' }, 400, /'colour' does not exist/],
      ['with an unknown property of the type', { name: 'X', text: { max: 3 } }, 400, /'max' does not exist/],
      ['with a value the type does not have', { name: 'X', dateTime: { format: 'week' } }, 400, /format/],
      ['with a line longer than 255', { name: 'X', text: { maxLength: 300 } }, 400, /255/],
      [
        'that is unique but not indexed',
        { name: 'X', text: {}, enforceUniqueValues: true },
        400,
        /must be indexed/,
      ],
      [
        'that indexes multi-line text',
        { name: 'X', text: { allowMultipleLines: true }, indexed: true },
        400,
        /cannot be indexed/,
      ],
      [
        'that indexes several persons',
        { name: 'X', personOrGroup: { allowMultipleSelection: true }, indexed: true },
        400,
        /cannot be indexed/,
      ],
      ['named as a built-in one', { name: 'Title', text: {} }, 409, /duplicate field name/],
      ['named as a reserved one', { name: 'editor', text: {} }, 409, /duplicate field name/],
      ['that is calculated', { name: 'X', calculated: { formula: '=1' } }, 501, /calculated/],
      [
        'with a validation formula',
        { name: 'X', text: {}, validation: { formula: '=1' } },
        501,
        /validation/,
      ],
      [
        'with a default formula',
        { name: 'X', text: {}, defaultValue: { formula: '=[today]' } },
        501,
        /formula/,
      ],
    ] as const)
      it(`refuses a column ${title} with ${status}`, async () => {
        const list = await fresh();
        const reply = await sharePoint.post(`${list}/columns`, column);
        assert.equal(reply.status, status);
        assert.match(reply.body.error.message, message);
      });

    it('refuses the 21st index', async () => {
      const list = await fresh(
        Array.from({ length: 20 }, (_, at) => ({ name: `C${at}`, number: {}, indexed: true })),
      );
      const { status, body } = await sharePoint.post(`${list}/columns`, {
        name: 'C20',
        number: {},
        indexed: true,
      });
      assert.equal(status, 400);
      assert.match(body.error.message, /20 indexed columns/);
    });

    for (const [name, internal] of [
      ['Due date', 'Due_x0020_date'],
      ['Größe', 'Gr_x00f6__x00df_e'],
      ['1st', '_x0031_st'],
      ['A very long name with many words', 'A_x0020_very_x0020_long_x0020_na'],
    ] as const)
      it(`encodes '${name}' as '${internal}'`, async () => {
        const list = await fresh();
        const { body } = await sharePoint.post(`${list}/columns`, { displayName: name, text: {} });
        assert.deepEqual([body.name, body.displayName], [internal, name]);
        const item = await givenItem(sharePoint, list, { [internal]: 'x' });
        assert.equal(item.fields[internal], 'x');
      });
  });

  describe('"List columns in a list"', () => {
    it('leaves hidden columns out unless hidden is selected', async () => {
      const list = await fresh([{ name: 'RowId', text: {}, hidden: true }]);
      const names = async (query: string) =>
        (await sharePoint.get(`${list}/columns${query}`)).body.value.map(
          (column: { name: string }) => column.name,
        );
      assert.equal((await names('')).includes('RowId'), false);
      assert.equal((await names('?$select=name,hidden')).includes('RowId'), true);
      assert.ok((await names('')).includes('Title'));
    });
  });

  describe('"Update columnDefinition"', () => {
    it('changes the display name and choices, and keeps the name', async () => {
      const list = await fresh([{ name: 'Status', choice: { choices: ['Open'] } }]);
      const { status, body } = await sharePoint.patch(`${list}/columns/Status`, {
        displayName: 'Where it stands',
        choice: { choices: ['Open', 'Done'] },
      });
      assert.equal(status, 200);
      assert.deepEqual([body.name, body.displayName], ['Status', 'Where it stands']);
      assert.deepEqual(body.choice, {
        allowTextEntry: false,
        choices: ['Open', 'Done'],
        displayAs: 'dropDownMenu',
      });
      assert.equal((await sharePoint.patch(`${list}/columns/Status`, { name: 'Other' })).status, 400);
      assert.equal((await sharePoint.patch(`${list}/columns/Status`, { number: {} })).status, 400);
    });

    it('enforces unique values only when they are', async () => {
      const list = await fresh([{ name: 'ItemKey', text: {} }]);
      await givenItem(sharePoint, list, { ItemKey: 'A-1' });
      await givenItem(sharePoint, list, { ItemKey: 'a-1' });
      const unique = { indexed: true, enforceUniqueValues: true };
      assert.equal((await sharePoint.patch(`${list}/columns/ItemKey`, unique)).status, 400);
      await sharePoint.patch(`${list}/items/2/fields`, { ItemKey: 'A-2' });
      assert.equal((await sharePoint.patch(`${list}/columns/ItemKey`, unique)).status, 200);
      assert.equal((await sharePoint.post(`${list}/items`, { fields: { ItemKey: 'A-2' } })).status, 400);
    });
  });

  it('deletes a column of ours and no built-in one ("Delete columnDefinition")', async () => {
    const list = await fresh([{ name: 'Gone', text: {} }]);
    assert.equal((await sharePoint.remove(`${list}/columns/Gone`)).status, 204);
    assert.equal((await sharePoint.get(`${list}/columns/Gone`)).status, 404);
    assert.equal((await sharePoint.remove(`${list}/columns/Title`)).status, 400);
  });
});
