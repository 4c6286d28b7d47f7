/** A UAT cycle with its test cases and defects, in the caller's transaction. */
import type { ApprovalStores } from '../approvals/index.ts';
import type { RowKey } from '../kernel/ids.ts';
import type { Project } from '../projects/index.ts';
import { type RegisterRow, type RowValues, rowsOf } from '../registers/index.ts';
import { type ExitReport, evaluateExitCriteria } from './exitCriteria.ts';

type Reading = Pick<ApprovalStores, 'registers'>;

export interface Cycle {
  readonly row: RegisterRow;
  readonly cases: readonly RegisterRow[];
  readonly defects: readonly RegisterRow[];
  readonly report: ExitReport;
}

export const namesKey = (values: RowValues, field: string, key: string): boolean =>
  Array.isArray(values[field]) && (values[field] as readonly unknown[]).includes(key);

/** Defects of a cycle name it, or one of its test cases. */
export async function readCycle(stores: Reading, project: Project, row: RegisterRow): Promise<Cycle> {
  const cases = (await rowsOf(stores, project, ['test cases'])).filter(({ values }) =>
    namesKey(values, 'cycle', row.key),
  );
  const keys: readonly RowKey[] = cases.map(({ key }) => key);
  const defects = (await rowsOf(stores, project, ['defects'])).filter(
    ({ values }) =>
      namesKey(values, 'cycle', row.key) || keys.some((key) => namesKey(values, 'testCase', key)),
  );
  return { row, cases, defects, report: evaluateExitCriteria(row.values, cases, defects) };
}
