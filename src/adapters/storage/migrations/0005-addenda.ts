import type { Migration } from './index.ts';

/** What was published of a meeting, apart from what is proposed; and what is said when a person cannot be reached. */
export const addenda: Migration = {
  name: 'addenda',
  statements: [
    'alter table meeting add column published jsonb',
    'alter table outgoing add column otherwise jsonb',
  ],
};
