/** The words of a Word document, without headers and footers. */
import mammoth from 'mammoth';
import { InputError } from '../../kernel/errors.ts';

/** Throws InputError `document-unreadable` when it is no .docx. */
export async function readWordText(content: Uint8Array): Promise<string> {
  try {
    return (await mammoth.extractRawText({ buffer: Buffer.from(content) })).value;
  } catch (cause) {
    throw new InputError('document-unreadable', 'The file is no Word document that can be read.', { cause });
  }
}
