import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contentOf } from '../../../src/changes/changeRequest.ts';
import { diffContent, diffText } from '../../../src/changes/diffContent.ts';
import { findGaps } from '../../../src/changes/findGaps.ts';
import { foldAssessments } from '../../../src/changes/foldAssessments.ts';
import { readTasks } from '../../../src/changes/readTasks.ts';
import { rebaseline } from '../../../src/changes/rebaseline.ts';
import { BODIES, type Routed, routeChange, USUAL_RULES } from '../../../src/changes/routeChange.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import { workingCalendarOf } from '../../../src/projects/index.ts';
import { kenji, lucia, makeProject, priya, tomasz } from '../../support/fakeRegisters.ts';

const eur = (amount: number) => ({ minor: amount * 100, currency: 'EUR' });
const calendar = workingCalendarOf(makeProject({ holidays: [] }));
const usual: Routed = { category: 'Normal', cost: eur(0), days: 0, requesterIsManager: false };
const route = (more: Partial<Routed>) => routeChange({ ...usual, ...more }, USUAL_RULES);
const rank = (more: Partial<Routed>) => BODIES.indexOf(route(more).body);

describe('routeChange', () => {
  const table: readonly (readonly [string, Partial<Routed>, string])[] = [
    ['nothing', {}, 'project manager'],
    ['the threshold of the project manager', { cost: eur(10_000), days: 5 }, 'project manager'],
    ['a cent more', { cost: { minor: 1_000_001, currency: 'EUR' } }, 'sponsor'],
    ['a day more', { days: 6 }, 'sponsor'],
    ['a day backwards more', { days: -6 }, 'sponsor'],
    ['the threshold of the sponsor', { cost: eur(50_000), days: 20 }, 'sponsor'],
    ['above every threshold', { cost: eur(50_001) }, 'change board'],
    ['no assessed cost', { cost: null }, 'change board'],
    ['no assessed days', { days: null }, 'change board'],
    ['another currency', { cost: { minor: 100, currency: 'USD' } }, 'change board'],
    ['nothing in another currency', { cost: { minor: 0, currency: 'USD' } }, 'project manager'],
    ['a request of the project manager', { requesterIsManager: true }, 'sponsor'],
    ['an emergency', { category: 'Emergency' }, 'change board'],
  ];
  for (const [what, change, body] of table)
    it(`sends ${what} to the ${body}`, () => assert.equal(route(change).body, body));

  it('lets only an emergency act first', () => {
    assert.equal(route({ category: 'Emergency' }).actsFirst, true);
    assert.equal(route({ category: 'Standard', cost: eur(1_000_000) }).actsFirst, false);
  });

  it('never sends more cost or more days to somebody lower', () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.integer({ min: 0, max: 60 }),
        fc.nat(60),
        fc.boolean(),
        (minor, more, days, later, requesterIsManager) => {
          const low = { cost: { minor, currency: 'EUR' }, days, requesterIsManager };
          const high = {
            cost: { minor: minor + more, currency: 'EUR' },
            days: days + later,
            requesterIsManager,
          };
          assert.ok(rank(high) >= rank(low));
          assert.ok(rank({ ...low, cost: null }) >= rank(low));
          assert.ok(route(low).reasons.length > 0);
        },
      ),
    );
  });
});

describe('diffContent', () => {
  it('names what changed and nothing else', () => {
    const before = contentOf({ title: 'Move', scheduleImpactDays: 3, milestones: ['M-2', 'M-1'] });
    const after = contentOf({ title: 'Move ', scheduleImpactDays: 5, milestones: ['M-1', 'M-2'] });
    assert.equal(diffText(diffContent(before, after, 'en-GB')), 'Impact on schedule (days): 3 → 5');
  });

  it('is empty exactly for equal contents', () => {
    const values = fc.record({ title: fc.string(), reason: fc.string(), scheduleImpactDays: fc.nat(9) });
    fc.assert(
      fc.property(values, values, (one, other) => {
        assert.deepEqual(diffContent(contentOf(one), contentOf({ ...one }), 'en-GB'), []);
        const isSame = JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other));
        assert.equal(diffContent(contentOf(one), contentOf(other), 'en-GB').length === 0, isSame);
      }),
    );
  });
});

describe('rebaseline', () => {
  const goLive = (values = {}) => ({
    key: 'M-2',
    register: 'milestones',
    values: {
      title: 'Go-live',
      baseline: '2026-12-03',
      forecast: '2026-12-04',
      status: 'Planned',
      ...values,
    },
  });
  const line = (currency = 'EUR') => ({
    key: 'B-1',
    register: 'budget',
    values: { title: 'Hosting', baseline: { minor: 100, currency } },
  });
  const content = contentOf({
    scheduleImpactDays: 3,
    milestones: ['M-2'],
    costImpact: { minor: 50, currency: 'EUR' },
    budgetLine: ['B-1'],
  });

  it('moves a milestone by working days, and a forecast that would lie before it', () => {
    const { lines, problems } = rebaseline(content, [goLive(), line()], calendar);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      lines.map(({ from, to, changes }) => [from, to, changes]),
      [
        ['2026-12-03', '2026-12-08', { baseline: '2026-12-08', forecast: '2026-12-08' }],
        [
          { minor: 100, currency: 'EUR' },
          { minor: 150, currency: 'EUR' },
          { baseline: { minor: 150, currency: 'EUR' } },
        ],
      ],
    );
  });

  it('leaves a forecast that is later already', () => {
    const { lines } = rebaseline(content, [goLive({ forecast: '2027-01-15' }), line()], calendar);
    assert.deepEqual(lines[0]?.changes, { baseline: '2026-12-08' });
  });

  it('says what it cannot move', () => {
    const { lines, problems } = rebaseline(content, [goLive({ status: 'Achieved' }), line('USD')], calendar);
    assert.deepEqual(lines, []);
    assert.deepEqual(problems, [
      'M-2 is achieved and does not move.',
      'B-1 is in USD, the cost of the change is in EUR.',
    ]);
  });

  it('moves nothing for no days and no cost', () => {
    const nothing = contentOf({
      scheduleImpactDays: 0,
      milestones: ['M-2'],
      costImpact: eur(0),
      budgetLine: ['B-1'],
    });
    assert.deepEqual(rebaseline(nothing, [goLive(), line()], calendar), { lines: [], problems: [] });
  });
});

describe('findGaps', () => {
  it('finds nothing missing in a whole request, and names each thing in an empty one', () => {
    const whole = contentOf({ reason: 'Law', rollback: 'Undo', scheduleImpactDays: 0, costImpact: eur(0) });
    assert.deepEqual(findGaps(whole, []), []);
    assert.equal(findGaps(contentOf({}), []).length, 4);
    assert.deepEqual(
      findGaps(contentOf({ reason: 'Fire', rollback: 'Undo', category: 'Emergency' }), []),
      [],
    );
  });

  it('wants one budget line in the currency of the cost', () => {
    const content = (budgetLine: readonly string[]) =>
      contentOf({ reason: 'x', rollback: 'y', scheduleImpactDays: 0, costImpact: eur(5), budgetLine });
    const row = { key: 'B-1', register: 'budget', values: { baseline: { minor: 1, currency: 'USD' } } };
    assert.match(findGaps(content([]), []).join(), /the one budget line/);
    assert.match(findGaps(content(['B-1', 'B-2']), [row]).join(), /the one budget line/);
    assert.match(findGaps(content(['B-1']), [row]).join(), /B-1 is in USD/);
    assert.match(findGaps(content(['B-9']), [row]).join(), /B-9 is no budget line/);
  });
});

describe('foldAssessments', () => {
  const askedAt = asInstant('2026-11-25T09:00:00Z');
  const nothing = { scope: null, days: null, cost: null, quality: null, risk: null };
  const assessor = ({ id, name }: typeof priya, answer: object | null) => ({
    person: { id, name },
    askedAt,
    due: null,
    answer: answer === null ? null : { ...nothing, ...answer },
    answeredAt: null,
  });

  it('takes the most days, adds costs up and keeps texts by name', () => {
    const folded = foldAssessments([
      assessor(priya, { days: 3, cost: eur(100), risk: 'Freeze' }),
      assessor(lucia, { days: -5, cost: eur(50) }),
      assessor(kenji, null),
    ]);
    assert.deepEqual(folded, {
      scheduleImpactDays: -5,
      costImpact: eur(150),
      currency: 'EUR',
      riskImpact: 'Priya Raman: Freeze',
    });
  });

  it('leaves the cost open when it was given in two currencies', () => {
    const folded = foldAssessments([
      assessor(priya, { cost: eur(1) }),
      assessor(lucia, { cost: { minor: 1, currency: 'USD' } }),
    ]);
    assert.equal('costImpact' in folded, false);
  });
});

describe('readTasks', () => {
  it('reads owner and day where they are said', () => {
    const text =
      '- Priya Raman: switch the DNS by 2027-01-20.\nTomasz: tell the board\nPhase 2: warm up\n\nClean up';
    assert.deepEqual(
      readTasks(text, [priya, tomasz]).map(({ text: task, owners, due }) => [
        task,
        owners[0]?.name ?? null,
        due,
      ]),
      [
        ['switch the DNS', 'Priya Raman', '2027-01-20'],
        ['tell the board', 'Tomasz Zielinski', null],
        ['Phase 2: warm up', null, null],
        ['Clean up', null, null],
      ],
    );
  });

  it('loses no line and makes none up', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z][a-z :.]{1,30}[a-z]$/)), (lines) => {
        assert.equal(readTasks(lines.join('\n'), []).length, lines.length);
      }),
    );
  });
});
