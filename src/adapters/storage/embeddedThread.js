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

port.on('message', (/** @type {readonly ThreadTask[]} */ tasks) => {
  last = last.then(async () => {
    const answers = [];
    for (let at = 0; at < tasks.length; ) {
      const some = tasks.slice(at, at + Math.max(1, countTogether(tasks, at)));
      answers.push(...(some.length > 1 ? await answerTogether(some) : await Promise.all(some.map(answer))));
      at += some.length;
    }
    port.postMessage(answers);
  });
});

/**
 * How many of the tasks from one on are of one transaction and may run together: statements that were read before, and
 * the commit behind them.
 * @param {readonly ThreadTask[]} tasks
 * @param {number} from
 */
function countTogether(tasks, from) {
  const isWithin = tasks[from]?.begins === true || opened?.isInTransaction() === true;
  let count = 0;
  for (; isWithin && isOfTransaction(tasks[from + count], count > 0); count += 1);
  return count > 0 && tasks[from + count]?.sql === 'commit' ? count + 1 : count;
}

/**
 * @param {ThreadTask | undefined} task
 * @param {boolean} hasBegun
 */
const isOfTransaction = (task, hasBegun) =>
  task?.values !== undefined && !(hasBegun && task.begins === true) && statements?.has(task.sql) === true;

/**
 * @param {readonly ThreadTask[]} tasks
 * @returns {Promise<ThreadAnswer[]>}
 */
async function answerTogether(tasks) {
  const run = tasks.flatMap(({ values, ...task }) => (values === undefined ? [] : [{ ...task, values }]));
  const outcomes = await statements?.runTogether(run, run.length < tasks.length).catch(told);
  return tasks.map(({ id }, at) => {
    const outcome = Array.isArray(outcomes) ? outcomes[at] : outcomes;
    if (Array.isArray(outcome)) return { id, rows: outcome };
    return { id, error: outcome instanceof Error ? told(outcome) : (outcome ?? {}) };
  });
}

/**
 * @param {ThreadTask} task
 * @returns {Promise<ThreadAnswer>}
 */
const answer = (task) =>
  perform(task).then(
    (rows) => ({ id: task.id, rows }),
    (error) => ({ id: task.id, error: told(error) }),
  );

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
  if (opened === undefined || statements === undefined) throw new Error('The database is not open.');
  if (closes === true) {
    const closing = opened;
    opened = undefined;
    statements = undefined;
    await closing.close();
    return [];
  }
  const changesTables = CHANGES_TABLES.test(sql);
  if (changesTables) await statements.forget();
  else if (values !== undefined) return statements.run(sql, values, begins);
  if (begins === true) await opened.exec('begin');
  if (values !== undefined) return (await opened.query(sql, [...values])).rows;
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
