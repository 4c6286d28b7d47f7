/** The server host: a pool of connections through `pg`. */
import pg from 'pg';
import { UnavailableError } from '../../kernel/errors.ts';
import { type Database, makeStatements, type Queryable, statementsAlone, withReruns } from './database.ts';

/** Most connections of one process; PostgreSQL allows 100 over all by default. */
const POOL_SIZE = 10;
/** Texts of statements that a connection keeps; some differ with what people filter by, so there is an end to them. */
const MOST_NAMED = 200;
/** A statement that runs longer than this has gone wrong. */
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Opens a pool on a server. `schema` puts everything into that schema (tests use one each). Throws an
 * `UnavailableError` when the server does not answer.
 */
export async function openServer(url: string, schema?: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }),
  });
  // A broken idle connection is replaced by the pool; the next query reports it if the server is gone.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
    if (schema !== undefined) await makeSchema(pool, schema);
  } catch (cause) {
    await pool.end();
    throw new UnavailableError(
      'database-unreachable',
      'The PostgreSQL server of DATABASE_URL does not answer; check its address, its credentials and that it runs.',
      { cause },
    );
  }
  const nameOf = nameStatements();
  const over =
    (host: pg.Pool | pg.PoolClient): Queryable['query'] =>
    async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await host.query({ text: sql, values: [...values], name: nameOf(sql) })).rows as Row[];
  return {
    host: 'server',
    ...statementsAlone(over(pool)),
    execute: async (sql) => {
      await pool.query(sql);
    },
    transaction: (work, tenantId) =>
      withReruns(async () => {
        const client = await pool.connect();
        let broken: Error | undefined;
        try {
          // The tenant's name goes along: a round trip less in every transaction.
          await client.query(
            tenantId === undefined
              ? 'begin'
              : `begin; select set_config('docket.tenant', ${client.escapeLiteral(tenantId)}, true)`,
          );
          const { transaction, written } = makeStatements(over(client));
          const result = await work(transaction);
          await written();
          await client.query('commit');
          return result;
        } catch (error) {
          await client.query('rollback').catch((failure: Error) => {
            broken = failure;
          });
          throw error;
        } finally {
          client.release(broken);
        }
      }),
    executeSql: async (text, values) => {
      const result: unknown = await pool.query(text, values === undefined ? [] : [...values]);
      // Several statements in one text give one result each.
      const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
      return { rows: results.findLast((each) => each.rows.length > 0)?.rows ?? [] };
    },
    close: () => pool.end(),
  };
}

/**
 * A statement with a name is read and planned once by each connection, which costs as much as running it. The server plans
 * it again after tables or their statistics changed, and refuses it where it would then give other columns, so each text
 * names its columns. The first texts get names, later ones are read each time.
 */
function nameStatements(): (sql: string) => string | undefined {
  const names = new Map<string, string>();
  return (sql) => {
    if (!names.has(sql) && names.size < MOST_NAMED) names.set(sql, `docket_${names.size + 1}`);
    return names.get(sql);
  };
}

/** PostgreSQL's codes for what another process made at the same moment: unique_violation and duplicate_schema. */
const MADE_ALREADY = ['23505', '42P06'];

async function makeSchema(pool: pg.Pool, schema: string): Promise<void> {
  try {
    // The name was checked by the configuration; it cannot be a parameter here.
    await pool.query(`create schema if not exists ${schema}`);
  } catch (error) {
    if (!MADE_ALREADY.includes((error as { code?: string }).code ?? '')) throw error;
  }
}
