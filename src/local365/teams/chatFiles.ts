/** Files that people attach to messages ("Send and receive files through a bot"). */
import { sendJson } from '../core/localPages.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { ControlRefusal, readObject } from '../directory/controlPage.ts';
import { CHAT_PATH } from './paths.ts';
import type { AttachmentRecord } from './records.ts';

const FILE_DOWNLOAD = 'application/vnd.microsoft.teams.file.download.info';
const FILES_PATH = `${CHAT_PATH}/files/`;
/** Names that the system can keep. */
const LONGEST_NAME = 255;

interface GivenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** `[{ name, contentBase64 }]` */
export function readFiles(sent: unknown): readonly GivenFile[] {
  if (sent === undefined) return [];
  if (!Array.isArray(sent)) throw new ControlRefusal("'files' is a list of { name, contentBase64 }.");
  return sent.map((file) => {
    const { name, contentBase64 } = readObject(file, ['name', 'contentBase64']);
    if (
      typeof name !== 'string' ||
      name === '' ||
      name.length > LONGEST_NAME ||
      typeof contentBase64 !== 'string'
    )
      throw new ControlRefusal('A file has a name and contentBase64, its bytes in base64.');
    return { name, bytes: Buffer.from(contentBase64, 'base64') };
  });
}

/** Keeps the bytes, and answers the attachment as the bot gets it: with an address that needs no token. */
export function keepFile(
  { store, random, address }: PartContext,
  { name, bytes }: GivenFile,
): AttachmentRecord {
  const id = random.uuid();
  store.putBytes(bytesName(id), bytes);
  return {
    contentType: FILE_DOWNLOAD,
    name,
    content: {
      downloadUrl: `${address()}${FILES_PATH}${id}/${encodeURIComponent(name)}`,
      uniqueId: id,
      fileType: /\.([^.]+)$/.exec(name)?.[1] ?? '',
    },
  };
}

const bytesName = (id: string): string => `chat-file-${id}`;

/** Serves the files for download, never for display. */
export function makeChatFiles({ store }: PartContext): PlainHandler {
  return {
    prefix: FILES_PATH,
    handle(request, response) {
      const [id = '', name = 'file'] = (request.url ?? '').slice(FILES_PATH.length).split('/');
      const content = /^[0-9a-f-]{36}$/.test(id) ? store.getBytes(bytesName(id)) : undefined;
      if (request.method !== 'GET' || content === undefined) {
        sendJson(response, 404, { error: 'There is no such file.' });
        return true;
      }
      response.writeHead(200, {
        'Content-Type': 'application/octet-stream',
        'Content-Length': String(content.length),
        'Content-Disposition': `attachment; filename*=UTF-8''${name}`,
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(content);
      return true;
    },
  };
}
