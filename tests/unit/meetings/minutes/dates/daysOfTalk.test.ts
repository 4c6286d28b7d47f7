/** Days that are counted from one that was named before: "the Friday of that week", "a week after that". */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asDay, asZoneName, dayPlus, weekdayOf } from '../../../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../../../src/kernel/workingCalendar.ts';
import { makeDueFinder } from '../../../../../src/meetings/minutes/dates/findDue.ts';

/** Wednesday 25 November 2026. */
const TODAY = asDay('2026-11-25');
const finder = makeDueFinder({
  today: TODAY,
  order: 'day-first',
  calendar: { zone: asZoneName('Europe/London'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
  milestones: [
    { name: 'Spring release', aliases: ['the release'], day: asDay('2026-12-17') },
    { name: 'Cutover', day: asDay('2027-01-23') },
  ],
});

/** The day of the last sentence when the others were said before it. */
const dayAfter = (...sentences: readonly string[]): string | null => {
  const talk = finder.follow();
  sentences.slice(0, -1).forEach((text, place) => {
    talk.hear(text, place);
  });
  return talk.find(sentences.at(-1) ?? '')?.due.day ?? null;
};

const TABLE: readonly (readonly [said: readonly string[], day: string | null])[] = [
  [
    ['The rehearsal is in the week of the fourteenth of December.', 'You get it by the Friday.'],
    '2026-12-18',
  ],
  [
    ['The rehearsal is on the fourteenth of December.', 'I have that for the Tuesday of that week.'],
    '2026-12-15',
  ],
  [['We cut over on the twelfth of December.', "You'll get it the Wednesday before."], '2026-12-09'],
  [['We cut over on the twelfth of December.', 'I turn the rule round by the Tuesday after.'], '2026-12-15'],
  [['It is next week then.', 'I can do it on the Thursday.'], '2026-12-03'],
  [["That's the first of December.", "We'll turn our comments round within a week of that."], '2026-12-08'],
  [["That's the first of December.", 'We can have it two days later.'], '2026-12-03'],
  [["That's the first of December.", "I'll have it the day before."], '2026-11-30'],
  [["That's the tenth of December.", 'You get the numbers three working days before that.'], '2026-12-07'],
  [
    [
      'The freeze is on the ninth of December.',
      'One.',
      'Two.',
      'Three.',
      'It is there by the Friday of that week.',
    ],
    '2026-12-11',
  ],
  [["I'll send it on the Monday and remind them on Friday, the eleventh of December."], '2026-12-07'],
  [['Before the cutover.', "I'll do it the Friday before."], '2027-01-22'],
  // With nothing named before, it is the coming one.
  [["I'll have it by the Friday."], '2026-11-27'],
  // A day that is told exactly is not counted from another.
  [['We cut over on the twelfth of December.', 'You get it on Friday the fourth of December.'], '2026-12-04'],
  [['We cut over on the twelfth of December.', 'You get it by Friday.'], '2026-11-27'],
  // Too long ago to be meant.
  [
    [
      'We cut over on the twelfth of December.',
      ...Array<string>(9).fill('Yes.'),
      "I'll have it by the Friday.",
    ],
    '2026-11-27',
  ],
  // It would lie before the meeting.
  [['On Friday.', 'I have it the Monday before.'], '2026-11-30'],
  // Other new forms.
  [["Friday's tight, Monday."], '2026-11-30'],
  [['Thursday is too early, can we say Monday?'], '2026-11-30'],
  [["I'll write them three days before we ship."], '2026-12-14'],
  [["I'd say I have it on Monday in two weeks."], '2026-12-07'],
  [['You can have new ones from tomorrow morning.'], '2026-11-26'],
  [["That's a Friday."], null],
  [['We sell five thousand seats in a minute.'], null],
  [["I'll be with you in a minute."], null],
];

describe('days of a talk', () => {
  for (const [said, day] of TABLE)
    it(`${said.join(' / ').slice(0, 120)}: ${day}`, () => {
      assert.equal(dayAfter(...said), day);
    });

  it('leaves the word of a verb out of the phrase', () => {
    assert.equal(finder.find("I'll put the change in tonight")?.due.phrase, 'tonight');
  });

  const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];
  const ahead = fc.integer({ min: 14, max: 300 });
  const weekday = fc.integer({ min: 1, max: 5 });
  const said = (day: string): string => `It is on ${day}.`;

  it('counts back, ahead or within the week, and says from what', () => {
    fc.assert(
      fc.property(ahead, weekday, (days, number) => {
        const anchor = dayPlus(TODAY, days);
        const name = NAMES[number - 1] ?? '';
        const before = asDay(dayAfter(said(anchor), `I send it the ${name} before.`) ?? '');
        const after = asDay(dayAfter(said(anchor), `I send it the ${name} after that.`) ?? '');
        const within = asDay(dayAfter(said(anchor), `I send it on the ${name} of that week.`) ?? '');
        for (const day of [before, after, within]) assert.equal(weekdayOf(day), number);
        assert.ok(before < anchor && dayPlus(before, 7) >= anchor);
        assert.ok(after > anchor && dayPlus(after, -7) <= anchor);
        assert.equal(dayPlus(within, 1 - number), dayPlus(anchor, 1 - weekdayOf(anchor)));
      }),
    );
  });

  it('never names a day before the meeting, and lets whoever confirms see from what it was counted', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        weekday,
        fc.constantFrom('before', 'after', 'of that week', ''),
        (days, number, side) => {
          const talk = finder.follow();
          talk.hear(said(dayPlus(TODAY, days)), 0);
          const found = talk.find(`I send it on the ${NAMES[number - 1]}${side === '' ? '' : ` ${side}`}.`);
          assert.ok(found !== null);
          assert.ok(found.due.day === null || found.due.day >= TODAY);
          if (found.due.problem?.includes('counted from') === true)
            assert.ok(found.due.problem.includes(dayPlus(TODAY, days)));
        },
      ),
    );
  });
});
