/** The pages behind links in mails. They are public: who may decide is what the signed link says. */
import express, { type Response, type Router } from 'express';
import { DECISION_PATH, type DecisionPages } from '../approvals/index.ts';
import type { Logger } from '../kernel/logger.ts';

const BODY_LIMIT = '64kb';

/** Nothing runs in them, nothing frames them, and their address, which is the key, is passed on to nobody. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

export function decisionLinkRouter(pages: DecisionPages, logger: Logger): Router {
  const router = express.Router();
  const send = (response: Response, page: ReturnType<DecisionPages['show']>): void => {
    page
      .then(({ status, html }) => response.status(status).set(HEADERS).type('html').send(html))
      .catch((error) => {
        logger.error('A link to decide could not be answered.', { error });
        response
          .status(503)
          .set({ ...HEADERS, 'Retry-After': '60' })
          .type('text')
          .send('Docket cannot answer just now. Nothing was decided; try again in a minute.');
      });
  };
  router.get(DECISION_PATH, (request, response) =>
    send(response, pages.show(String(request.query.token ?? ''))),
  );
  router.post(
    DECISION_PATH,
    express.urlencoded({ extended: false, limit: BODY_LIMIT }),
    (request, response) => send(response, pages.decide(request.body)),
  );
  return router;
}
