import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Posted cards that show a row as being saved, until it is. */
export const rowCards: Migration = {
  name: 'row-cards',
  statements: [
    `create table register_card (
       tenant_id text not null,
       seq bigint generated always as identity primary key,
       row_id text not null,
       card jsonb not null
     )`,
    'create index register_card_of_row on register_card (tenant_id, row_id)',
    ...tenantBorder('register_card'),
  ],
};
