/** The ledger of approvals in SQL. */
import type { Approval, ApprovalId, Delegation } from '../../../approvals/approval.ts';
import type { ChainEnd, LedgerStore, StoredEntry } from '../../../approvals/ledger/ledgerStore.ts';
import type { ProjectId, TenantId } from '../../../kernel/ids.ts';
import type { ListRef } from '../../../registers/ports.ts';
import type { Queryable } from '../database.ts';

/** What the first entry of a chain follows. */
const NOTHING = '0'.repeat(64);

export function makeLedgerStore(sql: Queryable, tenantId: TenantId): LedgerStore {
  return {
    ...makeChainPart(sql, tenantId),
    ...makeStatePart(sql, tenantId),
    ...makeDeputyPart(sql, tenantId),
    ...makeCopyPart(sql, tenantId),
  };
}

interface EntryRow {
  readonly project_id: ProjectId;
  readonly number: number;
  readonly approval_id: ApprovalId;
  readonly event: string;
  readonly previous_hash: string;
  readonly hash: string;
}

type ChainPart = Pick<
  LedgerStore,
  'lockChain' | 'chainEnd' | 'append' | 'nextKey' | 'entriesOf' | 'entriesAfter'
>;

function makeChainPart(sql: Queryable, tenantId: TenantId): ChainPart {
  const select = async (rest: string, values: readonly unknown[]): Promise<StoredEntry[]> => {
    const rows = await sql.query<EntryRow>(
      `select project_id, number, approval_id, event, previous_hash, hash
       from approval_entry where tenant_id = $1 and ${rest}`,
      [tenantId, ...values],
    );
    return rows.map(toEntry);
  };
  return {
    async lockChain(projectId) {
      const [row] = await sql.query<ChainRow>(
        `insert into approval_chain (tenant_id, project_id, last_number, last_hash, last_key)
         values ($1, $2, 0, $3, 0)
         on conflict (tenant_id, project_id) do update set last_key = approval_chain.last_key
         returning last_number, last_hash`,
        [tenantId, projectId, NOTHING],
      );
      return toEnd(row);
    },
    async chainEnd(projectId) {
      const [row] = await sql.query<ChainRow>(
        'select last_number, last_hash from approval_chain where tenant_id = $1 and project_id = $2',
        [tenantId, projectId],
      );
      return toEnd(row);
    },
    async append(entries) {
      const last = entries.at(-1);
      if (last === undefined) return;
      await sql.write(
        `insert into approval_entry (tenant_id, project_id, number, approval_id, event, previous_hash, hash)
         select $1, $2, number, approval_id, event, previous_hash, hash
         from jsonb_to_recordset($3::jsonb)
           as entry (number integer, approval_id text, event text, previous_hash text, hash text)`,
        [tenantId, last.projectId, JSON.stringify(entries.map(toRow))],
      );
      await sql.write(
        `update approval_chain set last_number = $3, last_hash = $4 where tenant_id = $1 and project_id = $2`,
        [tenantId, last.projectId, last.number, last.hash],
      );
    },
    async nextKey(projectId) {
      const [row] = await sql.query<{ last_key: number }>(
        `insert into approval_chain (tenant_id, project_id, last_number, last_hash, last_key)
         values ($1, $2, 0, $3, 1)
         on conflict (tenant_id, project_id) do update set last_key = approval_chain.last_key + 1
         returning last_key`,
        [tenantId, projectId, NOTHING],
      );
      return row?.last_key ?? 1;
    },
    entriesOf: (approvalId) => select('approval_id = $2 order by number', [approvalId]),
    entriesAfter: (projectId, number, limit) =>
      select('project_id = $2 and number > $3 order by number limit $4', [projectId, number, limit]),
  };
}

interface ChainRow {
  readonly last_number: number;
  readonly last_hash: string;
}

const toEnd = (row: ChainRow | undefined): ChainEnd => ({
  number: row?.last_number ?? 0,
  hash: row?.last_hash ?? NOTHING,
});

const toEntry = (row: EntryRow): StoredEntry => ({
  projectId: row.project_id,
  number: row.number,
  approvalId: row.approval_id,
  eventJson: row.event,
  previousHash: row.previous_hash,
  hash: row.hash,
});

const toRow = (entry: StoredEntry): Omit<EntryRow, 'project_id'> => ({
  number: entry.number,
  approval_id: entry.approvalId,
  event: entry.eventJson,
  previous_hash: entry.previousHash,
  hash: entry.hash,
});

type StatePart = Pick<
  LedgerStore,
  'keepState' | 'projectOf' | 'newestOf' | 'byKey' | 'pending' | 'waking' | 'allOf'
>;

function makeStatePart(sql: Queryable, tenantId: TenantId): StatePart {
  const ids = async (rest: string, values: readonly unknown[]): Promise<ApprovalId[]> => {
    const rows = await sql.query<{ approval_id: ApprovalId }>(
      `select approval_id from approval where tenant_id = $1 and ${rest}`,
      [tenantId, ...values],
    );
    return rows.map((row) => row.approval_id);
  };
  return {
    async keepState({ id, projectId, subject, round, status, requestedAt }: Approval, wakesAt) {
      await sql.write(
        `insert into approval (tenant_id, approval_id, project_id, kind, subject_id, subject_key, round, status,
           requested_at, wakes_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         on conflict (tenant_id, approval_id) do update set status = excluded.status, wakes_at = excluded.wakes_at`,
        [tenantId, id, projectId, subject.kind, subject.id, subject.key, round, status, requestedAt, wakesAt],
      );
    },
    async projectOf(approvalId) {
      const [row] = await sql.query<{ project_id: ProjectId }>(
        'select project_id from approval where tenant_id = $1 and approval_id = $2',
        [tenantId, approvalId],
      );
      return row?.project_id ?? null;
    },
    newestOf: async (projectId, kind, subjectId) =>
      (
        await ids('project_id = $2 and kind = $3 and subject_id = $4 order by round desc limit 1', [
          projectId,
          kind,
          subjectId,
        ])
      )[0] ?? null,
    byKey: (projectId, key) =>
      ids('project_id = $2 and subject_key = $3 order by requested_at desc, round desc', [
        projectId,
        key.toUpperCase(),
      ]),
    pending: (projectId) =>
      ids("status = 'pending' and ($2::text is null or project_id = $2) order by requested_at, round", [
        projectId,
      ]),
    waking: (now, limit) => ids('wakes_at <= $2 order by wakes_at limit $3', [now, limit]),
    allOf: (projectId) => ids('project_id = $2 order by requested_at, round', [projectId]),
  };
}

type DeputyPart = Pick<LedgerStore, 'addDeputy' | 'deputies'>;

function makeDeputyPart(sql: Queryable, tenantId: TenantId): DeputyPart {
  return {
    async addDeputy(projectId, delegation) {
      await sql.write(
        `insert into approval_deputy (tenant_id, project_id, ends_at, delegation) values ($1, $2, $3, $4::jsonb)`,
        [tenantId, projectId, delegation.endsAt, JSON.stringify(delegation)],
      );
    },
    async deputies(projectId, now) {
      const rows = await sql.query<{ delegation: Delegation }>(
        `select delegation from approval_deputy where tenant_id = $1 and project_id = $2 and ends_at > $3
         order by number`,
        [tenantId, projectId, now],
      );
      return rows.map((row) => row.delegation);
    },
  };
}

type CopyPart = Pick<LedgerStore, 'copyState' | 'keepCopyList' | 'keepCopied' | 'uncopied'>;

function makeCopyPart(sql: Queryable, tenantId: TenantId): CopyPart {
  return {
    async copyState(projectId) {
      const [row] = await sql.query<{ list: ListRef | null; copied: number }>(
        'select list, copied from approval_copy where tenant_id = $1 and project_id = $2',
        [tenantId, projectId],
      );
      return { list: row?.list ?? null, copied: row?.copied ?? 0 };
    },
    async keepCopyList(projectId, list) {
      await sql.write(
        `insert into approval_copy (tenant_id, project_id, list, copied) values ($1, $2, $3::jsonb, 0)
         on conflict (tenant_id, project_id) do update set list = excluded.list`,
        [tenantId, projectId, JSON.stringify(list)],
      );
    },
    async keepCopied(projectId, number) {
      await sql.write(
        `update approval_copy set copied = greatest(copied, $3) where tenant_id = $1 and project_id = $2`,
        [tenantId, projectId, number],
      );
    },
    async uncopied() {
      const rows = await sql.query<{ project_id: ProjectId }>(
        `select chain.project_id from approval_chain chain
         left join approval_copy copy on copy.tenant_id = chain.tenant_id and copy.project_id = chain.project_id
         where chain.tenant_id = $1 and chain.last_number > coalesce(copy.copied, 0)`,
        [tenantId],
      );
      return rows.map((row) => row.project_id);
    },
  };
}
