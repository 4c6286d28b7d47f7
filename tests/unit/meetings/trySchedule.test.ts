import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asInstant,
  DAY_MS,
  HOUR_MS,
  instantPlus,
  MINUTE_MS,
  millisecondsBetween,
} from '../../../src/kernel/time.ts';
import { nextLook } from '../../../src/meetings/trySchedule.ts';

const END = asInstant('2027-05-04T10:00:00Z');
const minutesAfter = (minutes: number) => instantPlus(END, minutes * MINUTE_MS);

/** All looks from the end on, each as soon as the one before is over. */
function looks(isListed: boolean): number[] {
  const found: number[] = [];
  let now = END;
  for (;;) {
    const next = nextLook(END, now, isListed);
    if (next === null) return found;
    found.push(millisecondsBetween(END, next));
    now = next;
  }
}

describe('nextLook', () => {
  it('looks first five minutes after the end, not before', () => {
    assert.equal(nextLook(END, minutesAfter(-60), false), minutesAfter(5));
    assert.equal(nextLook(END, END, false), minutesAfter(5));
  });

  it('goes on from a look to the next one', () => {
    assert.equal(nextLook(END, minutesAfter(5), false), minutesAfter(10));
    assert.equal(nextLook(END, minutesAfter(59), false), minutesAfter(60));
  });

  it('looks again within a quarter of an hour at a transcript that is listed without its words', () => {
    assert.equal(nextLook(END, minutesAfter(600), true), minutesAfter(615));
    assert.equal(nextLook(END, minutesAfter(5), true), minutesAfter(10));
  });

  it('ends after a week, and looks not more than 40 times in the first day', () => {
    const all = looks(false);
    assert.ok((all.at(-1) ?? 0) <= 8 * DAY_MS && (all.at(-1) ?? 0) >= 6 * DAY_MS);
    assert.ok(all.filter((after) => after <= DAY_MS).length <= 40);
    assert.equal(nextLook(END, instantPlus(END, 8 * DAY_MS), false), null);
  });

  it('never waits longer than an hour in the first day, so that the 24-hour promise can be kept', () => {
    const day = looks(false).filter((after) => after <= DAY_MS);
    for (const [index, after] of day.entries()) assert.ok(after - (day[index - 1] ?? 0) <= HOUR_MS);
  });

  it('is always later than now, and never earlier for a later now', () => {
    const moment = fc.integer({ min: -DAY_MS, max: 9 * DAY_MS }).map((ms) => instantPlus(END, ms));
    fc.assert(
      fc.property(moment, moment, fc.boolean(), (one, other, isListed) => {
        const [now, then] = one <= other ? [one, other] : [other, one];
        const first = nextLook(END, now, isListed);
        const second = nextLook(END, then, isListed);
        if (first === null) {
          assert.equal(second, null);
          return;
        }
        assert.ok(first > now);
        assert.ok(second === null || second >= first);
      }),
    );
  });
});
