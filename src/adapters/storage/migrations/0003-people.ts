import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** People whom the bot has met, for mentions and 1:1 chats. */
export const people: Migration = {
  name: 'people',
  statements: [
    `create table person (
       tenant_id text not null,
       person_id text not null,
       person jsonb not null,
       seen_at timestamptz not null,
       primary key (tenant_id, person_id)
     )`,
    ...tenantBorder('person'),
  ],
};
