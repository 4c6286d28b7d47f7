import assert from 'node:assert/strict';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { onEachDatabase, startEmbeddedDatabase } from '../../support/databases.ts';

/** Gives the database that holds the table `probe` while the test runs. */
function withProbe(start: () => Promise<Database>): () => Database {
  let database: Database;
  beforeEach(async () => {
    database = await start();
    await database.execute(
      'create table probe (name text primary key, more jsonb, at timestamptz, tags text[])',
    );
  });
  afterEach(() => database.execute('drop table probe'));
  return () => database;
}

onEachDatabase('statements that are read once', (start) => {
  describe('and run often', () => runOften(start));
});

function runOften(start: () => Promise<Database>): void {
  const probe = withProbe(start);
  const add = (name: string, more: unknown = null) =>
    probe().query('insert into probe (name, more) values ($1, $2::jsonb)', [name, JSON.stringify(more)]);
  const find = (name: string) => probe().query('select * from probe where name = $1', [name]);

  it('give the same kinds of values each time, whatever was typed', async () => {
    const values = [
      "o'clock; drop table probe",
      JSON.stringify({ text: '"' }),
      '2026-11-26T07:00:00.000Z',
      ['a', 'b"c'],
    ];
    const rows = () =>
      probe().query(
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
      probe().transaction(async (transaction) => {
        await transaction.query('insert into probe (name, more) values ($1, $2::jsonb)', ['three', null]);
        await transaction.query('insert into probe (name, more) values ($1, $2::jsonb)', ['one', null]);
      }),
      { code: '23505' },
    );
    assert.equal((await find('two')).length, 1);
    assert.deepEqual(await find('three'), []);
  });

  describe('several in one transaction without waiting', () => {
    const INSERT = 'insert into probe (name, more) values ($1, $2::jsonb) returning name';
    /** Each text has been read, so what follows may go in one piece. */
    beforeEach(() => probe().query(INSERT, ['taken', null]));
    const names = async () =>
      (await probe().query<{ name: string }>('select name from probe order by name')).map(({ name }) => name);
    const insertAll = (all: readonly string[]) =>
      probe().transaction(async (transaction) =>
        all.map(
          (name) =>
            transaction.send(INSERT, [name, null], ([row]: readonly { readonly name: string }[]) => row?.name)
              .answer,
        ),
      );

    it('give each its own rows and are kept', async () => {
      assert.deepEqual(await Promise.all(await insertAll(['one', 'two', 'three'])), ['one', 'two', 'three']);
      assert.deepEqual(await Promise.all(await insertAll(['alone'])), ['alone']);
      assert.deepEqual(await names(), ['alone', 'one', 'taken', 'three', 'two']);
    });

    for (const all of [['taken', 'new'], ['new', 'taken', 'newer'], ['new', 'newer', 'taken'], ['taken']])
      it(`keep nothing where one of ${all.join(', ')} is refused, and others go on`, async () => {
        await assert.rejects(insertAll(all), { code: '23505' });
        assert.deepEqual(await names(), ['taken']);
        await insertAll(['after']);
        assert.deepEqual(await names(), ['after', 'taken']);
      });

    it('keep nothing where only the commit is refused', async () => {
      await probe().execute(
        'create table later (name text, constraint later_name unique (name) deferrable initially deferred)',
      );
      const insertLater = (...all: readonly string[]) =>
        probe().transaction(async (transaction) => {
          for (const name of all) await transaction.write('insert into later (name) values ($1)', [name]);
        });
      try {
        await insertLater('one');
        await assert.rejects(insertLater('two', 'one'), { code: '23505' });
        await assert.rejects(insertLater('one'), { code: '23505' });
        const kept = await probe().query<{ name: string }>('select name from later');
        assert.deepEqual(
          kept.map(({ name }) => name),
          ['one'],
        );
      } finally {
        await probe().execute('drop table later');
      }
    });
  });

  it('make room for others and are read again when they are wanted', async () => {
    await add('one');
    for (let number = 0; number < 210; number += 1)
      assert.deepEqual(await probe().query(`select ${number} + $1::int as sum`, [1]), [{ sum: number + 1 }]);
    assert.equal((await find('one')).length, 1);
    await assert.rejects(add('one'), { code: '23505' });
  });
}

describe('statements of the embedded database that are read once', () => {
  const probe = withProbe(startEmbeddedDatabase);
  const columns = async () =>
    Object.keys((await probe().query('select * from probe where name = $1', ['one']))[0] ?? {});

  it('are read anew after a change of tables', async () => {
    await probe().query('insert into probe (name) values ($1)', ['one']);
    assert.deepEqual(await columns(), ['name', 'more', 'at', 'tags']);
    await probe().query('alter table probe add column extra text');
    assert.deepEqual(await columns(), ['name', 'more', 'at', 'tags', 'extra']);
  });
});
