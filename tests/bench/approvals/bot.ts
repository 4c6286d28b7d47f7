/**
 * Docket as a process of its own on loopback. Begins when it gets a line, and prints its address. `POST /bench/ask/KIND` asks
 * for approvals, `/bench/report` tells what the ledger says, `/bench/effects` what has followed from it.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { compose } from '../../../src/app/compose.ts';
import { readConfig } from '../../../src/app/config.ts';
import { serve } from '../../../src/app/serve.ts';
import { makeLogger, systemClock } from '../../../src/app/systemPorts.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import { SAMPLE } from '../../support/sampleTenant.ts';
import { askPlain, countHandled } from './askPlain.ts';
import { askStories } from './askStories.ts';
import { findEffects } from './findEffects.ts';
import { reportOn } from './reportOn.ts';

/** Where nobody answers: what is decided is recorded first. */
const NOWHERE = 'http://127.0.0.1:9';
const [folder = '', connector = '', graph = NOWHERE] = process.argv.slice(2);

await once(process.stdin, 'data');
const app = await compose({
  config: readConfig({
    DOCKET_DATA: folder,
    DOCKET_TENANTS: SAMPLE.tenantId,
    GRAPH_URL: graph,
    GRAPH_TOKEN: SAMPLE.graphToken,
    NOTIFICATION_SECRET: 'a secret of the bench alone',
    DATABASE_URL: process.env.DOCKET_BENCH_DATABASE_URL,
    DATABASE_SCHEMA: process.env.DOCKET_BENCH_DATABASE_SCHEMA,
  }),
  clock: systemClock,
  random: { uuid: () => randomUUID(), number: () => Math.random() },
  logger: makeLogger('silent'),
  engine: makeRulesEngine(),
  localAppId: SAMPLE.appId,
  localTenantId: SAMPLE.tenantId,
});
countHandled(app);

const answer = (path: string, work: (count: number) => Promise<unknown>): void => {
  app.http.all(path, (request, response, next) => {
    work(Number(request.query.count ?? 0))
      .then((body) => response.json(body))
      .catch(next);
  });
};
answer('/bench/ask/approvals', (count) => askPlain(app, connector, count));
answer('/bench/ask/stories', (count) => askStories(app, connector, count));
answer('/bench/report', () => reportOn(app));
answer('/bench/effects', () => findEffects(app, graph));

const served = await serve(app, { host: '127.0.0.1', port: 0, logger: makeLogger('silent') });
process.stdout.write(`${served.url}\n`);
process.stdin.once('end', () => void served.close().then(() => process.exit(0))).resume();
