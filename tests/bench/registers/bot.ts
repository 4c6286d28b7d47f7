/**
 * The bot that is measured: the composed app in a process of its own, which starts the local Microsoft 365 beside it. Prints its address,
 * then answers orders on standard input, a JSON line each: `fill`, `sync`, `requests`, `pauses`, `memory`, `processor`, `settle`.
 */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '../../../src/adapters/storage/openEmbedded.ts';
import { openServer } from '../../../src/adapters/storage/openServer.ts';
import { compose } from '../../../src/app/compose.ts';
import { readConfig } from '../../../src/app/config.ts';
import { seedSampleProject } from '../../../src/app/local/sampleProject.ts';
import { makeLogger, systemClock, systemPause, systemRandom } from '../../../src/app/systemPorts.ts';
import type { PlaceKind } from '../../../src/kernel/chat.ts';
import { asInstant, type Clock } from '../../../src/kernel/time.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import { SAMPLE, TENANT } from '../../support/sampleTenant.ts';
import { fillLists } from './fillLists.ts';

const [serviceUrl = '', databaseUrl = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'docket-bench-registers-'));
const schema = `bench_${randomUUID().replaceAll('-', '')}`;
/**
 * Runs twenty times as fast: people here speak twenty times as often as Teams allows a bot to answer them, and the answers
 * would be held back to keep to its limits. What is held back all the same is said at the next tick.
 */
const FASTER = 20;
const begun = Date.parse(systemClock.now());
const clock: Clock = {
  now: () => asInstant(new Date(begun + (Date.parse(systemClock.now()) - begun) * FASTER).toISOString()),
};
const logger = makeLogger('error');
const database = databaseUrl === '' ? await openEmbedded(join(folder, 'database')) : await openSchema();
let handler: Parameters<typeof createServer>[1];
const server = createServer((request, response) => handler?.(request as never, response as never));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const local = await startLocalMicrosoft365();
const app = await compose({
  config: readConfig({
    DOCKET_TENANTS: SAMPLE.tenantId,
    GRAPH_URL: local.url,
    GRAPH_TOKEN: SAMPLE.graphToken,
    NOTIFICATION_SECRET: 'a secret of the bench',
    ...(databaseUrl === '' ? {} : { DATABASE_SCHEMA: schema }),
  }),
  clock,
  random: systemRandom,
  pause: systemPause,
  logger,
  engine: makeRulesEngine(),
  localAppId: SAMPLE.appId,
  localTenantId: SAMPLE.tenantId,
  database,
});
handler = app.http as unknown as typeof handler;
await app.start(url);
await seedSampleProject(app, SAMPLE, `${local.url}/connector`);
await settle();
/** As often as a bot that is served looks at its clock. */
setInterval(() => {
  app.tick().catch((error) => logger.error('A tick failed.', { error }));
}, 2_000).unref();
const [project] = await app.lookup.ofTenant(TENANT);
if (project === undefined) throw new Error('The sample project is missing.');
const pauses = monitorEventLoopDelay({ resolution: 10 });
pauses.enable();
const lists = await app.transact(TENANT, ({ registers }) => registers.listLinks(project.id));

/** In a process of its own, as beside a real bot: the tens of thousands of rows that it holds are not the bot's memory. */
async function startLocalMicrosoft365(): Promise<{ readonly url: string; close(): void }> {
  const main = fileURLToPath(new URL('../../../src/local365/main.ts', import.meta.url));
  const options = ['--folder', folder, '--seed', SAMPLE.tenantFile, '--bot', `${url}/api/messages`];
  const child = spawn(
    process.execPath,
    ['--no-warnings', '--import', 'tsx', main, '--port', '0', ...options, '--end-with-stdin'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const [printed] = (await once(child.stdout, 'data')) as [Buffer];
  const address = /http:\S+/.exec(printed.toString('utf8'))?.[0];
  if (address === undefined) throw new Error(`The local Microsoft 365 did not start: ${printed}`);
  return { url: address, close: () => void child.kill() };
}

async function openSchema() {
  const admin = await openServer(databaseUrl);
  await admin.execute(`create schema ${schema}`);
  await admin.close();
  return openServer(databaseUrl, schema);
}

async function settle(): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    await app.tick();
    await app.settled();
    const lanes = await app.transact(TENANT, ({ outgoing }) => outgoing.dueLanes(clock.now()));
    if (lanes.length === 0) return;
  }
}

interface Order {
  readonly order:
    | 'link'
    | 'fill'
    | 'sync'
    | 'forget'
    | 'requests'
    | 'pauses'
    | 'memory'
    | 'processor'
    | 'settle'
    | 'end';
  readonly register?: string;
  readonly count?: number;
  readonly conversations?: readonly string[];
}

const listOf = (register = '') =>
  lists.find((link) => link.register === register) ?? fail(`There is no list of ${register}.`);
const fail = (message: string): never => {
  throw new Error(message);
};

async function obey({ order, register, count = 0, conversations = [] }: Order): Promise<unknown> {
  const linked = project ?? fail('The sample project is missing.');
  switch (order) {
    case 'link':
      return app.transact(TENANT, async ({ places }) => {
        for (const conversationId of conversations) {
          const kind: PlaceKind = 'groupChat';
          const place = {
            kind,
            tenantId: TENANT,
            conversationId,
            serviceUrl,
            botId: SAMPLE.playground.bot.id,
          };
          await places.activate(place, clock.now());
          await places.link(place, linked.id, clock.now());
        }
      });
    case 'fill':
      return fillLists(local.url, listOf(register), count);
    case 'sync':
      return app.registers.syncList(linked, register ?? '');
    case 'forget':
      return app.transact(TENANT, ({ registers }) =>
        registers.setSyncMark(linked.id, register ?? '', null, clock.now()),
      );
    case 'requests': {
      const path = `${local.url}/local365/requests?path=${encodeURIComponent('/v1.0/')}`;
      const { recent } = (await (await fetch(path)).json()) as {
        recent: { inBatch: boolean; path: string; method: string }[];
      };
      await fetch(`${local.url}/local365/requests`, { method: 'DELETE' });
      const alone = recent.filter(({ inBatch }) => !inBatch);
      return { requests: alone.length, parts: recent.length - alone.length };
    }
    case 'pauses': {
      const longestMs = pauses.max / 1_000_000;
      pauses.reset();
      return { longestMs };
    }
    case 'memory':
      return { megabytes: process.memoryUsage().rss / 1_000_000 };
    case 'processor': {
      const { user, system } = process.cpuUsage();
      return { usedMs: (user + system) / 1_000 };
    }
    case 'settle':
      return settle();
    case 'end':
      await app.close();
      local.close();
      await database.close();
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true });
      process.exit(0);
  }
}

process.stdout.write(`${JSON.stringify({ url: `${url}/api/messages`, local365: local.url })}\n`);
// The bench that gives the orders may have failed: without it there is nothing to do.
for await (const line of createInterface({ input: process.stdin })) {
  const started = performance.now();
  const answer = await obey(JSON.parse(line) as Order);
  process.stdout.write(
    `${JSON.stringify({ answer: answer ?? null, elapsedMs: performance.now() - started })}\n`,
  );
}
await obey({ order: 'end' });
