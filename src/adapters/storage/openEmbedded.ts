/** The embedded host: PGlite in a thread, its data in a folder (or in memory), one process at a time. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { startThread } from '../startThread.ts';
import { makeAskThread } from './askThread.ts';
import { type Database, type Queryable, withReruns } from './database.ts';
import { takeLock } from './lockFile.ts';
import { makeTurns } from './turns.ts';

/**
 * Opens the database in a folder; null keeps it in memory. PGlite has no lock between processes, so a lock file says
 * who holds the folder; a second process gets an `InputError` that names it.
 */
export async function openEmbedded(folder: string | null): Promise<Database> {
  if (folder !== null) mkdirSync(dirname(folder), { recursive: true });
  const lock = folder === null ? null : takeLock(`${folder}.lock`);
  const thread = startThread(new URL('./embeddedThread.ts', import.meta.url), { folder });
  const end = async (): Promise<void> => {
    await thread.terminate();
    lock?.release();
  };
  const ask = await makeAskThread(thread).catch(async (error) => {
    await end();
    throw error;
  });
  const query = async <Row>(sql: string, values: readonly unknown[] = [], begins = false): Promise<Row[]> =>
    (await ask({ sql, values, begins })) as Row[];
  const inTurn = makeTurns();
  let closing: Promise<void> | null = null;
  return {
    host: 'embedded',
    query: (sql, values) => inTurn(() => query(sql, values)),
    execute: (sql) => inTurn(async () => void (await ask({ sql }))),
    transaction: (work) =>
      inTurn(() =>
        withReruns(async () => {
          let hasBegun = false;
          // It begins with its first statement, which saves a way to the thread and back.
          const transaction: Queryable = {
            query(sql, values) {
              const begins = !hasBegun;
              hasBegun = true;
              return query(sql, values, begins);
            },
          };
          try {
            const result = await work(transaction);
            if (hasBegun) await ask({ sql: 'commit' });
            return result;
          } catch (error) {
            if (hasBegun) await ask({ sql: 'rollback' });
            throw error;
          }
        }),
      ),
    executeSql: (sql, values) =>
      inTurn(async () => ({
        rows: [...(await ask({ sql, ...(values !== undefined && values.length > 0 && { values }) }))],
      })),
    close() {
      closing ??= ask({ sql: '', closes: true }).then(end);
      return closing;
    },
  };
}
