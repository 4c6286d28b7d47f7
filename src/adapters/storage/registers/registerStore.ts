/** The registers' memory in SQL. */
import type { PersonId, ProjectId, TenantId } from '../../../kernel/ids.ts';
import { asInstant } from '../../../kernel/time.ts';
import type { ListRef } from '../../../registers/ports.ts';
import type {
  HistoryEntry,
  ListLink,
  NewHistoryEntry,
  NewWrite,
  PendingWrite,
  RegisterStore,
  RowCard,
} from '../../../registers/store.ts';
import type { Queryable } from '../database.ts';
import { makeFilePart } from './registerFiles.ts';
import { makeRowPart } from './registerRows.ts';

export function makeRegisterStore(sql: Queryable, tenantId: TenantId): RegisterStore {
  return {
    ...makeRowPart(sql, tenantId),
    ...makeWritePart(sql, tenantId),
    ...makeHistoryPart(sql, tenantId),
    ...makeListPart(sql, tenantId),
    ...makeFilePart(sql, tenantId),
  };
}

type WritePart = Pick<
  RegisterStore,
  | 'keepRowCard'
  | 'takeRowCards'
  | 'addWrite'
  | 'pendingWrites'
  | 'pendingWritesOf'
  | 'projectsWithWrites'
  | 'removeWrites'
  | 'rebaseWrite'
>;

function makeWritePart(sql: Queryable, tenantId: TenantId): WritePart {
  const select = async (rest: string, values: readonly unknown[]): Promise<PendingWrite[]> => {
    const rows = await sql.query<{ seq: string | number; write: NewWrite }>(
      `select seq, write from register_write where tenant_id = $1 and ${rest}`,
      [tenantId, ...values],
    );
    return rows.map((row) => ({ ...row.write, seq: Number(row.seq) }));
  };
  return {
    async addWrite(write) {
      const [row] = await sql.query<{ seq: string | number }>(
        `insert into register_write (tenant_id, project_id, register, row_id, at, write)
         values ($1, $2, $3, $4, $5, $6::jsonb) returning seq`,
        [tenantId, write.projectId, write.register, write.rowId, write.at, JSON.stringify(write)],
      );
      return { ...write, seq: Number(row?.seq) };
    },
    pendingWrites: (projectId, limit, without = []) =>
      select('project_id = $2 and register <> all ($4::text[]) order by seq limit $3', [
        projectId,
        limit,
        without,
      ]),
    pendingWritesOf: (rowId) => select('row_id = $2 order by seq', [rowId]),
    async projectsWithWrites(before) {
      const rows = await sql.query<{ project_id: ProjectId }>(
        'select distinct project_id from register_write where tenant_id = $1 and at < $2',
        [tenantId, before],
      );
      return rows.map((row) => row.project_id);
    },
    async keepRowCard(rowId, card) {
      await sql.write('insert into register_card (tenant_id, row_id, card) values ($1, $2, $3::jsonb)', [
        tenantId,
        rowId,
        JSON.stringify(card),
      ]);
    },
    async takeRowCards(rowId) {
      const taken = await sql.query<{ seq: string | number; card: RowCard }>(
        'delete from register_card where tenant_id = $1 and row_id = $2 returning seq, card',
        [tenantId, rowId],
      );
      return taken.sort((one, other) => Number(one.seq) - Number(other.seq)).map(({ card }) => card);
    },
    async removeWrites(rowId, seq) {
      await sql.write('delete from register_write where tenant_id = $1 and row_id = $2 and seq <= $3', [
        tenantId,
        rowId,
        seq,
      ]);
    },
    async rebaseWrite(seq, changes, base) {
      await sql.write(
        `update register_write set write = jsonb_set(jsonb_set(write, '{changes}', $3::jsonb), '{base}', $4::jsonb)
         where tenant_id = $1 and seq = $2`,
        [tenantId, seq, JSON.stringify(changes), JSON.stringify(base)],
      );
    },
  };
}

type HistoryPart = Pick<RegisterStore, 'addHistory' | 'historyOf' | 'lastChangeBy' | 'markNudge'>;

function makeHistoryPart(sql: Queryable, tenantId: TenantId): HistoryPart {
  const select = async (rest: string, values: readonly unknown[]): Promise<HistoryEntry[]> => {
    const rows = await sql.query<{ seq: string | number; entry: NewHistoryEntry }>(
      `select seq, entry from register_history done where tenant_id = $1 and ${rest}`,
      [tenantId, ...values],
    );
    return rows.map((row) => ({ ...row.entry, seq: Number(row.seq) }));
  };
  return {
    async addHistory(entry) {
      const [row] = await sql.query<{ seq: string | number }>(
        `insert into register_history (tenant_id, project_id, row_id, person_id, kind, at, undoes, entry)
         values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb) returning seq`,
        [
          tenantId,
          entry.projectId,
          entry.rowId,
          entry.by.personId,
          entry.kind,
          entry.at,
          entry.undoes,
          JSON.stringify(entry),
        ],
      );
      return { ...entry, seq: Number(row?.seq) };
    },
    historyOf: (rowId) => select('row_id = $2 order by seq', [rowId]),
    async lastChangeBy(projectId, personId, since) {
      const [entry] = await select(
        `project_id = $2 and person_id = $3 and at >= $4 and kind in ('added', 'changed', 'commented', 'deleted')
           and not exists (select 1 from register_history later where later.tenant_id = $1 and later.undoes = done.seq)
         order by seq desc limit 1`,
        [projectId, personId, since],
      );
      return entry ?? null;
    },
    async markNudge(projectId, { personId, day }) {
      const rows = await sql.query(
        `insert into register_nudge (tenant_id, project_id, person_id, day) values ($1, $2, $3, $4)
         on conflict (tenant_id, project_id, person_id) do update set day = excluded.day
           where register_nudge.day <> excluded.day
         returning day`,
        [tenantId, projectId, personId satisfies PersonId, day],
      );
      return rows.length === 1;
    },
  };
}

type ListPart = Pick<
  RegisterStore,
  'linkList' | 'listLink' | 'listLinks' | 'setSyncMark' | 'claimWrites' | 'releaseWrites'
>;

function makeListPart(sql: Queryable, tenantId: TenantId): ListPart {
  const select = async (rest: string, values: readonly unknown[]): Promise<ListLink[]> => {
    const rows = await sql.query<{
      project_id: ProjectId;
      register: string;
      list: ListRef;
      sync_mark: string | null;
      synced_at: Date | null;
    }>(
      `select project_id, register, list, sync_mark, synced_at from register_list where tenant_id = $1 and ${rest}`,
      [tenantId, ...values],
    );
    return rows.map((row) => ({
      projectId: row.project_id,
      register: row.register,
      list: row.list,
      syncMark: row.sync_mark,
      syncedAt: row.synced_at === null ? null : asInstant(row.synced_at),
    }));
  };
  return {
    async linkList(projectId, register, list) {
      await sql.write(
        `insert into register_list (tenant_id, project_id, register, list) values ($1, $2, $3, $4::jsonb)
         on conflict (tenant_id, project_id, register) do update set list = excluded.list,
           sync_mark = case when register_list.list->>'listId' = excluded.list->>'listId' then register_list.sync_mark end,
           synced_at = case when register_list.list->>'listId' = excluded.list->>'listId' then register_list.synced_at end`,
        [tenantId, projectId, register, JSON.stringify(list)],
      );
    },
    listLink: async (projectId, register) =>
      (await select('project_id = $2 and register = $3', [projectId, register]))[0] ?? null,
    listLinks: (projectId) => select('project_id = $2 order by register collate "C"', [projectId]),
    async setSyncMark(projectId, register, mark, syncedAt) {
      await sql.write(
        `update register_list set sync_mark = $4, synced_at = $5
         where tenant_id = $1 and project_id = $2 and register = $3`,
        [tenantId, projectId, register, mark, syncedAt],
      );
    },
    async claimWrites(projectId, holder, now, until) {
      const rows = await sql.query(
        `insert into register_writer (tenant_id, project_id, holder, until) values ($1, $2, $3, $5)
         on conflict (tenant_id, project_id) do update set holder = excluded.holder, until = excluded.until
           where register_writer.holder = excluded.holder or register_writer.until <= $4
         returning holder`,
        [tenantId, projectId, holder, now, until],
      );
      return rows.length === 1;
    },
    async releaseWrites(projectId, holder, force = false) {
      const ids = [tenantId, projectId];
      await sql.query(
        'select 1 from register_writer where tenant_id = $1 and project_id = $2 for update',
        ids,
      );
      const waiting = await sql.query(
        'select 1 from register_write where tenant_id = $1 and project_id = $2 limit 1',
        ids,
      );
      if (waiting.length > 0 && !force) return false;
      await sql.write(
        'delete from register_writer where tenant_id = $1 and project_id = $2 and holder = $3',
        [...ids, holder],
      );
      return true;
    },
  };
}
