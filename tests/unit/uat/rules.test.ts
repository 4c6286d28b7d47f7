import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asDay } from '../../../src/kernel/time.ts';
import type { ReadingContext } from '../../../src/registers/index.ts';
import { evaluateExitCriteria, type TestedRow } from '../../../src/uat/exitCriteria.ts';
import { readResult } from '../../../src/uat/readResult.ts';
import { CALENDAR } from '../../support/makeApproval.ts';

const testCase = (number: number, status: string, more = {}): TestedRow => ({
  key: `TC-${number}`,
  values: { status, mandatory: true, ...more },
});
const defect = (number: number, severity: number, status = 'New'): TestedRow => ({
  key: `DEF-${number}`,
  values: { severity, status },
});
const met = (...given: Parameters<typeof evaluateExitCriteria>) =>
  evaluateExitCriteria(...given).criteria.map(({ isMet }) => isMet);

describe('evaluateExitCriteria', () => {
  const passed = [testCase(1, 'Passed'), testCase(2, 'Passed')];

  it('is met when all ran and passed and nothing is open', () => {
    const report = evaluateExitCriteria({}, passed, [defect(1, 1, 'Closed'), defect(2, 4)]);
    assert.deepEqual([report.isMet, report.openDefects], [true, ['DEF-2']]);
  });

  it('counts each severity against its own limit', () => {
    assert.deepEqual(met({}, passed, [defect(1, 1)]), [false, true, true, true]);
    assert.deepEqual(
      met(
        {},
        passed,
        [1, 2].map((each) => defect(each, 2)),
      ),
      [true, true, true, true],
    );
    assert.deepEqual(met({ sev2Allowed: 0 }, passed, [defect(1, 2, 'Fixed')]), [true, false, true, true]);
  });

  it('leaves out what is not applicable and wants only mandatory cases run', () => {
    const cases = [...passed, testCase(3, 'Not applicable'), testCase(4, 'Not run', { mandatory: false })];
    assert.deepEqual(met({ passRate: 66 }, cases, []), [true, true, true, true]);
    assert.deepEqual(met({ passRate: 67 }, cases, []), [true, true, false, true]);
    assert.match(
      evaluateExitCriteria({}, [testCase(9, 'Blocked')], []).criteria[3]?.found ?? '',
      /not run: TC-9/,
    );
  });

  it('is never met by a cycle without test cases', () => {
    assert.equal(evaluateExitCriteria({ passRate: 0 }, [], []).isMet, false);
    assert.equal(evaluateExitCriteria({ passRate: 0 }, [testCase(1, 'Not applicable')], []).isMet, false);
  });

  it('is never made better by one more open defect or one more case that is not passed', () => {
    const status = fc.constantFrom('Passed', 'Failed', 'Not run', 'Not applicable', 'Blocked');
    const cases = fc.array(status).map((all) => all.map((each, index) => testCase(index, each)));
    const defects = fc
      .array(fc.integer({ min: 1, max: 4 }))
      .map((all) => all.map((each, at) => defect(at, each)));
    fc.assert(
      fc.property(cases, defects, fc.integer({ min: 1, max: 4 }), (all, open, severity) => {
        const before = evaluateExitCriteria({}, all, open).isMet;
        assert.ok(before || !evaluateExitCriteria({}, all, [...open, defect(999, severity)]).isMet);
        assert.ok(
          before ||
            all.length === 0 ||
            !evaluateExitCriteria({}, [...all, testCase(999, 'Not run')], open).isMet,
        );
      }),
    );
  });
});

describe('readResult', () => {
  const context: ReadingContext = {
    today: asDay('2026-11-25'),
    locale: 'en-GB',
    calendar: CALENDAR,
    milestones: [],
    roster: [],
    mentions: [],
    me: { personId: 'me', name: 'Me' },
  };
  const read = (text: string) => readResult(text, context);
  const said = { testedOn: '2026-11-25', severity: 3, links: [] };
  const table: readonly (readonly [string, ReturnType<typeof readResult>])[] = [
    ['because the total is wrong', { ...said, words: 'the total is wrong' }],
    ['severity 1 because it stops', { ...said, words: 'it stops', severity: 1 }],
    [
      'sev-2: no VAT https://x.example/1.png',
      { ...said, words: 'no VAT', severity: 2, links: ['https://x.example/1.png'] },
    ],
    ['', { ...said, words: '' }],
    ['because several people saw 4 totals', { ...said, words: 'several people saw 4 totals' }],
    ['on 23 November because it stops', { ...said, words: 'it stops', testedOn: '2026-11-23' }],
    [
      'yesterday severity 1 because it stops',
      { ...said, words: 'it stops', severity: 1, testedOn: '2026-11-24' },
    ],
    ['on Tuesday, no VAT', { ...said, words: 'no VAT', testedOn: '2026-11-24' }],
    ['because it stops on Monday', { ...said, words: 'it stops on Monday' }],
    ['on the second server', { ...said, words: 'on the second server' }],
  ];
  for (const [text, wanted] of table) it(`reads “${text}”`, () => assert.deepEqual(read(text), wanted));

  it('refuses a day that is still to come', () => {
    const refused = read('on 2026-11-26 because it stops');
    assert.equal(isRefusal(refused) ? refused.code : '', 'day-to-come');
  });
});
