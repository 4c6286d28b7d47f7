import assert from 'node:assert/strict';
import { asInstant } from '../../../src/kernel/time.ts';
import { mergeTranscripts, type TranscriptPart } from '../../../src/meetings/mergeTranscripts.ts';
import type { Transcript } from '../../../src/meetings/transcript/transcript.ts';

const makeTranscript = (id: string, startMs: number, attributed = true): Transcript => ({
  format: 'teams-vtt',
  attributed,
  dropped: [{ line: 7, problem: 'it has no time' }],
  cues: [
    {
      id,
      startMs,
      endMs: startMs + 1_000,
      speaker: attributed ? 'Noor Haddad' : null,
      text: `Words of ${id}`,
    },
  ],
});

const makePart = (transcriptId: string, start: string | null, transcript: Transcript): TranscriptPart => ({
  transcriptId,
  start: start === null ? null : asInstant(start),
  transcript,
});

describe('mergeTranscripts', () => {
  it('gives the only transcript as it is', () => {
    const only = makeTranscript('1', 0);
    assert.equal(mergeTranscripts([makePart('a', null, only)]), only);
  });

  it('counts the second part from the start of the first, and keeps cue ids apart', () => {
    const merged = mergeTranscripts([
      makePart('a', '2027-05-04T12:02:10Z', makeTranscript('1', 600_000)),
      makePart('b', '2027-05-04T12:35:00Z', makeTranscript('1', 2_000)),
    ]);
    assert.deepEqual(
      merged.cues.map(({ id, startMs, endMs }) => [id, startMs, endMs]),
      [
        ['1/1', 600_000, 601_000],
        ['2/1', 1_972_000, 1_973_000],
      ],
    );
    assert.equal(merged.dropped.length, 2);
  });

  it('counts a part without a start from the beginning', () => {
    const merged = mergeTranscripts([
      makePart('a', '2027-05-04T12:00:00Z', makeTranscript('1', 0)),
      makePart('b', null, makeTranscript('2', 5_000)),
    ]);
    assert.equal(merged.cues.at(-1)?.startMs, 5_000);
  });

  it('has speakers as soon as one part has', () => {
    const merged = mergeTranscripts([
      makePart('a', null, makeTranscript('1', 0, false)),
      makePart('b', null, makeTranscript('2', 0, true)),
    ]);
    assert.equal(merged.attributed, true);
  });
});
