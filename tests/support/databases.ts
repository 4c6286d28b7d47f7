/** Empty databases for tests: embedded in memory, and a PostgreSQL server with a schema of its own each time. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/adapters/storage/database.ts';
import { migrate } from '../../src/adapters/storage/migrate.ts';
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
       and (n.nspname = $1 and c.relname <> 'migration' or n.nspname = $2 and c.relname in ('job', 'archive'))`,
    [schema, jobs],
  );
  if (tables.length === 0) return;
  await database.execute(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
}

/** A migrated schema of its own on the server, with that of its jobs beside it; closing drops both. */
export async function startServerDatabase(url: string): Promise<Database & { readonly schema: string }> {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = await openServer(url);
  await admin.execute(`create schema ${schema}`);
  const database = await openServer(url, schema);
  await migrate(database);
  return {
    ...database,
    schema,
    close: async () => {
      await database.close();
      await admin.execute(`drop schema ${schema} cascade; drop schema if exists ${schema}_jobs cascade`);
      await admin.close();
    },
  };
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
