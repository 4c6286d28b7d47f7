import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { scoreUtterances } from '../../../../../src/meetings/minutes/model/scorer.ts';

const say = (text: string, speaker: string | null = null) => ({ speaker, text });

describe('scoreUtterances', () => {
  it('gives one probability pair for each utterance, whatever is said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ speaker: fc.option(fc.string()), text: fc.string() })),
        (utterances) => {
          const scores = scoreUtterances(utterances);
          assert.equal(scores.length, utterances.length);
          for (const { action, decision } of scores) {
            assert.ok(action >= 0 && action <= 1 && decision >= 0 && decision <= 1);
          }
        },
      ),
    );
  });

  it('gives nothing for an empty meeting', () => {
    assert.deepEqual(scoreUtterances([]), []);
  });

  it('finds an assignment at the end of a meeting more likely an action than small talk', () => {
    const meeting = [
      ...Array.from({ length: 30 }, () => say('I think the weather was rather nice last week.', 'Amara')),
      say('Priya, you will prepare the firewall report for the next meeting.', 'Amara'),
      say('Yeah, sure.', 'Priya'),
    ];
    const scores = scoreUtterances(meeting);
    const best = scores.findIndex(
      ({ action }) => action === Math.max(...scores.map((score) => score.action)),
    );
    assert.equal(best, 30);
  });

  it('gives the same numbers on a second reading', () => {
    const meeting = [
      say('I will send the minutes.', 'Kenji'),
      say('So we decided to keep the old router.', null),
    ];
    assert.deepEqual(scoreUtterances(meeting), scoreUtterances(meeting));
  });
});
