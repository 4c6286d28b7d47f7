/** Keeps other web sites out: a browser on this machine may be led here by a page of anybody's. */
import type { IncomingMessage } from 'node:http';

const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Why a request is not answered, as a sentence; null for one that is. Tokens of the local Microsoft 365 are believed
 * unsigned, so nothing here is open to a web site: neither under a name of its own that leads to this machine, nor by
 * its pages. Programs that are no browsers send no Origin.
 */
export function refusalOf({ headers }: IncomingMessage): string | null {
  const { host = '', origin } = headers;
  if (!LOCAL_HOST.test(host))
    return 'Ask by an address of this machine, such as 127.0.0.1; other names are not answered.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'Only programs of this machine and the page of this server may ask, not the page of another address.';
  return null;
}
