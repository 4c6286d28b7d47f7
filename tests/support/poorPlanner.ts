/** A database whose planner may join in no other way than row by row: what a statement does must not hang on its plan. */
import type { Database } from '../../src/adapters/storage/database.ts';

/** Ways of PostgreSQL's planner that its own tables of costs may leave out at any time. */
const WAYS = [
  'hashjoin',
  'mergejoin',
  'hashagg',
  'material',
  'sort',
  'indexscan',
  'indexonlyscan',
  'bitmapscan',
];
const SETTINGS = WAYS.map((way) => `set_config('enable_${way}', 'off', true)`).join(', ');

export const withPoorPlanner = (database: Database): Database => ({
  ...database,
  transaction: (work, tenantId) =>
    database.transaction(async (transaction) => {
      await transaction.query(`select ${SETTINGS}`);
      return work(transaction);
    }, tenantId),
});
