/** Bytes of a file that came with a message. */
import type { IncomingFile } from '../kernel/chat.ts';
import { InputError, UnavailableError } from '../kernel/errors.ts';

/** A ten-hour transcript is some megabytes. */
const LARGEST_FILE = 20 * 1024 * 1024;
const DOWNLOAD_MS = 20_000;

/** The address is short-lived and carries its own permission: no token is sent. */
export async function downloadFile(file: IncomingFile): Promise<Uint8Array> {
  const inline = /^data:[^,]*;base64,(.*)$/s.exec(file.downloadUrl);
  if (inline?.[1] !== undefined) return checked(file, Buffer.from(inline[1], 'base64'));
  let response: Response;
  try {
    response = await fetch(file.downloadUrl, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
  } catch (cause) {
    throw new UnavailableError('file-unreachable', `The file ${file.name} could not be fetched.`, { cause });
  }
  if (!response.ok) {
    throw new InputError(
      'file-gone',
      `The file ${file.name} cannot be fetched any more (status ${response.status}); attach it again.`,
    );
  }
  return checked(file, new Uint8Array(await response.arrayBuffer()));
}

function checked(file: IncomingFile, content: Uint8Array): Uint8Array {
  if (content.length <= LARGEST_FILE) return content;
  throw new InputError(
    'file-too-large',
    `The file ${file.name} has more than 20 MB; a transcript has some hundred KB.`,
  );
}
