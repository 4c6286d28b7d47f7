import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { asDay, asZoneName, type Day } from '../../../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../../../src/kernel/workingCalendar.ts';
import { makeDueFinder } from '../../../../../src/meetings/minutes/dates/findDue.ts';
import { DUTCH_DATES } from '../../../../../src/meetings/minutes/dutch/dates.ts';
import { FRENCH_DATES } from '../../../../../src/meetings/minutes/french/dates.ts';
import { GERMAN_DATES } from '../../../../../src/meetings/minutes/german/dates.ts';
import { SPANISH_DATES } from '../../../../../src/meetings/minutes/spanish/dates.ts';

/** How a language says a day; the names of weekdays and months come from ICU, not from the words under test. */
const LANGUAGES = [
  {
    tag: 'de',
    words: GERMAN_DATES,
    tomorrow: 'morgen',
    afterTomorrow: 'übermorgen',
    weekday: (name: string) => `bis ${name}`,
    date: (day: number, month: string) => `bis zum ${day}. ${month}`,
    endOf: (month: string) => `bis Ende ${month}`,
    endOfNextWeek: 'bis Ende nächster Woche',
    weeks: [
      ['in zwei Wochen', 2],
      ['in drei Wochen', 3],
    ] as const,
  },
  {
    tag: 'fr',
    words: FRENCH_DATES,
    tomorrow: 'demain',
    afterTomorrow: 'après-demain',
    weekday: (name: string) => `d'ici ${name}`,
    date: (day: number, month: string) => `avant le ${day} ${month}`,
    endOf: (month: string) => `fin ${month}`,
    endOfNextWeek: "d'ici la fin de la semaine prochaine",
    weeks: [
      ['dans deux semaines', 2],
      ['dans trois semaines', 3],
    ] as const,
  },
  {
    tag: 'es',
    words: SPANISH_DATES,
    tomorrow: 'mañana',
    afterTomorrow: 'pasado mañana',
    weekday: (name: string) => `antes del ${name}`,
    date: (day: number, month: string) => `antes del ${day} de ${month}`,
    endOf: (month: string) => `a finales de ${month}`,
    endOfNextWeek: 'a finales de la semana que viene',
    weeks: [
      ['en dos semanas', 2],
      ['en tres semanas', 3],
    ] as const,
  },
  {
    tag: 'nl',
    words: DUTCH_DATES,
    tomorrow: 'morgen',
    afterTomorrow: 'overmorgen',
    weekday: (name: string) => `voor ${name}`,
    date: (day: number, month: string) => `voor ${day} ${month}`,
    endOf: (month: string) => `eind ${month}`,
    endOfNextWeek: 'tegen eind volgende week',
    weeks: [
      ['over twee weken', 2],
      ['over drie weken', 3],
    ] as const,
  },
];
const utc = (day: Day): DateTime => DateTime.fromISO(day, { zone: 'utc' });
const dayFrom = (time: DateTime): Day => asDay(time.toISODate() ?? '');

const days: fc.Arbitrary<Day> = fc
  .integer({ min: 0, max: 3_000 })
  .map((ahead) => dayFrom(utc(asDay('2024-01-01')).plus({ days: ahead })));

for (const { tag, words, ...says } of LANGUAGES) {
  const read = (phrase: string, today: Day): Day | null | undefined =>
    makeDueFinder(
      {
        today,
        order: 'day-first',
        calendar: { zone: asZoneName('Europe/Berlin'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
        milestones: [],
      },
      words,
    ).find(phrase, true)?.due.day;

  describe(`makeDueFinder in '${tag}', for any day of any meeting`, () => {
    it('takes a weekday for the next day of that name', () =>
      fc.assert(
        fc.property(days, fc.integer({ min: 1, max: 7 }), (today, ahead) => {
          const meant = utc(today).plus({ days: ahead });
          const name = meant.setLocale(tag).toFormat('cccc');
          assert.equal(read(says.weekday(name), today), dayFrom(meant));
        }),
      ));

    it('counts days and weeks from the day of the meeting', () =>
      fc.assert(
        fc.property(days, fc.constantFrom(...says.weeks), (today, [phrase, count]) => {
          assert.equal(read(says.tomorrow, today), dayFrom(utc(today).plus({ days: 1 })));
          assert.equal(read(says.afterTomorrow, today), dayFrom(utc(today).plus({ days: 2 })));
          assert.equal(read(phrase, today), dayFrom(utc(today).plus({ weeks: count })));
        }),
      ));

    it('ends next week on its Friday', () =>
      fc.assert(
        fc.property(days, (today) => {
          const friday = utc(today)
            .startOf('week')
            .plus({ days: 7 + 4 });
          assert.equal(read(says.endOfNextWeek, today), dayFrom(friday));
        }),
      ));

    it('reads a day and a month as the calendar has them', () =>
      fc.assert(
        fc.property(days, fc.integer({ min: 2, max: 200 }), (today, ahead) => {
          const meant = utc(today).plus({ days: ahead });
          const month = meant.setLocale(tag).toFormat('LLLL');
          assert.equal(read(says.date(meant.day, month), today), dayFrom(meant));
        }),
      ));

    it('ends a month that begins later on its last day', () =>
      fc.assert(
        fc.property(days, fc.integer({ min: 1, max: 6 }), (today, ahead) => {
          const meant = utc(today).startOf('month').plus({ months: ahead });
          const month = meant.setLocale(tag).toFormat('LLLL');
          assert.equal(read(says.endOf(month), today), dayFrom(meant.endOf('month')));
        }),
      ));
  });
}
