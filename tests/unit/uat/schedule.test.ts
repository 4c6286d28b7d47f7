import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asDay, asInstant } from '../../../src/kernel/time.ts';
import type { ReadingContext } from '../../../src/registers/index.ts';
import { findSlots, momentAt, slotAt, type TesterTimes } from '../../../src/uat/findSlots.ts';
import { readSessionWish } from '../../../src/uat/readSessionWish.ts';
import { CALENDAR } from '../../support/makeApproval.ts';

const busy = (mail: string, start: string, end: string, status = 'busy'): TesterTimes => ({
  mail,
  busy: [{ start: asInstant(start), end: asInstant(end), status }],
});
const WISH = {
  from: asDay('2026-12-04'),
  until: asDay('2026-12-07'),
  minutes: 60,
  calendar: CALENDAR,
  now: asInstant('2026-12-04T08:30:00Z'),
};

describe('findSlots', () => {
  it('begins with the next half hour of the working day, and no slot overlaps another', () => {
    const starts = findSlots(WISH, []).map(({ start }) => start);
    assert.deepEqual(starts, [
      '2026-12-04T09:00:00.000Z',
      '2026-12-04T10:00:00.000Z',
      '2026-12-04T11:00:00.000Z',
    ]);
  });

  it('takes the time when all are free before an earlier one when somebody is not', () => {
    const times = [
      busy('kenji@x', '2026-12-04T00:00:00Z', '2026-12-04T15:00:00Z'),
      busy('priya@x', '2026-12-04T15:00:00Z', '2026-12-05T00:00:00Z', 'out-of-office'),
    ];
    const [first, ...others] = findSlots(WISH, times);
    assert.equal(first?.start, '2026-12-07T08:00:00.000Z', 'Monday: Saturday and Sunday are free days');
    assert.deepEqual(first?.busy, []);
    assert.ok(others.every((slot) => slot.busy.length === 0));
  });

  it('takes a time when one may be busy before one when one is, and names them', () => {
    const until = { ...WISH, until: WISH.from };
    const times = [
      busy('kenji@x', '2026-12-04T00:00:00Z', '2026-12-04T15:00:00Z'),
      busy('priya@x', '2026-12-04T15:00:00Z', '2026-12-05T00:00:00Z', 'tentative'),
    ];
    const [first] = findSlots(until, times);
    assert.equal(first?.start, '2026-12-04T15:00:00.000Z');
    assert.deepEqual([first?.busy, first?.tentative], [[], ['priya@x']]);
  });

  it('finds none where no working time is long enough', () => {
    assert.deepEqual(findSlots({ ...WISH, minutes: 9 * 60 }, []), []);
    assert.deepEqual(findSlots({ ...WISH, from: asDay('2026-12-05'), until: asDay('2026-12-06') }, []), []);
  });

  it('keeps the hour of the wall over a clock change', () => {
    assert.equal(momentAt(asDay('2026-10-23'), 9 * 60, CALENDAR), '2026-10-23T07:00:00.000Z');
    assert.equal(momentAt(asDay('2026-10-26'), 9 * 60, CALENDAR), '2026-10-26T08:00:00.000Z');
  });

  it('does not take a meeting that ends as the slot begins for one in the way', () => {
    const times = [busy('kenji@x', '2026-12-04T08:00:00Z', '2026-12-04T09:00:00Z')];
    assert.deepEqual(slotAt(asInstant('2026-12-04T09:00:00Z'), 60, times).busy, []);
    assert.deepEqual(slotAt(asInstant('2026-12-04T08:59:00Z'), 60, times).busy, ['kenji@x']);
  });
});

describe('readSessionWish', () => {
  const context: ReadingContext = {
    today: asDay('2026-11-25'),
    locale: 'en-GB',
    calendar: CALENDAR,
    milestones: [],
    roster: [],
    mentions: [],
    me: { personId: 'me', name: 'Me' },
  };
  const NO_DAYS = { start: null, end: null };
  const read = (text: string, days: Parameters<typeof readSessionWish>[2] = NO_DAYS) => {
    const wish = readSessionWish(text, context, days);
    return isRefusal(wish) ? assert.fail(wish.reason) : wish;
  };

  it('looks at two weeks from today where nothing is said, and at the days of the cycle where it has some', () => {
    assert.deepEqual(read(''), { minutes: 60, at: null, from: '2026-11-25', until: '2026-12-09' });
    const days = { start: asDay('2026-12-07'), end: asDay('2026-12-11') };
    assert.deepEqual(read('', days), { minutes: 60, at: null, from: '2026-12-07', until: '2026-12-11' });
  });

  it('reads days, lengths and a moment', () => {
    assert.deepEqual(read('from 1 December until 2026-12-04 for 1.5 hours'), {
      minutes: 90,
      at: null,
      from: '2026-12-01',
      until: '2026-12-04',
    });
    assert.deepEqual(read('at 2026-12-07 09:30 for 45 min').at, { day: '2026-12-07', minute: 570 });
    assert.deepEqual(read('on 7 December at 14:00').at, { day: '2026-12-07', minute: 840 });
  });

  const refused: readonly (readonly [string, string])[] = [
    ['for 5 minutes', 'length-unusable'],
    ['for 9 hours', 'length-unusable'],
    ['from nonsense until Friday', 'day-not-read'],
    ['at 2026-12-07 25:10', 'time-not-read'],
  ];
  for (const [text, code] of refused)
    it(`refuses “${text}”`, () => {
      const wish = readSessionWish(text, context, NO_DAYS);
      assert.equal(isRefusal(wish) ? wish.code : '', code);
    });
});
