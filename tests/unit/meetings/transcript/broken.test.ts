import assert from 'node:assert/strict';
import { expectRefused, inLines, read } from './reading.ts';

describe('readTranscript, broken content', () => {
  it('keeps the good cues and lists the broken ones with their lines', async () => {
    const transcript = await read(
      [
        'WEBVTT',
        '',
        '00:00:01.000 --> 00:00:02.000',
        '<v Ann>One.</v>',
        '',
        '00:00:xx.000 --> 00:00:03.000',
        '<v Ann>Lost.</v>',
        '',
        '00:61:00.000 --> 00:62:00.000',
        '<v Bo>Lost too.</v>',
        '',
        '<v Bo>No times.</v>',
        '',
        '00:00:04.000 --> 00:00:05.000',
        '<v Bo>Two.</v>',
        '',
      ].join('\n'),
    );
    assert.deepEqual(inLines(transcript), ['1000-2000 Ann: One.', '4000-5000 Bo: Two.']);
    assert.deepEqual(
      transcript.dropped.map(({ line }) => line),
      [6, 9, 12],
    );
    for (const { problem } of transcript.dropped)
      assert.match(problem, /expected times such as "00:00:03\.120 --> 00:00:06\.480", found "/);
  });

  it('lists broken JSON of metadataContent', async () => {
    const transcript = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n{"speakerName":"Ann","spokenText":"One."}\n\n00:02.000 --> 00:03.000\n{"speakerName":"Ann","spokenText"\n\n00:03.000 --> 00:04.000\n["spokenText"]\n',
    );
    assert.deepEqual(inLines(transcript), ['1000-2000 Ann: One.']);
    assert.deepEqual(
      transcript.dropped.map(({ line }) => line),
      [7, 10],
    );
  });

  it('keeps words whose end lies before their start', async () => {
    assert.deepEqual(inLines(await read('WEBVTT\n\n00:05.000 --> 00:02.000\nHello.\n')), [
      '5000-5000 ?: Hello.',
    ]);
  });

  it('gives no cues for a meeting in which nobody spoke', async () => {
    const transcript = await read('WEBVTT\n\nNOTE nothing\n');
    assert.deepEqual([transcript.cues, transcript.dropped], [[], []]);
  });

  it('refuses a file without a good cue and names the line and what was expected', () =>
    expectRefused(
      'WEBVTT\n\n00:00:01 -> 00:00:02\nOne.\n\n0:0:aa --> 0:0:bb\nTwo.\n',
      'transcript-without-good-cue',
      [/talk\.vtt/, /Line 3:/, /expected times such as/],
    ));

  it('refuses an empty file', async () => {
    await expectRefused('', 'transcript-empty', [/line 1/, /expected/]);
    await expectRefused('\ufeff \r\n\n', 'transcript-empty', [/line 1/]);
  });

  it('refuses what is no transcript and says what was found', async () => {
    await expectRefused('\n\n{"value":[]}', 'transcript-format-unknown', [
      /Line 3: expected/,
      /found "\{"value":\[\]\}"/,
    ]);
    await expectRefused('<html><body>Sign in</body></html>', 'transcript-format-unknown', [/Line 1/]);
    await expectRefused(
      'Just some words that somebody wrote down.\nAnd more of them.',
      'transcript-format-unknown',
      [/Line 1/],
    );
  });

  it('refuses bytes that only begin like a Word document', () =>
    expectRefused(new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4]), 'transcript-docx-broken', [/\.docx/]));

  it('refuses other bytes without showing them raw', () =>
    expectRefused(
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 1, 2, 3]),
      'transcript-format-unknown',
      [/Line 1/],
    ));
});
