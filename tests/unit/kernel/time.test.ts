import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { asDay, isDay } from '../../../src/kernel/time.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const written = fc
  .tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 }))
  .map(([year, month, day]) => `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);

describe('isDay', () => {
  it('knows the days of the calendar, as luxon does', () => {
    fc.assert(
      fc.property(written, (text) => {
        assert.equal(isDay(text), DateTime.fromISO(text, { zone: 'utc' }).isValid, text);
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  it('takes no other form, and no day that there is not', () => {
    for (const text of [
      '',
      '2027-02-30',
      '2027-02-29',
      '2027-2-3',
      '2027-02-03T00:00:00Z',
      ' 2027-02-03',
      '27-02-03',
    ])
      assert.equal(isDay(text), false, text);
    assert.equal(isDay('2028-02-29'), true);
    assert.throws(() => asDay('2027-02-30'), RangeError);
  });
});
