/** The go-live checklist, evaluated from the registers. Pure. */
import type { GatePolicy } from '../projects/index.ts';
import { isMoney, peopleOf, type RowValues, textOf } from '../registers/index.ts';

export interface CheckedRow {
  readonly key: string;
  readonly register: string;
  readonly values: RowValues;
}

/** `blocks`: no go-live with it. `condition`: a go-live with it is conditional. */
export interface Finding {
  readonly check: string;
  readonly weight: 'met' | 'condition' | 'blocks';
  /** Why, with the keys of the rows that it is about. */
  readonly reason: string;
  readonly keys: readonly string[];
}

export type Outcome = 'go' | 'go-with-conditions' | 'no-go';

export interface GateReport {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

type Check = (rows: readonly CheckedRow[], policy: GatePolicy) => Finding;

const of = (rows: readonly CheckedRow[], register: string): readonly CheckedRow[] =>
  rows.filter((row) => row.register === register);
const status = ({ values }: CheckedRow): string => textOf(values.status);
const isOneOf = (row: CheckedRow, ...wanted: readonly string[]): boolean => wanted.includes(status(row));

function judge(
  check: string,
  wrong: readonly CheckedRow[],
  weight: 'condition' | 'blocks',
  reason: string,
): Finding {
  const keys = wrong.map(({ key }) => key);
  return wrong.length === 0
    ? { check, weight: 'met', reason: 'Nothing is open.', keys: [] }
    : { check, weight, reason, keys };
}

/** In the order in which they are shown. */
const checks: readonly Check[] = [
  (rows) => {
    const cycles = of(rows, 'uat cycles').filter((row) => !isOneOf(row, 'Cancelled'));
    if (cycles.length === 0)
      return { check: 'UAT sign-offs', weight: 'blocks', reason: 'There is no UAT cycle.', keys: [] };
    const open = cycles.filter((row) => !isOneOf(row, 'Signed off'));
    const final = judge('UAT sign-offs', open, 'blocks', 'Not signed off.');
    const conditional = cycles.filter(({ values }) => textOf(values.conditions) !== '');
    return open.length > 0
      ? final
      : judge('UAT sign-offs', conditional, 'condition', 'Signed off with conditions.');
  },
  (rows, { sev2Allowed }) => {
    const open = of(rows, 'defects').filter((row) => !isOneOf(row, 'Closed', 'Rejected'));
    const first = open.filter(({ values }) => values.severity === 1);
    const second = open.filter(({ values }) => values.severity === 2);
    if (first.length > 0) return judge('Defects', first, 'blocks', 'Open with severity 1.');
    const tooMany = second.length > sev2Allowed ? second : [];
    return judge('Defects', tooMany, 'condition', `Open with severity 2; ${sev2Allowed} are allowed.`);
  },
  (rows) =>
    judge(
      'Changes',
      of(rows, 'changes').filter((row) => isOneOf(row, 'Approved', 'To be ratified')),
      'blocks',
      'Approved and not carried out, or not ratified.',
    ),
  (rows) =>
    judge(
      'Critical actions',
      of(rows, 'actions').filter(
        (row) => !isOneOf(row, 'Done', 'Cancelled') && row.values.priority === 'Critical',
      ),
      'blocks',
      'Critical and open.',
    ),
  (rows, { riskAppetite }) =>
    judge(
      'Risks',
      of(rows, 'risks').filter(
        (row) =>
          !isOneOf(row, 'Closed', 'Occurred') &&
          Number(row.values.exposure ?? 0) > riskAppetite &&
          (textOf(row.values.response) === '' || peopleOf(row.values.owners).length === 0),
      ),
      'blocks',
      `Exposure over ${riskAppetite} without a response or an owner.`,
    ),
  (rows) =>
    judge(
      'Documents',
      of(rows, 'documents').filter((row) => isOneOf(row, 'Draft', 'In review')),
      'condition',
      'Not approved.',
    ),
  (rows) =>
    judge(
      'Training and onboarding',
      of(rows, 'onboarding').filter((row) => !isOneOf(row, 'Done', 'Not needed')),
      'condition',
      'Not done.',
    ),
  (rows) => {
    const plans = of(rows, 'documents').filter(
      ({ values }) =>
        /roll\s*-?back|back\s*-?out/i.test(textOf(values.title)) && values.status === 'Approved',
    );
    return plans.length > 0
      ? { check: 'Rollback plan', weight: 'met', reason: 'Approved.', keys: plans.map(({ key }) => key) }
      : {
          check: 'Rollback plan',
          weight: 'blocks',
          reason: 'No approved document is called a rollback plan.',
          keys: [],
        };
  },
  budgetVariance,
];

/** Forecast against baseline, line by line where both are known; each currency by itself. */
function budgetVariance(rows: readonly CheckedRow[], { mostOverrun }: GatePolicy): Finding {
  const check = 'Budget';
  const sums = new Map<string, { baseline: number; forecast: number }>();
  for (const { values } of of(rows, 'budget')) {
    const [baseline, forecast] = [values.baseline ?? null, values.forecast ?? null];
    if (baseline === null || forecast === null || !isMoney(baseline) || !isMoney(forecast)) continue;
    const sum = sums.get(baseline.currency) ?? { baseline: 0, forecast: 0 };
    sums.set(baseline.currency, {
      baseline: sum.baseline + baseline.minor,
      forecast: sum.forecast + forecast.minor,
    });
  }
  if (sums.size === 0)
    return { check, weight: 'condition', reason: 'No budget line has both baseline and forecast.', keys: [] };
  const over = [...sums].filter(([, sum]) => sum.forecast > sum.baseline * (1 + mostOverrun / 100));
  return over.length === 0
    ? {
        check,
        weight: 'met',
        reason: `The forecast is at most ${mostOverrun} % over the baseline.`,
        keys: [],
      }
    : {
        check,
        weight: 'condition',
        reason: `The forecast is more than ${mostOverrun} % over the baseline in ${over.map(([currency]) => currency).join(', ')}.`,
        keys: [],
      };
}

export function evaluateGate(rows: readonly CheckedRow[], policy: GatePolicy): GateReport {
  const findings = checks.map((check) => check(rows, policy));
  const has = (weight: Finding['weight']): boolean => findings.some((finding) => finding.weight === weight);
  return { outcome: has('blocks') ? 'no-go' : has('condition') ? 'go-with-conditions' : 'go', findings };
}
