import assert from 'node:assert/strict';
import { againAt } from '../../../../src/digests/document/keepDocument.ts';
import {
  asInstant,
  HOUR_MS,
  instantPlus,
  MINUTE_MS,
  millisecondsBetween,
} from '../../../../src/kernel/time.ts';

const OUT = asInstant('2026-11-25T11:00:00Z');
const confirmed = { confirmedAt: OUT, unconfirmed: null };

describe('againAt', () => {
  it('brings a document again after 10 minutes, then after waits that double up to an hour', () => {
    const waits: number[] = [];
    for (let now = OUT; waits.length < 6; ) {
      const next = againAt(confirmed, now);
      waits.push(millisecondsBetween(now, next) / MINUTE_MS);
      now = next;
    }
    assert.deepEqual(waits, [10, 10, 20, 40, 60, 60]);
  });

  it('counts from what went out unconfirmed, and asks soon where nothing is known', () => {
    const now = instantPlus(OUT, HOUR_MS / 2);
    const unconfirmed = { confirmedAt: null, unconfirmed: { at: OUT, minutes: null } };
    assert.equal(againAt(unconfirmed, now), instantPlus(now, HOUR_MS / 2));
    assert.equal(againAt(null, now), instantPlus(now, 10 * MINUTE_MS));
  });
});
