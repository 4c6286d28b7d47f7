/** Rows of the registers in SQL. */
import { NotFoundError } from '../../../kernel/errors.ts';
import type { ProjectId, RowKey, TenantId } from '../../../kernel/ids.ts';
import { asInstant } from '../../../kernel/time.ts';
import type { RowValues } from '../../../registers/definition.ts';
import type { RowQuery } from '../../../registers/query.ts';
import type { RegisterRow, RegisterStore, RowEditor, RowPatch, RowState } from '../../../registers/store.ts';

import type { Queryable } from '../database.ts';
import { deriveColumns, hasNames } from './derivedColumns.ts';
import { addNames, replaceNames } from './nameIndex.ts';
import { askSql, type SqlQuestion } from './rowQuery.ts';

interface SqlRow {
  readonly row_id: string;
  readonly project_id: ProjectId;
  readonly register: string;
  readonly key: RowKey;
  readonly cells: RowValues;
  readonly state: RowState;
  readonly refusal: string | null;
  readonly listed: RegisterRow['listed'];
  readonly added_at: Date;
  readonly added_by: RowEditor;
  readonly changed_at: Date;
  readonly changed_by: RowEditor;
  readonly deleted_at: Date | null;
}

const COLUMNS =
  'row_id, project_id, register, key, cells, state, refusal, listed, added_at, added_by, changed_at, changed_by, deleted_at';

export type RowPart = Pick<
  RegisterStore,
  | 'insertRow'
  | 'insertListed'
  | 'refreshStatistics'
  | 'updateRow'
  | 'rowById'
  | 'rowByKey'
  | 'rowByItem'
  | 'listedEtags'
  | 'findRows'
  | 'rowStates'
  | 'changedSince'
>;

export function makeRowPart(sql: Queryable, tenantId: TenantId): RowPart {
  const one = async (
    where: string,
    values: readonly unknown[],
    lock = false,
  ): Promise<RegisterRow | null> => {
    const [row] = await sql.query<SqlRow>(
      `select ${COLUMNS} from register_row where tenant_id = $1 and ${where}${lock ? ' for update' : ''}`,
      [tenantId, ...values],
    );
    return row === undefined ? null : toRow(row);
  };
  return {
    async insertRow(row) {
      const number = await nextNumber(sql, tenantId, row.projectId, row.register, row.key);
      const key = row.key ?? (`${row.keyPrefix}-${number}` as RowKey);
      const { search, isOpen, rank, names } = deriveColumns(row.register, key, row.values);
      await sql.write(
        `insert into register_row (tenant_id, row_id, project_id, register, key, number, cells, search, state, listed,
           added_at, added_by, changed_at, changed_by, is_open, rank)
         values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10::jsonb, $11, $12::jsonb, $11, $12::jsonb, $13, $14)`,
        [
          tenantId,
          row.rowId,
          row.projectId,
          row.register,
          key,
          number,
          JSON.stringify(row.values),
          search,
          row.state,
          row.listed === null ? null : JSON.stringify(row.listed),
          row.at,
          JSON.stringify(row.by),
          isOpen,
          rank,
        ],
      );
      await addNames(sql, tenantId, [{ projectId: row.projectId, rowId: row.rowId, names }]);
      const { rowId, projectId, register, values, state, listed, at, by } = row;
      const marks = { addedAt: at, addedBy: by, changedAt: at, changedBy: by, deletedAt: null };
      return { rowId, projectId, register, key, values, state, refusal: null, listed, ...marks };
    },
    async insertListed(rows) {
      const [first] = rows;
      if (first === undefined) return new Set();
      const names = new Map<string, readonly string[]>();
      const records = rows.map(({ rowId, projectId, register, key, values, state, listed, at, by }) => {
        const derived = deriveColumns(register, key, values);
        names.set(rowId, derived.names);
        const { search, isOpen, rank } = derived;
        const columns = { row_id: rowId, project_id: projectId, register, key, number: numberOf(key) };
        return { ...columns, cells: values, search, state, listed, at, by, is_open: isOpen, rank };
      });
      const made = await sql.query<{ row_id: string }>(
        `insert into register_row (tenant_id, row_id, project_id, register, key, number, cells, search, state, listed,
           added_at, added_by, changed_at, changed_by, is_open, rank)
         select $1, row_id, project_id, register, key, number, cells, search, state, listed, at, by, at, by, is_open, rank
         from jsonb_to_recordset($2::jsonb) as row(row_id text, project_id text, register text, key text, number integer,
           cells jsonb, search text, state text, listed jsonb, at timestamptz, by jsonb, is_open boolean, rank text)
         on conflict do nothing returning row_id`,
        [tenantId, JSON.stringify(records)],
      );
      const last = rows.reduce((one, other) => (numberOf(one.key) < numberOf(other.key) ? other : one));
      await nextNumber(sql, tenantId, last.projectId, last.register, last.key);
      const { projectId } = first;
      const added = made.map(({ row_id: rowId }) => ({ projectId, rowId, names: names.get(rowId) ?? [] }));
      await addNames(sql, tenantId, added);
      return new Set(made.map((row) => row.row_id));
    },
    async refreshStatistics() {
      await sql.write('analyze register_row');
      await sql.write('analyze register_name');
    },
    async updateRow(rowId, patch) {
      const { assignments, values } = assignmentsOf(patch);
      const rows = await sql.query<{
        project_id: ProjectId;
        register: string;
        key: RowKey;
        cells: RowValues;
      }>(
        `update register_row set ${['row_id = row_id', ...assignments].join(', ')}
         where tenant_id = $1 and row_id = $2 returning project_id, register, key, cells`,
        [tenantId, rowId, ...values],
      );
      const [row] = rows;
      if (row === undefined) throw new NotFoundError('row-unknown', `There is no row ${rowId}.`);
      if (patch.values === undefined) return;
      const { search, isOpen, rank, names } = deriveColumns(row.register, row.key, row.cells);
      await sql.write(
        'update register_row set search = $3, is_open = $4, rank = $5 where tenant_id = $1 and row_id = $2',
        [tenantId, rowId, search, isOpen, rank],
      );
      if (hasNames(row.register))
        await replaceNames(sql, tenantId, { projectId: row.project_id, rowId, names });
    },
    rowById: (rowId, options) => one('row_id = $2', [rowId], options?.lock),
    rowByKey: (projectId, key, options) =>
      one('project_id = $2 and key = $3', [projectId, key.toUpperCase()], options?.lock),
    rowByItem: (projectId, register, itemId) =>
      one('project_id = $2 and register = $3 and item_id = $4', [projectId, register, itemId]),
    async listedEtags(projectId, register, itemIds) {
      const rows = await sql.query<{ item_id: string; etag: string }>(
        `select item_id, listed->>'etag' as etag from register_row where tenant_id = $1 and project_id = $2 and register = $3
           and deleted_at is null and ${itemIds === undefined ? 'item_id is not null' : 'item_id = any ($4)'}`,
        [tenantId, projectId, register, ...(itemIds === undefined ? [] : [itemIds])],
      );
      return new Map(rows.map((row) => [row.item_id, row.etag]));
    },
    async changedSince(projectId, since, limit) {
      const rows = await sql.query<SqlRow>(
        `select ${COLUMNS} from register_row where tenant_id = $1 and project_id = $2 and changed_at > $3
         order by changed_at desc limit $4`,
        [tenantId, projectId, since, limit],
      );
      return rows.map(toRow);
    },
    async findRows(query) {
      const question = askSql(tenantId, query);
      const { where, orderBy, values } = question;
      const page = `order by ${orderBy} limit ${Math.trunc(query.limit)} offset ${Math.trunc(query.offset)}`;
      if (query.limit > MOST_ON_A_PAGE) {
        // Nearly always these are all: counting them first would read them twice.
        const all = await sql.query<SqlRow>(
          `select ${COLUMNS} from register_row where ${where} ${page}`,
          values,
        );
        const isAll = all.length < query.limit && (all.length > 0 || query.offset === 0);
        return {
          rows: all.map(toRow),
          total: isAll ? query.offset + all.length : await countRows(sql, tenantId, query),
        };
      }
      const rows =
        query.countTo === undefined
          ? await sql.query<SqlRow & { total: number }>(
              `select ${COLUMNS}, ${countSql(question, query)} as total from register_row where ${where} ${page}`,
              values,
            )
          : await sql.query<SqlRow & { total: number }>(pageSql(question, query, query.countTo), [
              ...values,
              query.offset,
              query.offset + query.limit,
            ]);
      const total =
        rows[0]?.total ?? (query.offset === 0 && query.limit > 0 ? 0 : await countRows(sql, tenantId, query));
      return { rows: rows.map(toRow), total };
    },
    async rowStates(projectId, keys) {
      const rows = await sql.query<{ key: RowKey; state: RowState }>(
        'select key, state from register_row where tenant_id = $1 and project_id = $2 and key = any($3::text[])',
        [tenantId, projectId, keys],
      );
      return new Map(rows.map(({ key, state }) => [key, state]));
    },
  };
}

const MOST_ON_A_PAGE = 100;

/**
 * Counts and shows what one look through the rows has found; it ends when there are more than are to be counted. The
 * bounds of the page are values, so that all pages are one statement, which is planned once; the end of the look is no
 * value, as a plan for an end that it does not know would sort all rows.
 */
function pageSql({ where, orderBy, values }: SqlQuestion, query: RowQuery, countTo: number): string {
  const most = Math.trunc(Math.max(countTo, query.offset + query.limit)) + 1;
  return `with found as materialized (
     select row_id, row_number() over (order by ${orderBy}) as place from register_row where ${where}
     order by ${orderBy} limit ${most})
   select ${COLUMNS}, (select count(*)::int from found) as total from found join register_row using (row_id)
   where register_row.tenant_id = $1 and place > $${values.length + 1} and place <= $${values.length + 2}
   order by place`;
}

function countSql({ where }: SqlQuestion, { countTo }: RowQuery): string {
  const rows = `from register_row where ${where}`;
  return countTo === undefined
    ? `(select count(*)::int ${rows})`
    : `(select count(*)::int from (select ${rows} limit ${Math.trunc(countTo) + 1}) as counted)`;
}

async function countRows(sql: Queryable, tenantId: TenantId, query: RowQuery): Promise<number> {
  const question = askSql(tenantId, { ...query, sort: [] });
  const [row] = await sql.query<{ count: number }>(
    `select ${countSql(question, query)} as count`,
    question.values,
  );
  return row?.count ?? 0;
}

/** Takes the next number in one statement; a key that came from the list moves the counter past it. */
const numberOf = (key: RowKey): number => Number(/\d+$/.exec(key)?.[0] ?? 0);

async function nextNumber(
  sql: Queryable,
  tenantId: TenantId,
  projectId: ProjectId,
  register: string,
  key: RowKey | undefined,
): Promise<number> {
  const given = key === undefined ? null : numberOf(key);
  const [row] = await sql.query<{ last: number }>(
    `insert into register_counter (tenant_id, project_id, register, last) values ($1, $2, $3, coalesce($4::int, 1))
     on conflict (tenant_id, project_id, register) do update
       set last = case when $4::int is null then register_counter.last + 1 else greatest(register_counter.last, $4::int) end
     returning last`,
    [tenantId, projectId, register, given],
  );
  return given ?? row?.last ?? 1;
}

function assignmentsOf(patch: RowPatch): { assignments: string[]; values: unknown[] } {
  const assignments: string[] = [];
  const values: unknown[] = [];
  const set = (column: string, value: unknown, cast = ''): void => {
    values.push(value);
    // $1 and $2 are the tenant and the row.
    assignments.push(`${column} = $${values.length + 2}${cast}`);
  };
  if (patch.values !== undefined) set('cells', JSON.stringify(patch.values), '::jsonb');
  if (patch.state !== undefined) set('state', patch.state);
  if (patch.refusal !== undefined) set('refusal', patch.refusal);
  if (patch.listed !== undefined)
    set('listed', patch.listed === null ? null : JSON.stringify(patch.listed), '::jsonb');
  if (patch.changedAt !== undefined) set('changed_at', patch.changedAt);
  if (patch.changedBy !== undefined) set('changed_by', JSON.stringify(patch.changedBy), '::jsonb');
  if (patch.deletedAt !== undefined) set('deleted_at', patch.deletedAt);
  return { assignments, values };
}

function toRow(row: SqlRow): RegisterRow {
  return {
    rowId: row.row_id,
    projectId: row.project_id,
    register: row.register,
    key: row.key,
    values: row.cells,
    state: row.state,
    refusal: row.refusal,
    listed: row.listed,
    addedAt: asInstant(row.added_at),
    addedBy: row.added_by,
    changedAt: asInstant(row.changed_at),
    changedBy: row.changed_by,
    deletedAt: row.deleted_at === null ? null : asInstant(row.deleted_at),
  };
}
