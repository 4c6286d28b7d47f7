import assert from 'node:assert/strict';
import { tendTables } from '../../../src/adapters/storage/tendTables.ts';
import { startEmbeddedDatabase } from '../../support/databases.ts';

describe('tables of the embedded database', () => {
  describe('when much of one has changed', () => {
    it('are cleared of dead rows and sampled, and left alone as long as little changes', async () => {
      const database = await startEmbeddedDatabase();
      const run = async (sql: string) => (await database.executeSql(sql)).rows;
      const [place] = await database.query<{ name: string }>(
        "select format('%I.probe', current_schema()) as name",
      );
      await database.execute(`
        create table probe as select number from generate_series(1, 1000) as number;
        update probe set number = number + 1`);
      try {
        const known = async () =>
          (await run("select reltuples::int as rows from pg_class where oid = 'probe'::regclass"))[0];
        assert.deepEqual(await known(), { rows: -1 });
        assert.ok((await tendTables(run)).includes(place?.name ?? ''));
        assert.deepEqual(await known(), { rows: 1_000 });
        await database.execute('delete from probe where number < 40');
        assert.ok(!(await tendTables(run)).includes(place?.name ?? ''));
        const asked: string[] = [];
        await database.execute('insert into probe select * from generate_series(1, 500)');
        await tendTables(async (sql) => {
          asked.push(sql);
          return run(sql);
        });
        assert.ok(asked.includes(`analyze ${place?.name}`));
        assert.ok(!asked.includes(`vacuum ${place?.name}`), 'a table that only grew is not read through');
      } finally {
        await database.execute('drop table probe');
      }
    });
  });
});
