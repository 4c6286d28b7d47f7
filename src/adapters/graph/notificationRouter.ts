/** The two public addresses for Graph: `/graph/notify` and `/graph/lifecycle`. No sign-in, by design of Graph. */
import express, { type ErrorRequestHandler, type Router } from 'express';
import { type NotificationParts, receiveNotification } from './notifications.ts';

/** A batch of notifications is some hundred kilobytes at most; ids only, never content of meetings. */
const BODY_LIMIT = '4mb';

/** Mount it before any body parser: it reads the bytes itself. */
export function notificationRouter(parts: NotificationParts): Router {
  const router = express.Router();
  const receive = receiveNotification(parts);
  router.post(
    ['/graph/notify', '/graph/lifecycle'],
    express.raw({ type: () => true, limit: BODY_LIMIT }),
    (request, response, next) => {
      const [, query = ''] = request.originalUrl.split(/\?(.*)/s);
      const body: Uint8Array = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      receive({ query, body })
        .then(({ status, headers, body: text }) => response.status(status).set(headers).end(text))
        .catch(next);
    },
  );
  router.use(['/graph/notify', '/graph/lifecycle'], refuseBody(parts));
  return router;
}

/** Bodies that are too large or broken off: one line, no page. */
const refuseBody =
  ({ logger }: NotificationParts): ErrorRequestHandler =>
  (error: { status?: unknown }, _request, response, _next) => {
    const status = typeof error.status === 'number' ? error.status : 503;
    logger.warn('A request to the notification address could not be read.', { status, error });
    response.status(status).type('text/plain').end('The request could not be read.');
  };
