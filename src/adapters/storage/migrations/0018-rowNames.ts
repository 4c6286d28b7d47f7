import type { RowKey } from '../../../kernel/ids.ts';
import type { RowValues } from '../../../registers/definition.ts';
import { deriveColumns } from '../registers/derivedColumns.ts';
import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/**
 * Names of rows get a table of their own: behind the tenant border PostgreSQL asks an index only with operators that it
 * knows to be leakproof; those of text are, those of arrays are not, so the index of the former column was never used there.
 */
export const rowNames: Migration = {
  name: 'row-names',
  statements: [
    `create table register_name (
       tenant_id text not null,
       project_id text not null,
       name text not null,
       row_id text not null,
       primary key (tenant_id, project_id, name, row_id)
     )`,
    'create index register_name_of_row on register_name (tenant_id, row_id)',
    ...tenantBorder('register_name'),
    'drop index register_row_names',
    'alter table register_row drop column names',
    // Of these nothing is asked by which a plan could be chosen, and they take longest to be sampled.
    ...['cells', 'search', 'listed', 'added_by', 'changed_by'].map(
      (column) => `alter table register_row alter column ${column} set statistics 0`,
    ),
  ],
  async afterwards(transaction) {
    // The tables' owner is behind the border too, and a migration is for all tenants.
    const tables = ['register_row', 'register_name'];
    for (const table of tables) await transaction.query(`alter table ${table} no force row level security`);
    const rows = await transaction.query<{
      tenant_id: string;
      project_id: string;
      row_id: string;
      register: string;
      key: RowKey;
      cells: RowValues;
    }>('select tenant_id, project_id, row_id, register, key, cells from register_row');
    for (const row of rows) {
      const { isOpen, rank, names } = deriveColumns(row.register, row.key, row.cells);
      await transaction.query(
        'update register_row set is_open = $3, rank = $4 where tenant_id = $1 and row_id = $2',
        [row.tenant_id, row.row_id, isOpen, rank],
      );
      await transaction.query(
        `insert into register_name (tenant_id, project_id, name, row_id) select $1, $2, name, $3 from unnest($4::text[]) as name`,
        [row.tenant_id, row.project_id, row.row_id, names],
      );
    }
    for (const table of tables) await transaction.query(`alter table ${table} force row level security`);
  },
};
