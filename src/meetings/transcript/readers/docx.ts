/** A transcript downloaded from Teams as a Word document. */
import { InputError } from '../../../kernel/errors.ts';
import { buildTranscript } from '../buildTranscript.ts';
import { readSpokenLines } from '../spokenLines.ts';
import type { Transcript } from '../transcript.ts';

/** A Word document is a ZIP archive: it begins with `PK`. */
export const isDocx = (content: Uint8Array): boolean =>
  content[0] === 0x50 && content[1] === 0x4b && content[2] === 0x03 && content[3] === 0x04;

/** Throws an InputError when the archive is broken or no speech is found in it. */
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
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(content) });
    return value;
  } catch (cause) {
    throw new InputError(
      'transcript-docx-broken',
      'The file begins like a Word document but cannot be opened as one; expected a .docx transcript as Teams saves it.',
      { cause },
    );
  }
}
