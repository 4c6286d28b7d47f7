import type { Migration } from './index.ts';

/** The order of a register's rows whether open or closed, for lists of both. */
export const rowOrder: Migration = {
  name: 'row-order',
  statements: [
    `create index register_row_order on register_row (tenant_id, project_id, register, rank, number)
       where deleted_at is null`,
  ],
};
