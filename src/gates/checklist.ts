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

type Check = readonly [name: string, judge: (rows: readonly CheckedRow[], policy: GatePolicy) => Found];
type Found = Omit<Finding, 'check'>;

const of = (rows: readonly CheckedRow[], register: string): readonly CheckedRow[] =>
  rows.filter((row) => row.register === register);
const status = ({ values }: CheckedRow): string => textOf(values.status);
const isOneOf = (row: CheckedRow, ...wanted: readonly string[]): boolean => wanted.includes(status(row));

const met = (reason: string, keys: readonly string[] = []): Found => ({ weight: 'met', reason, keys });

function judge(wrong: readonly CheckedRow[], weight: 'condition' | 'blocks', reason: string): Found {
  const keys = wrong.map(({ key }) => key);
  return wrong.length === 0 ? met('Nothing is open.') : { weight, reason, keys };
}

/** In the order in which they are shown. */
const checks: readonly Check[] = [
  ['UAT sign-offs', signOffs],
  ['Defects', defects],
  [
    'Changes',
    (rows) =>
      judge(
        of(rows, 'changes').filter((row) => isOneOf(row, 'Approved', 'To be ratified')),
        'blocks',
        'Approved and not carried out, or not ratified.',
      ),
  ],
  [
    'Critical actions',
    (rows) =>
      judge(
        of(rows, 'actions').filter(
          (row) => !isOneOf(row, 'Done', 'Cancelled') && row.values.priority === 'Critical',
        ),
        'blocks',
        'Critical and open.',
      ),
  ],
  [
    'Risks',
    (rows, { riskAppetite }) =>
      judge(
        of(rows, 'risks').filter(
          (row) =>
            !isOneOf(row, 'Closed', 'Occurred') &&
            Number(row.values.exposure ?? 0) > riskAppetite &&
            (textOf(row.values.response) === '' || peopleOf(row.values.owners).length === 0),
        ),
        'blocks',
        `Exposure over ${riskAppetite} without a response or an owner.`,
      ),
  ],
  [
    'Documents',
    (rows) =>
      judge(
        of(rows, 'documents').filter((row) => isOneOf(row, 'Draft', 'In review')),
        'condition',
        'Not approved.',
      ),
  ],
  [
    'Training and onboarding',
    (rows) =>
      judge(
        of(rows, 'onboarding').filter((row) => !isOneOf(row, 'Done', 'Not needed')),
        'condition',
        'Not done.',
      ),
  ],
  ['Rollback plan', rollbackPlan],
  ['Budget', budgetVariance],
];

function signOffs(rows: readonly CheckedRow[]): Found {
  const cycles = of(rows, 'uat cycles').filter((row) => !isOneOf(row, 'Cancelled'));
  if (cycles.length === 0) return { weight: 'blocks', reason: 'There is no UAT cycle.', keys: [] };
  const open = cycles.filter((row) => !isOneOf(row, 'Signed off'));
  const conditional = cycles.filter(({ values }) => textOf(values.conditions) !== '');
  return open.length > 0
    ? judge(open, 'blocks', 'Not signed off.')
    : judge(conditional, 'condition', 'Signed off with conditions.');
}

function defects(rows: readonly CheckedRow[], { sev2Allowed }: GatePolicy): Found {
  const open = of(rows, 'defects').filter((row) => !isOneOf(row, 'Closed', 'Rejected'));
  const first = open.filter(({ values }) => values.severity === 1);
  const second = open.filter(({ values }) => values.severity === 2);
  if (first.length > 0) return judge(first, 'blocks', 'Open with severity 1.');
  const tooMany = second.length > sev2Allowed ? second : [];
  return judge(tooMany, 'condition', `Open with severity 2; ${sev2Allowed} are allowed.`);
}

function rollbackPlan(rows: readonly CheckedRow[]): Found {
  const plans = of(rows, 'documents').filter(
    ({ values }) => /roll\s*-?back|back\s*-?out/i.test(textOf(values.title)) && values.status === 'Approved',
  );
  return plans.length > 0
    ? met(
        'Approved.',
        plans.map(({ key }) => key),
      )
    : { weight: 'blocks', reason: 'No approved document is called a rollback plan.', keys: [] };
}

/** Forecast against baseline, line by line where both are known; each currency by itself. */
function budgetVariance(rows: readonly CheckedRow[], { mostOverrun }: GatePolicy): Found {
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
    return { weight: 'condition', reason: 'No budget line has both baseline and forecast.', keys: [] };
  const over = [...sums].filter(([, sum]) => sum.forecast > sum.baseline * (1 + mostOverrun / 100));
  return over.length === 0
    ? met(`The forecast is at most ${mostOverrun} % over the baseline.`)
    : {
        weight: 'condition',
        reason: `The forecast is more than ${mostOverrun} % over the baseline in ${over.map(([currency]) => currency).join(', ')}.`,
        keys: [],
      };
}

/** Registers that the checks read. */
export const CHECKED_REGISTERS = [
  'uat cycles',
  'defects',
  'changes',
  'actions',
  'risks',
  'documents',
  'onboarding',
  'budget',
];

/**
 * `chosen` names the checks that count, parted by commas or on lines of their own; empty means all. A name that is no
 * check blocks, so that nothing passes because of a slip of the pen.
 */
export function evaluateGate(rows: readonly CheckedRow[], policy: GatePolicy, chosen = ''): GateReport {
  const { wanted, unknown } = chooseChecks(chosen);
  const findings = [
    ...wanted.map(([check, judged]) => ({ check, ...judged(rows, policy) })),
    ...unknown.map((check): Finding => ({ check, weight: 'blocks', reason: NO_SUCH_CHECK, keys: [] })),
  ];
  const has = (weight: Finding['weight']): boolean => findings.some((finding) => finding.weight === weight);
  return { outcome: has('blocks') ? 'no-go' : has('condition') ? 'go-with-conditions' : 'go', findings };
}

const NO_SUCH_CHECK = `There is no such check; there are ${checks.map(([name]) => name).join(', ')}.`;

function chooseChecks(chosen: string): {
  readonly wanted: readonly Check[];
  readonly unknown: readonly string[];
} {
  const words = chosen
    .split(/[,;\n]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return { wanted: checks, unknown: [] };
  const meant = words.map((word) =>
    checks.filter(([name]) => isMeant(name.toLowerCase(), word.toLowerCase())),
  );
  return {
    wanted: checks.filter((check) => meant.some((found) => found.length === 1 && found.includes(check))),
    unknown: words.filter((_, at) => meant[at]?.length !== 1),
  };
}

/** `budget variance` and `risk` are known too. */
const isMeant = (name: string, word: string): boolean => name.includes(word) || word.includes(name);
