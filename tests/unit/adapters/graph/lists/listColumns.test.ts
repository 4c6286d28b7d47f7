import assert from 'node:assert/strict';
import {
  type Column,
  columnSchema,
  planColumns,
} from '../../../../../src/adapters/graph/lists/columnPlan.ts';
import { makeRegisterLists } from '../../../../../src/adapters/graph/lists/makeRegisterLists.ts';
import { matchColumns } from '../../../../../src/adapters/graph/lists/matchColumns.ts';
import { asRowKey } from '../../../../../src/kernel/ids.ts';
import { asZoneName } from '../../../../../src/kernel/time.ts';
import type { RegisterDefinition } from '../../../../../src/registers/definition.ts';
import { registerDefinitions } from '../../../../../src/registers/definitions/index.ts';
import type { ListRef } from '../../../../../src/registers/ports.ts';
import h15 from '../../../../fixtures/cases/H15-list-columns-and-people.json' with { type: 'json' };
import { type Answer, type Asked, fakeGraph } from '../fakeGraph.ts';

/** The register of the case: its titles are those that people see in the list. */
const definition: RegisterDefinition = {
  name: 'actions',
  singular: 'action',
  title: 'Actions',
  keyPrefix: 'A',
  titleField: 'action',
  statusField: 'status',
  closedStatuses: ['Closed'],
  notesField: 'notes',
  tableFields: ['action'],
  sort: [{ field: 'due' }],
  fields: [
    { name: 'action', title: 'Action', type: 'text', required: true },
    { name: 'owner', title: 'Owner', type: 'person' },
    { name: 'due', title: 'Due date', type: 'day' },
    { name: 'status', title: 'Status', type: 'choice', choices: ['Open', 'Closed'] },
    { name: 'notes', title: 'Notes', type: 'note' },
  ],
};

const columnsOfCase: readonly Column[] = h15.input.columns.map((column, index) =>
  columnSchema.parse({ id: `c${index}`, ...column }),
);
const marta = { personId: 'marta', name: 'Marta Rossi', mail: 'marta.rossi@harbour.example' };
const leila = { personId: 'leila', name: 'Leila Aziz', mail: 'leila.aziz@harbour.example' };

/** The list as provisioned over the case's columns, its site users, and items kept in memory. */
function fakeList({ shadowed }: { readonly shadowed: boolean }) {
  const items: Record<string, Record<string, unknown>> = {};
  const posted: Record<string, unknown>[] = [];
  const users: Record<string, number> = { [marta.mail]: 14 };
  const store = (fields: Record<string, unknown>, sent: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(sent)) {
      // The reported fault: what is meant for the person column goes into the text column beside it.
      if (shadowed && name === 'OwnerLookupId') fields.OwnerId = value;
      else fields[name] = value;
    }
  };
  const itemOf = (id: string): Answer => {
    const fields = Object.fromEntries(Object.entries(items[id] ?? {}).filter(([, value]) => value !== null));
    return {
      status: 200,
      body: {
        id,
        eTag: `"${id},1"`,
        lastModifiedDateTime: '2027-06-01T08:00:00Z',
        lastModifiedBy: { application: { id: 'app' } },
        fields,
      },
    };
  };
  const answer = (asked: Asked): Answer => {
    if (asked.path.includes('User Information List')) {
      const mail = /eq '([^']+)'/.exec(asked.path)?.[1] ?? '';
      const id = users[mail];
      return {
        status: 200,
        body: { value: id === undefined ? [] : [{ id: String(id), fields: { Title: 'x', EMail: mail } }] },
      };
    }
    if (asked.method === 'POST') {
      const { fields } = asked.json() as { fields: Record<string, unknown> };
      posted.push(fields);
      const id = String(posted.length);
      items[id] = {};
      store(items[id], fields);
      return { status: 201, body: { id } };
    }
    const id = /items\/(\d+)/.exec(asked.path)?.[1] ?? '';
    if (asked.method === 'PATCH') {
      store(items[id] ?? {}, asked.json() as Record<string, unknown>);
      return { status: 200, body: {} };
    }
    return itemOf(id);
  };
  const graph = fakeGraph(answer);
  const directory = { people: async () => [], peopleByMail: async () => new Map() };
  const lists = makeRegisterLists(graph.client, { appId: 'app', directory });
  const { columns } = matchColumns(definition, [...columnsOfCase, ...addedColumns()]);
  const list: ListRef = { siteId: 's', listId: 'l', columns, siteZone: asZoneName('Europe/Madrid') };
  return { lists, list, posted, items, users, graph };
}

/** Columns that provisioning adds to the case's list, as it then reads them. */
const addedColumns = (): readonly Column[] =>
  matchColumns(definition, columnsOfCase).missing.map(({ name, title, definition: facet }) =>
    columnSchema.parse({ id: name, name, displayName: title, ...facet }),
  );

const rowOf = (index: number, owner: typeof marta) => {
  const item = h15.input.items[index] ?? assert.fail('no item');
  return { action: item.action, owner: [owner], due: item.due, status: item.status };
};

describe('matchColumns (H15)', () => {
  it('finds columns by what people see and uses their real names', () => {
    const { columns, missing } = matchColumns(definition, columnsOfCase);
    assert.deepEqual([columns.due, columns.owner, columns.status], ['Due_x0020_date', 'Owner', 'ws3n']);
    assert.deepEqual(
      missing.map(({ name }) => name),
      ['DocketRowId', 'ItemKey', 'DocketPending', 'OwnerDirectory', 'Notes'],
    );
  });

  it('warns of the text column beside the person column', () => {
    const { problems } = matchColumns(definition, columnsOfCase);
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /"Staff number" \(OwnerId\)/);
  });
});

describe('createRow (H15)', () => {
  it('writes under the real names, the person by the row of the site users', async () => {
    const { lists, list, posted } = fakeList({ shadowed: false });
    const row = await lists.createRow(list, definition, 'row-1', asRowKey('A-1'), rowOf(0, marta));
    const [fields] = posted;
    const { first } = h15.expected;
    assert.deepEqual(
      [fields?.Title, fields?.OwnerLookupId, fields?.ws3n],
      [first.Title, first.OwnerLookupId, first.ws3n],
    );
    assert.equal(String(fields?.Due_x0020_date).slice(0, 10), first.Due_x0020_date);
    for (const name of ['Due date', 'Status', 'Action', 'OwnerId', 'Owner'])
      assert.ok(!(name in (fields ?? {})), name);
    assert.deepEqual(row.values.owner, [marta]);
    assert.equal(row.values.due, '2027-06-09');
    assert.equal(row.problems, undefined);
  });

  it('keeps the item of somebody who is no site user, in words and marked', async () => {
    const { lists, list, posted } = fakeList({ shadowed: false });
    const row = await lists.createRow(list, definition, 'row-2', asRowKey('A-2'), rowOf(1, leila));
    assert.deepEqual(row.values.owner, [leila]);
    assert.match(String(posted[0]?.OwnerDirectory), /^Leila Aziz <.+> \{leila\} \(not yet a site user\)$/);
    assert.match(row.problems?.[0] ?? '', /^Leila Aziz has never opened the SharePoint site/);
  });

  it('reports and undoes it when Graph wrote into the other column, keeps the person, and does not try again', async () => {
    const { lists, list, posted, items } = fakeList({ shadowed: true });
    const row = await lists.createRow(list, definition, 'row-1', asRowKey('A-1'), rowOf(0, marta));
    assert.equal(items['1']?.OwnerId, null);
    assert.deepEqual(row.values.owner, [marta]);
    assert.match(
      row.problems?.[0] ?? '',
      /did not take the person; Microsoft Graph had written into OwnerId instead, which Docket undid/,
    );
    await lists.createRow(list, definition, 'row-2', asRowKey('A-2'), rowOf(0, marta));
    assert.ok(!('OwnerLookupId' in (posted[1] ?? {})));
  });

  it('puts back what stood in the other column before a change', async () => {
    const { lists, list, items } = fakeList({ shadowed: true });
    items['9'] = { Title: 'Old', OwnerId: 'S-4711' };
    const row = await lists.updateRow(list, definition, '9', '"9,1"', { owner: [marta] });
    assert.equal(items['9']?.OwnerId, 'S-4711');
    assert.deepEqual(row.values.owner, [marta]);
  });
});

describe('planColumns', () => {
  for (const register of registerDefinitions) {
    it(`plans ${register.title} within SharePoint's limits`, () => {
      const planned = planColumns(register);
      const names = planned.map(({ name }) => name.toLowerCase());
      assert.equal(new Set(names).size, names.length);
      for (const { name } of planned) assert.match(name, /^[A-Za-z][A-Za-z0-9]{0,31}$/);
      assert.ok(planned.filter(({ indexed }) => indexed).length <= 20, 'indexes of a list');
      assert.ok(
        planned.filter(({ kind }) => kind === 'person' || kind === 'people').length <= 12,
        'person columns of a query',
      );
      assert.ok(planned.length < 60, 'columns of a list');
    });
  }
});
