import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { startEmbeddedDatabase } from '../../support/databases.ts';

describe('statements of the embedded database that are read once', () => {
  let database: Database;
  beforeEach(async () => {
    database = await startEmbeddedDatabase();
    await database.execute(
      'create table probe (name text primary key, more jsonb, at timestamptz, tags text[])',
    );
  });
  afterEach(async () => {
    await database.execute('drop table probe');
    await database.close();
  });
  const add = (name: string, more: unknown = null) =>
    database.query('insert into probe (name, more) values ($1, $2::jsonb)', [name, JSON.stringify(more)]);
  const find = (name: string) => database.query('select * from probe where name = $1', [name]);

  it('give the same kinds of values each time, whatever was typed', async () => {
    const values = [
      "o'clock; drop table probe",
      JSON.stringify({ text: '"' }),
      '2026-11-26T07:00:00.000Z',
      ['a', 'b"c'],
    ];
    const rows = () =>
      database.query(
        'insert into probe values ($1, $2::jsonb, $3, $4) on conflict (name) do update set at = excluded.at returning *, null as none',
        values,
      );
    const [first] = await rows();
    assert.deepEqual(first, {
      name: "o'clock; drop table probe",
      more: { text: '"' },
      at: new Date('2026-11-26T07:00:00.000Z'),
      tags: ['a', 'b"c'],
      none: null,
    });
    assert.deepEqual(await rows(), [first]);
  });

  it('run on after one of them failed, also within a transaction that is rolled back', async () => {
    await add('one');
    await assert.rejects(add('one'), { code: '23505' });
    await add('two');
    await assert.rejects(
      database.transaction(async (transaction) => {
        await transaction.query('insert into probe (name, more) values ($1, $2::jsonb)', ['three', null]);
        await transaction.query('insert into probe (name, more) values ($1, $2::jsonb)', ['one', null]);
      }),
      { code: '23505' },
    );
    assert.equal((await find('two')).length, 1);
    assert.deepEqual(await find('three'), []);
  });

  it('are read anew after a change of tables', async () => {
    await add('one');
    assert.deepEqual(Object.keys((await find('one'))[0] ?? {}), ['name', 'more', 'at', 'tags']);
    await database.query('alter table probe add column extra text');
    assert.deepEqual(Object.keys((await find('one'))[0] ?? {}), ['name', 'more', 'at', 'tags', 'extra']);
  });

  it('make room for others and are read again when they are wanted', async () => {
    await add('one');
    for (let number = 0; number < 210; number += 1)
      assert.deepEqual(await database.query(`select ${number} + $1::int as sum`, [1]), [{ sum: number + 1 }]);
    assert.equal((await find('one')).length, 1);
    await assert.rejects(add('one'), { code: '23505' });
  });
});
