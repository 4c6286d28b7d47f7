import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/**
 * Files that are being imported into a register, messages that show a row while it is on its way to its list, and the
 * project that a person means in the 1:1 chat.
 */
export const registerFiles: Migration = {
  name: 'register-files',
  statements: [
    `create table register_import (
       tenant_id text not null,
       import_id text not null,
       project_id text not null,
       expires_at timestamptz not null,
       import jsonb not null,
       primary key (tenant_id, import_id)
     )`,
    'create index register_import_expiry on register_import (tenant_id, expires_at)',
    ...tenantBorder('register_import'),
    `create table register_card (
       tenant_id text not null,
       message text not null,
       row_id text not null,
       project_id text not null,
       at timestamptz not null,
       card jsonb not null,
       primary key (tenant_id, message)
     )`,
    'create index register_card_of_row on register_card (tenant_id, row_id)',
    ...tenantBorder('register_card'),
    `create table chosen_project (
       tenant_id text not null,
       person_id text not null,
       project_id text not null,
       primary key (tenant_id, person_id)
     )`,
    ...tenantBorder('chosen_project'),
  ],
};
