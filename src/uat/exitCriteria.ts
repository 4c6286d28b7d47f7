/** Whether a UAT cycle may be signed off, from its test cases and defects. Pure. */
import { type RowValues, textOf } from '../registers/index.ts';

export interface TestedRow {
  readonly key: string;
  readonly values: RowValues;
}

export interface ExitCriterion {
  readonly title: string;
  readonly isMet: boolean;
  /** What was found, with the keys that it is about. */
  readonly found: string;
}

export interface ExitReport {
  readonly criteria: readonly ExitCriterion[];
  readonly isMet: boolean;
  /** Keys of the defects that are open, in the order of their numbers. */
  readonly openDefects: readonly string[];
}

const CLOSED_DEFECT = ['Closed', 'Rejected'];
const NOT_RUN = ['Not run', 'In progress', 'Blocked', ''];
const USUAL_SEV2 = 2;
const USUAL_PASS_RATE = 95;

export const isOpenDefect = ({ values }: Pick<TestedRow, 'values'>): boolean =>
  !CLOSED_DEFECT.includes(textOf(values.status));

/** A case that is not applicable counts nowhere; a cycle without cases meets neither run nor pass rate. */
export function evaluateExitCriteria(
  cycle: RowValues,
  cases: readonly TestedRow[],
  defects: readonly TestedRow[],
): ExitReport {
  const allowed = typeof cycle.sev2Allowed === 'number' ? cycle.sev2Allowed : USUAL_SEV2;
  const wanted = typeof cycle.passRate === 'number' ? cycle.passRate : USUAL_PASS_RATE;
  const open = defects.filter(isOpenDefect);
  const ofSeverity = (severity: number) => open.filter(({ values }) => values.severity === severity);
  const counting = cases.filter(({ values }) => values.status !== 'Not applicable');
  const passed = counting.filter(({ values }) => values.status === 'Passed');
  const mandatory = counting.filter(({ values }) => values.mandatory !== false);
  const notRun = mandatory.filter(({ values }) => NOT_RUN.includes(textOf(values.status)));
  const rate = counting.length === 0 ? 0 : (passed.length / counting.length) * 100;
  const criteria: readonly ExitCriterion[] = [
    {
      title: 'Open defects of severity 1: 0',
      isMet: ofSeverity(1).length === 0,
      found: countOf(ofSeverity(1)),
    },
    {
      title: `Open defects of severity 2: at most ${allowed}`,
      isMet: ofSeverity(2).length <= allowed,
      found: countOf(ofSeverity(2)),
    },
    {
      title: `Pass rate: at least ${wanted} %`,
      isMet: counting.length > 0 && rate >= wanted,
      found:
        counting.length === 0
          ? 'no test cases'
          : `${passed.length} of ${counting.length} (${Math.floor(rate * 10) / 10} %)`,
    },
    {
      title: 'Mandatory test cases run: all',
      isMet: counting.length > 0 && notRun.length === 0,
      found:
        counting.length === 0
          ? 'no test cases'
          : notRun.length === 0
            ? `${mandatory.length} of ${mandatory.length}`
            : `not run: ${keysText(notRun)}`,
    },
  ];
  return { criteria, isMet: criteria.every(({ isMet }) => isMet), openDefects: open.map(({ key }) => key) };
}

const MOST_KEYS = 12;

const keysText = (rows: readonly TestedRow[]): string => {
  const keys = rows.map(({ key }) => key);
  const more = keys.length - MOST_KEYS;
  return `${keys.slice(0, MOST_KEYS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

const countOf = (rows: readonly TestedRow[]): string =>
  rows.length === 0 ? '0' : `${rows.length} (${keysText(rows)})`;
