/** Follows redirects of reads, such as a file's content, which lies on another host. */
import type { Exchange, OutgoingRequest } from './exchange.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;
/** All that another host is told. The token is added further in, for Graph's own host only. */
const HEADERS_FOR_OTHERS = new Set(['accept', 'range', 'user-agent']);

/** Only reads are followed, and never from https to http; any other redirect is returned as it came. */
export function withRedirects(next: Exchange): Exchange {
  return async (request) => {
    let current = request;
    for (let hop = 0; ; hop += 1) {
      const reply = await next(current);
      const location = reply.headers.get('location');
      if (!REDIRECTS.has(reply.status) || location === null) return reply;
      if (request.method !== 'GET' || hop >= MOST_REDIRECTS) return reply;
      const followed = follow(current, location);
      if (followed === null) return reply;
      current = followed;
    }
  };
}

function follow(request: OutgoingRequest, location: string): OutgoingRequest | null {
  const from = new URL(request.url);
  if (!URL.canParse(location, request.url)) return null;
  const to = new URL(location, from);
  if (to.protocol !== 'https:' && to.protocol !== from.protocol) return null;
  if (to.protocol !== 'https:' && to.protocol !== 'http:') return null;
  if (to.origin === from.origin) return { ...request, url: to.href };
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => HEADERS_FOR_OTHERS.has(name)),
  );
  return { ...request, url: to.href, headers };
}
