/** The names by which rows are found in a sentence, in a table of their own. */
import type { ProjectId, TenantId } from '../../../kernel/ids.ts';
import type { Queryable } from '../database.ts';

export interface NamedRow {
  readonly projectId: ProjectId;
  readonly rowId: string;
  /** Folded as by `foldName`. */
  readonly names: readonly string[];
}

export async function addNames(sql: Queryable, tenantId: TenantId, rows: readonly NamedRow[]): Promise<void> {
  const records = rows.flatMap(({ projectId, rowId, names }) =>
    names.map((name) => ({ project_id: projectId, row_id: rowId, name })),
  );
  if (records.length === 0) return;
  await sql.write(
    `insert into register_name (tenant_id, project_id, name, row_id)
     select $1, project_id, name, row_id
     from jsonb_to_recordset($2::jsonb) as named(project_id text, name text, row_id text) on conflict do nothing`,
    [tenantId, JSON.stringify(records)],
  );
}

export async function replaceNames(sql: Queryable, tenantId: TenantId, row: NamedRow): Promise<void> {
  await sql.write('delete from register_name where tenant_id = $1 and row_id = $2', [tenantId, row.rowId]);
  await addNames(sql, tenantId, [row]);
}
