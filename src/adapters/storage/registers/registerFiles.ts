/** Files that are being imported, in SQL. */
import type { TenantId } from '../../../kernel/ids.ts';
import type { ImportDraft } from '../../../registers/importing/importDraft.ts';
import type { RegisterStore } from '../../../registers/store.ts';
import type { Queryable } from '../database.ts';

export type FilePart = Pick<RegisterStore, 'saveImport' | 'lockImport' | 'forgetImports'>;

export function makeFilePart(sql: Queryable, tenantId: TenantId): FilePart {
  return {
    async saveImport(draft) {
      await sql.write(
        `insert into register_import (tenant_id, import_id, project_id, expires_at, import)
         values ($1, $2, $3, $4, $5::jsonb)
         on conflict (tenant_id, import_id) do update set import = excluded.import, expires_at = excluded.expires_at`,
        [tenantId, draft.importId, draft.projectId, draft.expiresAt, JSON.stringify(draft)],
      );
    },
    async lockImport(importId) {
      const [row] = await sql.query<{ import: ImportDraft }>(
        'select import from register_import where tenant_id = $1 and import_id = $2 for update',
        [tenantId, importId],
      );
      return row?.import ?? null;
    },
    async forgetImports(now) {
      await sql.write('delete from register_import where tenant_id = $1 and expires_at <= $2', [
        tenantId,
        now,
      ]);
    },
  };
}
