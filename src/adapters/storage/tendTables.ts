/** What a PostgreSQL server's autovacuum does, which the embedded one lacks. */

/** How often a server looks: its `autovacuum_naptime`. */
export const TENDED_EVERY_MS = 60_000;

/**
 * Tables of which so much changed since the last time that their dead rows cost room, or that the plans made for them
 * are those of another size. The shares are a server's defaults (`autovacuum_vacuum_threshold`, `..._scale_factor`,
 * PostgreSQL documentation, "Automatic Vacuuming").
 */
const CHANGED_TABLES = `
  select * from (
    select format('%I.%I', changes.schemaname, changes.relname) as name,
      n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0) as is_changed,
      n_dead_tup > 50 + 0.2 * greatest(reltuples, 0) as has_dead
    from pg_stat_user_tables as changes join pg_class on pg_class.oid = changes.relid) as tended
  where is_changed or has_dead order by 1`;

/** Runs statements without values, outside any transaction; gives the rows of the last. */
export type RunAlone = (sql: string) => Promise<readonly unknown[]>;

interface ChangedTable {
  readonly name: string;
  readonly is_changed: boolean;
  readonly has_dead: boolean;
}

/**
 * Clears away dead rows, and samples the others anew. Everybody waits while a statement runs, so a table that only grew
 * is not read through for dead rows, and others get their turn after each.
 */
export async function tendTables(run: RunAlone): Promise<readonly string[]> {
  await run('select pg_stat_force_next_flush()');
  const tables = (await run(CHANGED_TABLES)) as readonly ChangedTable[];
  for (const { name, is_changed: isChanged, has_dead: hasDead } of tables) {
    if (hasDead) await run(`vacuum ${name}`);
    if (isChanged) await run(`analyze ${name}`);
  }
  return tables.map(({ name }) => name);
}
