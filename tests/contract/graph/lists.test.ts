import assert from 'node:assert/strict';
import { z } from 'zod';
import { sendBatch } from '../../../src/adapters/graph/batch.ts';
import { makeRegisterLists } from '../../../src/adapters/graph/lists/makeRegisterLists.ts';
import { ConflictError, type DocketError } from '../../../src/kernel/errors.ts';
import { asRowKey } from '../../../src/kernel/ids.ts';
import type { RegisterDefinition, RowValues } from '../../../src/registers/definition.ts';
import { actions } from '../../../src/registers/definitions/actions.ts';
import { budgetLines } from '../../../src/registers/definitions/budgetLines.ts';
import { documents } from '../../../src/registers/definitions/documents.ts';
import { registerDefinitions } from '../../../src/registers/definitions/index.ts';
import { stakeholders } from '../../../src/registers/definitions/stakeholders.ts';
import type { ListRef, ListRow, RegisterLists } from '../../../src/registers/ports.ts';
import {
  AMARA,
  APP,
  type GraphWorld,
  INGRID,
  LUCIA,
  PRIYA,
  SITE_URL,
  startGraphWorld,
  YUSUF,
} from './support.ts';

const lucia = { personId: LUCIA, name: 'Lucía Fernández', mail: 'lucia.fernandez@harbour.example' };
const priya = { personId: PRIYA, name: 'Priya Raman', mail: 'priya.raman@harbour.example' };
const ingrid = { personId: INGRID, name: 'Ingrid Solheim', mail: 'ingrid.solheim@harbour.example' };
const yusuf = { personId: YUSUF, name: 'Yusuf Demir', mail: 'yusuf.demir@harbour.example' };
const values: RowValues = {
  title: 'Send the vendor list',
  owners: [lucia, priya],
  due: '2027-04-01',
  status: 'Open',
  slips: 0,
  related: ['R-3', 'I-7'],
  notes: 'First line\nsecond "line"',
};

async function collect(
  lists: RegisterLists,
  list: ListRef,
  definition: RegisterDefinition,
  mark: string | null,
) {
  const rows: ListRow[] = [];
  const removed: string[] = [];
  let last: string | null = null;
  let whole = false;
  for await (const page of lists.changesSince(list, definition, mark)) {
    rows.push(...page.rows);
    removed.push(...page.removedItemIds);
    last = page.mark ?? last;
    whole ||= page.whole;
  }
  return { rows, removed, mark: last, whole };
}

describe('RegisterLists over SharePoint', () => {
  let world: GraphWorld;
  let lists: RegisterLists;
  let siteId: string;
  beforeEach(async () => {
    world = await startGraphWorld();
    lists = makeRegisterLists(world.client, { appId: APP, directory: world.directory });
    siteId = (await lists.findSite(SITE_URL)).siteId;
  });
  afterEach(() => world.close());

  const givenList = async (definition: RegisterDefinition = actions) =>
    (await lists.provision(siteId, definition, null)).list;
  const itemPath = (list: ListRef, itemId: string): string =>
    `/sites/${siteId}/lists/${list.listId}/items/${itemId}`;
  const countItems = async (list: ListRef): Promise<number> => {
    const { body } = await world.as(AMARA, 'GET', `/sites/${siteId}/lists/${list.listId}/items`);
    return (body.value as unknown[]).length;
  };

  describe('findSite', () => {
    it('finds the site by the address of any page of it, with title and zone', async () => {
      for (const url of [SITE_URL, `${SITE_URL}/`, `${SITE_URL}/Lists/Actions/AllItems.aspx?view=1`]) {
        const found = await lists.findSite(url);
        assert.deepEqual([found.title, found.zone], ['Atlas ERP', 'Europe/Madrid'], url);
      }
    });

    it('says what is wrong with an address', async () => {
      await assert.rejects(lists.findSite('https://harbour.sharepoint.example/sites/nowhere'), {
        name: 'NotFoundError',
        code: 'site-not-found',
      });
      await assert.rejects(lists.findSite('atlas'), { name: 'InputError', code: 'site-url' });
    });

    it('names the grant when the app has none on the site', async () => {
      const poor = makeRegisterLists(world.clientWith(['Sites.Selected']), {
        appId: APP,
        directory: world.directory,
      });
      await assert.rejects(
        poor.findSite(SITE_URL),
        (error: DocketError) => error.code === 'site-not-granted' && /role "write"/.test(error.message),
      );
    });
  });

  describe('provision', () => {
    it('makes the list of every register, and finds nothing to do the second time', async () => {
      for (const definition of registerDefinitions) {
        const first = await lists.provision(siteId, definition, null);
        assert.deepEqual([first.created, first.added, first.problems], [true, [], []], definition.title);
        const second = await lists.provision(siteId, definition, first.list.listId);
        assert.deepEqual([second.created, second.added, second.problems], [false, [], []], definition.title);
        assert.deepEqual(second.list, first.list);
        for (const field of definition.fields)
          if (field.name !== definition.titleField)
            assert.ok(first.list.columns[field.name], `${definition.title}: ${field.name}`);
      }
    });

    it('finds a renamed list by its id, keeps columns of people, adds what is missing and mends indexes and choices', async () => {
      const { list } = await lists.provision(siteId, actions, null);
      const base = `/sites/${siteId}/lists/${list.listId}`;
      await world.as(AMARA, 'PATCH', base, { displayName: 'Our action log' });
      await world.as(AMARA, 'POST', `${base}/columns`, { name: 'Colour', text: {} });
      await world.as(AMARA, 'DELETE', `${base}/columns/Due`);
      await world.as(AMARA, 'PATCH', `${base}/columns/Workstream`, { indexed: false });
      await world.as(AMARA, 'PATCH', `${base}/columns/Status`, { choice: { choices: ['Open', 'Parked'] } });
      const report = await lists.provision(siteId, actions, list.listId);
      assert.deepEqual([report.created, report.added, report.problems], [false, ['Due'], []]);
      assert.equal(report.list.listId, list.listId);
      const { body } = await world.as(AMARA, 'GET', `${base}/columns`);
      const columns = body.value as { name: string; indexed: boolean; choice?: { choices: string[] } }[];
      const named = (name: string) => columns.find((column) => column.name === name);
      assert.ok(named('Colour'));
      assert.equal(named('Workstream')?.indexed, true);
      assert.deepEqual(named('Status')?.choice?.choices, [
        'Open',
        'Parked',
        'In progress',
        'Done',
        'Cancelled',
      ]);
    });

    /** https://learn.microsoft.com/graph/api/resources/list: a list has columns, items, content types and no views. */
    it('changes nothing of a list but its columns, so that the views that people made stay as they are', async () => {
      const { list } = await lists.provision(siteId, actions, null);
      const base = `/sites/${siteId}/lists/${list.listId}`;
      await world.as(AMARA, 'DELETE', `${base}/columns/Due`);
      await world.as(AMARA, 'PATCH', `${base}/columns/Workstream`, { indexed: false });
      await world.local('DELETE', '/local365/requests');
      await lists.provision(siteId, actions, list.listId);
      const { recent } = await world.local('GET', '/local365/requests');
      const writes = (recent as { method: string; path: string }[]).filter(
        ({ method, path }) => method !== 'GET' && !path.endsWith('/$batch'),
      );
      assert.notEqual(writes.length, 0);
      for (const { path } of writes) assert.match(path, /\/lists\/[^/]+\/columns(?:\/[^/]+)?$/);
    });

    it('leaves a library of the same title alone', async () => {
      const report = await lists.provision(siteId, documents, null);
      const { body } = await world.as(AMARA, 'GET', `/sites/${siteId}/lists/${report.list.listId}`);
      assert.deepEqual([report.created, body.displayName], [true, 'Documents register']);
      assert.equal((await lists.provision(siteId, documents, null)).list.listId, report.list.listId);
    });

    it('names a column of the wrong type and both types, and does not use it', async () => {
      await world.as(AMARA, 'POST', `/sites/${siteId}/lists`, {
        displayName: 'Actions',
        list: { template: 'genericList' },
        columns: [{ name: 'Due', text: {} }],
      });
      const report = await lists.provision(siteId, actions, null);
      assert.equal(report.created, false);
      assert.equal(report.list.columns.due, undefined);
      assert.equal(report.problems.length, 1);
      assert.match(
        report.problems[0] ?? '',
        /column "Due" \(Due\) of the list Actions holds a line of text, but Docket needs a date without time/,
      );
      await assert.rejects(lists.createRow(report.list, actions, 'row-1', asRowKey('A-1'), values), {
        code: 'column-missing',
      });
    });

    it('makes one list when the reply to its creation is lost', async () => {
      await world.fault({
        match: { method: 'POST', path: `/sites/${siteId}/lists` },
        fault: 'lost-reply',
        times: 1,
      });
      await lists.provision(siteId, actions, null);
      const { body } = await world.as(
        AMARA,
        'GET',
        `/sites/${siteId}/lists?$filter=displayName eq 'Actions'`,
      );
      assert.equal((body.value as unknown[]).length, 1);
    });

    it('names the role when the app may not make lists', async () => {
      const { client } = world;
      await client.post(`/sites/${siteId}/permissions`, {
        schema: z.unknown(),
        body: {
          roles: ['write'],
          grantedToIdentities: [{ application: { id: APP, displayName: 'Docket' } }],
        },
      });
      const limited = makeRegisterLists(world.clientWith(['Sites.Selected']), {
        appId: APP,
        directory: world.directory,
      });
      await assert.rejects(
        limited.provision(siteId, actions, null),
        (error: DocketError) => error.code === 'site-role-too-low' && /"fullcontrol"/.test(error.message),
      );
    });
  });

  describe('createRow', () => {
    it('writes every value and reads the same back', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      for (const [name, value] of Object.entries(values)) assert.deepEqual(row.values[name], value, name);
      assert.deepEqual([row.rowId, row.key, row.byApp, row.problems], ['row-1', 'A-1', true, undefined]);
      assert.deepEqual(await lists.readRow(list, actions, row.itemId), row);
    });

    it('writes money in major units of its currency and percent as it is', async () => {
      const list = await givenList(budgetLines);
      const line = {
        title: 'Licences',
        baseline: { minor: 1234567, currency: 'EUR' },
        actual: { minor: 29, currency: 'EUR' },
        currency: 'EUR',
        status: 'Open',
      };
      const row = await lists.createRow(list, budgetLines, 'row-1', asRowKey('B-1'), line);
      assert.deepEqual(
        [row.values.baseline, row.values.actual, row.values.committed],
        [line.baseline, line.actual, null],
      );
      const { body } = await world.as(AMARA, 'GET', `${itemPath(list, row.itemId)}?$expand=fields`);
      assert.equal((body.fields as Record<string, unknown>).Baseline, 12345.67);
      const yen = { ...line, baseline: { minor: 5000, currency: 'JPY' }, actual: null, currency: 'JPY' };
      const other = await lists.createRow(list, budgetLines, 'row-2', asRowKey('B-2'), yen);
      assert.deepEqual(other.values.baseline, yen.baseline);
    });

    it('keeps a person who has never opened the site in words, and says so', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), {
        ...values,
        owners: [ingrid, lucia],
      });
      assert.deepEqual(row.values.owners, [ingrid, lucia]);
      assert.equal(row.problems?.length, 1);
      assert.match(row.problems?.[0] ?? '', /^Ingrid Solheim has never opened the SharePoint site/);
      const { body } = await world.as(AMARA, 'GET', `${itemPath(list, row.itemId)}?$expand=fields`);
      const { Owners, OwnersDirectory } = body.fields as {
        Owners: { LookupValue: string }[];
        OwnersDirectory: string;
      };
      assert.deepEqual(
        Owners.map(({ LookupValue }) => LookupValue),
        ['Lucía Fernández'],
      );
      assert.match(
        OwnersDirectory,
        /^Ingrid Solheim <ingrid.solheim@harbour.example> \{a1000000-0000-4000-8000-000000000006\} \(not yet a site user\)\nLucía/,
      );
    });

    it('makes one row when the reply is lost, garbled, late or never comes', async () => {
      for (const [index, fault] of [
        'lost-reply',
        'garbled',
        'gateway-timeout',
        'cut',
        'server-error',
        'unavailable',
        'throttle',
      ].entries()) {
        const list = await givenList();
        const before = await countItems(list);
        await world.fault({
          match: { method: 'POST', path: `/sites/${siteId}/lists/${list.listId}/items` },
          fault,
          times: 1,
          retryAfterSeconds: 1,
        });
        const rowId = `row-${fault}`;
        const row = await lists.createRow(list, actions, rowId, asRowKey(`A-${index + 1}`), values);
        assert.equal(row.rowId, rowId, fault);
        assert.equal(await countItems(list), before + 1, fault);
      }
    });

    it('gives the row that an earlier, forgotten attempt made', async () => {
      const list = await givenList();
      const first = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      const again = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      assert.equal(again.itemId, first.itemId);
      assert.equal(await countItems(list), 1);
    });

    it('throws ConflictError when another row has the key', async () => {
      const list = await givenList();
      await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      await assert.rejects(lists.createRow(list, actions, 'row-2', asRowKey('A-1'), values), ConflictError);
      assert.equal(await countItems(list), 1);
    });

    it('writes rows of one list one after the other, in the order asked', async () => {
      const list = await givenList();
      const rows = await Promise.all(
        [1, 2, 3, 4].map((n) => lists.createRow(list, actions, `row-${n}`, asRowKey(`A-${n}`), values)),
      );
      assert.deepEqual(
        rows.map(({ itemId }) => itemId),
        ['1', '2', '3', '4'],
      );
    });
  });

  describe('updateRow', () => {
    it('changes the given fields only, and clears with null', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      const changed = await lists.updateRow(list, actions, row.itemId, row.etag, {
        due: null,
        owners: [],
        status: 'Done',
        related: null,
      });
      assert.deepEqual(
        [changed.values.due, changed.values.owners, changed.values.status, changed.values.related],
        [null, [], 'Done', null],
      );
      assert.deepEqual([changed.values.title, changed.values.notes], [values.title, values.notes]);
      assert.notEqual(changed.etag, row.etag);
    });

    it('throws ConflictError with both states of the row when it was changed meanwhile', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      await world.as(PRIYA, 'PATCH', `${itemPath(list, row.itemId)}/fields`, { Status: 'In progress' });
      await assert.rejects(
        lists.updateRow(list, actions, row.itemId, row.etag, { status: 'Done' }),
        (error: DocketError) => {
          assert.ok(error instanceof ConflictError);
          assert.equal(error.details.expectedEtag, row.etag);
          assert.notEqual(error.details.actualEtag, row.etag);
          return true;
        },
      );
      assert.equal((await lists.readRow(list, actions, row.itemId)).values.status, 'In progress');
    });

    it('changes once when the reply is lost, garbled or late, and when the change was not made', async () => {
      const list = await givenList();
      let row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      for (const [index, fault] of [
        'lost-reply',
        'garbled',
        'gateway-timeout',
        'cut',
        'server-error',
        'unavailable',
        'throttle',
        'expired-token',
      ].entries()) {
        if (fault === 'expired-token') continue;
        await world.fault({
          match: { method: 'PATCH', path: itemPath(list, row.itemId) },
          fault,
          times: 1,
          retryAfterSeconds: 1,
        });
        const changes = {
          title: `Title ${index}`,
          due: `2027-05-0${index + 1}`,
          owners: [priya, yusuf],
          slips: index,
        };
        const next = await lists.updateRow(list, actions, row.itemId, row.etag, changes);
        for (const [name, value] of Object.entries(changes))
          assert.deepEqual(next.values[name], value, `${fault}: ${name}`);
        assert.equal(versionOf(next), versionOf(row) + 1, fault);
        row = next;
      }
    });

    it('throws ConflictError when somebody else changed the row while the reply was lost', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      await world.fault({
        match: { method: 'PATCH', path: itemPath(list, row.itemId) },
        fault: 'cut',
        after: 1,
        times: 1,
      });
      await world.as(PRIYA, 'PATCH', `${itemPath(list, row.itemId)}/fields`, { Status: 'In progress' });
      await assert.rejects(
        lists.updateRow(list, actions, row.itemId, row.etag, { status: 'Done' }),
        ConflictError,
      );
    });
  });

  describe('changes by hand', () => {
    const addByHand = async (list: ListRef, fields: object): Promise<string> => {
      const { body, status } = await world.as(PRIYA, 'POST', `/sites/${siteId}/lists/${list.listId}/items`, {
        fields,
      });
      assert.equal(status, 201, JSON.stringify(body));
      return String(body.id);
    };
    const siteUserId = async (name: string): Promise<number> => {
      const { body } = await world.as(
        PRIYA,
        'GET',
        `/sites/${siteId}/lists/User Information List/items?$expand=fields`,
      );
      const found = (body.value as { id: string; fields: { Title: string } }[]).find(
        ({ fields }) => fields.Title === name,
      );
      return Number(found?.id);
    };

    it('reads people that were set in SharePoint with their Entra ids and mails, and who did it', async () => {
      const list = await givenList();
      const owners = {
        'OwnersLookupId@odata.type': 'Collection(Edm.Int32)',
        OwnersLookupId: [await siteUserId('Lucía Fernández'), await siteUserId('Priya Raman')],
      };
      const row = await lists.readRow(
        list,
        actions,
        await addByHand(list, { Title: 'By hand', ...owners, Due: '2027-04-01' }),
      );
      assert.deepEqual(row.values.owners, [lucia, priya]);
      assert.equal(row.values.due, '2027-04-01');
      assert.deepEqual([row.rowId, row.key, row.byApp], [null, null, false]);
      assert.deepEqual([row.modifiedBy.name, row.modifiedBy.personId], ['Priya Raman', PRIYA]);
    });

    it('reads one person of a single column in the same way', async () => {
      const list = await givenList(stakeholders);
      const itemId = await addByHand(list, {
        Title: 'Lucía',
        PersonLookupId: await siteUserId('Lucía Fernández'),
      });
      assert.deepEqual((await lists.readRow(list, stakeholders, itemId)).values.person, [lucia]);
      const row = await lists.createRow(list, stakeholders, 'row-1', asRowKey('S-1'), {
        title: 'Ingrid',
        person: [ingrid],
      });
      assert.deepEqual(row.values.person, [ingrid]);
    });

    it('follows the person column when somebody changed it, over what was kept in words', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), {
        ...values,
        owners: [ingrid, lucia],
      });
      const setOwners = async (ids: number[]) =>
        world.as(PRIYA, 'PATCH', `${itemPath(list, row.itemId)}/fields`, {
          'OwnersLookupId@odata.type': 'Collection(Edm.Int32)',
          OwnersLookupId: ids,
        });
      await setOwners([await siteUserId('Priya Raman')]);
      assert.deepEqual((await lists.readRow(list, actions, row.itemId)).values.owners, [priya]);
      await setOwners([]);
      assert.deepEqual((await lists.readRow(list, actions, row.itemId)).values.owners, []);
    });

    it('fills the person column once the person has opened the site, over what somebody set meanwhile', async () => {
      const list = await givenList();
      const one = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), {
        ...values,
        owners: [ingrid, lucia],
      });
      const two = await lists.createRow(list, actions, 'row-2', asRowKey('A-2'), {
        ...values,
        owners: [ingrid],
      });
      const three = await lists.createRow(list, actions, 'row-3', asRowKey('A-3'), {
        ...values,
        owners: [yusuf],
      });
      const byHand = {
        'OwnersLookupId@odata.type': 'Collection(Edm.Int32)',
        OwnersLookupId: [await siteUserId('Priya Raman')],
      };
      await world.as(PRIYA, 'PATCH', `${itemPath(list, two.itemId)}/fields`, byHand);
      const { mark } = await collect(lists, list, actions, null);
      await world.as(INGRID, 'GET', `/sites/${siteId}/lists/${list.listId}/items`);
      world.forward(3_600_000);
      const { rows } = await collect(lists, list, actions, mark);
      assert.deepEqual(
        rows.map(({ key, values: { owners }, byApp }) => [key, owners, byApp]),
        [['A-1', [ingrid, lucia], true]],
      );
      const { body } = await world.as(AMARA, 'GET', `${itemPath(list, one.itemId)}?$expand=fields`);
      const fields = body.fields as { Owners: { LookupValue: string }[]; DocketPending?: string };
      assert.deepEqual(
        fields.Owners.map(({ LookupValue }) => LookupValue),
        ['Ingrid Solheim', 'Lucía Fernández'],
      );
      assert.equal(fields.DocketPending, undefined);
      assert.deepEqual((await lists.readRow(list, actions, two.itemId)).values.owners, [priya]);
      const { problems: _told, ...kept } = three;
      assert.deepEqual(await lists.readRow(list, actions, three.itemId), kept);
    });

    it('adopts a row with its keys, once, under If-Match', async () => {
      const list = await givenList();
      const row = await lists.readRow(list, actions, await addByHand(list, { Title: 'By hand' }));
      await world.fault({
        match: { method: 'PATCH', path: itemPath(list, row.itemId) },
        fault: 'lost-reply',
        times: 1,
      });
      const adopted = await lists.adoptRow(list, actions, row.itemId, row.etag, 'row-9', asRowKey('A-9'));
      assert.deepEqual([adopted.rowId, adopted.key, adopted.values.title], ['row-9', 'A-9', 'By hand']);
      await assert.rejects(
        lists.adoptRow(list, actions, row.itemId, row.etag, 'row-8', asRowKey('A-8')),
        ConflictError,
      );
    });
  });

  describe('deleteRow', () => {
    it('deletes under If-Match, and takes a row that is gone as done', async () => {
      const list = await givenList();
      const row = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      await world.as(PRIYA, 'PATCH', `${itemPath(list, row.itemId)}/fields`, { Status: 'In progress' });
      await assert.rejects(lists.deleteRow(list, row.itemId, row.etag), ConflictError);
      const { etag } = await lists.readRow(list, actions, row.itemId);
      await world.fault({
        match: { method: 'DELETE', path: itemPath(list, row.itemId) },
        fault: 'lost-reply',
        times: 1,
      });
      await lists.deleteRow(list, row.itemId, etag);
      await lists.deleteRow(list, row.itemId, etag);
      await assert.rejects(lists.readRow(list, actions, row.itemId), { name: 'NotFoundError' });
    });
  });

  describe('changedLists', () => {
    it('names in one request the lists that changed, have no mark, or cannot be asked', async () => {
      const list = await givenList();
      const made = await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      const { mark } = await collect(lists, list, actions, null);
      const foreign = 'https://graph.evil.example/v1.0/sites/s/lists/l/items/delta?token=x';
      const marks = [mark, null, foreign].map((each) => ({ list, mark: each }));
      const before = world.replies();
      assert.deepEqual(await lists.changedLists(marks), [false, true, true]);
      assert.equal(world.replies() - before, 1);
      await world.as(PRIYA, 'PATCH', `${itemPath(list, made.itemId)}/fields`, { Status: 'Done' });
      assert.deepEqual(await lists.changedLists(marks), [true, true, true]);
    });
  });

  describe('changesSince', () => {
    it('enumerates everything, then gives what changed and what was removed', async () => {
      const list = await givenList();
      const made = [];
      for (let n = 1; n <= 3; n += 1)
        made.push(await lists.createRow(list, actions, `row-${n}`, asRowKey(`A-${n}`), values));
      const first = await collect(lists, list, actions, null);
      assert.deepEqual(
        [first.rows.map(({ key }) => key), first.removed, first.whole],
        [['A-1', 'A-2', 'A-3'], [], true],
      );
      assert.deepEqual(first.rows, made);
      const [one, two] = first.rows;
      assert.ok(one && two && first.mark);
      await world.as(PRIYA, 'PATCH', `${itemPath(list, one.itemId)}/fields`, { Status: 'Done' });
      await lists.deleteRow(list, two.itemId, two.etag);
      const second = await collect(lists, list, actions, first.mark);
      assert.deepEqual(
        second.rows.map(({ key, values: { status }, byApp }) => [key, status, byApp]),
        [['A-1', 'Done', false]],
      );
      assert.deepEqual([second.removed, second.whole], [[two.itemId], false]);
      const third = await collect(lists, list, actions, second.mark);
      assert.deepEqual([third.rows, third.removed], [[], []]);
    });

    it('of several lists at the same moment comes in one request', async () => {
      const one = await givenList();
      const other = await givenList(stakeholders);
      const { mark } = await collect(lists, one, actions, null);
      const { mark: otherMark } = await collect(lists, other, stakeholders, null);
      await lists.createRow(one, actions, 'row-1', asRowKey('A-1'), values);
      const before = world.replies();
      const [changed, unchanged] = await Promise.all([
        collect(lists, one, actions, mark),
        collect(lists, other, stakeholders, otherMark),
      ]);
      assert.equal(world.replies() - before, 1);
      assert.deepEqual(
        [changed.rows.map(({ key }) => key), unchanged.rows, changed.whole, unchanged.whole],
        [['A-1'], [], false, false],
      );
    });

    it('enumerates everything again when the mark is too old', async () => {
      const list = await givenList();
      await lists.createRow(list, actions, 'row-1', asRowKey('A-1'), values);
      const { mark } = await collect(lists, list, actions, null);
      for (const fault of ['resync-apply', 'resync-upload']) {
        await world.fault({ match: { path: '/sites/' }, fault, times: 1 });
        const again = await collect(lists, list, actions, mark);
        assert.deepEqual([again.rows.map(({ key }) => key), again.whole], [['A-1'], true], fault);
      }
    });

    it('pages through many rows', async () => {
      const list = await givenList();
      const path = `/sites/${siteId}/lists/${list.listId}/items`;
      const parts = Array.from({ length: 1050 }, (_, n) => ({
        id: `${n}`,
        method: 'POST' as const,
        path,
        body: { fields: { Title: `Row ${n}` } },
      }));
      await sendBatch(world.client, parts);
      const { rows } = await collect(lists, list, actions, null);
      assert.equal(new Set(rows.map(({ itemId }) => itemId)).size, 1050);
    });
  });
});

const versionOf = ({ etag }: ListRow): number => Number(/,(\d+)"$/.exec(etag)?.[1]);
