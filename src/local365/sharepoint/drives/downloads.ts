/** Addresses from which a file can be fetched without a token, for a while ("Download driveItem content"). */
import { createHmac } from 'node:crypto';
import { sendJson } from '../../core/localPages.ts';
import type { PlainHandler } from '../../core/part.ts';
import type { SharePoint } from '../world.ts';

const PREFIX = '/local365/downloads/';
const LIFETIME_MS = 3_600_000;

export interface Downloads {
  /** An address that is good for an hour, until the next start of the server. */
  addressOf(file: { readonly bytesId: string; readonly name: string; readonly mimeType: string }): string;
  readonly page: PlainHandler;
}

export function makeDownloads(world: SharePoint): Downloads {
  const { clock, random, store, address } = world.context;
  const key = random.uuid();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url');
  return {
    addressOf({ bytesId, name, mimeType }) {
      const ends = Date.parse(clock.now()) + LIFETIME_MS;
      const text = Buffer.from(JSON.stringify([bytesId, name, mimeType, ends])).toString('base64url');
      return `${address()}${PREFIX}${text}.${sign(text)}`;
    },
    page: {
      prefix: PREFIX,
      handle(request, response) {
        const [text = '', signature] = (request.url ?? '').slice(PREFIX.length).split('.');
        if (request.method !== 'GET' || signature !== sign(text)) {
          sendJson(response, 404, {
            error: 'This download address is not known, or it is from before a restart.',
          });
          return true;
        }
        const [bytesId, name, mimeType, ends] = JSON.parse(
          Buffer.from(text, 'base64url').toString('utf8'),
        ) as [string, string, string, number];
        const content = store.getBytes(bytesId);
        if (ends < Date.parse(clock.now()) || content === undefined) {
          sendJson(response, 401, { error: 'This download address has expired.' });
          return true;
        }
        response.writeHead(200, {
          'Content-Type': mimeType,
          'Content-Length': String(content.length),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        });
        response.end(content);
        return true;
      },
    },
  };
}
