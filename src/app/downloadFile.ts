/** Bytes of a file that came with a message. */
import type { IncomingFile } from '../kernel/chat.ts';
import { InputError, UnavailableError } from '../kernel/errors.ts';

/** A ten-hour transcript is some megabytes, a workbook of 10,000 rows two. */
const LARGEST_FILE = 20 * 1024 * 1024;
const DOWNLOAD_MS = 20_000;

/**
 * The address is short-lived and carries its own permission: no token is sent. Throws an `InputError` for a file that
 * is gone or too large, an `UnavailableError` when it cannot be fetched now.
 */
export async function downloadFile(file: IncomingFile): Promise<Uint8Array> {
  const inline = /^data:[^,]*;base64,(.*)$/s.exec(file.downloadUrl);
  if (inline?.[1] !== undefined) return checked(file, Buffer.from(inline[1], 'base64'));
  try {
    const response = await fetch(file.downloadUrl, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!response.ok) {
      await response.body?.cancel();
      throw gone(file, response.status);
    }
    return await readBody(file, response);
  } catch (cause) {
    if (cause instanceof InputError || cause instanceof UnavailableError) throw cause;
    throw new UnavailableError('file-unreachable', `The file ${file.name} could not be fetched.`, { cause });
  }
}

function gone({ name }: IncomingFile, status: number): InputError | UnavailableError {
  if (status === 429 || status >= 500) {
    return new UnavailableError(
      'file-unreachable',
      `The file ${name} could not be fetched (status ${status}).`,
    );
  }
  return new InputError(
    'file-gone',
    `The file ${name} cannot be fetched any more (status ${status}); attach it again.`,
  );
}

/** Stops reading as soon as there is too much. */
async function readBody(file: IncomingFile, response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > LARGEST_FILE) throw tooLarge(file);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function checked(file: IncomingFile, content: Uint8Array): Uint8Array {
  if (content.length > LARGEST_FILE) throw tooLarge(file);
  return content;
}

const tooLarge = ({ name }: IncomingFile): InputError =>
  new InputError('file-too-large', `The file ${name} has more than 20 MB, which is more than I take.`);
