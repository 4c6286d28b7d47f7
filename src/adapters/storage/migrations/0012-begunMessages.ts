import type { Migration } from './index.ts';

/** Set just before a message is handed over, so that what died meanwhile is known to be perhaps there. */
export const begunMessages: Migration = {
  name: 'begun-messages',
  statements: ['alter table outgoing add column begun boolean not null default false'],
};
