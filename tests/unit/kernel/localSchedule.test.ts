import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { lastDue } from '../../../src/kernel/localSchedule.ts';
import { asInstant, asZoneName, DAY_MS, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';

const H19 = JSON.parse(
  readFileSync('tests/fixtures/cases/H19-weekly-report-across-clock-change.json', 'utf8'),
) as { readonly input: readonly string[]; readonly expected: { readonly sentAtUtc: readonly string[] } };
const BERLIN = asZoneName('Europe/Berlin');
const MONDAY_AT_NINE = { weekdays: [1], atMinute: 9 * 60 };

describe('lastDue', () => {
  for (const [index, expected] of H19.expected.sentAtUtc.entries()) {
    it(`of Monday 09:00 in Berlin is ${expected} on ${H19.input[index]} (case H19)`, () => {
      const due = asInstant(expected);
      assert.equal(lastDue(MONDAY_AT_NINE, BERLIN, due), due);
      assert.equal(lastDue(MONDAY_AT_NINE, BERLIN, instantPlus(due, 5 * DAY_MS)), due);
      assert.notEqual(lastDue(MONDAY_AT_NINE, BERLIN, instantPlus(due, -1)), due);
    });
  }

  it('still is the time of the morning after a stop over it (case H19)', () => {
    const start = asInstant('2027-03-29T07:20:00Z');
    assert.equal(lastDue(MONDAY_AT_NINE, BERLIN, start), '2027-03-29T07:00:00.000Z');
  });

  it('comes once on a day whose clock goes back over it, and on one whose clock leaves it out', () => {
    const atHalfPastTwo = { weekdays: [7], atMinute: 150 };
    const due = new Set<string | null>();
    for (const day of ['2027-03-28', '2027-10-31']) {
      due.clear();
      for (let minutes = 0; minutes < 26 * 60; minutes += 10) {
        const now = instantPlus(asInstant(`${day}T00:00:00+01:00`), minutes * MINUTE_MS);
        const last = lastDue(atHalfPastTwo, BERLIN, now);
        if (last !== null && last >= asInstant(`${day}T00:00:00Z`)) due.add(last);
      }
      assert.equal(due.size, 1, day);
    }
  });

  it('is never later than now, never older than a week, and the same whoever asks in between', () => {
    const zones = ['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 1439 }),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
        (zone, weekdays, atMinute, date) => {
          const now = asInstant(date);
          const due = lastDue({ weekdays, atMinute }, asZoneName(zone), now);
          assert.ok(due !== null && due <= now && due > instantPlus(now, -7 * DAY_MS - 3 * 3_600_000));
          assert.equal(lastDue({ weekdays, atMinute }, asZoneName(zone), due), due);
        },
      ),
    );
  });

  it('is none without a weekday', () => {
    assert.equal(lastDue({ weekdays: [], atMinute: 0 }, BERLIN, asInstant('2027-03-29T07:20:00Z')), null);
  });
});
