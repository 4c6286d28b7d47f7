/**
 * The sample project as it is once it was set up: database and local Microsoft 365. Setting it up takes hundreds of
 * requests, so one process does it once and each test begins from a copy.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../src/adapters/storage/database.ts';
import type { Instant } from '../../src/kernel/time.ts';

export interface SampleSnapshot {
  readonly journal: string;
  /** Address of the local Microsoft 365 that the database names. */
  readonly local365: string;
  /** When it was taken: a copy goes on from there. */
  readonly at: Instant;
}

/** A folder for the state of a local Microsoft 365, filled from the snapshot where one is given. */
export function makeStateFolder(snapshot: SampleSnapshot | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'docket-local365-'));
  if (snapshot !== null) writeFileSync(join(folder, 'journal.jsonl'), snapshot.journal);
  return folder;
}

/** Copies all tables aside; the local Microsoft 365 of the folder has been closed. */
export async function takeSnapshot(
  database: Database,
  folder: string,
  local365: string,
  at: Instant,
): Promise<SampleSnapshot> {
  await database.execute('drop schema if exists snapshot cascade; create schema snapshot');
  for (const table of await tablesOf(database, 'public'))
    await database.execute(`create table snapshot.${table} as table public.${table}`);
  return { journal: readFileSync(join(folder, 'journal.jsonl'), 'utf8'), local365, at };
}

/** Fills the empty tables from the snapshot; addresses are those of the new local Microsoft 365. */
export async function restoreSnapshot(
  database: Database,
  snapshot: SampleSnapshot,
  local365: string,
): Promise<void> {
  const tables = await filledTables(database);
  await database.execute(
    tables
      .map(
        ({ table, columns }) =>
          `insert into public.${table} (${columns}) overriding system value select ${columns} from snapshot.${table};`,
      )
      .join('\n'),
  );
  for (const [table, column, cast] of ADDRESSES) {
    await database.query(`update ${table} set ${column} = replace(${column}::text, $1, $2)::${cast}`, [
      snapshot.local365,
      local365,
    ]);
  }
  await database.execute(
    tables
      .filter(({ counted }) => counted !== null)
      .map(
        ({ table, counted }) =>
          `select setval(pg_get_serial_sequence('${table}', '${counted}'), coalesce(max(${counted}), 0) + 1, false) from ${table};`,
      )
      .join('\n'),
  );
}

const ADDRESSES: readonly (readonly [table: string, column: string, cast: string])[] = [
  ['place', 'place', 'jsonb'],
  ['personal_place', 'place', 'jsonb'],
  ['outgoing', 'target', 'jsonb'],
  ['outgoing', 'posted_in', 'jsonb'],
  ['register_list', 'sync_mark', 'text'],
  ['mark', 'value', 'text'],
];

/** Tables of the snapshot that have rows, with all columns but those that the database computes, and the one it counts. */
async function filledTables(
  database: Database,
): Promise<readonly { readonly table: string; readonly columns: string; readonly counted: string | null }[]> {
  return database.query(
    `with filled as materialized (
       select k.relname from pg_class k join pg_namespace n on n.oid = k.relnamespace
       where n.nspname = 'snapshot' and k.relkind = 'r' and pg_relation_size(k.oid) > 0)
     select c.table_name as "table", string_agg(c.column_name, ', ') as columns,
            max(c.column_name) filter (where c.is_identity = 'YES') as counted
     from information_schema.columns c join filled on filled.relname = c.table_name
     where c.table_schema = 'public' and c.is_generated = 'NEVER'
     group by c.table_name`,
  );
}

async function tablesOf(database: Database, schema: string): Promise<readonly string[]> {
  const rows = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = $1 and tablename <> 'migration'`,
    [schema],
  );
  return rows.map(({ name }) => name);
}
