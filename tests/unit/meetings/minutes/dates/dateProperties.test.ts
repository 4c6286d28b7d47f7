import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { asDay, asZoneName, type Day, dayPlus, weekdayOf } from '../../../../../src/kernel/time.ts';
import type { DateContext } from '../../../../../src/meetings/minutes/dates/dateRule.ts';
import { makeDueFinder } from '../../../../../src/meetings/minutes/dates/findDue.ts';

const ZONE = asZoneName('Europe/Madrid');
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const utc = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' });
const dayFrom = (time: DateTime): Day => asDay(time.toISODate() ?? '');

const days: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 3_000 })
  .map((ahead) => dayFrom(utc(asDay('2024-01-01')).plus({ days: ahead })));
const weekdays = fc.integer({ min: 1, max: 7 });
/** Monday to Friday, Sunday to Thursday, Saturday to Wednesday. */
const weeks: fc.Arbitrary<readonly number[]> = fc.constantFrom(
  [1, 2, 3, 4, 5],
  [7, 1, 2, 3, 4],
  [6, 7, 1, 2, 3],
);

const read = (words: string, today: Day, more: Partial<DateContext> = {}): Day | null | undefined =>
  makeDueFinder({
    today,
    order: 'day-first',
    calendar: { zone: ZONE, workingWeekdays: [1, 2, 3, 4, 5], holidays: [] },
    milestones: [],
    ...more,
  }).find(`send it ${words}`)?.due.day;

const calendarOf = (workingWeekdays: readonly number[], holidays: readonly Day[] = []) => ({
  calendar: { zone: ZONE, workingWeekdays, holidays },
});

describe('makeDueFinder, for any day of any meeting', () => {
  it('counts days and weekdays as luxon does', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: -800, max: 800 }), (day, count) => {
        assert.equal(dayPlus(day, count), dayFrom(utc(day).plus({ days: count })));
        assert.equal(weekdayOf(day), utc(day).weekday);
      }),
    ));

  it('takes a weekday for one of the seven days after the meeting', () =>
    fc.assert(
      fc.property(days, weekdays, fc.constantFrom('on', 'by', 'before', 'until'), (today, weekday, word) => {
        const found = read(`${word} ${WEEKDAYS[weekday - 1]}`, today);
        assert.ok(found != null && found > today && found <= dayPlus(today, 7));
        assert.equal(weekdayOf(found), weekday);
      }),
    ));

  it('takes a weekday of next week for one of the week after the calendar week of the meeting', () =>
    fc.assert(
      fc.property(days, weekdays, weeks, (today, weekday, working) => {
        const first = working[0] ?? 1;
        const start = dayPlus(today, -((weekdayOf(today) - first + 7) % 7) + 7);
        const found = read(`on ${WEEKDAYS[weekday - 1]} next week`, today, calendarOf(working));
        assert.ok(found != null && found >= start && found <= dayPlus(start, 6));
        assert.equal(weekdayOf(found), weekday);
      }),
    ));

  it('ends a week on its last working day, whatever the working week', () =>
    fc.assert(
      fc.property(days, weeks, (today, working) => {
        const found = read('by the end of next week', today, calendarOf(working));
        assert.ok(found != null && found > today && found <= dayPlus(today, 13));
        assert.equal(weekdayOf(found), working.at(-1));
        const here = read('by the end of the week', today, calendarOf(working));
        assert.ok(here != null && here >= today && here <= found);
        assert.equal(weekdayOf(here), working.at(-1));
      }),
    ));

  it('counts working days only, over holidays too', () =>
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(['two', 2], ['three', 3], ['5', 5], ['ten', 10] as const),
        weeks,
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
        (today, [count, wanted], working, off) => {
          const holidays = off.map((ahead) => dayPlus(today, ahead));
          const found = read(`within ${count} working days`, today, calendarOf(working, holidays));
          assert.ok(found != null);
          let counted = 0;
          for (let day = dayPlus(today, 1); day <= found; day = dayPlus(day, 1))
            counted += working.includes(weekdayOf(day)) && !holidays.includes(day) ? 1 : 0;
          assert.equal(counted, wanted);
        },
      ),
    ));

  it('reads day and month in the order of the project where both may be meant', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (one, two) => {
        const today = asDay('2026-01-01');
        const two2 = (value: number) => String(value).padStart(2, '0');
        const dayFirst = read(`by ${two2(one)}/${two2(two)}/2026`, today);
        const monthFirst = read(`by ${two2(two)}/${two2(one)}/2026`, today, { order: 'month-first' });
        assert.equal(dayFirst, monthFirst);
        assert.equal(dayFirst, `2026-${two2(two)}-${two2(one)}`);
      }),
    ));

  it('counts from a milestone in days, weeks and weekdays', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: 40, max: 400 }), weekdays, (today, ahead, weekday) => {
        const day = dayPlus(today, ahead);
        const more = { milestones: [{ name: 'Go-live', day }] };
        assert.equal(read('before go-live', today, more), day);
        assert.equal(read('before the system goes live', today, more), day);
        assert.equal(read('when it suits me, so, go-live', today, more), day);
        assert.equal(read('the day before go-live', today, more), dayPlus(day, -1));
        assert.equal(read('two weeks before go-live', today, more), dayPlus(day, -14));
        assert.equal(read('the week after go-live', today, more), dayPlus(day, 7));
        const before = read(`on the ${WEEKDAYS[weekday - 1]} before go-live`, today, more);
        assert.ok(before != null && before < day && before >= dayPlus(day, -7));
        assert.equal(weekdayOf(before), weekday);
      }),
    ));

  it('finds the first and last weekday of a month where luxon finds it', () =>
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 12 }), weekdays, (today, month, weekday) => {
        const now = utc(today);
        const start = now.startOf('month').plus({ months: (month - now.month + 12) % 12 });
        const end = start.endOf('month').startOf('day');
        const first = start.plus({ days: (weekday - start.weekday + 7) % 7 });
        const last = end.minus({ days: (end.weekday - weekday + 7) % 7 });
        const name = WEEKDAYS[weekday - 1];
        const wanted = (day: DateTime) => (dayFrom(day) < today ? null : dayFrom(day));
        assert.equal(read(`by the first ${name} of ${MONTHS[month - 1]}`, today), wanted(first));
        assert.equal(read(`by the last ${name} in ${MONTHS[month - 1]}`, today), wanted(last));
      }),
    ));

  it('takes the later of two days of which either will do', () =>
    fc.assert(
      fc.property(days, weekdays, weekdays, (today, one, other) => {
        const [first, second] = [one, other].map((weekday) => read(`on ${WEEKDAYS[weekday - 1]}`, today));
        if (first == null || second == null || first >= second) return;
        const words = `on ${WEEKDAYS[one - 1]} or ${WEEKDAYS[other - 1]}`;
        assert.equal(read(words, today), second);
        assert.equal(read(`by ${WEEKDAYS[one - 1]}, or ${WEEKDAYS[other - 1]} at the latest`, today), second);
      }),
    ));
});
