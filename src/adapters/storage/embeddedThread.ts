/** PGlite in a thread of its own: it runs one statement at a time, in which the rest of the program goes on. */
import { existsSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { ThreadAnswer, ThreadTask } from './askThread.ts';
import { readEmptyDatabase, unpackEmptyDatabase } from './emptyDatabase.ts';

const port = parentPort;
if (port === null) throw new Error('This module runs in a thread.');
const opening = open((workerData as { folder: string | null }).folder);

opening.then(
  () => port.postMessage({ id: 0, rows: [] } satisfies ThreadAnswer),
  (error) => port.postMessage({ id: 0, error: told(error) } satisfies ThreadAnswer),
);
port.on('message', (task: ThreadTask) => {
  perform(task).then(
    (rows) => port.postMessage({ id: task.id, rows } satisfies ThreadAnswer),
    (error) => port.postMessage({ id: task.id, error: told(error) } satisfies ThreadAnswer),
  );
});

async function open(folder: string | null): Promise<PGlite> {
  if (folder !== null && existsSync(folder)) return PGlite.create(folder);
  const empty = await readEmptyDatabase();
  if (empty === null) return PGlite.create(folder ?? 'memory://');
  if (folder === null) return PGlite.create('memory://', { loadDataDir: new Blob([new Uint8Array(empty)]) });
  unpackEmptyDatabase(empty, folder);
  return PGlite.create(folder);
}

async function perform({ sql, values, begins, closes }: ThreadTask): Promise<readonly unknown[]> {
  const pglite = await opening;
  if (closes === true) {
    await pglite.close();
    return [];
  }
  if (begins === true) await pglite.exec('begin');
  if (values !== undefined) return (await pglite.query(sql, [...values])).rows;
  const results = await pglite.exec(sql);
  return results.findLast(({ rows }) => rows.length > 0)?.rows ?? [];
}

/** An error as it can be passed on: PostgreSQL's code and its other fields are texts beside the message. */
function told(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields = Object.entries(error).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(fields), message: error.message };
}
