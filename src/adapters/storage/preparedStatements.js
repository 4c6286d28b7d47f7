/**
 * Statements that PGlite has read once: reading and planning a short statement costs PostgreSQL more than running it.
 * Plain JavaScript, as the thread that uses it.
 */
import { protocol } from '@electric-sql/pglite';

/** @import { PGlite } from '@electric-sql/pglite' */
/** @import { ThreadTask } from './askThread.ts' */

const { serialize, messages } = protocol;

/**
 * A statement under its name, with the types of its values and its columns.
 * @typedef {{ readonly name: string, readonly types: readonly number[], readonly columns: readonly Column[] }} Prepared
 * @typedef {{ readonly name: string, readonly dataTypeID: number }} Column
 */

/** Statements without a name go along with those beside them. */
const nameless = (/** @type {string} */ text) => [
  serialize.parse({ text }),
  serialize.bind(),
  serialize.execute({}),
];
const BEGIN = nameless('begin');
const COMMIT = nameless('commit');
const ROLLBACK = nameless('rollback');

/** Texts differ with what people filter by, so those not used for the longest time make room. */
const MOST_KEPT = 200;

/**
 * Runs one statement with values; the same text is read once. After a change of tables `forget` is to be called, since
 * a statement keeps the columns that it was read with.
 * @param {PGlite} database
 */
export function makePreparedStatements(database) {
  /** @type {Map<string, Prepared>} */
  const kept = new Map();
  let named = 0;

  const ask = (/** @type {Uint8Array[]} */ ...parts) =>
    database.execProtocolStream(Buffer.concat([...parts, serialize.sync()]), { syncToFs: true });

  /** @returns {Promise<Prepared>} */
  const prepare = async (/** @type {string} */ sql) => {
    named += 1;
    const name = `kept_${named}`;
    const answers = await ask(serialize.parse({ name, text: sql }), serialize.describe({ type: 'S', name }));
    const values = answers.find((each) => each instanceof messages.ParameterDescriptionMessage);
    const rows = answers.find((each) => each instanceof messages.RowDescriptionMessage);
    return { name, types: values?.dataTypeIDs ?? [], columns: rows?.fields ?? [] };
  };

  const drop = async (/** @type {string} */ sql) => {
    const name = kept.get(sql)?.name;
    kept.delete(sql);
    if (name !== undefined) await ask(serialize.close({ type: 'S', name }));
  };

  /** @returns {Uint8Array[]} */
  const execution = (/** @type {Prepared} */ { name, types }, /** @type {readonly unknown[]} */ values) => [
    serialize.bind({
      statement: name,
      values: values.map((value, at) => sent(database, value, types[at])),
    }),
    serialize.execute({}),
  ];

  const use = (/** @type {string} */ sql, /** @type {Prepared} */ statement) => {
    kept.delete(sql);
    kept.set(sql, statement);
  };

  /** @returns {Record<string, unknown>[]} */
  const rowsOf = (/** @type {Prepared} */ { columns }, /** @type {readonly unknown[]} */ answers) =>
    answers
      .filter((each) => each instanceof messages.DataRowMessage)
      .map(({ fields }) =>
        Object.fromEntries(columns.map((column, at) => [column.name, taken(database, fields[at], column)])),
      );

  return {
    /**
     * @param {string} sql
     * @param {readonly unknown[]} values
     * @param {boolean} [begins] A transaction begins before it.
     * @returns {Promise<Record<string, unknown>[]>}
     */
    async run(sql, values, begins = false) {
      const statement = kept.get(sql) ?? (await prepare(sql));
      use(sql, statement);
      const answers = await ask(...(begins ? BEGIN : []), ...execution(statement, values));
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) await drop(oldest);
      return rowsOf(statement, answers);
    },
    /** Whether the statement has been read, so that it may run together with others. */
    has: (/** @type {string} */ sql) => kept.has(sql),
    /**
     * Runs statements of one transaction in one go, which costs half of what they cost one by one. What each gave, and
     * the commit last; behind one that failed nothing is run, and a commit ends the transaction as a rollback.
     * @param {readonly (ThreadTask & { readonly values: readonly unknown[] })[]} tasks All of them read already.
     * @param {boolean} commits
     * @returns {Promise<(Record<string, unknown>[] | Error)[]>}
     */
    async runTogether(tasks, commits) {
      const isWhole = commits && tasks.length === 1 && tasks[0]?.begins === true;
      const parts = tasks.flatMap(({ sql, values, begins }) => {
        const statement = kept.get(sql);
        if (statement === undefined) throw new Error('A statement was to run together before it was read.');
        use(sql, statement);
        // A statement alone is a transaction by itself.
        return [...(begins === true && !isWhole ? BEGIN : []), ...execution(statement, values)];
      });
      const all = Buffer.concat([...parts, ...(commits && !isWhole ? COMMIT : []), serialize.sync()]);
      const answers = await database.execProtocolStream(all, { syncToFs: true, throwOnError: false });
      const failure = answers.find((each) => each instanceof messages.DatabaseError);
      if (failure !== undefined && commits && database.isInTransaction()) await ask(...ROLLBACK);
      const given = runsOf(answers);
      /** @type {(Record<string, unknown>[] | Error)[]} */
      const outcomes = tasks.map(({ sql }, at) => {
        const statement = kept.get(sql);
        const run = given[at];
        if (run !== undefined && statement !== undefined) return rowsOf(statement, run);
        return failure instanceof Error ? failure : new Error('The database gave no answer to a statement.');
      });
      // Where all statements went well, what failed is the commit.
      const isCommitted = failure === undefined || given.length < tasks.length;
      return commits ? [...outcomes, isCommitted ? [] : failure] : outcomes;
    },
    async forget() {
      for (const sql of [...kept.keys()]) await drop(sql);
    },
  };
}

/**
 * The messages of each statement that was completed; what begins and ends the transaction left out.
 * @param {readonly unknown[]} answers
 */
function runsOf(answers) {
  /** @type {unknown[][]} */
  const runs = [];
  /** @type {unknown[]} */
  let run = [];
  for (const each of answers) {
    run.push(each);
    if (!(each instanceof messages.CommandCompleteMessage)) continue;
    if (!/^(?:BEGIN|COMMIT|ROLLBACK)$/.test(each.text)) runs.push(run);
    run = [];
  }
  return runs;
}

/**
 * A value as PostgreSQL reads it.
 * @param {PGlite} database
 * @param {unknown} value
 * @param {number | undefined} type
 * @returns {string | null}
 */
function sent(database, value, type = 0) {
  if (value === null || value === undefined) return null;
  return database.serializers[type]?.(value) ?? String(value);
}

/**
 * @param {PGlite} database
 * @param {string | null | undefined} text
 * @param {Column} column
 * @returns {unknown}
 */
function taken(database, text, { dataTypeID }) {
  if (text === null || text === undefined) return null;
  const parse = database.parsers[dataTypeID];
  return parse === undefined ? text : parse(text, dataTypeID);
}
