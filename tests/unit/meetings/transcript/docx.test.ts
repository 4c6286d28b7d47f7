import assert from 'node:assert/strict';
import { readTranscript } from '../../../../src/meetings/transcript/index.ts';
import { writeZip } from '../../../../tools/package/writeZip.ts';
import { expectRefused, inLines } from './reading.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A Word document with these paragraphs; a line break within one is `|`. */
const makeDocx = (paragraphs: readonly string[]): Uint8Array => {
  const runs = (text: string) =>
    text
      .split('|')
      .map((part) => `<w:r><w:t xml:space="preserve">${part}</w:t></w:r>`)
      .join('<w:r><w:br/></w:r>');
  const body = paragraphs.map((text) => `<w:p>${runs(text)}</w:p>`).join('');
  return writeZip([
    {
      name: '[Content_Types].xml',
      content: encode(
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ),
    },
    {
      name: '_rels/.rels',
      content: encode(
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ),
    },
    {
      name: 'word/document.xml',
      content: encode(
        `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ),
    },
  ]);
};

const read = async (paragraphs: readonly string[]) => readTranscript(makeDocx(paragraphs));

describe('readTranscript, Word documents', () => {
  it('reads a name and a time above the words, with the head left out', async () => {
    const transcript = await read([
      'Atlas weekly-20261125_100000-Meeting Recording',
      'November 25, 2026, 9:00AM',
      '31m 12s',
      'Amara Okafor started transcription',
      'Priya Raman   0:03|Morning all, R&amp;D first.',
      'Tomasz Zielinski   0:09|I will send the vendor list|by Thursday.',
    ]);
    assert.equal(transcript.format, 'docx');
    assert.deepEqual(
      inLines(transcript).map((line) => line.replace(/-\d+/, '')),
      [
        '3000 Priya Raman: Morning all, R&D first.',
        '9000 Tomasz Zielinski: I will send the vendor list by Thursday.',
      ],
    );
  });

  it('reads the older form: times, name, words', async () => {
    const transcript = await read([
      '0:0:0.0 --&gt; 0:0:2.320|Priya Raman|Morning all.',
      '0:0:2.500 --&gt; 0:0:4.0|Tomasz Zielinski|Hello.',
    ]);
    assert.deepEqual(inLines(transcript), [
      '0-2320 Priya Raman: Morning all.',
      '2500-4000 Tomasz Zielinski: Hello.',
    ]);
  });

  it('refuses a document in which nobody speaks', () =>
    expectRefused(makeDocx(['The budget of the year', 'It is large.']), 'transcript-without-speech', [
      /Line 1/,
      /expected a speaker/,
    ]));

  it('refuses an archive that would unpack to far too much', async () => {
    const bomb = Buffer.from(makeDocx(['Priya Raman   0:03|Hello.']));
    const header = bomb.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    bomb.writeUInt32LE(0xffff_ffff, header + 24);
    await expectRefused(bomb, 'transcript-too-large', [/unpacks to more than 256 MB/]);
  });

  it('refuses a document cut short', async () => {
    const whole = makeDocx(['Priya Raman   0:03|Hello.']);
    await expectRefused(whole.subarray(0, whole.length / 2), 'transcript-docx-broken', [/expected a \.docx/]);
  });
});
