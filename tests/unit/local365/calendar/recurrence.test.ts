import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  occurrenceStarts,
  type Recurrence,
  readRecurrence,
} from '../../../../src/local365/calendar/recurrence.ts';

const MADRID = 'Romance Standard Time';
const weekly = (more: object = {}, range: object = {}): object => ({
  pattern: { type: 'weekly', interval: 1, daysOfWeek: ['wednesday'], firstDayOfWeek: 'monday', ...more },
  range: { type: 'noEnd', startDate: '2026-10-21', recurrenceTimeZone: MADRID, ...range },
});
const startsOf = (recurrence: object, first: string, until: string): readonly string[] =>
  occurrenceStarts(readRecurrence(recurrence, 'UTC'), Date.parse(first), Date.parse(until)).map((at) =>
    new Date(at).toISOString().slice(0, 16),
  );

describe('occurrenceStarts', () => {
  it('keeps the local hour over the change of clocks', () => {
    assert.deepEqual(startsOf(weekly(), '2026-10-21T08:00:00Z', '2026-11-05T00:00:00Z'), [
      '2026-10-21T08:00',
      '2026-10-28T09:00',
      '2026-11-04T09:00',
    ]);
  });

  it('counts weeks of an interval from the first day of the week', () => {
    const fortnight = weekly({ interval: 2, daysOfWeek: ['wednesday', 'sunday'] });
    assert.deepEqual(startsOf(fortnight, '2026-10-21T08:00:00Z', '2026-11-12T00:00:00Z'), [
      '2026-10-21T08:00',
      '2026-10-25T09:00',
      '2026-11-04T09:00',
      '2026-11-08T09:00',
    ]);
    const sundayFirst = weekly({
      interval: 2,
      daysOfWeek: ['wednesday', 'sunday'],
      firstDayOfWeek: 'sunday',
    });
    assert.deepEqual(startsOf(sundayFirst, '2026-10-21T08:00:00Z', '2026-11-12T00:00:00Z'), [
      '2026-10-21T08:00',
      '2026-11-01T09:00',
      '2026-11-04T09:00',
    ]);
  });

  it('ends with endDate, that day included, or after a number of occurrences', () => {
    const dated = weekly({}, { type: 'endDate', endDate: '2026-11-04' });
    assert.equal(startsOf(dated, '2026-10-21T08:00:00Z', '2027-01-01T00:00:00Z').length, 3);
    const numbered = weekly({}, { type: 'numbered', numberOfOccurrences: 2 });
    assert.equal(startsOf(numbered, '2026-10-21T08:00:00Z', '2027-01-01T00:00:00Z').length, 2);
  });

  it('gives ascending starts, each once, none at or after the limit', () => {
    const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.uniqueArray(fc.constantFrom(...days), { minLength: 1 }),
        fc.integer({ min: 0, max: 120 }),
        (interval, daysOfWeek, length) => {
          const recurrence = readRecurrence(weekly({ interval, daysOfWeek }), 'UTC') as Recurrence;
          const first = Date.parse('2026-10-21T08:00:00Z');
          const until = first + length * 86_400_000;
          const starts = occurrenceStarts(recurrence, first, until);
          assert.ok(
            starts.every((at, index) => at < until && (index === 0 || at > (starts[index - 1] ?? 0))),
          );
        },
      ),
    );
  });
});

describe('readRecurrence', () => {
  const refused: readonly (readonly [string, unknown])[] = [
    ['nothing', null],
    ['an interval of 0', weekly({ interval: 0 })],
    ['no days', weekly({ daysOfWeek: [] })],
    ['a day that is none', weekly({ daysOfWeek: ['moonday'] })],
    ['an end before the start', weekly({}, { type: 'endDate', endDate: '2026-10-20' })],
    ['a number below 1', weekly({}, { type: 'numbered', numberOfOccurrences: 0 })],
    ['a start that is no day', weekly({}, { startDate: '2026-02-30' })],
    ['an unknown zone', weekly({}, { recurrenceTimeZone: 'Nowhere' })],
  ];
  for (const [what, value] of refused)
    it(`refuses ${what} with 400`, () => {
      assert.throws(
        () => readRecurrence(value, 'UTC'),
        (fault: { status?: number }) => fault.status === 400,
      );
    });

  it('refuses monthly and yearly patterns with 501', () => {
    for (const type of ['absoluteMonthly', 'relativeMonthly', 'absoluteYearly', 'relativeYearly'])
      assert.throws(
        () => readRecurrence(weekly({ type }), 'UTC'),
        (fault: { status?: number }) => fault.status === 501,
      );
  });
});
