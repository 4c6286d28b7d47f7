/** The embedded host: PGlite in this process, its data in a folder (or in memory), one process at a time. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { type Database, type Queryable, withReruns } from './database.ts';
import { readEmptyDatabase, unpackEmptyDatabase } from './emptyDatabase.ts';
import { takeLock } from './lockFile.ts';
import { makeTurns } from './turns.ts';

/**
 * Opens the database in a folder; null keeps it in memory. PGlite has no lock between processes, so a lock file says
 * who holds the folder; a second process gets an `InputError` that names it.
 */
export async function openEmbedded(folder: string | null): Promise<Database> {
  if (folder !== null) mkdirSync(dirname(folder), { recursive: true });
  const lock = folder === null ? null : takeLock(`${folder}.lock`);
  let pglite: PGlite;
  try {
    pglite = await openOrMake(folder);
  } catch (error) {
    lock?.release();
    throw error;
  }
  const over = (host: PGlite | Transaction): Queryable => ({
    query: async <Row>(sql: string, values?: readonly unknown[]) =>
      (await host.query<Row>(sql, values === undefined ? [] : [...values])).rows,
  });
  const inTurn = makeTurns();
  const { query } = over(pglite);
  let closed = false;
  return {
    host: 'embedded',
    query: (sql, values) => inTurn(() => query(sql, values)),
    execute: (sql) =>
      inTurn(async () => {
        await pglite.exec(sql);
      }),
    transaction: (work) =>
      inTurn(() => withReruns(() => pglite.transaction((transaction) => work(breathing(over(transaction)))))),
    executeSql: (text, values) =>
      inTurn(async () => {
        if (values !== undefined && values.length > 0) {
          return { rows: (await pglite.query(text, [...values])).rows };
        }
        const results = await pglite.exec(text);
        return { rows: results.findLast((result) => result.rows.length > 0)?.rows ?? [] };
      }),
    close: async () => {
      if (closed) return;
      closed = true;
      await pglite.close();
      lock?.release();
    },
  };
}

/** Statements of a transaction before the event loop has its turn: some ten milliseconds. */
const STATEMENTS_AT_A_BREATH = 25;

/** A transaction of hundreds of statements lets the process read what comes in. */
function breathing({ query }: Queryable): Queryable {
  let count = 0;
  return {
    async query(sql, values) {
      count += 1;
      if (count % STATEMENTS_AT_A_BREATH === 0) await setImmediate();
      return query(sql, values);
    },
  };
}

async function openOrMake(folder: string | null): Promise<PGlite> {
  if (folder !== null && existsSync(folder)) return PGlite.create(folder);
  const empty = await readEmptyDatabase();
  if (empty === null) return PGlite.create(folder ?? 'memory://');
  if (folder === null) return PGlite.create('memory://', { loadDataDir: new Blob([new Uint8Array(empty)]) });
  unpackEmptyDatabase(empty, folder);
  return PGlite.create(folder);
}
