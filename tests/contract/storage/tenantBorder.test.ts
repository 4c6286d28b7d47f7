import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { migrate, migrationState } from '../../../src/adapters/storage/migrate.ts';
import { rowNames } from '../../../src/adapters/storage/migrations/0018-rowNames.ts';
import { migrations } from '../../../src/adapters/storage/migrations/index.ts';
import { openServer } from '../../../src/adapters/storage/openServer.ts';
import { listTenants, meetTenant } from '../../../src/adapters/storage/transact.ts';
import type { TenantId } from '../../../src/kernel/ids.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import { onEachDatabase, serverUrl, startServerDatabase } from '../../support/databases.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { general, makeProject } from '../../support/fakeRegisters.ts';
import { makeMeeting } from '../../support/makeMeeting.ts';
import { startStores, TENANT_A, TENANT_B } from '../../support/startStores.ts';

const clock = fakeClock('2026-11-25T10:00:00Z');
const NOW = asInstant('2026-11-25T10:00:00Z');

onEachDatabase('tenants', (start) => {
  it('see nothing of each other in any store', async () => {
    const { transact } = startStores(await start(), clock);
    await transact(TENANT_A, async ({ projects, places, meetings, marks, outbox, people }) => {
      await projects.create(makeProject({ places: [] }), NOW);
      await places.link(general, makeProject().id, NOW);
      await meetings.save(makeMeeting());
      await marks.set('mark', 'of A');
      await outbox.post({ key: 'a', to: general, reply: { text: 'a' } });
      await people.seen([{ id: makeProject().coordinatorId, name: 'Amara' }], NOW);
    });
    await transact(TENANT_B, async ({ projects, places, meetings, marks, outgoing, people }) => {
      assert.deepEqual(await projects.all(), []);
      assert.equal(await projects.get(makeProject().id), null);
      assert.equal(await places.find(general.conversationId), null);
      assert.equal(await meetings.get(makeMeeting().id), null);
      assert.deepEqual(await meetings.byOnlineMeeting('online-1'), []);
      assert.equal(await marks.get('mark'), null);
      assert.deepEqual(await outgoing.dueLanes(NOW), []);
      assert.deepEqual(await people.find([makeProject().coordinatorId]), []);
    });
  });

  it('are listed once each, in the order in which they were met', async () => {
    const database = await start();
    await meetTenant(database, TENANT_B, clock);
    await meetTenant(database, TENANT_A, fakeClock('2026-11-25T11:00:00Z'));
    await meetTenant(database, TENANT_B, fakeClock('2026-11-25T12:00:00Z'));
    assert.deepEqual(await listTenants(database), [TENANT_B, TENANT_A]);
  });
});

onEachDatabase('migrations', (start) => {
  it('run once', async () => {
    const database = await start();
    assert.deepEqual(await migrate(database), []);
    assert.deepEqual(await migrationState(database), { done: migrations.length, known: migrations.length });
  });

  it('find names for the rows of every tenant that an earlier Docket left', async () => {
    const database = await start();
    await database.execute(`
      drop table register_name;
      alter table register_row add column names text[] not null default '{}';
      create index register_row_names on register_row using gin (names) where names <> '{}'`);
    for (const tenantId of [TENANT_A, TENANT_B]) await insertMilestone(database, tenantId);
    await database.transaction(async (transaction) => {
      for (const statement of rowNames.statements) await transaction.query(statement);
      await rowNames.afterwards?.(transaction);
    });
    const { transact } = startStores(database, clock);
    for (const tenantId of [TENANT_A, TENANT_B]) {
      const { rows } = await transact(tenantId, ({ registers }) =>
        registers.findRows({
          projectId: makeProject().id,
          registers: ['milestones'],
          where: [{ named: ['golive'] }, { open: false }],
          sort: 'declared',
          offset: 0,
          limit: 10,
        }),
      );
      assert.deepEqual(
        rows.map(({ key }) => key),
        ['M-1'],
      );
    }
  });

  it('refuse a database that a newer program has changed', async () => {
    const database = await start();
    await database.query('insert into migration (number, name) values ($1, $2)', [
      migrations.length + 1,
      'later',
    ]);
    await assert.rejects(migrate(database), { code: 'database-newer-than-program' });
    await database.query('delete from migration where number > $1', [migrations.length]);
  });
});

describe('tenant border on a PostgreSQL server', () => {
  before(function () {
    if (serverUrl() === undefined) this.skip();
  });

  it('hides rows of other tenants even from statements that forget to ask for the tenant', async () => {
    const database = await startServerDatabase(serverUrl() ?? '');
    try {
      const { transact } = startStores(database, clock);
      await transact(TENANT_A, ({ meetings }) => meetings.save(makeMeeting()));
      const countAs = (tenantId: string) =>
        database.transaction(async (transaction) => {
          await transaction.query("select set_config('docket.tenant', $1, true)", [tenantId]);
          const [row] = await transaction.query<{ count: number }>(
            'select count(*)::int as count from meeting',
          );
          return row?.count;
        });
      assert.equal(await countAs(TENANT_A), 1);
      assert.equal(await countAs(TENANT_B), 0);
      const outside = await database.query<{ count: number }>('select count(*)::int as count from meeting');
      assert.deepEqual(outside, [{ count: 0 }]);
    } finally {
      await database.close();
    }
  });

  it('refuses to write a row into another tenant', async () => {
    const database = await startServerDatabase(serverUrl() ?? '');
    try {
      const work = database.transaction(async (transaction) => {
        await transaction.query("select set_config('docket.tenant', $1, true)", [TENANT_B]);
        await transaction.query('insert into mark (tenant_id, name, value) values ($1, $2, $3)', [
          TENANT_A,
          'x',
          'y',
        ]);
      });
      await assert.rejects(work, /row-level security/);
    } finally {
      await database.close();
    }
  });

  it('stands around every table that has rows of tenants', async () => {
    const database = await startServerDatabase(serverUrl() ?? '');
    try {
      const open = await database.query<{ name: string }>(
        `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
         join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where n.nspname = $1 and c.relkind = 'r' and c.relname <> 'tenant'
           and not (c.relrowsecurity and c.relforcerowsecurity)`,
        [database.schema],
      );
      assert.deepEqual(open, []);
    } finally {
      await database.close();
    }
  });

  it('is set up by one of several processes that start at the same moment', async () => {
    const url = serverUrl() ?? '';
    const schema = `test_race_${process.pid}`;
    const databases = await Promise.all([1, 2, 3].map(() => openServer(url, schema)));
    try {
      const ran = await Promise.all(databases.map((database) => migrate(database)));
      assert.deepEqual(
        ran.filter((names) => names.length > 0),
        [migrations.map(({ name }) => name)],
      );
    } finally {
      await databases[0]?.execute(`drop schema ${schema} cascade`);
      for (const database of databases) await database.close();
    }
  });

  it('says what to look at when no server answers', async () => {
    await assert.rejects(openServer('postgres://docket:secret@127.0.0.1:1/none'), (error: Error) => {
      assert.match(error.message, /DATABASE_URL does not answer/);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });
});

/** As a Docket that knew neither names nor open rows would have left it. */
const insertMilestone = (database: Database, tenantId: TenantId): Promise<void> =>
  database.transaction(
    (transaction) =>
      transaction.write(
        `insert into register_row (tenant_id, row_id, project_id, register, key, number, cells, search, state, added_at,
           added_by, changed_at, changed_by)
         values ($1, 'one', $2, 'milestones', 'M-1', 1, $3::jsonb, '', 'saved', $4, $5::jsonb, $4, $5::jsonb)`,
        [
          tenantId,
          makeProject().id,
          JSON.stringify({ title: 'Go-live', status: 'Achieved' }),
          NOW,
          JSON.stringify({ personId: null, name: 'Amara' }),
        ],
      ),
    tenantId,
  );
