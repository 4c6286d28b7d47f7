import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { confidenceOf } from '../../../../../src/meetings/minutes/pipeline/confidence.ts';

const percent = (weight: number, judgedShare: number, kind: 'action' | 'decision' = 'action'): number =>
  Math.round(100 * confidenceOf({ kind, weight }, judgedShare));

describe('confidenceOf', () => {
  it('takes the weight as it is where work is given out all the time, and for other kinds', () => {
    assert.equal(percent(0, 1), 50);
    assert.equal(percent(0, 0, 'decision'), 50);
  });

  it('is lower where hardly any work is given out, by what was seen on AMI', () => {
    assert.deepEqual(
      [0.2, 0.82, 2.3].map((weight) => percent(weight, 0)),
      [22, 35, 70],
    );
  });

  it('rises with the weight and with how far the judge is believed', () => {
    assert.ok(percent(1, 0.5) > percent(0.5, 0.5) && percent(1, 0.5) > percent(1, 0.2));
  });
});
