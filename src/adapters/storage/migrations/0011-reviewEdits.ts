import type { Migration } from './index.ts';

/** What the coordinator changed in proposed minutes, kept apart from what was read. */
export const reviewEdits: Migration = {
  name: 'review-edits',
  statements: ["alter table meeting add column edits jsonb not null default '[]'"],
};
