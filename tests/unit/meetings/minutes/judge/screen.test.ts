import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { asZoneName } from '../../../../../src/kernel/time.ts';
import { makeRulesEngine } from '../../../../../src/meetings/minutes/index.ts';
import { isWorthDrafting } from '../../../../../src/meetings/minutes/judge/judge.ts';
import type { Sentence } from '../../../../../src/meetings/minutes/sentences/sentence.ts';
import { readTranscript } from '../../../../../src/meetings/transcript/index.ts';
import { readWrittenMeetings } from '../../../../../tools/meetings/writtenMeetings.ts';

const sentence = (text: string): Sentence => ({
  index: 0,
  turn: 0,
  speaker: null,
  text,
  cueIds: [],
  startMs: 0,
  endMs: 0,
});

describe('the screen before the judge', () => {
  for (const [kind, text, isWorth] of [
    ['promise', 'Put me down for the nineteenth.', true],
    ['promise', 'The decision record, I take that one, by Friday.', true],
    ['promise', 'He runs the whole thing on a laptop, as far as I know.', false],
    ['decision', "We go with the second supplier, that's decided.", true],
    ['decision', 'It was raining when they opened the door.', false],
  ] as const)
    it(`${isWorth ? 'lets' : 'does not let'} through as a ${kind}: ${text}`, () => {
      const only = sentence(text);
      assert.equal(isWorthDrafting(kind, only, [only]), isWorth);
    });

  it('keeps nothing back that the judge would lift', async () => {
    let shown = 0;
    for (const meeting of readWrittenMeetings('tests/meetings/short')) {
      const transcript = await readTranscript(readFileSync(meeting.vttPath));
      const context = { ...meeting, calendar: { zone: asZoneName(meeting.zone), ...meeting.calendar } };
      const [screened, all] = await Promise.all(
        [false, true].map(async (readsAll) => {
          const { items } = await makeRulesEngine({ readsAll }).write(transcript, context);
          return items.filter(({ kind }) => kind === 'action' || kind === 'decision').map(({ id }) => id);
        }),
      );
      assert.deepEqual(screened, all, meeting.id);
      shown += all?.length ?? 0;
    }
    assert.ok(shown > 100, `${shown} items`);
  });
});
