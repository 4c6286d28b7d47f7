/** What every store of the registers keeps to. Run over the fake and over each SQL host. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { asPersonId, asProjectId, asRowKey, asTenantId, type TenantId } from '../../../src/kernel/ids.ts';
import { asDay, asInstant } from '../../../src/kernel/time.ts';
import type { Transact } from '../../../src/kernel/transaction.ts';
import type { RowValues } from '../../../src/registers/definition.ts';
import type { ImportDraft } from '../../../src/registers/importing/importDraft.ts';
import type { ListRef, RegisterStores } from '../../../src/registers/ports.ts';
import type { Condition, RowQuery, Sort } from '../../../src/registers/query.ts';
import type {
  NewHistoryEntry,
  NewRow,
  NewWrite,
  RegisterRow,
  RegisterStore,
} from '../../../src/registers/store.ts';

const tenantId = asTenantId('5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01');
const at = asInstant('2026-11-25T09:00:00Z');
const later = asInstant('2026-11-25T09:05:00Z');
const amara = { personId: asPersonId('a1000000-0000-4000-8000-000000000001'), name: 'Amara Okafor' };
const priya = { personId: asPersonId('a1000000-0000-4000-8000-000000000003'), name: 'Priya Raman' };

/** `makeTransact` gives an empty database each time. */
export function registerStoreContract(makeTransact: () => Promise<Transact<RegisterStores>>): void {
  let transact: Transact<RegisterStores>;
  let projectId = asProjectId(randomUUID());
  beforeEach(async () => {
    transact = await makeTransact();
    projectId = asProjectId(randomUUID());
  });

  const inStore = <T>(work: (store: RegisterStore) => Promise<T>, tenant: TenantId = tenantId): Promise<T> =>
    transact(tenant, ({ registers }) => work(registers));
  const makeRow = (more: Partial<NewRow> = {}): NewRow => ({
    rowId: randomUUID(),
    projectId,
    register: 'actions',
    keyPrefix: 'A',
    values: { title: 'Order switches' },
    state: 'saving',
    listed: null,
    at,
    by: amara,
    ...more,
  });
  const insert = (more: Partial<NewRow> = {}): Promise<RegisterRow> =>
    inStore((store) => store.insertRow(makeRow(more)));
  const makeWrite = (rowId: string, more: Partial<NewWrite> = {}): NewWrite => ({
    projectId,
    register: 'actions',
    rowId,
    kind: 'change',
    changes: { title: 'Order cables' },
    base: { title: 'Order switches' },
    by: amara,
    source: { kind: 'docket' },
    at,
    ...more,
  });
  const find = async (more: Partial<RowQuery> = {}): Promise<readonly string[]> => {
    const query = { projectId, registers: ['actions'], where: [], sort: [], offset: 0, limit: 50, ...more };
    return (await inStore((store) => store.findRows(query))).rows.map(({ key }) => key);
  };

  describe('rows', () => {
    it('numbers the rows of each project and register from one', async () => {
      const keys = [await insert(), await insert(), await insert({ register: 'risks', keyPrefix: 'R' })];
      const elsewhere = await insert({ projectId: asProjectId(randomUUID()) });
      assert.deepEqual(
        [...keys, elsewhere].map(({ key }) => key),
        ['A-1', 'A-2', 'R-1', 'A-1'],
      );
    });

    it('gives different numbers to rows that are added at the same time', async () => {
      const rows = await Promise.all(Array.from({ length: 12 }, () => insert()));
      assert.equal(new Set(rows.map(({ key }) => key)).size, 12);
    });

    it('moves its counter past a key that came from the list', async () => {
      await insert({ key: asRowKey('A-41') });
      await insert({ key: asRowKey('A-7') });
      assert.equal((await insert()).key, 'A-42');
    });

    it('leaves nothing of a transaction that failed', async () => {
      const row = makeRow();
      const failing = inStore(async (store) => {
        await store.insertRow(row);
        await store.addWrite(makeWrite(row.rowId));
        throw new Error('killed');
      });
      await assert.rejects(failing, /killed/);
      assert.equal(await inStore((store) => store.rowById(row.rowId)), null);
      assert.deepEqual(await inStore((store) => store.pendingWrites(projectId, 10)), []);
    });

    it('gives back every value and every property as it was put in', async () => {
      const values = {
        // biome-ignore lint/suspicious/noTemplateCurlyInString: user text that looks like a template
        title: 'Fix ${requester.mail} and "login" } now \u2019',
        owners: [
          { personId: priya.personId, name: 'Priya Raman', mail: 'priya.raman@harbour.example' },
          { personId: null, name: 'Leila Aziz' },
        ],
        due: '2026-12-04',
        slips: 2,
        urgent: false,
        related: ['R-3', 'I-7'],
        cost: { minor: 120_050, currency: 'EUR' },
        notes: null,
      };
      const listed = { itemId: '7', etag: '"9d6c,3"', values: { title: 'Old' }, modifiedAt: later };
      const row = await insert({ values, listed, state: 'saved' });
      assert.deepEqual(await inStore((store) => store.rowById(row.rowId)), {
        rowId: row.rowId,
        projectId,
        register: 'actions',
        key: 'A-1',
        values,
        state: 'saved',
        refusal: null,
        listed,
        addedAt: at,
        addedBy: amara,
        changedAt: at,
        changedBy: amara,
        deletedAt: null,
      });
    });

    it('changes what a patch names and nothing else', async () => {
      const row = await insert();
      const patch = {
        state: 'refused',
        refusal: 'The column is missing.',
        changedAt: later,
        changedBy: priya,
      } as const;
      await inStore((store) => store.updateRow(row.rowId, patch));
      assert.deepEqual(await inStore((store) => store.rowById(row.rowId)), { ...row, ...patch });
      await inStore((store) => store.updateRow(row.rowId, { refusal: null, deletedAt: later }));
      const now = await inStore((store) => store.rowById(row.rowId));
      assert.deepEqual([now?.refusal, now?.deletedAt, now?.state], [null, later, 'refused']);
    });

    it('throws when a row to change is not there', async () => {
      const failing = inStore((store) => store.updateRow(randomUUID(), { state: 'saved' }));
      await assert.rejects(failing, { code: 'row-unknown' });
    });

    it('finds a row by its key in any case and by the item of its list', async () => {
      const listed = { itemId: '7', etag: '"9d6c,1"', values: {}, modifiedAt: at };
      const row = await insert({ listed });
      const [byKey, byItem, other, elsewhere] = await inStore(async (store) => [
        await store.rowByKey(projectId, 'a-1' as RegisterRow['key']),
        await store.rowByItem(projectId, 'actions', '7'),
        await store.rowByItem(projectId, 'risks', '7'),
        await store.rowByKey(asProjectId(randomUUID()), asRowKey('A-1')),
      ]);
      assert.deepEqual([byKey?.rowId, byItem?.rowId, other, elsewhere], [row.rowId, row.rowId, null, null]);
    });

    it('shows a row to no other tenant', async () => {
      const row = await insert();
      const stranger = asTenantId('00000000-0000-4000-8000-00000000beef');
      assert.equal(await inStore((store) => store.rowById(row.rowId), stranger), null);
      assert.equal(await inStore((store) => store.rowByKey(projectId, row.key), stranger), null);
    });

    it('inserts many rows of a list at once, leaves out those whose id or key is taken, and counts on behind them', async () => {
      const there = await insert({ key: asRowKey('A-5') });
      const listed = (rowId: string, key: string) => ({
        ...makeRow({ rowId, listed: { itemId: key, etag: 'e', values: {}, modifiedAt: at } }),
        key: asRowKey(key),
      });
      const [six, nine] = [randomUUID(), randomUUID()];
      const rows = [
        listed(there.rowId, 'A-4'),
        listed(six, 'A-6'),
        listed(randomUUID(), 'A-5'),
        listed(nine, 'A-9'),
      ];
      const made = await inStore((store) => store.insertListed(rows));
      assert.deepEqual(new Set(made), new Set([six, nine]));
      const found = await inStore((store) => store.rowById(nine));
      assert.deepEqual([found?.key, found?.listed?.itemId, found?.values], ['A-9', 'A-9', rows[3]?.values]);
      assert.equal((await insert()).key, 'A-10');
      assert.equal((await inStore((store) => store.insertListed([]))).size, 0);
    });

    it('has its statistics refreshed in the midst of a transaction', async () => {
      const found = await inStore(async (store) => {
        const { rowId } = await store.insertRow(makeRow());
        await store.refreshStatistics();
        return store.rowById(rowId);
      });
      assert.equal(found?.key, 'A-1');
    });

    it('lists the items of rows that are in the list and not deleted', async () => {
      const listed = (itemId: string) => ({ itemId, etag: `"x,${itemId}"`, values: {}, modifiedAt: at });
      await insert({ listed: listed('1') });
      await insert();
      const gone = await insert({ listed: listed('3') });
      await inStore((store) => store.updateRow(gone.rowId, { deletedAt: later }));
      const etags = await inStore((store) => store.listedEtags(projectId, 'actions'));
      assert.deepEqual([...etags], [['1', '"x,1"']]);
      const some = (itemIds: readonly string[]) =>
        inStore((store) => store.listedEtags(projectId, 'actions', itemIds));
      assert.deepEqual([...(await some(['1', '2', '3'])).keys()], ['1']);
      assert.equal((await some(['2'])).size, 0);
    });

    it('makes changes of one locked row follow each other', async () => {
      const row = await insert({ values: { title: 'x', slips: 0 } });
      const addOne = () =>
        inStore(async (store) => {
          const now = await store.rowById(row.rowId, { lock: true });
          const values = { ...now?.values, slips: Number(now?.values.slips) + 1 };
          await store.updateRow(row.rowId, { values });
        });
      await Promise.all(Array.from({ length: 6 }, addOne));
      const now = await inStore((store) => store.rowById(row.rowId));
      assert.equal(now?.values.slips, 6);
    });
  });

  it('tells the states of rows by their keys, of one project and tenant', async () => {
    const [one, two, three] = [await insert(), await insert(), await insert()];
    await insert({ projectId: asProjectId(randomUUID()) });
    await inStore((store) => store.updateRow(one.rowId, { state: 'saved' }));
    await inStore((store) => store.updateRow(three.rowId, { state: 'refused', refusal: 'Too long' }));
    const keys = [one.key, two.key, three.key, asRowKey('A-99')];
    const states = await inStore((store) => store.rowStates(projectId, keys));
    assert.deepEqual(Object.fromEntries(states), { 'A-1': 'saved', 'A-2': 'saving', 'A-3': 'refused' });
    assert.equal((await inStore((store) => store.rowStates(projectId, []))).size, 0);
    assert.equal(
      (await inStore((store) => store.rowStates(projectId, keys), asTenantId(randomUUID()))).size,
      0,
    );
  });

  describe('questions', () => {
    const person = (who: typeof amara) => [{ personId: who.personId, name: who.name }];
    beforeEach(async () => {
      await insert({
        values: {
          title: 'Order switches',
          owners: person(priya),
          due: '2026-12-04',
          priority: 'High',
          status: 'Open',
        },
      });
      await insert({
        values: {
          title: '100% of cables_A',
          owners: [],
          due: null,
          priority: 'Low',
          status: 'Done',
          related: ['R-3'],
        },
      });
      await insert({
        values: {
          title: 'Book the room',
          owners: [...person(amara), ...person(priya)],
          due: '2026-11-27',
          status: 'open',
          slips: 3,
          urgent: true,
        },
      });
      const gone = await insert({ values: { title: 'Deleted', status: 'Open' } });
      await inStore((store) => store.updateRow(gone.rowId, { deletedAt: later }));
    });

    const cases: readonly (readonly [string, Condition, readonly string[]])[] = [
      ['is one of', { field: 'status', is: ['OPEN', 'Blocked'] }, ['A-1', 'A-3']],
      ['is none of, a missing value included', { field: 'priority', isNot: ['low'] }, ['A-1', 'A-3']],
      [
        'contains text, with the marks of a pattern as text',
        { field: 'title', contains: '0% of cables_a' },
        ['A-2'],
      ],
      ['contains no text that a pattern would match', { field: 'title', contains: 'B_ok' }, []],
      ['one of several people', { field: 'owners', person: [priya.personId] }, ['A-1', 'A-3']],
      ['from a day, the day included', { field: 'due', days: { from: '2026-12-04' } }, ['A-1']],
      ['to a day, the day included', { field: 'due', days: { to: '2026-11-27' } }, ['A-3']],
      ['between days', { field: 'due', days: { from: '2026-11-28', to: '2026-12-31' } }, ['A-1']],
      ['at least', { field: 'slips', size: { atLeast: 3 } }, ['A-3']],
      ['at most', { field: 'slips', size: { atMost: 2 } }, []],
      ['a flag', { field: 'urgent', flag: true }, ['A-3']],
      ['a key', { field: 'related', holdsKey: 'r-3' }, ['A-2']],
      ['without a value', { field: 'owners', empty: true }, ['A-2']],
      ['with a value', { field: 'due', empty: false }, ['A-1', 'A-3']],
      ['a field that no row has', { field: 'colour', is: ['red'] }, []],
    ];
    for (const [name, condition, keys] of cases) {
      it(`answers: ${name}`, async () => {
        assert.deepEqual(await find({ where: [condition] }), keys);
      });
    }

    it('joins conditions with and', async () => {
      const where = [
        { field: 'status', is: ['Open'] },
        { field: 'due', days: { to: '2026-11-30' } },
      ];
      assert.deepEqual(await find({ where }), ['A-3']);
    });

    it('keeps apart the registers and the projects', async () => {
      await insert({ register: 'risks', keyPrefix: 'R', values: { title: 'Switches late' } });
      assert.deepEqual(await find({ registers: ['risks'] }), ['R-1']);
      assert.deepEqual(await find({ registers: ['risks', 'actions'], words: ['switches'] }), ['A-1', 'R-1']);
      assert.deepEqual(await find({ projectId: asProjectId(randomUUID()) }), []);
    });

    it('finds words in keys, texts, names and links, every one of them', async () => {
      assert.deepEqual(await find({ words: ['raman'] }), ['A-1', 'A-3']);
      assert.deepEqual(await find({ words: ['RAMAN', 'room'] }), ['A-3']);
      assert.deepEqual(await find({ words: ['a-2'] }), ['A-2']);
      assert.deepEqual(await find({ words: ['r-3'] }), ['A-2']);
      assert.deepEqual(await find({ words: ['100%'] }), ['A-2']);
      assert.deepEqual(await find({ words: ['personid'] }), []);
    });

    const priority = ['Low', 'Medium', 'High'];
    const orders: readonly (readonly [string, Sort, readonly string[]])[] = [
      ['day, without a value last', { field: 'due', type: 'day' }, ['A-3', 'A-1', 'A-2']],
      [
        'day downwards, without a value last',
        { field: 'due', type: 'day', descending: true },
        ['A-1', 'A-3', 'A-2'],
      ],
      ['text', { field: 'title', type: 'text' }, ['A-2', 'A-3', 'A-1']],
      [
        'choice by its order',
        { field: 'priority', type: 'choice', choices: priority },
        ['A-2', 'A-1', 'A-3'],
      ],
      ['person by the first name', { field: 'owners', type: 'people' }, ['A-3', 'A-1', 'A-2']],
      ['number', { field: 'slips', type: 'number' }, ['A-3', 'A-1', 'A-2']],
    ];
    for (const [name, sort, keys] of orders) {
      it(`orders by ${name}`, async () => {
        assert.deepEqual(await find({ sort: [sort] }), keys);
      });
    }

    it('knows open rows from closed ones and their declared order, also after a change', async () => {
      const { rowId } = await insert({ values: { title: 'Test', status: 'Open', due: '2026-11-26' } });
      const listed = (open: boolean) => find({ where: [{ open }], sort: 'declared' });
      assert.deepEqual(await listed(true), ['A-5', 'A-3', 'A-1']);
      const values = { title: 'Test', status: 'Open', due: '2026-12-30' };
      await inStore((store) => store.updateRow(rowId, { values }));
      assert.deepEqual(await listed(true), ['A-3', 'A-1', 'A-5']);
      await inStore((store) => store.updateRow(rowId, { values: { ...values, status: 'Done' } }));
      assert.deepEqual(
        [await listed(true), await listed(false)],
        [
          ['A-3', 'A-1'],
          ['A-5', 'A-2'],
        ],
      );
    });

    it('finds a row by the names that its register calls it by, also after it was renamed', async () => {
      const values = { title: 'Go-live (wave 1)', alsoCalled: 'launch' };
      const { rowId } = await insert({ register: 'milestones', keyPrefix: 'M', values });
      const named = (...names: string[]) => find({ registers: ['milestones'], where: [{ named: names }] });
      assert.deepEqual([await named('golivewave1'), await named('x', 'launch')], [['M-1'], ['M-1']]);
      await inStore((store) => store.updateRow(rowId, { values: { title: 'Cutover' } }));
      assert.deepEqual([await named('launch'), await named('cutover'), await named()], [[], ['M-1'], []]);
    });

    it('knows order, state and names of rows that it took from a list many at once', async () => {
      const taken = (key: string, values: RowValues) => ({
        ...makeRow({ register: 'milestones', keyPrefix: 'M', values }),
        key: asRowKey(key),
      });
      const rows = [
        taken('M-1', { title: 'Go-live', forecast: '2027-01-23', status: 'Planned' }),
        taken('M-2', { title: 'UAT start', forecast: '2026-12-07', status: 'Planned' }),
        taken('M-3', { title: 'Kick-off', forecast: '2026-09-01', status: 'Achieved' }),
      ];
      await inStore((store) => store.insertListed(rows));
      const ask = (where: readonly Condition[]) =>
        find({ registers: ['milestones'], where, sort: 'declared' });
      assert.deepEqual(await ask([{ open: true }]), ['M-2', 'M-1']);
      assert.deepEqual(await ask([{ named: ['kickoff'] }]), ['M-3']);
    });

    it('orders numbers and keys by size, not as text', async () => {
      for (let n = 5; n <= 11; n += 1) await insert({ values: { title: 'more', slips: n } });
      const keys = await find({ sort: [{ field: 'slips', type: 'number', descending: true }] });
      assert.deepEqual(keys.slice(0, 3), ['A-11', 'A-10', 'A-9']);
      assert.deepEqual((await find()).slice(-2), ['A-10', 'A-11']);
    });

    it('gives a page and the number of all', async () => {
      const query = { projectId, registers: ['actions'], where: [], sort: [], offset: 1, limit: 1 };
      const page = await inStore((store) => store.findRows(query));
      assert.deepEqual([page.rows.map(({ key }) => key), page.total], [['A-2'], 3]);
      const beyond = await inStore((store) => store.findRows({ ...query, offset: 9 }));
      assert.deepEqual([beyond.rows, beyond.total], [[], 3]);
    });

    it('counts no further than it is asked to, and one more', async () => {
      const query = { projectId, registers: ['actions'], where: [], sort: 'declared' as const, offset: 0 };
      const total = async (more: Pick<RowQuery, 'limit' | 'countTo'>) =>
        (await inStore((store) => store.findRows({ ...query, ...more }))).total;
      assert.equal(await total({ limit: 1, countTo: 1 }), 2);
      assert.equal(await total({ limit: 1, countTo: 2 }), 3);
      assert.equal(await total({ limit: 1, countTo: 3 }), 3);
      assert.equal(await total({ limit: 30_000 }), 3);
    });

    it('shows deleted rows when asked', async () => {
      assert.deepEqual(await find({ withDeleted: true, words: ['deleted'] }), ['A-4']);
    });
  });

  describe('writes on their way', () => {
    it('keeps the order in which they were added and the values they came with', async () => {
      const one = await insert();
      const two = await insert();
      const first = await inStore((store) =>
        store.addWrite(makeWrite(one.rowId, { kind: 'create', base: {} })),
      );
      const second = await inStore((store) => store.addWrite(makeWrite(two.rowId)));
      const third = await inStore((store) => store.addWrite(makeWrite(one.rowId, { by: priya, at: later })));
      const all = await inStore((store) => store.pendingWrites(projectId, 10));
      assert.deepEqual(all, [first, second, third]);
      assert.deepEqual(await inStore((store) => store.pendingWrites(projectId, 2)), [first, second]);
      assert.deepEqual(await inStore((store) => store.pendingWritesOf(one.rowId)), [first, third]);
      assert.deepEqual(await inStore((store) => store.pendingWrites(projectId, 10, ['actions'])), []);
    });

    it('takes off a row\u2019s writes up to the one that was made', async () => {
      const one = await insert();
      const two = await insert();
      const made = await inStore((store) => store.addWrite(makeWrite(one.rowId)));
      const other = await inStore((store) => store.addWrite(makeWrite(two.rowId)));
      const next = await inStore((store) => store.addWrite(makeWrite(one.rowId)));
      await inStore((store) => store.removeWrites(one.rowId, made.seq));
      assert.deepEqual(await inStore((store) => store.pendingWrites(projectId, 10)), [other, next]);
    });

    it('keeps the cards that show a row as being saved until they are taken', async () => {
      const one = await insert();
      const card = (rowId: string, messageKey: string) => ({
        projectId,
        rowId,
        personId: amara.personId,
        messageKey,
      });
      const other = await insert();
      for (const [rowId, key] of [
        [one.rowId, 'a'],
        [other.rowId, 'b'],
        [one.rowId, 'c'],
      ] as const)
        await inStore((store) => store.keepRowCard(rowId, card(rowId, key)));
      const taken = () => inStore((store) => store.takeRowCards(one.rowId));
      assert.deepEqual(await taken(), [card(one.rowId, 'a'), card(one.rowId, 'c')]);
      assert.deepEqual(await taken(), []);
    });

    it('replaces what a write is to change', async () => {
      const row = await insert();
      const write = await inStore((store) => store.addWrite(makeWrite(row.rowId)));
      await inStore((store) => store.rebaseWrite(write.seq, { due: '2026-12-04' }, { due: null }));
      assert.deepEqual(await inStore((store) => store.pendingWritesOf(row.rowId)), [
        { ...write, changes: { due: '2026-12-04' }, base: { due: null } },
      ]);
    });

    it('names the projects whose writes have waited', async () => {
      const row = await insert();
      await inStore((store) => store.addWrite(makeWrite(row.rowId)));
      await inStore((store) => store.addWrite(makeWrite(row.rowId)));
      await inStore((store) => store.addWrite(makeWrite(row.rowId, { register: 'risks', at: later })));
      assert.deepEqual(await inStore((store) => store.projectsWithWrites(later)), [projectId]);
      assert.deepEqual(await inStore((store) => store.projectsWithWrites(at)), []);
    });
  });

  describe('lists', () => {
    const list = (listId: string): ListRef => ({
      siteId: 'harbour.sharepoint.example,1,2',
      listId,
      columns: { title: 'Title', due: 'Due_x0020_date' },
      siteZone: 'Europe/Madrid' as ListRef['siteZone'],
    });

    it('keeps a link and its sync mark until the list is another one', async () => {
      await inStore((store) => store.linkList(projectId, 'actions', list('L1')));
      await inStore((store) => store.setSyncMark(projectId, 'actions', 'delta-7', at));
      await inStore((store) =>
        store.linkList(projectId, 'actions', { ...list('L1'), columns: { title: 'Title' } }),
      );
      const same = await inStore((store) => store.listLink(projectId, 'actions'));
      assert.deepEqual(same, {
        projectId,
        register: 'actions',
        list: { ...list('L1'), columns: { title: 'Title' } },
        syncMark: 'delta-7',
        syncedAt: at,
      });
      await inStore((store) => store.linkList(projectId, 'actions', list('L2')));
      const other = await inStore((store) => store.listLink(projectId, 'actions'));
      assert.deepEqual([other?.list.listId, other?.syncMark, other?.syncedAt], ['L2', null, null]);
    });

    it('lists the links of a project by register', async () => {
      for (const register of ['risks', 'actions']) {
        await inStore((store) => store.linkList(projectId, register, list(register)));
      }
      const links = await inStore((store) => store.listLinks(projectId));
      assert.deepEqual(
        links.map(({ register }) => register),
        ['actions', 'risks'],
      );
      assert.equal(await inStore((store) => store.listLink(projectId, 'issues')), null);
    });

    it('lets one holder write to a project until its time is over', async () => {
      const claim = (holder: string, now = at, until = later) =>
        inStore((store) => store.claimWrites(projectId, holder, now, until));
      assert.equal(await claim('one'), true);
      assert.equal(await claim('two'), false);
      assert.equal(await claim('one'), true);
      assert.equal(await claim('two', later, asInstant('2026-11-25T09:10:00Z')), true);
      assert.equal(await claim('one'), false);
    });

    it('takes back the writing only when nothing waits, or by force', async () => {
      const row = await insert();
      await inStore((store) => store.claimWrites(projectId, 'one', at, later));
      await inStore((store) => store.addWrite(makeWrite(row.rowId)));
      const release = (force?: boolean) => inStore((store) => store.releaseWrites(projectId, 'one', force));
      const other = () => inStore((store) => store.claimWrites(projectId, 'two', at, later));
      assert.equal(await release(), false);
      assert.equal(await other(), false);
      assert.equal(await release(true), true);
      assert.equal(await other(), true);
      await release(true);
      assert.equal(await inStore((store) => store.claimWrites(projectId, 'three', at, later)), false);
    });
  });

  describe('history', () => {
    const entry = (row: RegisterRow, more: Partial<NewHistoryEntry> = {}): NewHistoryEntry => ({
      projectId,
      register: 'actions',
      rowId: row.rowId,
      key: row.key,
      kind: 'changed',
      at,
      by: amara,
      source: { kind: 'meeting', meetingId: 'm-1', title: 'Steering committee' },
      changes: [{ field: 'due', from: null, to: '2026-12-04' }],
      text: null,
      undoes: null,
      ...more,
    });

    it('keeps entries as they were and in their order', async () => {
      const row = await insert();
      const first = await inStore((store) => store.addHistory(entry(row, { kind: 'added', changes: [] })));
      const second = await inStore((store) =>
        store.addHistory(entry(row, { kind: 'commented', text: 'On its way' })),
      );
      assert.deepEqual(await inStore((store) => store.historyOf(row.rowId)), [first, second]);
      assert.deepEqual(first, { ...entry(row, { kind: 'added', changes: [] }), seq: first.seq });
      assert.ok(second.seq > first.seq);
    });

    it('finds a person\u2019s last change that was not undone', async () => {
      const row = await insert();
      const add = (more: Partial<NewHistoryEntry>) => inStore((store) => store.addHistory(entry(row, more)));
      const last = () => inStore((store) => store.lastChangeBy(projectId, amara.personId, at));
      const early = await add({ at: asInstant('2026-11-25T08:00:00Z') });
      assert.equal(await last(), null);
      const first = await add({});
      const second = await add({ at: later });
      await add({ by: priya, at: later });
      await add({ kind: 'conflict', at: later });
      assert.equal((await last())?.seq, second.seq);
      await add({ kind: 'undone', undoes: second.seq, at: later });
      assert.equal((await last())?.seq, first.seq);
      assert.ok(early.seq < first.seq);
    });

    it('keeps a file that is being imported until it expires, for its own tenant', async () => {
      const draft: ImportDraft = {
        importId: randomUUID(),
        projectId,
        person: { personId: amara.personId, name: amara.name },
        file: 'log.xlsx',
        sheet: 'Log',
        otherSheets: [],
        register: 'issues',
        columns: ['Summary', 'Due'],
        rows: [{ number: 4, cells: ['A \u201cfirst\u201d\nline', { day: '2026-12-04' }] }],
        targets: ['title', 'due'],
        dayOrder: 'day-first',
        state: 'open',
        result: null,
        expiresAt: later,
      };
      await inStore((store) => store.saveImport(draft));
      const done: ImportDraft = {
        ...draft,
        state: 'done',
        result: { added: [asRowKey('I-1')], changed: [] },
      };
      assert.deepEqual(await inStore((store) => store.lockImport(draft.importId)), draft);
      await inStore((store) => store.saveImport(done));
      assert.deepEqual(await inStore((store) => store.lockImport(draft.importId)), done);
      assert.equal(
        await inStore((store) => store.lockImport(draft.importId), asTenantId(randomUUID())),
        null,
      );
      await inStore((store) => store.forgetImports(at));
      assert.notEqual(await inStore((store) => store.lockImport(draft.importId)), null);
      await inStore((store) => store.forgetImports(later));
      assert.equal(await inStore((store) => store.lockImport(draft.importId)), null);
    });

    it('finds rows that were deleted since a moment', async () => {
      const [early, late] = [await insert(), await insert()];
      await insert();
      await inStore((store) => store.updateRow(early.rowId, { deletedAt: at }));
      await inStore((store) => store.updateRow(late.rowId, { deletedAt: later }));
      const found = (deletedSince: typeof at) => find({ deletedSince });
      assert.deepEqual(await found(at), [early.key, late.key]);
      assert.deepEqual(await found(later), [late.key]);
    });

    it('marks one nudge a day and person', async () => {
      const mark = (day: string) =>
        inStore((store) => store.markNudge(projectId, { personId: priya.personId, day: asDay(day) }));
      assert.equal(await mark('2026-11-25'), true);
      assert.equal(await mark('2026-11-25'), false);
      assert.equal(await mark('2026-11-26'), true);
    });
  });
}
