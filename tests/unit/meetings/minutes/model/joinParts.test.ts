import assert from 'node:assert/strict';
import { joinParts } from '../../../../../src/meetings/minutes/model/joinParts.ts';

const cue = (id: string, speaker: string | null, text: string) => ({ id, speaker, text });

describe('joinParts', () => {
  it('joins the parts of a Teams utterance, also where somebody talks over it', () => {
    assert.deepEqual(
      joinParts([
        cue('2fcf/9-0', 'Amara', 'I will send'),
        cue('2fcf/10-0', 'Kenji', 'Yeah.'),
        cue('2fcf/9-1', 'Amara', 'the plan.'),
      ]),
      [
        { speaker: 'Amara', text: 'I will send the plan.', cues: [0, 2] },
        { speaker: 'Kenji', text: 'Yeah.', cues: [1] },
      ],
    );
  });

  it('keeps cues of other ids apart', () => {
    assert.deepEqual(
      joinParts([cue('1', null, 'One.'), cue('2', null, 'Two.')]).map(({ cues }) => cues),
      [[0], [1]],
    );
  });
});
