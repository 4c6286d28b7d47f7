import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  beginPromise,
  dueOf,
  type MinutesPromise,
  nextLookAt,
  nextSteps,
  type PromiseStep,
  type PromiseView,
  promiseState,
} from '../../../../src/digests/promise/promise.ts';
import { asInstant, HOUR_MS, type Instant, instantPlus, MINUTE_MS } from '../../../../src/kernel/time.ts';
import { makeMeeting } from '../../../support/makeMeeting.ts';

const END = asInstant('2026-11-25T10:00:00Z');
const hoursOn = (hours: number): Instant => instantPlus(END, hours * HOUR_MS);
const promise = (more: Partial<MinutesPromise> = {}): MinutesPromise => ({
  ...beginPromise(makeMeeting({ end: END }), END),
  ...more,
});
const stepsAt = (hours: number, more: Partial<PromiseView> = {}): readonly PromiseStep[] =>
  nextSteps(
    {
      promise: promise(),
      meetingState: 'proposed',
      hasMinutes: true,
      isTold: false,
      sendsUnconfirmed: true,
      deliveredAt: null,
      ...more,
    },
    hoursOn(hours),
  );
const WITHOUT = { hasMinutes: false, meetingState: 'waiting' } as const;

describe('nextSteps', () => {
  it('warns after 20 hours and sends after 23 what nobody has confirmed', () => {
    assert.deepEqual(
      [stepsAt(19.9), stepsAt(20), stepsAt(22.9), stepsAt(23)],
      [[], ['warn'], ['warn'], ['send']],
    );
    assert.deepEqual(stepsAt(21, { promise: promise({ warnedAt: hoursOn(20) }) }), []);
  });

  it('tells what to do two hours after a meeting without transcript, and holds the clock', () => {
    assert.deepEqual([stepsAt(1.9, WITHOUT), stepsAt(2, WITHOUT)], [[], ['tell']]);
    assert.deepEqual(stepsAt(3, { ...WITHOUT, isTold: true }), []);
    assert.deepEqual(stepsAt(20, { ...WITHOUT, isTold: true }), ['warn']);
    assert.deepEqual(stepsAt(23, { ...WITHOUT, isTold: true }), ['send']);
    assert.deepEqual(stepsAt(30, WITHOUT), ['tell', 'send']);
  });

  it('sends nothing unconfirmed where the project does not want it, and still warns', () => {
    assert.deepEqual(stepsAt(25, { sendsUnconfirmed: false }), ['warn']);
  });

  it('asks nothing more of a meeting that was cancelled or whose minutes were discarded', () => {
    for (const meetingState of ['cancelled', 'discarded'] as const)
      assert.deepEqual(stepsAt(23, { meetingState, promise: promise() }), ['waive']);
  });

  it('takes every other way half an hour before the time is over, while somebody waits', () => {
    const out = promise({ confirmedAt: hoursOn(1) });
    assert.deepEqual(stepsAt(5, { promise: out }), []);
    assert.deepEqual(stepsAt(23.5, { promise: out }), ['hurry']);
    assert.deepEqual(stepsAt(23.5, { promise: out, deliveredAt: hoursOn(23.2) }), ['settle']);
  });

  it('sends at once what is due when the program was stopped meanwhile', () => {
    assert.deepEqual(stepsAt(23.4, { promise: promise({ begunAt: hoursOn(23.4) }) }), ['send']);
  });

  it('leaves the coordinator three hours for a meeting that is heard of late', () => {
    const late = promise({ begunAt: hoursOn(40), warnedAt: hoursOn(40) });
    assert.deepEqual(stepsAt(41, { promise: late }), []);
    assert.deepEqual(stepsAt(43, { promise: late }), ['send']);
  });
});

describe('promiseState', () => {
  it('is kept by what was with everybody in time, missed by what was not', () => {
    assert.equal(promiseState(promise({ deliveredAt: hoursOn(24) }), hoursOn(90)), 'kept');
    assert.equal(promiseState(promise({ deliveredAt: instantPlus(hoursOn(24), 1) }), hoursOn(90)), 'missed');
    assert.equal(promiseState(promise(), hoursOn(24)), 'running');
    assert.equal(promiseState(promise(), instantPlus(hoursOn(24), 1)), 'missed');
    assert.equal(promiseState(promise({ waivedAt: hoursOn(3) }), hoursOn(90)), 'waived');
  });

  it('counts 24 hours, not one local day: a clock change in between does not matter', () => {
    const sunday = beginPromise(makeMeeting({ end: asInstant('2026-10-24T16:00:00Z') }), END);
    assert.equal(dueOf(sunday), '2026-10-25T16:00:00.000Z');
  });
});

describe('nextLookAt', () => {
  it('names every moment at which a step falls due, so that looking then and only then misses none', () => {
    const moments: Instant[] = [];
    for (let at: Instant | null = END; at !== null && moments.length < 20; ) {
      at = nextLookAt(promise(), at);
      if (at !== null) moments.push(at);
    }
    assert.deepEqual(moments, [2, 20, 23, 24, 9 * 24].map(hoursOn));
  });

  it('comes back every five minutes while a digest is on its way, and never once it is settled', () => {
    assert.equal(
      nextLookAt(promise({ confirmedAt: END }), hoursOn(1)),
      instantPlus(hoursOn(1), 5 * MINUTE_MS),
    );
    assert.equal(nextLookAt(promise({ confirmedAt: END, deliveredAt: END }), hoursOn(1)), null);
    assert.equal(nextLookAt(promise({ waivedAt: END }), hoursOn(1)), null);
  });

  it('lies after now whenever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 60 }), (hours, begun) => {
        const next = nextLookAt(promise({ begunAt: hoursOn(begun) }), hoursOn(hours));
        assert.ok(next === null || next > hoursOn(hours));
      }),
    );
  });
});
