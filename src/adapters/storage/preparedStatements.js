/**
 * Statements that PGlite has read once: reading and planning a short statement costs PostgreSQL more than running it.
 * Plain JavaScript, as the thread that uses it.
 */
import { protocol } from '@electric-sql/pglite';

/** @import { PGlite } from '@electric-sql/pglite' */

const { serialize, messages } = protocol;

/**
 * A statement under its name, with the types of its values and its columns.
 * @typedef {{ readonly name: string, readonly types: readonly number[], readonly columns: readonly Column[] }} Prepared
 * @typedef {{ readonly name: string, readonly dataTypeID: number }} Column
 */

/** A statement without a name goes along with the one that follows it. */
const BEGIN = [serialize.parse({ text: 'begin' }), serialize.bind(), serialize.execute({})];

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

  return {
    /**
     * @param {string} sql
     * @param {readonly unknown[]} values
     * @param {boolean} [begins] A transaction begins before it.
     * @returns {Promise<Record<string, unknown>[]>}
     */
    async run(sql, values, begins = false) {
      const statement = kept.get(sql) ?? (await prepare(sql));
      kept.delete(sql);
      kept.set(sql, statement);
      const { name, types, columns } = statement;
      const answers = await ask(
        ...(begins ? BEGIN : []),
        serialize.bind({
          statement: name,
          values: values.map((value, at) => sent(database, value, types[at])),
        }),
        serialize.execute({}),
      );
      const [oldest] = kept.keys();
      if (kept.size > MOST_KEPT && oldest !== undefined) await drop(oldest);
      return answers
        .filter((each) => each instanceof messages.DataRowMessage)
        .map(({ fields }) =>
          Object.fromEntries(columns.map((column, at) => [column.name, taken(database, fields[at], column)])),
        );
    },
    async forget() {
      for (const sql of [...kept.keys()]) await drop(sql);
    },
  };
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
