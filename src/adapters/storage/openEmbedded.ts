/** The embedded host: PGlite in a thread, its data in a folder (or in memory), one process at a time. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type AskThread, makeAskThread } from './askThread.ts';
import { type Database, makeStatements, withReruns } from './database.ts';
import { readEmptyDatabase, unpackEmptyDatabase } from './emptyDatabase.ts';
import { takeLock } from './lockFile.ts';
import { TENDED_EVERY_MS, tendTables } from './tendTables.ts';
import { makeTurns } from './turns.ts';

/**
 * Opens the database in a folder; null keeps it in memory. PGlite has no lock between processes, so a lock file says
 * who holds the folder; a second process gets an `InputError` that names it.
 */
export async function openEmbedded(folder: string | null): Promise<Database> {
  if (folder !== null) mkdirSync(dirname(folder), { recursive: true });
  const lock = folder === null ? null : takeLock(`${folder}.lock`);
  const thread = new Worker(new URL('./embeddedThread.js', import.meta.url), { execArgv: ['--no-warnings'] });
  const end = async (): Promise<void> => {
    await thread.terminate();
    lock?.release();
  };
  const ask = makeAskThread(thread);
  try {
    await openIn(ask, folder);
  } catch (error) {
    await end();
    throw error;
  }
  const query = async <Row>(sql: string, values: readonly unknown[] = [], begins = false): Promise<Row[]> =>
    (await ask({ sql, values, begins })) as Row[];
  const inTurn = makeTurns();
  const tending = setInterval(() => {
    // What one look leaves undone, the next one does; nobody waits for it.
    tendTables((sql) => inTurn(() => ask({ sql }))).catch(() => undefined);
  }, TENDED_EVERY_MS).unref();
  let closing: Promise<void> | null = null;
  return {
    host: 'embedded',
    query: (sql, values) => inTurn(() => query(sql, values)),
    write: (sql, values) => inTurn(async () => void (await query(sql, values))),
    execute: (sql) => inTurn(async () => void (await ask({ sql }))),
    transaction: (work) =>
      withReruns(async () => {
        // The thread commits before it begins what comes next, so the turn ends when the commit is asked for.
        const { result, committed } = await inTurn(async () => {
          let hasBegun = false;
          // It begins with its first statement that writes; before that nobody else can write, for it has the turn.
          const { transaction, written } = makeStatements((sql, values) => {
            const begins = !hasBegun && !READS_ONLY.test(sql);
            hasBegun ||= begins;
            return query(sql, values, begins);
          });
          try {
            const made = await work(transaction);
            // After a statement that failed, PostgreSQL takes a commit for a rollback.
            return {
              result: made,
              committed: hasBegun ? Promise.all([written(), ask({ sql: 'commit' })]) : null,
            };
          } catch (error) {
            if (hasBegun) await ask({ sql: 'rollback' });
            throw error;
          }
        });
        await committed;
        return result;
      }),
    executeSql: (sql, values) =>
      inTurn(async () => ({
        rows: [...(await ask({ sql, ...(values !== undefined && values.length > 0 && { values }) }))],
      })),
    close() {
      clearInterval(tending);
      closing ??= ask({ sql: '', closes: true }).then(end);
      return closing;
    },
  };
}

/** None of Docket's functions that a `select` calls changes anything, and a lock means nothing to a single connection. */
const READS_ONLY = /^\s*select\b/i;

/** A new database begins as a copy of the empty one; without that PGlite makes it, which takes seconds. */
async function openIn(ask: AskThread, folder: string | null): Promise<void> {
  const empty = folder !== null && existsSync(folder) ? null : await readEmptyDatabase();
  if (empty !== null && folder !== null) unpackEmptyDatabase(empty, folder);
  const archive = empty !== null && folder === null ? new Uint8Array(empty) : null;
  await ask({ sql: '', opens: { folder, archive } });
}
