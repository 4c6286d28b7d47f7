import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';

/** A module of the page; it has no types of its own. */
interface PageTime {
  dayIn(iso: string, zone: string): string;
  momentOf(wallClock: string, zone: string): string;
  wallClockIn(iso: string, zone: string): string;
  mondayOf(day: string): string;
  plusDays(day: string, days: number): string;
  showDay(iso: string, zone: string): string;
  showShort(iso: string, zone: string, nowMs: number): string;
  showSize(bytes: number): string;
  count(number: number, one: string, many?: string): string;
}

const MODULE = new URL('../../../../src/local365/page/web/time.js', import.meta.url).href;
const time = (await import(MODULE)) as PageTime;

const ZONES = [
  'Europe/Madrid',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];
const zones = fc.constantFrom(...ZONES);
/** Whole minutes, since a clock on the wall shows no seconds. */
const minutes = fc
  .integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 })
  .map((minute) => new Date(minute * 60_000).toISOString());

describe('time of the local page', () => {
  it('shows the day and the clock of the zone, as luxon does', () => {
    fc.assert(
      fc.property(minutes, zones, (iso, zone) => {
        const there = DateTime.fromISO(iso, { zone });
        assert.equal(time.dayIn(iso, zone), there.toISODate());
        assert.equal(time.wallClockIn(iso, zone), there.toFormat("yyyy-MM-dd'T'HH:mm"));
      }),
    );
  });

  it('finds a moment at which the clock shows what was asked for', () => {
    fc.assert(
      fc.property(minutes, zones, (iso, zone) => {
        const clock = time.wallClockIn(iso, zone);
        assert.equal(time.wallClockIn(time.momentOf(clock, zone), zone), clock);
      }),
    );
  });

  it('finds the beginning of a day, also where the clocks change in that night', () => {
    assert.equal(time.momentOf('2026-11-27', 'Europe/Madrid'), '2026-11-26T23:00:00.000Z');
    assert.equal(time.momentOf('2026-03-29', 'Europe/Madrid'), '2026-03-28T23:00:00.000Z');
    assert.equal(time.momentOf('2026-10-25', 'Europe/Madrid'), '2026-10-24T22:00:00.000Z');
    assert.equal(time.momentOf('2026-11-27', 'Asia/Kathmandu'), '2026-11-26T18:15:00.000Z');
  });

  it('gives a moment for a time that the clocks leave out', () => {
    assert.match(time.momentOf('2026-03-29T02:30', 'Europe/Madrid'), /^2026-03-29T0[01]:30:00\.000Z$/);
  });

  for (const [day, monday] of [
    ['2026-11-25', '2026-11-23'],
    ['2026-11-23', '2026-11-23'],
    ['2026-11-29', '2026-11-23'],
    ['2027-01-01', '2026-12-28'],
  ] as const) {
    it(`has ${monday} as the Monday of ${day}`, () => {
      assert.equal(time.mondayOf(day), monday);
    });
  }

  it('counts days over the end of a year and a leap day', () => {
    assert.equal(time.plusDays('2026-12-30', 3), '2027-01-02');
    assert.equal(time.plusDays('2028-02-28', 1), '2028-02-29');
  });

  it('shows the time of the day for today only', () => {
    const now = Date.parse('2026-11-25T22:30:00Z');
    assert.equal(time.showShort('2026-11-25T09:05:00Z', 'Europe/Madrid', now), '10:05');
    assert.equal(time.showShort('2026-11-24T22:30:00Z', 'Europe/Madrid', now), '24 Nov');
    assert.equal(time.showDay('2026-12-06T23:00:00Z', 'Europe/Madrid'), '7 Dec 2026');
  });

  it('names sizes and numbers', () => {
    assert.deepEqual([5, 2_048, 34_567, 5_242_880].map(time.showSize), [
      '5 bytes',
      '2.0 KB',
      '34 KB',
      '5.0 MB',
    ]);
    assert.deepEqual([time.count(1, 'row'), time.count(1_200, 'row')], ['1 row', '1,200 rows']);
    assert.equal(time.count(2, 'person', 'people'), '2 people');
  });
});
