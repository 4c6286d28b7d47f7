/** A UAT cycle with its test cases and defects, in the caller's transaction. */
import type { ApprovalStores } from '../approvals/index.ts';
import { type Refusal, refuse } from '../kernel/errors.ts';
import { asRowKey, type RowKey } from '../kernel/ids.ts';
import type { Project } from '../projects/index.ts';
import type { RegisterRow, RowValues } from '../registers/index.ts';
import { type ExitReport, evaluateExitCriteria } from './exitCriteria.ts';

type Reading = Pick<ApprovalStores, 'registers'>;

export interface Cycle {
  readonly row: RegisterRow;
  readonly cases: readonly RegisterRow[];
  readonly defects: readonly RegisterRow[];
  readonly report: ExitReport;
}

/** More rows than a project has; a bound, not a page. */
const ALL = 30_000;

/** The row of a key in a register, locked. */
export async function findRowOf(
  { registers }: Reading,
  project: Project,
  register: string,
  key: string,
  example: string,
): Promise<RegisterRow | Refusal> {
  const row = /^[A-Z]{1,4}-\d{1,9}$/i.test(key)
    ? await registers.rowByKey(project.id, asRowKey(key), { lock: true })
    : null;
  return row === null || row.deletedAt !== null || row.register !== register
    ? refuse(
        'row-unknown',
        `${key === '' ? 'Say which one by its key' : `There is no ${key.toUpperCase()} in ${project.name} that this can be said of`}, such as ${example}.`,
      )
    : row;
}

export const rowsOf = async (
  { registers }: Reading,
  project: Project,
  register: string,
): Promise<readonly RegisterRow[]> =>
  (
    await registers.findRows({
      projectId: project.id,
      registers: [register],
      where: [],
      sort: [],
      offset: 0,
      limit: ALL,
    })
  ).rows;

export const namesKey = (values: RowValues, field: string, key: string): boolean =>
  Array.isArray(values[field]) && (values[field] as readonly unknown[]).includes(key);

/** Defects of a cycle name it, or one of its test cases. */
export async function readCycle(stores: Reading, project: Project, row: RegisterRow): Promise<Cycle> {
  const cases = (await rowsOf(stores, project, 'test cases')).filter(({ values }) =>
    namesKey(values, 'cycle', row.key),
  );
  const keys: readonly RowKey[] = cases.map(({ key }) => key);
  const defects = (await rowsOf(stores, project, 'defects')).filter(
    ({ values }) =>
      namesKey(values, 'cycle', row.key) || keys.some((key) => namesKey(values, 'testCase', key)),
  );
  return { row, cases, defects, report: evaluateExitCriteria(row.values, cases, defects) };
}
