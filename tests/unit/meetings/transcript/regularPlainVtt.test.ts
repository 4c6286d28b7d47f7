import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../../src/kernel/decodeText.ts';
import { openText, withLineFeeds } from '../../../../src/meetings/transcript/reader.ts';
import { plainVtt } from '../../../../src/meetings/transcript/readers/plainVtt.ts';
import { readRegularPlainVtt } from '../../../../src/meetings/transcript/readers/regularPlainVtt.ts';
import { teamsMetadata } from '../../../../src/meetings/transcript/readers/teamsMetadata.ts';
import { teamsVtt } from '../../../../src/meetings/transcript/readers/teamsVtt.ts';
import { zoomVtt } from '../../../../src/meetings/transcript/readers/zoomVtt.ts';

const ZOOM = [
  'WEBVTT',
  '',
  '1',
  '00:00:03.100 --> 00:00:06.450',
  'Ines Duarte: Good morning.',
  '',
  '2',
  '00:00:06.450 --> 00:00:11.000',
  'Ines Duarte: First the printer roll-out &amp; then: the firewall.',
  '',
  '3',
  '00:00:11.400 --> 00:00:14.900',
  'Bo Lindqvist: I will send it',
  'el martes – sí.',
  '',
  '4',
  '00:00:15.400 --> 00:00:16.900',
  'Bo Lindqvist: [Laughter]',
  '',
].join('\r\n');

/** The quick reader may refuse, but never say anything else than the tolerant one. */
function expectSame(written: string): boolean {
  const quick = readRegularPlainVtt(Buffer.from(written));
  if (quick === null) return false;
  const file = openText(withLineFeeds(decodeText(Buffer.from(written))));
  const reader = [teamsMetadata, teamsVtt, zoomVtt, plainVtt].find(({ recognises }) => recognises(file));
  assert.deepEqual(quick, reader?.read(file));
  return true;
}

const NAMES = ['Ann', 'Bo Li', 'Zoë 李', 'de la Cruz', 'x', 'Speaker 1', '**Ann', 'Al ', 'A  B', '(Room)'];
const WORDS = [
  'Hello',
  'a b',
  ' ',
  '  ',
  '&lt;5k&gt;',
  '\n',
  'é',
  '\u200b',
  '{',
  '-->',
  '<i>',
  '<v Ann>',
  '*',
];
const words = fc
  .array(
    fc.constantFrom(...WORDS, '- Ja', '[Music]', '(sighs)', ':', '：', 'Re: it', '3', 'Ann: yes', ' said'),
    {
      minLength: 0,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(''));
const label = fc.oneof(
  fc.constant(''),
  fc
    .tuple(fc.constantFrom(...NAMES), fc.constantFrom(': ', ': ', ':', '：', ' - '))
    .map((parts) => parts.join('')),
);
const oddBlock = fc
  .record({
    id: fc.constantFrom(
      '',
      '',
      '1\n',
      '2\n',
      '12\n',
      '03\n',
      'ab-1/3-0\n',
      'c4\n',
      'NOTE\n',
      'NOTE language:sv\n\n',
      'NOTE\n\n',
    ),
    start: fc.constantFrom('00:00:01.000', '00:00:05.250', '100:00:00.000', '0:1:2.3'),
    end: fc.constantFrom('00:00:02.000', '01:00:00.000'),
    settings: fc.constantFrom('', '', '', ' align:start'),
    label,
    words,
    gap: fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\r\n\r\n', '\n', '\n \n'),
  })
  .map(
    (made) =>
      `${made.id}${made.start} --> ${made.end}${made.settings}\n${made.label}${made.words}${made.gap}`,
  );

const block = (withNames: boolean) =>
  fc
    .record({
      second: fc.nat(59),
      name: withNames ? fc.constantFrom('Ann: ', 'Bo Li: ', 'Ann: ', '') : fc.constant(''),
      words: fc.constantFrom(
        'Hi.',
        'I will.',
        'Olé, sí.',
        'a & b',
        'two\nlines',
        '[Music]',
        '- Ja\n- Nein',
        'Hi. There',
      ),
      hasId: fc.boolean(),
    })
    .map((made) => ({ ...made, time: `00:00:${String(made.second).padStart(2, '0')}.000 --> 00:01:00.000` }));

const file = fc
  .boolean()
  .chain((withNames) =>
    fc
      .tuple(fc.array(block(withNames), { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
      .map(([blocks, newline]) =>
        [
          'WEBVTT',
          '',
          ...blocks.flatMap(({ hasId, time, name, words: said }, at) => [
            ...(hasId ? [`${at + 1}`] : []),
            time,
            `${name}${said}`,
            '',
          ]),
        ]
          .join('\n')
          .replaceAll('\n', newline),
      ),
  );

describe('readRegularPlainVtt', () => {
  it('reads what Zoom writes as the tolerant reader does', () => {
    assert.ok(expectSame(ZOOM));
    const read = readRegularPlainVtt(Buffer.from(ZOOM));
    assert.deepEqual(
      read?.cues.map(({ id, speaker, text }) => [id, speaker, text]),
      [
        ['1', 'Ines Duarte', 'Good morning.'],
        ['2', 'Ines Duarte', 'First the printer roll-out & then: the firewall.'],
        ['3', 'Bo Lindqvist', 'I will send it el martes – sí.'],
      ],
    );
    assert.equal(read?.format, 'zoom-vtt');
  });

  it('leaves voices, comments, rolling lines and shared identifiers to the tolerant reader', () => {
    const rolling = ['so', 'so we', 'so we go', 'so we go on'].map(
      (said) => `00:00:01.000 --> 00:00:02.000\n${said}\n`,
    );
    for (const text of [
      ZOOM.replace('Ines Duarte: Good', '<v Ines Duarte>Good'),
      ZOOM.replace('\r\n\r\n1', '\r\n\r\nSTYLE a comment\r\n\r\n1'),
      ZOOM.replace('\r\n2\r\n', '\r\n1\r\n'),
      `WEBVTT\n\n${rolling.join('\n')}`,
      'WEBVTT\n\n',
    ])
      assert.equal(readRegularPlainVtt(Buffer.from(text)), null, text);
  });

  it('agrees with the tolerant reader on regular files', () => {
    let read = 0;
    fc.assert(
      fc.property(file, (written) => {
        if (expectSame(written)) read += 1;
      }),
      { numRuns: 500, seed: 7 },
    );
    assert.ok(read > 250, `only ${read} of 500 files were read`);
  });

  it('agrees with the tolerant reader, or refuses, on files of odd blocks', () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(oddBlock, { minLength: 1, maxLength: 5 }), (blocks) => {
        if (expectSame(`WEBVTT\n\n${blocks.join('')}`)) read += 1;
      }),
      { numRuns: 3_000, seed: 8 },
    );
    assert.ok(read > 100, `only ${read} of 3,000 files were read`);
  });

  it('agrees with the tolerant reader, or refuses, where characters are changed or lost', () => {
    fc.assert(
      fc.property(
        fc.nat(ZOOM.length),
        fc.nat(4),
        fc.constantFrom('', ' ', '\n', '\r', '<', '>', '-', ':', '1', '*', '\t', 'é', '&', '['),
        (at, length, put) => {
          expectSame(ZOOM.slice(0, at) + put + ZOOM.slice(at + length));
        },
      ),
      { numRuns: 3_000, seed: 9 },
    );
  });
});
