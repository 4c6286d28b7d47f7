/** What a PostgreSQL server's autovacuum does, which the embedded one lacks. */

/** How often a server looks: its `autovacuum_naptime`. */
export const TENDED_EVERY_MS = 60_000;

/**
 * Tables of which so much changed since the last time that their dead rows cost room, or that the plans made for them
 * are those of another size. The shares are a server's defaults (`autovacuum_vacuum_threshold`, `..._scale_factor`,
 * PostgreSQL documentation, "Automatic Vacuuming").
 */
const CHANGED_TABLES = `
  select format('%I.%I', changes.schemaname, changes.relname) as name
  from pg_stat_user_tables as changes join pg_class on pg_class.oid = changes.relid
  where n_mod_since_analyze > 50 + 0.1 * greatest(reltuples, 0) or n_dead_tup > 50 + 0.2 * greatest(reltuples, 0)
  order by 1`;

/** Runs statements without values, outside any transaction; gives the rows of the last. */
export type RunAlone = (sql: string) => Promise<readonly unknown[]>;

/** Clears away dead rows and samples the others anew, a table a statement, so that others get their turn in between. */
export async function tendTables(run: RunAlone): Promise<readonly string[]> {
  await run('select pg_stat_force_next_flush()');
  const tables = (await run(CHANGED_TABLES)) as readonly { readonly name: string }[];
  for (const { name } of tables) await run(`vacuum (analyze) ${name}`);
  return tables.map(({ name }) => name);
}
