import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { confidenceOf } from '../../../../../src/meetings/minutes/pipeline/confidence.ts';

const percent = (weight: number, busyness: number, kind: 'action' | 'decision' = 'action'): number =>
  Math.round(100 * confidenceOf({ kind, weight }, busyness));

describe('confidenceOf', () => {
  it('takes the weight as it is where work is given out all the time, and for other kinds', () => {
    assert.equal(percent(0, 1), 50);
    assert.equal(percent(0, 0, 'decision'), 50);
  });

  it('is lower in a quiet meeting, by what was seen on AMI', () => {
    assert.deepEqual(
      [0.2, 0.82, 2.3].map((weight) => percent(weight, 0)),
      [22, 35, 70],
    );
  });

  it('rises with the weight and with how busy the meeting is', () => {
    assert.ok(percent(1, 0.5) > percent(0.5, 0.5) && percent(1, 0.5) > percent(1, 0.2));
  });
});
