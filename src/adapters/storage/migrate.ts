/** Brings the database to the newest shape: each migration runs once, in order, all of a start in one transaction. */
import { IntegrityError } from '../../kernel/errors.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';

/** A number for PostgreSQL's advisory lock, so that two processes never migrate at once ("DOCK" in ASCII). */
const MIGRATION_LOCK = 0x44_4f_43_4b;

/** Returns the names of the migrations that ran. Throws an `IntegrityError` when the database is newer than the program. */
export async function migrate(database: Database): Promise<readonly string[]> {
  return database.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await transaction.query(
      'create table if not exists migration (number integer primary key, name text not null, ran_at timestamptz not null default now())',
    );
    const done = await transaction.query<{ number: number }>('select number from migration order by number');
    const newest = done.at(-1)?.number ?? 0;
    if (newest > migrations.length) {
      throw new IntegrityError(
        'database-newer-than-program',
        `The database is at migration ${newest}, this program knows ${migrations.length}; start the newer Docket, or restore a backup.`,
      );
    }
    const ran: string[] = [];
    for (const [index, migration] of migrations.entries()) {
      if (index + 1 <= newest) continue;
      for (const statement of migration.statements) await transaction.query(statement);
      await migration.afterwards?.(transaction);
      await transaction.query('insert into migration (number, name) values ($1, $2)', [
        index + 1,
        migration.name,
      ]);
      ran.push(migration.name);
    }
    return ran;
  });
}

/** How many migrations the database has seen, and how many this program knows. Changes nothing. */
export async function migrationState(
  database: Database,
): Promise<{ readonly done: number; readonly known: number }> {
  const [table] = await database.query<{ name: string | null }>(
    "select to_regclass('migration')::text as name",
  );
  if (table?.name === null || table === undefined) return { done: 0, known: migrations.length };
  const [row] = await database.query<{ done: number }>('select count(*)::int as done from migration');
  return { done: row?.done ?? 0, known: migrations.length };
}
