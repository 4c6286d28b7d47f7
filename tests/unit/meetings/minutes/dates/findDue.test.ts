import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { asDay, asZoneName, type Day } from '../../../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../../../src/kernel/workingCalendar.ts';
import type { DateContext } from '../../../../../src/meetings/minutes/dates/dateRule.ts';
import { makeDueFinder } from '../../../../../src/meetings/minutes/dates/findDue.ts';

const makeDates = (today: string, more: Partial<DateContext> = {}): DateContext => ({
  today: asDay(today),
  order: 'day-first',
  calendar: { zone: asZoneName('Europe/Madrid'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
  milestones: [
    { name: 'UAT start', aliases: ['start of UAT'], day: asDay('2026-12-07') },
    { name: 'Go-live', aliases: ['cutover weekend'], day: asDay('2027-01-23') },
  ],
  ...more,
});

/** Wednesday 25 November 2026. */
const WEDNESDAY = '2026-11-25';

const TABLE: readonly [words: string, day: string, phrase: string][] = [
  ['send it by end of day', '2026-11-25', 'by end of day'],
  [
    'switch it on the Thursday before, so the seventeenth',
    '2026-12-17',
    'on the Thursday before, so the seventeenth',
  ],
  ['24/12, lovely', '2026-12-24', '24/12'],
  ['Say 11/12', '2026-12-11', 'Say 11/12'],
  ['they open it on the Tuesday night, so 15/12', '2026-12-15', 'on the Tuesday night, so 15/12'],
  ['by thirtieth', '2026-11-30', 'by thirtieth'],
  ['First Friday in December', '2026-12-04', 'First Friday in December'],
  ['he orders it before the week is out', '2026-11-27', 'before the week is out'],
  ['I spoke to him this morning, he orders it on Friday', '2026-11-27', 'on Friday'],
  ['Thirtieth is okay', '2026-11-30', 'Thirtieth'],
  ['find the testers by the time UAT starts', '2026-12-07', 'by the time UAT starts'],
  ['send it EOD tomorrow', '2026-11-26', 'EOD tomorrow'],
  ['send it by COB Thursday', '2026-11-26', 'by COB Thursday'],
  ['send it Thursday end of day', '2026-11-26', 'Thursday end of day'],
  ['send it by close of business on Thursday', '2026-11-26', 'by close of business on Thursday'],
  ['send it this afternoon', '2026-11-25', 'this afternoon'],
  ['send it right after this call', '2026-11-25', 'right after this call'],
  ['send it by the end of the week', '2026-11-27', 'by the end of the week'],
  ['send it by the end of next week', '2026-12-04', 'by the end of next week'],
  ['send it by the end of the month', '2026-11-30', 'by the end of the month'],
  ['send it by end of next month', '2026-12-31', 'by end of next month'],
  ['send it by the 15th', '2026-12-15', 'by the 15th'],
  ['send it by the fifteenth', '2026-12-15', 'by the fifteenth'],
  ['send it on Monday the 30th', '2026-11-30', 'on Monday the 30th'],
  ['send it on Monday the thirtieth', '2026-11-30', 'on Monday the thirtieth'],
  ['send it before the go-live', '2027-01-23', 'before the go-live'],
  ['send it by UAT start', '2026-12-07', 'by UAT start'],
  ['send it two weeks before go-live', '2027-01-09', 'two weeks before go-live'],
  ['send it two working days before UAT start', '2026-12-03', 'two working days before UAT start'],
  ['send it by the end of Q1', '2027-03-31', 'by the end of Q1'],
  ['send it by mid December', '2026-12-15', 'by mid December'],
  ['send it mid-month', '2026-12-15', 'mid-month'],
  ['send it first thing Monday', '2026-11-30', 'first thing Monday'],
  ['send it Friday week', '2026-12-04', 'Friday week'],
  ['send it a week on Friday', '2026-12-04', 'a week on Friday'],
  ['send it a week from Tuesday', '2026-12-08', 'a week from Tuesday'],
  ['send it Tuesday of next week', '2026-12-01', 'Tuesday of next week'],
  ['send it in two weeks', '2026-12-09', 'in two weeks'],
  ['send it in a fortnight', '2026-12-09', 'in a fortnight'],
  ['send it within five working days', '2026-12-02', 'within five working days'],
  ['send it the day after tomorrow', '2026-11-27', 'the day after tomorrow'],
  ['send it by December 4th', '2026-12-04', 'by December 4th'],
  ['send it by the 4th of December at the latest', '2026-12-04', 'by the 4th of December at the latest'],
  ['send it by 4 December 2026', '2026-12-04', 'by 4 December 2026'],
  ['send it by Friday 5pm', '2026-11-27', 'by Friday 5pm'],
  ['send version 2.4 by Tuesday', '2026-12-01', 'by Tuesday'],
  ['send it on Wednesday, no wait, Thursday', '2026-11-26', 'on Wednesday, no wait, Thursday'],
  ['the minutes of last Monday by Friday', '2026-11-27', 'by Friday'],
  ['extend it to the end of January, by Friday', '2026-11-27', 'by Friday'],
];

/** Words with a day that needs confirming, or that cannot be kept. */
const FLAGGED: readonly [words: string, day: string | null][] = [
  ['send it by next Friday', '2026-12-04'],
  ['send it next week', '2026-12-04'],
  ['send it early next week', '2026-12-01'],
  ['send it in a couple of days', '2026-11-27'],
  ['send it on Wednesday', '2026-12-02'],
  ['send it by March 15, 2025', null],
  ['send it by 31/06', null],
  ['send it asap', null],
  ['send it by the end of the sprint', null],
  ['send it before our next meeting', null],
  ['send it the Tuesday after Memorial Day', null],
  ['send it after go-live', null],
];

const NO_DATES: readonly string[] = [
  'upgrade the gateway to 11.12',
  'see section 4.2',
  'it takes 3 weeks',
  'it ran for two weeks',
  '24/7 support',
  'we passed 9/10 tests',
  'so 9/10 passed',
  '24/7.',
  'call 10.0.0.1',
  'the second option is better',
  'the third party sends it',
  'last Friday we closed the ticket',
  'I should have done it in January',
  'we would have had it by Monday',
  'I sent it yesterday',
  'two weeks ago we lost it',
  'we may do it',
  'it costs 12.50',
  'Java 17.0.2 on 3 servers',
  'the sun sat on the wed list',
  'at 99.9% load',
];

describe('makeDueFinder, English', () => {
  const finder = makeDueFinder(makeDates(WEDNESDAY));

  for (const [words, day, phrase] of TABLE) {
    it(`reads "${words}" as ${day}`, () => {
      const found = finder.find(words, true);
      assert.deepEqual([found?.due.day, found?.due.phrase], [day, phrase]);
      assert.equal(words.slice(found?.start, found?.end).trim(), phrase);
    });
  }

  for (const [words, day] of FLAGGED) {
    it(`asks to confirm "${words}" (${day ?? 'no day'})`, () => {
      const due = finder.find(words, true)?.due;
      assert.equal(due?.day, day);
      assert.equal(due?.needsConfirmation, true);
      assert.match(due?.problem ?? '', /\.$/);
    });
  }

  for (const words of NO_DATES) {
    it(`finds no date in "${words}"`, () => assert.equal(finder.find(words, true)?.due ?? null, null));
  }

  it('counts working days over the holidays of the project', () => {
    const calendar = {
      zone: asZoneName('Europe/Madrid'),
      workingWeekdays: MONDAY_TO_FRIDAY,
      holidays: [asDay('2026-11-26'), asDay('2026-11-27')],
    };
    const busy = makeDueFinder(makeDates(WEDNESDAY, { calendar }));
    assert.equal(busy.find('in two working days')?.due.day, '2026-12-01');
    assert.equal(busy.find('by the end of the week')?.due.day, '2026-11-25');
  });

  it('names the milestone that a day hangs on', () => {
    assert.equal(finder.find('a week before go live')?.due.milestone, 'Go-live');
    assert.equal(finder.find('by the start of UAT')?.due.milestone, 'UAT start');
  });

  it('flags a milestone that is past', () => {
    const late = makeDueFinder(makeDates('2027-02-01'));
    const due = late.find('before go-live')?.due;
    assert.equal(due?.day, null);
    assert.equal(due?.needsConfirmation, true);
  });
});

interface Row {
  readonly said: string;
  readonly due?: string | null;
  readonly dueEither?: readonly string[];
  readonly bothOn?: string;
  readonly needsConfirmation?: boolean | string;
}

const loadRows = async (name: string): Promise<{ expected: readonly Row[] }> =>
  JSON.parse(await readFile(new URL(`../../../../fixtures/cases/${name}.json`, import.meta.url), 'utf8'));

describe('makeDueFinder, cases', () => {
  it('reads weekdays from the time of the meeting (H05)', async () => {
    const { expected } = await loadRows('H05-weekday-phrases-from-meeting-time');
    const finder = makeDueFinder(makeDates('2027-03-09'));
    for (const row of expected) {
      const due = finder.find(row.said, true)?.due;
      const day: Day | null = due?.day ?? null;
      if (row.dueEither !== undefined) assert.ok(row.dueEither.includes(day ?? ''), row.said);
      else assert.equal(day, row.due, row.said);
      if (row.needsConfirmation === true) assert.equal(due?.needsConfirmation, true, row.said);
    }
  });

  it('reads day and month in the order of the locale and leaves version numbers alone (H06)', async () => {
    const { expected } = await loadRows('H06-day-month-order-and-version-numbers');
    const finder = makeDueFinder(makeDates('2027-06-02'));
    for (const row of expected) {
      const due = finder.find(row.said, true)?.due;
      assert.equal(due?.day ?? null, row.bothOn ?? row.due, row.said);
      if (row.needsConfirmation === true) assert.equal(due?.needsConfirmation, true, row.said);
    }
  });

  it('flags what is past in the American order and keeps the other (H06)', () => {
    const finder = makeDueFinder(makeDates('2027-06-02', { order: 'month-first' }));
    const first = finder.find('finish the test scripts by 04/12', true)?.due;
    assert.deepEqual([first?.day, first?.needsConfirmation], [null, true]);
    assert.equal(finder.find('and the report by 14/12', true)?.due.day, '2027-12-14');
  });
});
