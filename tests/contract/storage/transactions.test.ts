import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { onEachDatabase } from '../../support/databases.ts';

onEachDatabase('transactions', (start) => {
  describe('of any kind', () => runTransactions(start));
});

function runTransactions(start: () => Promise<Database>): void {
  let database: Database;
  beforeEach(async () => {
    database = await start();
    await database.execute('create table noted (name text primary key)');
  });
  afterEach(() => database.execute('drop table noted'));

  const INSERT = 'insert into noted (name) values ($1)';
  const names = async (): Promise<readonly unknown[]> =>
    (await database.query<{ name: string }>('select name from noted order by name')).map(({ name }) => name);

  it('keep what is written without waiting, in its order', async () => {
    await database.transaction(async (transaction) => {
      await transaction.write(INSERT, ['one']);
      await transaction.write('update noted set name = $2 where name = $1', ['one', 'two']);
      const seen = await transaction.query<{ name: string }>('select name from noted');
      assert.deepEqual(
        seen.map(({ name }) => name),
        ['two'],
      );
    });
    assert.deepEqual(await names(), ['two']);
  });

  it('throw what a write threw that nobody waited for, and keep nothing', async () => {
    await database.write(INSERT, ['taken']);
    const work = database.transaction(async (transaction) => {
      await transaction.write(INSERT, ['new']);
      await transaction.write(INSERT, ['taken']);
      return 'done';
    });
    await assert.rejects(work, { code: '23505' });
    assert.deepEqual(await names(), ['taken']);
  });

  it('run nothing after a statement that failed, and name that as the cause', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query('select name from missing').catch(() => undefined);
      await transaction.query(INSERT, ['after']);
    });
    await assert.rejects(work, { code: '42P01' });
    assert.deepEqual(await names(), []);
  });

  it('keep nothing where the work fails after reading and writing', async () => {
    const work = database.transaction(async (transaction) => {
      await transaction.query('select name from noted');
      await transaction.query(INSERT, ['half']);
      throw new RangeError('The work failed.');
    });
    await assert.rejects(work, RangeError);
    assert.deepEqual(await names(), []);
  });

  it('that only read until then do not mix with others', async () => {
    const add = (name: string) =>
      database.transaction(async (transaction) => {
        await transaction.query('select pg_advisory_xact_lock(7)');
        const rows = await transaction.query('select name from noted');
        await transaction.write(INSERT, [`${rows.length} ${name}`]);
      });
    await Promise.all(['a', 'b', 'c'].map(add));
    assert.deepEqual(
      (await names()).map((name) => String(name).charAt(0)),
      ['0', '1', '2'],
    );
  });
}
