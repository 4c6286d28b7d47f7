/** One port over two hosts of PostgreSQL: embedded in the process (PGlite) or a server (`pg`). */

/** Anything that runs SQL: the database itself or a transaction of it. */
export interface Queryable {
  /** Rows of one statement with `$1`, `$2`, ... Values that are objects are given as JSON text and cast in SQL. */
  query<Row = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * A statement whose rows nobody needs. In a transaction it is done in its turn but not waited for, which saves a way
   * there and back; what it throws the transaction throws.
   */
  write(sql: string, values?: readonly unknown[]): Promise<void>;
  /** As `write`, with what is read from its rows for after the commit. */
  send<Row, Answer>(
    sql: string,
    values: readonly unknown[],
    read: (rows: readonly Row[]) => Answer,
  ): Sent<Answer>;
}

/** In an object, so that no `await` on the way waits for it. */
export interface Sent<Answer> {
  readonly answer: Promise<Answer>;
}

export interface Database extends Queryable {
  readonly host: 'embedded' | 'server';
  /** Several statements without values, for migrations. */
  execute(sql: string): Promise<void>;
  /**
   * Commits when the work returns, rolls back when it throws. Work may run again after a serialisation failure. On a
   * server it sees the rows of this tenant only; embedded there is one user, who passes row-level security by.
   */
  transaction<T>(work: (transaction: Queryable) => Promise<T>, tenantId?: string): Promise<T>;
  /** What pg-boss needs: runs text with values and gives back rows. */
  executeSql(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  close(): Promise<void>;
}

/** Statements outside any transaction, each waited for. */
export const statementsAlone = (query: Queryable['query']): Queryable => ({
  query,
  write: async (sql, values) => void (await query(sql, values)),
  send: <Row, Answer>(sql: string, values: readonly unknown[], read: (rows: readonly Row[]) => Answer) => ({
    answer: query<Row>(sql, values).then(read),
  }),
});

/** The statements of one transaction; `written` resolves when all that was not waited for is done, or throws. */
export interface Statements {
  readonly transaction: Queryable;
  written(): Promise<void>;
}

/** After a statement that failed no other is run, as in PostgreSQL; what is thrown is the first failure. */
export function makeStatements(query: Queryable['query']): Statements {
  const pending: Promise<unknown>[] = [];
  let failure: { readonly error: unknown } | null = null;
  const run: Queryable['query'] = async (sql, values) => {
    if (failure !== null) throw failure.error;
    try {
      return await query(sql, values);
    } catch (error) {
      failure ??= { error };
      throw failure.error;
    }
  };
  const send: Queryable['send'] = <Row, Answer>(
    sql: string,
    values: readonly unknown[] | undefined,
    read: (rows: readonly Row[]) => Answer,
  ) => {
    const answer = run<Row>(sql, values).then(read);
    // What fails is thrown by `written`.
    answer.catch(() => undefined);
    pending.push(answer);
    return { answer };
  };
  return {
    transaction: {
      query: run,
      write: async (sql, values = []) => void send(sql, values, () => undefined),
      send,
    },
    async written() {
      await Promise.all(pending);
    },
  };
}

/** PostgreSQL's codes for "run the transaction again": serialization_failure and deadlock_detected. */
const RUN_AGAIN = new Set(['40001', '40P01']);
const RUNS = 5;

/** Runs a transaction up to five times while PostgreSQL asks for another run. */
export async function withReruns<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt >= RUNS || typeof code !== 'string' || !RUN_AGAIN.has(code)) throw error;
    }
  }
}
