/** The embedded host: PGlite in a thread, its data in a folder (or in memory), one process at a time. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type AskThread, makeAskThread } from './askThread.ts';
import { type Database, makeStatements, type Queryable, statementsAlone, withReruns } from './database.ts';
import { readEmptyDatabase, unpackEmptyDatabase } from './emptyDatabase.ts';
import { takeLock } from './lockFile.ts';
import { TENDED_EVERY_MS, tendTables } from './tendTables.ts';
import { makeTurns, type TakeTurn } from './turns.ts';

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
  /** The thread goes in order, so the turn of a single statement ends when it is asked for. */
  const alone = async <Row>(sql: string, values?: readonly unknown[]): Promise<Row[]> =>
    (await inTurn(async () => ({ answer: query<Row>(sql, values) }))).answer;
  const tending = setInterval(() => {
    // What one look leaves undone, the next one does; nobody waits for it.
    tendTables((sql) => inTurn(() => ask({ sql }))).catch(() => undefined);
  }, TENDED_EVERY_MS).unref();
  let closing: Promise<void> | null = null;
  return {
    host: 'embedded',
    ...statementsAlone(alone),
    execute: (sql) => inTurn(async () => void (await ask({ sql }))),
    transaction: (work) => withReruns(() => runTransaction(work, { query, alone, ask, inTurn })),
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

interface Ways {
  readonly query: <Row>(sql: string, values?: readonly unknown[], begins?: boolean) => Promise<Row[]>;
  /** A statement outside any transaction. */
  readonly alone: Queryable['query'];
  readonly ask: AskThread;
  readonly inTurn: TakeTurn;
}

/**
 * As on a server under READ COMMITTED, what it only reads is read as it is then, between the transactions of others. It
 * begins with its first statement that writes or locks and has the turn from there on.
 */
async function runTransaction<T>(
  work: (transaction: Queryable) => Promise<T>,
  { query, alone, ask, inTurn }: Ways,
): Promise<T> {
  let turn: Promise<() => void> | null = null;
  const { transaction, written } = makeStatements(async (sql, values) => {
    if (turn === null && isReadOnly(sql)) return alone(sql, values);
    const begins = turn === null;
    turn ??= takeTurn(inTurn);
    await turn;
    return query(sql, values, begins);
  });
  // The thread commits before it begins what comes next, so the turn ends when the commit is asked for.
  const end = async (sql: 'commit' | 'rollback'): Promise<void> => {
    if (turn === null) return;
    const release = await turn;
    const ended = ask({ sql });
    release();
    await ended;
  };
  const result = await work(transaction).catch(async (error: unknown) => {
    await end('rollback');
    throw error;
  });
  // After a statement that failed, PostgreSQL takes a commit for a rollback.
  await Promise.all([written(), end('commit')]);
  return result;
}

/** Resolves when it is one's turn, with what ends it. */
const takeTurn = (inTurn: TakeTurn): Promise<() => void> =>
  new Promise((resolve) => void inTurn(() => new Promise<void>((release) => resolve(release))));

/** Of the functions that Docket's statements call only those of advisory locks do more than read. */
const isReadOnly = (sql: string): boolean =>
  /^\s*(?:select|with)\b/i.test(sql) && !/\b(?:insert|update|delete|for share)\b|_lock\(/i.test(sql);

/** A new database begins as a copy of the empty one; without that PGlite makes it, which takes seconds. */
async function openIn(ask: AskThread, folder: string | null): Promise<void> {
  const empty = folder !== null && existsSync(folder) ? null : await readEmptyDatabase();
  if (empty !== null && folder !== null) unpackEmptyDatabase(empty, folder);
  const archive = empty !== null && folder === null ? new Uint8Array(empty) : null;
  await ask({ sql: '', opens: { folder, archive } });
}
