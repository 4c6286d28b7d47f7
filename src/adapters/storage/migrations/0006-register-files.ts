import type { Migration } from './index.ts';
import { tenantBorder } from './tenantBorder.ts';

/** Files that are being imported into a register. */
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
  ],
};
