import assert from 'node:assert/strict';
import { makeRulesEngine } from '../../../../../src/meetings/minutes/index.ts';
import type { Judge } from '../../../../../src/meetings/minutes/judge/judge.ts';
import { itemsOf, makeContext, makeTranscript } from '../talk.ts';

/** Forty-five turns with one undated promise in each nine, and hardly a day: no rule would take it for a busy meeting. */
const WORK = [
  'update the runbook',
  'call the vendor',
  'order the cables',
  'print the labels',
  'clean the test data',
];
const LINES = Array.from({ length: 45 }, (_each, at) =>
  at % 9 === 4
    ? `Priya: I will ${WORK[(at - 4) / 9]}.`
    : 'Amara: The old hall was full of boxes and nobody could find the key.',
);

const confidencesBy = async (judge: Judge): Promise<readonly number[]> => {
  const minutes = await makeRulesEngine({ judge }).write(makeTranscript(LINES), makeContext());
  return itemsOf(minutes, 'action').map(({ confidence }) => confidence);
};

describe('the judge of the minutes', () => {
  it('has the last word where it is sure of many actions, though hardly a day is named', async () => {
    const confidences = await confidencesBy(() => 3);
    assert.equal(confidences.length, WORK.length);
    for (const confidence of confidences) assert.equal(confidence, 0.953);
  });

  it('is not asked where it doubts of nearly all that it sees', async () => {
    const doubting = await confidencesBy(() => -3);
    assert.deepEqual(doubting, await confidencesBy(() => -6));
    assert.ok(doubting.every((confidence) => confidence !== 0.953));
  });
});
