import type { RowKey } from '../../../kernel/ids.ts';
import type { RowValues } from '../../../registers/definition.ts';
import { deriveColumns } from '../registers/derivedColumns.ts';
import type { Migration } from './index.ts';

/** What lists and sentences ask of rows, worked out when they are written: open, place in its list, names. */
export const rowRanks: Migration = {
  name: 'row-ranks',
  statements: [
    'alter table register_row add column is_open boolean not null default true',
    `alter table register_row add column rank text collate "C" not null default ''`,
    `alter table register_row add column names text[] not null default '{}'`,
    `create index register_row_names on register_row using gin (names) where names <> '{}'`,
    `create index register_row_rank on register_row (tenant_id, project_id, register, is_open, rank, number)
       where deleted_at is null`,
  ],
  async afterwards(transaction) {
    const rows = await transaction.query<{
      tenant_id: string;
      row_id: string;
      register: string;
      key: RowKey;
      cells: RowValues;
    }>('select tenant_id, row_id, register, key, cells from register_row');
    for (const row of rows) {
      const { isOpen, rank, names } = deriveColumns(row.register, row.key, row.cells);
      await transaction.query(
        'update register_row set is_open = $3, rank = $4, names = $5 where tenant_id = $1 and row_id = $2',
        [row.tenant_id, row.row_id, isOpen, rank, names],
      );
    }
  },
};
