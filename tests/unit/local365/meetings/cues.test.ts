import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Cue, readCues } from '../../../../src/local365/meetings/cues.ts';
import {
  renderMetadata,
  renderUnattributed,
  renderVtt,
} from '../../../../src/local365/meetings/renderTranscript.ts';

const read = (...lines: readonly string[]): readonly Cue[] => readCues(Buffer.from(lines.join('\n')));
const said = (cues: readonly Cue[]): readonly (readonly [string | null, string])[] =>
  cues.map(({ speaker, text }) => [speaker, text]);

describe('readCues', () => {
  it('reads a Teams download: cue ids, CRLF, entities, a second line, an unclosed voice, an empty cue', () => {
    const file = [
      '\uFEFFWEBVTT',
      '',
      '7c1f0a52-6b1e-4c55-9d0e-2f3a4b5c6d7e/12-0',
      '00:00:03.100 --> 00:00:06.450',
      '<v Ines Duarte>Good morning, let&#39;s start with R&amp;D.</v>',
      '',
      '00:00:06.450 --> 00:00:11.000',
      '<v Ines Duarte>First the printer',
      'roll-out.</v>',
      '',
      '00:00:11.400 --> 00:00:14.900',
      '<v Bo Lindqvist>I will send the plan.',
      '',
      '04:20.000 --> 04:22.500',
      'Somebody says the budget is &lt;5k&gt;.',
      '',
      '00:05:00.000 --> 00:05:00.900',
      '<v Bo Lindqvist></v>',
    ].join('\r\n');
    assert.deepEqual(readCues(Buffer.from(file)), [
      { startMs: 3100, endMs: 6450, speaker: 'Ines Duarte', text: "Good morning, let's start with R&D." },
      { startMs: 6450, endMs: 11_000, speaker: 'Ines Duarte', text: 'First the printer roll-out.' },
      { startMs: 11_400, endMs: 14_900, speaker: 'Bo Lindqvist', text: 'I will send the plan.' },
      { startMs: 260_000, endMs: 262_500, speaker: null, text: 'Somebody says the budget is <5k>.' },
    ]);
  });

  it('reads unpadded and negative times', () => {
    const cues = read('WEBVTT', '', '-0:0:1.2 --> 0:0:5.32', '<v User Name>This is a test.</v>');
    assert.deepEqual(cues, [{ startMs: -1200, endMs: 5320, speaker: 'User Name', text: 'This is a test.' }]);
  });

  it('splits the names of a Zoom file, and takes no other colon for a name', () => {
    const zoom = read(
      'WEBVTT',
      '',
      '1',
      '00:00:01.000 --> 00:00:02.000',
      'Priya Jarrow: Hello: all of you.',
      '',
      '2',
      '00:00:02.000 --> 00:00:03.000',
      'Not named.',
      '',
      '3',
      '00:00:03.000 --> 00:00:04.000',
      'Yvonne Yarrow: Hi.',
    );
    assert.deepEqual(said(zoom), [
      ['Priya Jarrow', 'Hello: all of you.'],
      [null, 'Not named.'],
      ['Yvonne Yarrow', 'Hi.'],
    ]);
    const plain = read(
      'WEBVTT',
      '',
      '00:00:01.000 --> 00:00:02.000',
      'Remember: back up first.',
      '',
      '00:00:02.000 --> 00:00:03.000',
      'Fine.',
      '',
      '00:00:03.000 --> 00:00:04.000',
      'Done.',
    );
    assert.equal(
      plain.some(({ speaker }) => speaker !== null),
      false,
    );
  });

  it('passes over notes, headers, styles and inline times', () => {
    const cues = read(
      'WEBVTT - made by hand',
      'Kind: captions',
      '',
      'NOTE Confidence: 0.82',
      '',
      '00:00:01.000 --> 00:00:02.000 align:start position:0%',
      'the<00:00:01.500><c> first</c> thing',
    );
    assert.deepEqual(said(cues), [[null, 'the first thing']]);
  });

  it('keeps a cue whose first line is a space, as rolling captions have it', () => {
    const cues = read(
      'WEBVTT',
      '',
      '00:00:00.000 --> 00:00:04.390',
      ' ',
      '[Music]',
      '',
      '00:00:04.390 --> 00:00:04.400',
      ' ',
      ' ',
    );
    assert.deepEqual(said(cues), [[null, '[Music]']]);
  });

  it('splits a cue with two voices', () => {
    const cues = read('WEBVTT', '', '00:00:01.000 --> 00:00:02.000', '<v.loud Ann>Yes.</v> <v Bob>No.</v>');
    assert.deepEqual(said(cues), [
      ['Ann', 'Yes.'],
      ['Bob', 'No.'],
    ]);
  });

  it('reads plain text with names, continued lines and headings', () => {
    const cues = read(
      'Date: 15 March',
      'Participants: Ann, Bob',
      '',
      'Ann Lee: I will write',
      'the plan.',
      'Bob: Good.',
    );
    assert.deepEqual(said(cues), [
      ['Ann Lee', 'I will write the plan.'],
      ['Bob', 'Good.'],
    ]);
    assert.ok(cues.every(({ startMs, endMs }) => endMs >= startMs + 1000));
  });

  it('reads clock times in brackets as offsets from the first', () => {
    const cues = read(
      'Meeting Title: Roadmap',
      '[09:58 AM] Ann: Start.',
      '[10:03 AM] Bob: Later.',
      'more',
      '[01:00 PM] Ann: End.',
    );
    assert.deepEqual(
      cues.map(({ startMs, text }) => [startMs / 60_000, text]),
      [
        [0, 'Start.'],
        [5, 'Later. more'],
        [182, 'End.'],
      ],
    );
  });

  it('reads a copied Teams transcript: name and time, then the words', () => {
    const cues = read('Amara Okafor   0:03', 'Morning all.', '', 'Tomasz Zielinski   1:10', 'Hello.');
    assert.deepEqual(
      cues.map(({ startMs, speaker, text }) => [startMs, speaker, text]),
      [
        [3000, 'Amara Okafor', 'Morning all.'],
        [70_000, 'Tomasz Zielinski', 'Hello.'],
      ],
    );
  });

  it('finds nothing in an empty file, a bare header and bytes that are no text', () => {
    for (const content of ['', '\n\n', 'WEBVTT\n\n', 'WEBVTT\n\nNOTE nothing\n', 'PK\u0003\u0004\0\0'])
      assert.deepEqual(readCues(Buffer.from(content)), []);
  });
});

describe('the forms in which a transcript is served', () => {
  const word = fc.string({
    minLength: 1,
    maxLength: 12,
    unit: fc.constantFrom(...'abcZÄñ&<>é漢0"\'', '&amp;', '<v x>'),
  });
  const words = (most: number) =>
    fc.array(word, { minLength: 1, maxLength: most }).map((parts) => parts.join(' '));
  const cue: fc.Arbitrary<Cue> = fc.record(
    {
      startMs: fc.integer({ min: -5000, max: 40_000_000 }),
      endMs: fc.integer({ min: 40_000_000, max: 80_000_000 }),
      speaker: words(3).filter((name) => !name.includes('>')),
      text: words(8),
    },
    { noNullPrototype: true },
  );

  it('are read back as the same cues', () => {
    fc.assert(
      fc.property(fc.array(cue, { maxLength: 20 }), (cues) => {
        assert.deepEqual(readCues(Buffer.from(renderVtt(cues))), cues);
        const metadata = renderMetadata(cues, '2026-03-02T09:00:00.000Z', 'en-GB');
        assert.deepEqual(readCues(Buffer.from(metadata)), cues);
      }),
    );
  });

  it('without speakers still have every word and time', () => {
    const cues = read(
      'WEBVTT',
      '',
      '00:00:01.000 --> 00:00:02.000',
      '<v Ann>One.</v>',
      '',
      '00:00:02.000 --> 00:00:03.000',
      '<v Bob>Two.</v>',
    );
    const back = readCues(Buffer.from(renderUnattributed(cues)));
    assert.deepEqual(
      back,
      cues.map((one) => ({ ...one, speaker: null })),
    );
    assert.doesNotMatch(renderUnattributed(cues), /WEBVTT|<v|Ann|Bob/);
  });
});
