import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);

describe('readTranscript', () => {
  it('reads the dialects of Teams as case H01 has them', async () => {
    const h01 = JSON.parse(await readFile(new URL('cases/H01-vtt-teams-dialects.json', FIXTURES), 'utf8'));
    const transcript = await readTranscript(new TextEncoder().encode(h01.input));
    assert.equal(transcript.format, 'teams-vtt');
    assert.deepEqual(
      transcript.cues.map(({ startMs, endMs, speaker, text }) => ({ startMs, endMs, speaker, text })),
      h01.expected.cues,
    );
    assert.deepEqual(
      transcript.cues.map((cue) => cue.id),
      [
        '7c1f0a52-6b1e-4c55-9d0e-2f3a4b5c6d7e/12-0',
        '7c1f0a52-6b1e-4c55-9d0e-2f3a4b5c6d7e/12-1',
        '7c1f0a52-6b1e-4c55-9d0e-2f3a4b5c6d7e/15-0',
        'c4',
      ],
    );
    assert.deepEqual(transcript.dropped, []);
  });
});
