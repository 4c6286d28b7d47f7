import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../../src/kernel/decodeText.ts';
import { openText, withLineFeeds } from '../../../../src/meetings/transcript/reader.ts';
import { readRegularTeamsVtt } from '../../../../src/meetings/transcript/readers/regularTeamsVtt.ts';
import { teamsMetadata } from '../../../../src/meetings/transcript/readers/teamsMetadata.ts';
import { teamsVtt } from '../../../../src/meetings/transcript/readers/teamsVtt.ts';

const REGULAR = [
  'WEBVTT',
  '',
  'a1b2-c3/12-0',
  '00:00:03.100 --> 00:00:06.450',
  '<v Ines Duarte>Good morning.</v>',
  '',
  'a1b2-c3/12-1',
  '00:00:06.450 --> 00:00:11.000',
  '<v Ines Duarte>First the printer',
  'roll-out &amp; then the firewall.</v>',
  '',
  '00:00:11.400 --> 00:00:14.900',
  '<v Bo Lindqvist>I will send it.</v> <v Zoë 李>Por favor – el martes.</v>',
  '',
].join('\n');

/** The quick reader may refuse, but never say anything else than the tolerant one. */
function expectSame(text: string): boolean {
  const quick = readRegularTeamsVtt(Buffer.from(text));
  if (quick === null) return false;
  const file = openText(withLineFeeds(decodeText(Buffer.from(text))));
  assert.ok(
    !teamsMetadata.recognises(file) && teamsVtt.recognises(file),
    'another reader would have come first',
  );
  assert.deepEqual(quick, teamsVtt.read(file));
  return true;
}

const block = fc
  .record({
    id: fc.constantFrom(
      '',
      'ab-1/3-0\n',
      'ab-1/3-1\n',
      'ab-1/12-0\n',
      '7\n',
      'ab-1/03-0\n',
      'c4\n',
      'NOTE\n',
      'x y\n',
    ),
    start: fc.constantFrom(
      '00:00:01.000',
      '00:00:05.250',
      '00:59:59.999',
      '100:00:00.000',
      '00:61:00.000',
      '0:1:2.3',
    ),
    end: fc.constantFrom('00:00:02.000', '01:00:00.000', '00:00:0x.000'),
    settings: fc.constantFrom('', '', '', ' align:start'),
    words: fc
      .array(
        fc.constantFrom(
          '<v Ann>',
          '<v Bo Li>',
          '<v name="Al">',
          '<v>',
          '</v>',
          'Hello',
          ' ',
          'a  b',
          '&lt;5k&gt;',
          '\n',
          'é',
          '\u200b',
          '{',
          '-->',
          '<i>',
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((parts) => parts.join('')),
    gap: fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\n', '\n \n'),
  })
  .map(({ id, start, end, settings, words, gap }) => `${id}${start} --> ${end}${settings}\n${words}${gap}`);

const plainBlock = fc
  .record({
    id: fc.nat(60),
    part: fc.nat(2),
    second: fc.nat(59),
    name: fc.constantFrom('Ann', 'Bo Li'),
    words: fc.constantFrom('Hi.', 'I will.', 'Olé, sí.', 'a & b'),
  })
  .map(
    ({ id, part, second, name, words }) =>
      `ab-1/${id}-${part}\n00:00:${String(second).padStart(2, '0')}.000 --> 00:01:00.000\n<v ${name}>${words}</v>\n\n`,
  );

const head = fc.constantFrom(
  'WEBVTT\n\n',
  'WEBVTT - weekly\n\n',
  'WEBVTT\nKind: captions\nLanguage: en-GB\n\n',
  'WEBVTT\n\nNOTE\nlanguage: de\n\n',
  'WEBVTT\n\nNOTE duration:"00:05:00"\n\nNOTE language:en-us\n\n',
  'WEBVTT\n\nNOTES\n\n',
  'WEBVTT\n \n',
  'webvtt\n\n',
  'WEBVTTx\n\n',
);

describe('readRegularTeamsVtt', () => {
  it('reads what Teams writes as the tolerant reader does', () => {
    assert.ok(expectSame(REGULAR));
    assert.deepEqual(
      readRegularTeamsVtt(Buffer.from(REGULAR))?.cues.map(({ id, speaker, text }) => [id, speaker, text]),
      [
        ['a1b2-c3/12-0', 'Ines Duarte', 'Good morning.'],
        ['a1b2-c3/12-1', 'Ines Duarte', 'First the printer roll-out & then the firewall.'],
        ['c3', 'Bo Lindqvist', 'I will send it.'],
        ['c3~2', 'Zoë 李', 'Por favor – el martes.'],
      ],
    );
  });

  it('leaves comments, settings, broken times and shared identifiers to the tolerant reader', () => {
    for (const text of [
      REGULAR.replace('11.000\n', '11.000 align:start\n'),
      REGULAR.replace('00:00:06.450\n', '00:00:6.450\n'),
      REGULAR.replace('12-1', '12-0'),
      REGULAR.replace('a1b2-c3/12-0', 'NOTE a comment'),
      REGULAR.replace('a1b2-c3/12-0', 'STYLE'),
      'WEBVTT\n\n',
    ])
      assert.equal(readRegularTeamsVtt(Buffer.from(text)), null, text);
  });

  it('agrees with the tolerant reader on regular files in any order of ids and times', () => {
    let read = 0;
    fc.assert(
      fc.property(head, fc.array(plainBlock, { minLength: 1, maxLength: 12 }), (start, blocks) => {
        if (expectSame(start + blocks.join(''))) read += 1;
      }),
      { numRuns: 300, seed: 7 },
    );
    assert.ok(read > 100, `only ${read} of 300 files were read`);
  });

  it('agrees with the tolerant reader, or refuses, on files of odd blocks', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(block, plainBlock), { minLength: 1, maxLength: 5 }), (blocks) => {
        expectSame(`WEBVTT\n\n${blocks.join('')}`);
      }),
      { numRuns: 3_000, seed: 8 },
    );
  });

  it('agrees with the tolerant reader, or refuses, where characters are changed or lost', () => {
    fc.assert(
      fc.property(
        fc.nat(REGULAR.length),
        fc.nat(4),
        fc.constantFrom('', ' ', '\n', '<', '>', '-', '/', '1', ':', '\t', 'é', '\r', '\r\n'),
        (at, length, put) => {
          expectSame(REGULAR.slice(0, at) + put + REGULAR.slice(at + length));
        },
      ),
      { numRuns: 3_000, seed: 9 },
    );
  });
});
