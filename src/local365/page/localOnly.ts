/** Keeps other web sites out: a browser on this machine may be led here by a page of anybody's. */
import type { IncomingMessage } from 'node:http';

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/** False when the browser reached this server under another name, which leads here by a trick of that name's owner. */
export const isAddressedLocally = ({ headers }: IncomingMessage): boolean =>
  LOCAL_HOST.test(headers.host ?? '');

/** False when a page of another address asks. Programs that are no browsers send no Origin. */
export function isFromOwnPage(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return isAddressedLocally(request) && (origin === undefined || origin === `http://${host}`);
}
