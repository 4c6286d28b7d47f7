import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asDay, asZoneName } from '../../../src/kernel/time.ts';
import { type DayContext, readDay } from '../../../src/registers/readDay.ts';

const context: DayContext = {
  today: asDay('2026-11-25'),
  locale: 'en-GB',
  calendar: {
    zone: asZoneName('Europe/Madrid'),
    workingWeekdays: [1, 2, 3, 4, 5],
    holidays: [asDay('2026-12-08')],
  },
  milestones: [
    { name: 'Go-live', aliases: ['cutover'], day: asDay('2027-01-23') },
    { name: 'UAT start', day: asDay('2026-12-07') },
  ],
};

describe('readDay', () => {
  const readings: readonly (readonly [string, string])[] = [
    ['today', '2026-11-25'],
    ['EOD tomorrow', '2026-11-26'],
    ['COB Thursday', '2026-11-26'],
    ['Friday', '2026-11-27'],
    ['wednesday', '2026-12-02'],
    ['next Friday', '2026-12-04'],
    ['Friday week', '2026-12-04'],
    ['in 2 weeks', '2026-12-09'],
    ['in three days', '2026-11-28'],
    ['in 5 working days', '2026-12-02'],
    ['in 10 working days', '2026-12-10'],
    ['+3d', '2026-11-28'],
    ['in a month', '2026-12-25'],
    ['end of the week', '2026-11-27'],
    ['end of next week', '2026-12-04'],
    ['end of month', '2026-11-30'],
    ['end of next month', '2026-12-31'],
    ['end of Q1', '2027-03-31'],
    ['the 15th', '2026-12-15'],
    ['the 30th', '2026-11-30'],
    ['2026-12-04', '2026-12-04'],
    ['4/12', '2026-12-04'],
    ['1/2', '2027-02-01'],
    ['04.12.2026', '2026-12-04'],
    ['4 December', '2026-12-04'],
    ['Dec 4th', '2026-12-04'],
    ['3 February', '2027-02-03'],
    ['4 Dec 2027', '2027-12-04'],
    ['Friday 4 December', '2026-12-04'],
    ['by\u00a0Friday', '2026-11-27'],
    ['go live', '2027-01-23'],
    ['the cutover', '2027-01-23'],
    ['UAT start', '2026-12-07'],
  ];
  for (const [phrase, day] of readings) {
    it(`reads ${JSON.stringify(phrase)}`, () => {
      assert.equal(readDay(phrase, context), day);
    });
  }

  it('reads the month first in the United States alone', () => {
    assert.equal(readDay('12/4', { ...context, locale: 'en-US' }), '2026-12-04');
    assert.equal(readDay('13/4', { ...context, locale: 'en-US' }), null);
  });

  for (const phrase of [
    '',
    'phone',
    'soon',
    '2026-02-30',
    '31/2',
    'version 4.12',
    'list',
    'december',
    'fri and mon',
    'may',
  ]) {
    it(`reads no day in ${JSON.stringify(phrase)}`, () => {
      assert.equal(readDay(phrase, context), null);
    });
  }

  it('reads every day as it writes it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (offset) => {
        const day = new Date(Date.UTC(2026, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
        assert.equal(readDay(day, context), day);
      }),
    );
  });

  it('answers any text without an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const day = readDay(text, context);
        assert.ok(day === null || /^\d{4}-\d{2}-\d{2}$/.test(day));
      }),
    );
  });
});
