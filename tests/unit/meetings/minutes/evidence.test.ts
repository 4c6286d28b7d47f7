import assert from 'node:assert/strict';
import { makeRulesEngine } from '../../../../src/meetings/minutes/index.ts';
import type { Transcript } from '../../../../src/meetings/transcript/transcript.ts';
import { inOneLine, itemsOf, makeContext, readTalk } from './talk.ts';

const cue = (id: string, startMs: number, speaker: string | null, text: string) => ({
  id,
  startMs,
  endMs: startMs + 2_000,
  speaker,
  text,
});

const read = async (cues: Transcript['cues']) =>
  makeRulesEngine().write({ format: 'teams-vtt', cues, attributed: true, dropped: [] }, makeContext());

describe('evidence', () => {
  it('names the cues of a sentence that goes over several, and only those', async () => {
    const minutes = await read([
      cue('a', 0, 'Priya Raman', 'The servers are up. I will send the'),
      cue('b', 2_000, 'Priya Raman', 'cutover plan to the vendor'),
      cue('c', 4_000, 'Priya Raman', 'by Friday. The weather is fine.'),
    ]);
    const [action] = itemsOf(minutes, 'action');
    assert.deepEqual(action?.evidence[0], {
      cueIds: ['a', 'b', 'c'],
      startMs: 0,
      endMs: 6_000,
      speaker: 'Priya Raman',
      quote: 'I will send the cutover plan to the vendor by Friday.',
    });
  });

  it('keeps a sentence whole that somebody listens to aloud', async () => {
    const minutes = await read([
      cue('a', 0, 'Priya Raman', 'I will send the'),
      cue('b', 1_500, 'Amara Okafor', 'Mm-hmm.'),
      cue('c', 2_000, 'Priya Raman', 'cutover plan to the vendor by Friday.'),
    ]);
    assert.deepEqual(itemsOf(minutes, 'action').map(inOneLine), [
      'committed: Send the cutover plan to the vendor (Priya Raman, 2027-03-12)',
    ]);
    assert.deepEqual(minutes.items[0]?.evidence[0].cueIds, ['a', 'c']);
  });

  it('adds the answer that made a request a promise', async () => {
    const minutes = await readTalk([
      'Amara: Priya, can you order the cables by Friday?',
      'Tomasz: Hm.',
      'Priya: Yes, of course.',
    ]);
    const [action] = itemsOf(minutes, 'action');
    assert.deepEqual(
      action?.evidence.map(({ cueIds, speaker }) => [cueIds.join(), speaker]),
      [
        ['c1', 'Amara Okafor'],
        ['c3', 'Priya Raman'],
      ],
    );
  });

  it('gives the same minutes, ids included, for the same words', async () => {
    const lines = [
      "Priya: I'll order the cables by Friday.",
      "Yusuf: I'll check the load by Monday.",
      "Amara: Let's go with option B.",
      'Yusuf: Agreed.',
    ];
    const [one, other] = [await readTalk(lines), await readTalk(lines)];
    assert.deepEqual(one, other);
    assert.equal(new Set(one.items.map(({ id }) => id)).size, one.items.length);
  });

  it('cuts a speech without full stops at the border of a cue', async () => {
    const words = 'and then we looked at the servers and the cables and the plan and all of it ';
    const cues = Array.from({ length: 20 }, (_, at) =>
      cue(
        `c${at}`,
        at * 2_000,
        'Priya Raman',
        at === 15 ? "and I'll order the new cables by Friday okay" : words.trim(),
      ),
    );
    const [action] = itemsOf(await read(cues), 'action');
    assert.ok(action !== undefined);
    assert.ok(action.evidence[0].cueIds.includes('c15'));
    assert.ok(action.evidence[0].cueIds.length <= 6, `${action.evidence[0].cueIds.length} cues`);
    assert.equal(action.due?.day, '2027-03-12');
  });
});
