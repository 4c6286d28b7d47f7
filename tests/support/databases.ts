/** Empty databases for tests: embedded in memory, and a PostgreSQL server with a schema of its own each time. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../../src/adapters/storage/database.ts';
import { migrate, migrationState } from '../../src/adapters/storage/migrate.ts';
import { migrations } from '../../src/adapters/storage/migrations/index.ts';
import { openEmbedded } from '../../src/adapters/storage/openEmbedded.ts';
import { openServer } from '../../src/adapters/storage/openServer.ts';
import { atEnd } from './atEnd.ts';

/** Address of the PostgreSQL server for tests; `.ci/run` starts one. */
export const serverUrl = (): string | undefined => process.env.DOCKET_TEST_DATABASE_URL;

/** `schema` is where the tables are on a server. */
export type TestDatabase = Database & { readonly schema?: string };

let embedded: Promise<Database> | undefined;

/** Opening PGlite takes seconds, so one process has one; each start empties its tables. */
export async function startEmbeddedDatabase(): Promise<Database> {
  embedded ??= openOnce();
  const database = await embedded;
  await migrate(database);
  await emptyTables(database);
  return { ...database, close: async () => undefined };
}

async function openOnce(): Promise<Database> {
  const database = await openEmbedded(null);
  atEnd(() => database.close());
  return database;
}

/** Only tables that were written to: making all of them anew takes longer than most tests. */
async function emptyTables(database: Database, schema = 'public', jobs = 'job_queue'): Promise<void> {
  const tables = await database.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and pg_relation_size(c.oid) > 0
       and (n.nspname = $1 and c.relname <> 'migration' or n.nspname = $2 and (c.relispartition or c.relname = 'archive'))`,
    [schema, jobs],
  );
  if (tables.length === 0) return;
  await database.execute(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
}

/** Migrations as they are now: schemas of other ones are not used. */
const FINGERPRINT = createHash('sha256')
  .update(JSON.stringify(migrations.map((one) => [one.name, one.statements, String(one.afterwards)])))
  .digest('hex')
  .slice(0, 8);

/**
 * A migrated and empty schema on the server, with that of its jobs beside it, for this test alone. Making one takes as
 * long as a test, so they are kept on the server, and an advisory lock says which of them are in use.
 */
export async function startServerDatabase(url: string): Promise<Database & { readonly schema: string }> {
  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  const schema = await takeSchema(holder);
  await holder.query('set lock_timeout = 5000');
  const database = await openServer(url, schema);
  try {
    if (!(await emptySchema(database, schema))) {
      await holder.query(`drop schema ${schema} cascade; drop schema if exists ${schema}_jobs cascade`);
      await holder.query(`create schema ${schema}`);
      await migrate(database);
    }
  } catch (error) {
    await database.close();
    await holder.end();
    throw error;
  }
  return {
    ...database,
    schema,
    close: async () => {
      await database.close();
      await holder.end();
    },
  };
}

/** The first schema that nobody holds; it is held until the connection ends, however it ends. */
async function takeSchema(holder: pg.Client): Promise<string> {
  for (let number = 1; ; number += 1) {
    const schema = `test_${FINGERPRINT}_${number}`;
    const { rows } = await holder.query<{ held: boolean }>(
      'select pg_try_advisory_lock(hashtext($1)) as held',
      [schema],
    );
    if (rows[0]?.held === true) return schema;
  }
}

/** False where the last test left no schema that can be used: half made, or changed by purpose. */
async function emptySchema(database: Database, schema: string): Promise<boolean> {
  const { done } = await migrationState(database);
  if (done === 0) return false;
  const [newest] = await database.query<{ number: number }>('select max(number) as number from migration');
  if (done !== migrations.length || newest?.number !== migrations.length) return false;
  await emptyTables(database, schema, `${schema}_jobs`);
  return true;
}

/**
 * Runs a suite over each host: embedded always, the server where DOCKET_TEST_DATABASE_URL names one (a notice says so
 * where it does not). `start` gives an empty database per call; it is closed after the test.
 */
export function onEachDatabase(title: string, suite: (start: () => Promise<TestDatabase>) => void): void {
  const url = serverUrl();
  const hosts: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
    ['embedded PostgreSQL', startEmbeddedDatabase],
    ...(url === undefined ? [] : [['PostgreSQL server', () => startServerDatabase(url)] as const]),
  ];
  for (const [host, open] of hosts) {
    describe(`${title} on ${host}`, () => {
      const started: Database[] = [];
      afterEach(async () => {
        for (const database of started.splice(0)) await database.close();
      });
      suite(async () => {
        const database = await open();
        started.push(database);
        return database;
      });
    });
  }
  if (url === undefined) {
    it(`${title} on a PostgreSQL server: left out, since DOCKET_TEST_DATABASE_URL is not set`, function leftOut() {
      this.skip();
    });
  }
}
