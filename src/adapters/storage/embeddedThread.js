/**
 * PGlite in a thread of its own: it runs one statement at a time, in which the rest of the program goes on. Plain
 * JavaScript, with its types in comments: a thread that first reads TypeScript takes half a second more to begin.
 */
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { makePreparedStatements } from './preparedStatements.js';

/** @import { ThreadAnswer, ThreadTask } from './askThread.ts' */

const port = parentPort;
if (port === null) throw new Error('This module runs in a thread.');

/** @type {PGlite | undefined} */
let opened;
/** @type {ReturnType<typeof makePreparedStatements> | undefined} */
let statements;
/** After one of these a statement that was read before may not fit its table any more. */
const CHANGES_TABLES = /\b(?:create|alter|drop)\b/i;
/** Tasks are done in the order in which they come. @type {Promise<unknown>} */
let last = Promise.resolve();

port.on('message', (/** @type {ThreadTask} */ task) => {
  last = last.then(() =>
    perform(task).then(
      (rows) => tell({ id: task.id, rows }),
      (error) => tell({ id: task.id, error: told(error) }),
    ),
  );
});

/** @param {ThreadAnswer} answer */
const tell = (answer) => port.postMessage(answer);

/**
 * @param {ThreadTask} task
 * @returns {Promise<readonly unknown[]>}
 */
async function perform({ sql, values, begins, opens, closes }) {
  if (opens !== undefined) {
    opened = await open(opens);
    statements = makePreparedStatements(opened);
    return [];
  }
  if (opened === undefined || statements === undefined) throw new Error('The database was not opened.');
  if (closes === true) {
    await opened.close();
    return [];
  }
  if (begins === true) await opened.exec('begin');
  const changesTables = CHANGES_TABLES.test(sql);
  if (changesTables) await statements.forget();
  if (values !== undefined)
    return changesTables ? (await opened.query(sql, [...values])).rows : statements.run(sql, values);
  const results = await opened.exec(sql);
  return results.findLast(({ rows }) => rows.length > 0)?.rows ?? [];
}

/**
 * @param {NonNullable<ThreadTask['opens']>} place
 * @returns {Promise<PGlite>}
 */
const open = ({ folder, archive }) =>
  archive === null
    ? PGlite.create(folder ?? 'memory://')
    : PGlite.create('memory://', { loadDataDir: new Blob([archive]) });

/**
 * An error as it can be passed on: PostgreSQL's code and its other fields are texts beside the message.
 * @param {unknown} error
 * @returns {Readonly<Record<string, string>>}
 */
function told(error) {
  if (!(error instanceof Error)) return { message: String(error) };
  const fields = Object.entries(error).filter(([, value]) => typeof value === 'string');
  return { ...Object.fromEntries(fields), message: error.message };
}
