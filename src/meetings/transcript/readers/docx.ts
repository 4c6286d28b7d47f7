/** A transcript downloaded from Teams as a Word document. */
import mammoth from 'mammoth';
import { InputError } from '../../../kernel/errors.ts';
import { buildTranscript } from '../buildTranscript.ts';
import { decodeEntities } from '../entities.ts';
import { readSpokenLines } from '../spokenLines.ts';
import type { Transcript } from '../transcript.ts';

/** A Word document is a ZIP archive: it begins with `PK`. */
export const isDocx = (content: Uint8Array): boolean =>
  content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03 && content[3] === 0x04;

/** Largest sum of sizes that an archive may unpack to. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

/** Throws an InputError when the archive is broken, unpacks to too much, or holds no speech. */
export async function readDocx(content: Uint8Array): Promise<Transcript> {
  const lines = (await textOf(content)).split('\n');
  const speech = readSpokenLines(lines);
  if (speech.length === 0) {
    throw new InputError(
      'transcript-without-speech',
      'Line 1 of the Word document: expected a speaker and a time such as "Priya Raman   0:03" above the words, found none.',
    );
  }
  return buildTranscript('docx', speech, []);
}

async function textOf(content: Uint8Array): Promise<string> {
  if (unpackedBytes(content) > MAX_UNPACKED_BYTES) {
    throw new InputError(
      'transcript-too-large',
      `The Word document unpacks to more than ${MAX_UNPACKED_BYTES / 1024 / 1024} MB; expected one meeting.`,
    );
  }
  try {
    // Raw text would lose the line breaks between a speaker and the words; pictures are left out.
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(content) }, { convertImage });
    const text = value.replace(/<br\s*\/?>|<\/(?:p|h\d|li|td|tr)>/g, '\n').replace(/<[^>]*>/g, '');
    return decodeEntities(text);
  } catch (cause) {
    throw new InputError(
      'transcript-docx-broken',
      'The file begins like a Word document but cannot be opened as one; expected a .docx transcript as Teams saves it.',
      { cause },
    );
  }
}

const CENTRAL_HEADER = 0x02014b50;

/** Sum of the sizes that the archive's directory declares (ZIP "APPNOTE", central directory file header, offset 24). */
function unpackedBytes(content: Uint8Array): number {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let sum = 0;
  for (
    let at = content.indexOf(0x50);
    at >= 0 && at + 46 <= content.length;
    at = content.indexOf(0x50, at + 1)
  ) {
    if (view.getUint32(at, true) === CENTRAL_HEADER) sum += view.getUint32(at + 24, true);
  }
  return sum;
}
