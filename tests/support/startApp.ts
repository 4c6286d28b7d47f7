/**
 * The composed app over real HTTP, with a local Microsoft 365 in the same process as its Graph, its Teams and its
 * people. Nothing sleeps: the clock stands until a person acts or a test moves it, waits that Graph asks for move it,
 * and `settle` returns when nothing is on its way any more.
 *
 *   const world = await startApp();
 *   await world.endMeeting({ vtt, subject: 'Atlas weekly project meeting' });
 *   await world.settle();
 *   await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
 *   await world.close();
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../src/adapters/storage/database.ts';
import { type App, compose } from '../../src/app/compose.ts';
import { readConfig } from '../../src/app/config.ts';
import { seedSampleProject } from '../../src/app/local/sampleProject.ts';
import { asInstant } from '../../src/kernel/time.ts';
import type { FaultRule } from '../../src/local365/core/faults.ts';
import { type LocalMicrosoft365, startLocalMicrosoft365 } from '../../src/local365/index.ts';
import { seedTenant } from '../../src/local365/seed/seedTenant.ts';
import { makeRulesEngine } from '../../src/meetings/minutes/index.ts';
import { atEnd } from './atEnd.ts';
import { startEmbeddedDatabase } from './databases.ts';
import { type FakeClock, fakeClock } from './fakeClock.ts';
import { type FakeLogger, fakeLogger } from './fakeLogger.ts';
import { makeStateFolder, restoreSnapshot, type SampleSnapshot, takeSnapshot } from './sampleSnapshot.ts';
import { GENERAL, SAMPLE, TENANT } from './sampleTenant.ts';
import { buttonsOf, readClickAnswer, type ShownAnswer, type ShownMessage } from './shownMessages.ts';

/** The sample's weekly meeting has just ended. */
const USUAL_TIME = '2026-11-25T10:05:00.000Z';

export interface TestWorldOptions {
  readonly at?: string;
  readonly faults?: readonly FaultRule[];
  /** Shared with other apps; the embedded one unless said. `schema` is where its tables are. */
  readonly database?: Database & { readonly schema?: string };
  /** `none` leaves the sample project to be set up by the test. */
  readonly seed?: 'project' | 'none';
  /** Settings of the tenant, such as EnableAttributedTranscripts. */
  readonly settings?: Readonly<Record<string, boolean | number | string>>;
  /** Options of Docket besides those that lead to the local tenant. */
  readonly config?: Readonly<Record<string, string>>;
}

export interface EndedMeeting {
  readonly meetingId: string;
  readonly organiserId: string;
  readonly transcriptId: string;
  readonly joinWebUrl: string;
}

export interface TestWorld {
  /** The app as it runs now; another one after `restart`. */
  app(): App;
  /** Address of the app. */
  readonly url: string;
  readonly local365: string;
  readonly clock: FakeClock;
  readonly logger: FakeLogger;
  readonly database: Database;
  /** Says something to the bot in the General channel, in another conversation, or (null) in the 1:1 chat; settles. */
  sendMessage(
    personId: string,
    text: string,
    options?: {
      readonly conversation?: string | null;
      readonly files?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
    },
  ): Promise<readonly ShownMessage[]>;
  /** Clicks a button of a message's card and settles; `data` is what was filled in. */
  clickCard(
    personId: string,
    message: ShownMessage,
    verb: string,
    data?: Readonly<Record<string, unknown>>,
  ): Promise<ShownAnswer>;
  /** Puts the bot into a conversation or takes it out, and settles. */
  install(personId: string, conversation: string, action: 'add' | 'remove'): Promise<void>;
  /** A meeting ends with a transcript, see `/local365/meetings/end`. Does not settle. */
  endMeeting(meeting: Readonly<Record<string, unknown>>): Promise<EndedMeeting>;
  /** What the bot has said in a conversation, the General channel unless said. */
  messages(conversation?: string): Promise<readonly ShownMessage[]>;
  /** The bot's newest message whose card has a button of this verb. */
  cardWith(verb: string, conversation?: string): Promise<ShownMessage>;
  /** Fields of a SharePoint list's items, by title of the list. */
  listItems(title: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Local pages of the local Microsoft 365. */
  local(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  /** Graph as the app sees it. */
  graph(path: string): Promise<Record<string, unknown>>;
  fault(...rules: readonly FaultRule[]): Promise<void>;
  /** Until no notification, job, message or activity is on its way. */
  settle(): Promise<void>;
  /** Moves the clock in steps and settles after each. */
  passTime(milliseconds: number, stepMs?: number): Promise<void>;
  /** Sets the clock and settles: what fell due meanwhile happens now. */
  jumpTo(at: string): Promise<void>;
  /** Moves the clock to each moment at which something falls due, settles there, and ends at `at`. */
  passUntil(at: string): Promise<void>;
  /** Jobs that wait by the database's clock (retries, parked ones) become due; settles. */
  retryJobs(): Promise<void>;
  /** Ends the app and starts another one on the same database and address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The app's address stays the same over all tests of a process: subscriptions of the snapshot name it. */
let front: Promise<Front> | undefined;
let snapshot: SampleSnapshot | undefined;

export async function startApp(options: TestWorldOptions = {}): Promise<TestWorld> {
  const isUsual = options.at === undefined && options.database === undefined && options.seed !== 'none';
  if (!isUsual) return startWorld(options, null);
  snapshot ??= await makeSnapshot();
  return startWorld(options, snapshot);
}

async function makeSnapshot(): Promise<SampleSnapshot> {
  const world = await startWorld({}, null);
  await world.end();
  return takeSnapshot(world.database, world.folder, world.local365, world.clock.now());
}

async function startWorld(
  options: TestWorldOptions,
  from: SampleSnapshot | null,
): Promise<TestWorld & { readonly folder: string; end(): Promise<void> }> {
  const clock = fakeClock(options.at ?? from?.at ?? USUAL_TIME);
  const logger = fakeLogger();
  const database = options.database ?? (await startEmbeddedDatabase());
  front ??= startOnce();
  const door = await front;
  const folder = makeStateFolder(from);
  const failures: unknown[] = [];
  const local = await startLocalMicrosoft365({
    folder,
    port: 0,
    clock,
    random: { uuid: () => randomUUID(), number: () => 0.5 },
    seed: (context) => seedTenant(context, SAMPLE.tenantFile),
    botEndpoint: `${door.url}/api/messages`,
    ...(options.faults === undefined ? {} : { faults: options.faults }),
    onError: (error) => failures.push(error),
  });
  if (from !== null) await restoreSnapshot(database, from, local.url);
  const page: TestWorld['local'] = (method, path, body) => request(local.url, method, path, body);
  if (options.settings !== undefined) await page('PATCH', '/local365/settings', options.settings);
  let current: App | undefined;
  const start = async (): Promise<void> => {
    current = await composeApp({
      database,
      schema: options.database?.schema,
      clock,
      logger,
      local,
      config: options.config,
    });
    door.serve(current.http);
    await current.start(door.url);
  };
  const stop = async (): Promise<void> => {
    door.serve(null);
    await current?.close();
    current = undefined;
  };
  await start();

  const world: TestWorld & { readonly folder: string; end(): Promise<void> } = {
    app: () => current ?? assert.fail('The app is closed.'),
    url: door.url,
    local365: local.url,
    folder,
    clock,
    logger,
    database,
    async sendMessage(personId, text, { conversation = GENERAL, files = [] } = {}) {
      clock.pass(1_000);
      const { revision } = await page('GET', '/local365/chat');
      const said = await page('POST', '/local365/chat/say', {
        userId: personId,
        text,
        ...(conversation === null ? {} : { conversationId: conversation }),
        files: files.map(({ name, content }) => ({
          name,
          contentBase64: Buffer.from(content).toString('base64'),
        })),
      });
      await world.settle();
      return botMessages(page, String(said.conversationId), Number(revision));
    },
    async clickCard(personId, message, verb, data) {
      clock.pass(1_000);
      const button = buttonsOf(message).get(verb) ?? assert.fail(`The card has no button ${verb}.`);
      const { botStatus, answer } = await page('POST', '/local365/chat/click', {
        userId: personId,
        conversationId: message.conversationId,
        messageId: message.id,
        verb,
        data: { ...button, ...data },
      });
      assert.equal(botStatus, 200);
      await world.settle();
      return readClickAnswer(answer);
    },
    async install(personId, conversation, action) {
      clock.pass(1_000);
      await page('POST', '/local365/chat/install', {
        userId: personId,
        conversationId: conversation,
        action,
      });
      await world.settle();
    },
    endMeeting: async (meeting) =>
      (await page('POST', '/local365/meetings/end', meeting)) as unknown as EndedMeeting,
    messages: (conversation = GENERAL) => botMessages(page, conversation, 0),
    async cardWith(verb, conversation = GENERAL) {
      const found = (await world.messages(conversation)).findLast((each) => buttonsOf(each).has(verb));
      return found ?? assert.fail(`No card in the chat has a button ${verb}.`);
    },
    listItems: (title) => readList(world, title),
    local: page,
    graph: (path) => request(local.url, 'GET', `/v1.0${path}`),
    fault: async (...rules) => void (await page('POST', '/local365/faults', [...rules])),
    async settle() {
      for (let round = 0; round < 100; round += 1) {
        const { delivered } = await page('POST', '/local365/subscriptions/run');
        await world.app().tick();
        await world.app().settled();
        const lanes = await world.app().transact(TENANT, ({ outgoing }) => outgoing.dueLanes(clock.now()));
        if (delivered === 0 && lanes.length === 0) return;
      }
      assert.fail('The app does not come to rest.');
    },
    async passTime(milliseconds, stepMs = milliseconds) {
      for (let left = milliseconds; left > 0; left -= stepMs) {
        clock.pass(Math.min(left, stepMs));
        await world.settle();
      }
    },
    async jumpTo(at) {
      clock.set(at);
      await world.settle();
    },
    async passUntil(at) {
      const until = asInstant(at);
      for (;;) {
        const [next] = await database.query<{ at: Date | null }>(
          `select min(at) as at from (select start_at as at from later_job where start_at > $1
             union all select next_at from outgoing where state = 'waiting' and next_at > $1) as due`,
          [clock.now()],
        );
        const due = next?.at == null ? until : asInstant(next.at);
        clock.set([due, until].sort()[0] ?? until);
        await world.settle();
        if (clock.now() >= until) return;
      }
    },
    async retryJobs() {
      const { schema } = options.database ?? {};
      await database.execute(
        `update ${schema === undefined ? 'job_queue' : `${schema}_jobs`}.job set start_after = now()
         where state in ('created', 'retry')`,
      );
      await world.settle();
    },
    async restart() {
      await stop();
      await start();
    },
    async end() {
      await stop();
      await local.close();
    },
    async close() {
      await world.end();
      rmSync(folder, { recursive: true });
      if (failures.length > 0)
        throw new AggregateError(failures, 'The local Microsoft 365 failed on a request.');
    },
  };
  if (from === null && options.seed !== 'none') {
    await seedSampleProject(world.app(), SAMPLE, `${local.url}/connector`);
    await world.settle();
  }
  return world;
}

async function startOnce(): Promise<Front> {
  const opened = await startFront();
  atEnd(() => opened.close());
  return opened;
}

interface AppParts {
  readonly database: Database;
  readonly schema: string | undefined;
  readonly clock: FakeClock;
  readonly logger: FakeLogger;
  readonly local: Pick<LocalMicrosoft365, 'url'>;
  readonly config?: Readonly<Record<string, string>> | undefined;
}

/** Composes the real app against a local Microsoft 365; not started yet. */
export function composeApp({ database, schema, clock, logger, local, config }: AppParts): Promise<App> {
  return compose({
    config: readConfig({
      ...config,
      DOCKET_TENANTS: SAMPLE.tenantId,
      GRAPH_URL: local.url,
      GRAPH_TOKEN: SAMPLE.graphToken,
      NOTIFICATION_SECRET: 'a secret that only tests know',
      DATABASE_SCHEMA: schema,
    }),
    clock,
    random: { uuid: () => randomUUID(), number: () => 0.5 },
    logger,
    engine: makeRulesEngine(),
    localAppId: SAMPLE.appId,
    localTenantId: SAMPLE.tenantId,
    database,
    wait: async (milliseconds) => clock.pass(milliseconds),
  });
}

export interface Front {
  readonly url: string;
  /** Who answers from now on; null answers 503, as a gateway does whose app is down. */
  serve(handler: RequestListener | null): void;
  close(): Promise<void>;
}

/** An address on loopback whose app can be exchanged. */
export async function startFront(): Promise<Front> {
  let current: RequestListener | null = null;
  const server: Server = createServer((incoming, response) => {
    if (current === null) response.writeHead(503).end();
    else current(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(handler) {
      current = handler;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function request(
  base: string,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${SAMPLE.graphToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.status < 300, `${method} ${path} was answered with ${response.status}: ${text}`);
  return JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>;
}

async function botMessages(
  page: TestWorld['local'],
  conversation: string,
  after: number,
): Promise<readonly ShownMessage[]> {
  const query = new URLSearchParams({ conversation, after: String(after) });
  const { messages } = await page('GET', `/local365/chat/messages?${query}`);
  return (messages as ShownMessage[]).filter(({ from }) => from.isBot);
}

async function readList(
  { graph }: Pick<TestWorld, 'graph'>,
  title: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
  const site = await graph(`/sites/${hostname}:${pathname}`);
  const filter = encodeURIComponent(`displayName eq '${title}'`);
  const lists = await graph(`/sites/${site.id}/lists?$filter=${filter}`);
  const [list] = lists.value as { id: string }[];
  if (list === undefined) return [];
  const items = await graph(`/sites/${site.id}/lists/${list.id}/items?$expand=fields&$top=999`);
  return (items.value as { fields: Record<string, unknown> }[]).map(({ fields }) => fields);
}
