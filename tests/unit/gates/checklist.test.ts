import assert from 'node:assert/strict';
import { type CheckedRow, evaluateGate } from '../../../src/gates/checklist.ts';
import { gatePolicyOf } from '../../../src/projects/index.ts';

const row = (key: string, register: string, values: CheckedRow['values']): CheckedRow => ({
  key,
  register,
  values,
});
const eur = (minor: number) => ({ minor, currency: 'EUR' });
const READY: readonly CheckedRow[] = [
  row('UAT-1', 'uat cycles', { status: 'Signed off' }),
  row('DOC-1', 'documents', { title: 'Rollback plan', status: 'Approved' }),
  row('B-1', 'budget', { baseline: eur(1000), forecast: eur(1100) }),
];
const USUAL = gatePolicyOf({});
const blame = (extra: CheckedRow) => {
  const { outcome, findings } = evaluateGate([...READY, extra], USUAL);
  return [outcome, findings.flatMap(({ keys, weight }) => (weight === 'met' ? [] : keys)).join()];
};

describe('evaluateGate', () => {
  it('says go when everything is in order', () => {
    const { outcome, findings } = evaluateGate(READY, USUAL);
    assert.deepEqual([outcome, new Set(findings.map(({ weight }) => weight))], ['go', new Set(['met'])]);
  });

  it('says no-go for an empty project, never go', () => {
    assert.equal(evaluateGate([], USUAL).outcome, 'no-go');
  });

  const table: readonly (readonly [string, CheckedRow, string])[] = [
    ['an open cycle', row('UAT-2', 'uat cycles', { status: 'Completed' }), 'no-go'],
    [
      'a conditional sign-off',
      row('UAT-2', 'uat cycles', { status: 'Signed off', conditions: 'Train' }),
      'go-with-conditions',
    ],
    ['a severity 1 defect', row('DEF-1', 'defects', { status: 'Fixed', severity: 1 }), 'no-go'],
    ['a severity 2 defect', row('DEF-1', 'defects', { status: 'New', severity: 2 }), 'go-with-conditions'],
    ['an approved change that is not carried out', row('CR-1', 'changes', { status: 'Approved' }), 'no-go'],
    ['an open critical action', row('A-1', 'actions', { status: 'Open', priority: 'Critical' }), 'no-go'],
    ['a high risk without response', row('R-1', 'risks', { status: 'Open', exposure: 10 }), 'no-go'],
    ['a draft', row('DOC-2', 'documents', { title: 'Runbook', status: 'Draft' }), 'go-with-conditions'],
    ['an open onboarding task', row('ONB-1', 'onboarding', { status: 'Open' }), 'go-with-conditions'],
  ];
  for (const [what, extra, outcome] of table)
    it(`says ${outcome} for ${what}, and names it`, () =>
      assert.deepEqual(blame(extra), [outcome, extra.key]));

  it('says go with conditions for a budget over a tenth above its baseline', () => {
    const over = row('B-2', 'budget', { baseline: eur(1000), forecast: eur(1101) });
    assert.equal(evaluateGate([...READY, over], USUAL).outcome, 'go-with-conditions');
  });

  it('measures by the rules of the project', () => {
    const rows = [
      ...READY,
      row('R-1', 'risks', { status: 'Open', exposure: 12, response: '', owners: [] }),
      row('DEF-1', 'defects', { status: 'New', severity: 2 }),
    ];
    assert.equal(evaluateGate(rows, USUAL).outcome, 'no-go');
    const lenient = { ...USUAL, riskAppetite: 12, sev2Allowed: 1 };
    assert.equal(evaluateGate(rows, lenient).outcome, 'go');
    assert.equal(evaluateGate(rows, { ...lenient, mostOverrun: 5 }).outcome, 'go-with-conditions');
  });

  it('takes the checks that a gate names, however they are written, and blocks on a name that is none', () => {
    const named = (chosen: string) =>
      evaluateGate([], USUAL, chosen).findings.map(({ check, weight }) => `${check} ${weight}`);
    assert.deepEqual(named('risk; budget variance'), ['Risks met', 'Budget condition']);
    assert.deepEqual(named('defects\ncolour'), ['Defects met', 'colour blocks']);
    assert.equal(named(' , ').length, 9, 'none named means all');
    assert.deepEqual(named('s'), ['s blocks'], 'a word that means several means none');
  });
});
