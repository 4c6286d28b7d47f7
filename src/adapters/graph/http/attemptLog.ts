/** Gives each attempt its own client-request-id and logs what came of it, without query, body or token. */
import type { Random } from '../../../kernel/ids.ts';
import type { Logger } from '../../../kernel/logger.ts';
import type { Clock } from '../../../kernel/time.ts';
import { type Exchange, isNoReply, nowMs } from './exchange.ts';

export function withAttemptLog(
  next: Exchange,
  { logger, clock, random, origin }: { logger: Logger; clock: Clock; random: Random; origin: string },
): Exchange {
  return async (request) => {
    const begun = nowMs(clock);
    const own = new URL(request.url).origin === origin;
    const clientRequestId = random.uuid();
    const headers = own ? { ...request.headers, 'client-request-id': clientRequestId } : request.headers;
    const about = { method: request.method, path: pathForLog(request.url), clientRequestId };
    try {
      const reply = await next({ ...request, headers });
      logger.debug('Microsoft Graph replied.', {
        ...about,
        status: reply.status,
        durationMs: nowMs(clock) - begun,
        requestId: reply.headers.get('request-id'),
      });
      return reply;
    } catch (error) {
      logger.info('Microsoft Graph did not reply.', {
        ...about,
        durationMs: nowMs(clock) - begun,
        problem: isNoReply(error) ? error.message : 'other',
      });
      throw error;
    }
  };
}

/** The path without its query (filters hold personal text); mail addresses in it are masked. */
export function pathForLog(url: string): string {
  const { pathname } = new URL(url, 'http://local.invalid');
  return pathname.replace(/[^/'()]+(?:@|%40)[^/'()]+/gi, '{mail}');
}
