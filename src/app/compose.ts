/** The one place that knows everything: adapters are built, handed to the capabilities, and put behind one server. */
import express, { type Express } from 'express';
import { makeClientStates } from '../adapters/graph/clientState.ts';
import { notificationRouter } from '../adapters/graph/notificationRouter.ts';
import { type JobQueue, makeJobQueue } from '../adapters/jobs/jobQueue.ts';
import type { Database } from '../adapters/storage/database.ts';
import { migrate } from '../adapters/storage/migrate.ts';
import { openEmbedded } from '../adapters/storage/openEmbedded.ts';
import { openServer } from '../adapters/storage/openServer.ts';
import { releaseHolds } from '../adapters/storage/releaseHolds.ts';
import {
  type Added,
  listTenants,
  makeTransact,
  meetTenant,
  type Stores,
} from '../adapters/storage/transact.ts';
import { atLeisure, inHaste } from '../adapters/storage/turns.ts';
import { errorReply, makeReference, refusalReply } from '../adapters/teams/errorReply.ts';
import { makePacer } from '../adapters/teams/makePacer.ts';
import { makeTeamsAdapter } from '../adapters/teams/makeTeamsAdapter.ts';
import { type Approvals, makeDecisionLinks } from '../approvals/index.ts';
import { type DeliveryPorts, deliverLane, LEASE_MS, makeSayAtOnce } from '../delivery/index.ts';
import type { Capability, Command, Job } from '../kernel/capability.ts';
import { asTenantId, type Random, type TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { MinutesEngine } from '../meetings/index.ts';
import type { ProjectLookup, ProjectPorts } from '../projects/index.ts';
import type { RegisterPorts, Registers } from '../registers/index.ts';
import { botSignIn } from './botCredentials.ts';
import { makeCapabilities } from './capabilities.ts';
import type { Config } from './config.ts';
import { decisionLinkRouter } from './decisionLinkRouter.ts';
import { type GraphSide, type GraphSideParts, makeGraphSides } from './graphSide.ts';
import { type Intake, makeIntake } from './intake.ts';
import { makeNotificationInbox } from './keepSubscriptions.ts';
import { localDoor } from './local/localDoor.ts';
import { makeMailer } from './makeMailer.ts';
import { tick as runTick, type TickPorts } from './ticker.ts';

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly engine: MinutesEngine;
  /** App id of Docket in the local tenant. */
  readonly localAppId?: string;
  /** On one machine only: the tenant whose meetings the command line may ask for. */
  readonly localTenantId?: string;
  /** A database that is open already; tests share one. Else config says which. */
  readonly database?: Database;
  /** How waits asked for by Graph pass; tests let a clock jump. */
  readonly wait?: GraphSideParts['wait'];
  /** How the moments pass in which changes of rows are gathered; tests leave it out, and nothing is gathered. */
  readonly pause?: RegisterPorts['pause'];
}

export interface App {
  /** Answers /api/messages, /graph/notify, /graph/lifecycle and /health. */
  readonly http: Express;
  readonly capabilities: readonly Capability[];
  readonly commands: readonly Command[];
  readonly transact: Transact<Stores>;
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
  readonly projectPorts: ProjectPorts;
  readonly graph: (tenantId: TenantId) => GraphSide;
  /** Starts the jobs; the server listens already, since Graph calls it back. */
  start(publicUrl: string): Promise<void>;
  /** One round of what happens by the clock. */
  tick(): Promise<void>;
  /** Resolves when nothing runs and nothing that is due waits, in this process. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function compose(options: AppOptions): Promise<App> {
  const { config, clock, random, logger } = options;
  const database = options.database ?? (await openDatabase(config));
  await migrate(database);
  await releaseHolds(database);
  const deliveries = new Set<Promise<unknown>>();
  let queue: JobQueue | undefined;
  let publicUrl = config.DOCKET_PUBLIC_URL ?? '';
  let isStarted = false;

  const committed = (tenantId: TenantId, added: Added): void => {
    if (added.jobs.size > 0) queue?.kick();
    for (const [lane, held] of added.lanes) {
      const send = async () => {
        await atOnce.silence(lane);
        return deliverLane(deliveryPorts, tenantId, lane, await held);
      };
      // Its transactions are short; left behind, they would keep the next answer there from being held.
      const delivery = (held === undefined ? atLeisure(send) : send())
        .catch((error) => logger.error('A delivery failed and is taken up by the clock.', { lane, error }))
        .finally(() => deliveries.delete(delivery));
      deliveries.add(delivery);
    }
  };
  const transact = makeTransact({
    database,
    clock,
    sendJob: async (transaction, tenantId, name, payload, key) => {
      // Nobody asks for the number of the job, so nobody waits for it.
      const host = {
        executeSql: async (text: string, values?: readonly unknown[]) => {
          await transaction.write(text, values);
          return { rows: [] };
        },
      };
      await queue?.send(host, tenantId, name, payload, key);
    },
    holdMs: LEASE_MS,
    committed,
  });
  const met = new Set<TenantId>();
  let intake: Intake | undefined;
  const teams = makeTeamsAdapter({
    ...(await botSignIn(config)),
    allowedTenants: tenantsOf(config),
    clock,
    random,
    logger,
    receive: (incoming, asker) =>
      inHaste(async () => {
        const { tenantId } = incoming.place;
        if (!met.has(tenantId)) await meetTenant(database, tenantId, clock);
        met.add(tenantId);
        return intake?.receive(incoming, asker);
      }),
  });
  const pacer = makePacer();
  const graph = makeGraphSides({
    config,
    clock,
    random,
    logger,
    ...(options.localAppId === undefined ? {} : { localAppId: options.localAppId }),
    ...(options.wait === undefined ? {} : { wait: options.wait }),
  });
  const deliveryPorts: DeliveryPorts = {
    transact,
    messenger: teams.messenger,
    mailer: makeMailer({ sender: config.MAIL_SENDER, transact, graph }),
    pace: (place) => pacer.delayBefore(place, clock.now()),
    clock,
    random,
    logger,
  };
  const atOnce = makeSayAtOnce(deliveryPorts);
  const tenants = (): Promise<readonly TenantId[]> => listTenants(database);
  const clientStates = makeClientStates(config.NOTIFICATION_SECRET ?? `local-${random.uuid()}`);
  const subscriptionPorts = { transact, graph, clientStates, publicUrl: () => publicUrl, logger };
  const parts = makeCapabilities({
    clock,
    random,
    logger,
    transact,
    messenger: teams.messenger,
    graph,
    tenants,
    engine: options.engine,
    pause: options.pause,
    withInsights: config.MEETING_INSIGHTS === 'on',
    subscriptionPorts,
    links: makeDecisionLinks(config.DECISION_LINK_SECRET, () => publicUrl),
  });
  const { capabilities } = parts;
  intake = makeIntake({
    transact,
    atOnce,
    capabilities,
    messenger: teams.messenger,
    replies: {
      error: errorReply,
      refusal: (refusal, locale) => refusalReply({ refused: true, code: '', ...refusal }, locale),
      reference: () => makeReference(random),
    },
    clock,
    logger,
  });
  const jobs: readonly Job[] = capabilities.flatMap((each) => each.jobs ?? []);
  queue = makeJobQueue({
    host: database,
    jobs,
    logger,
    random,
    isAlone: database.host === 'embedded',
    schema: config.DATABASE_SCHEMA === undefined ? 'job_queue' : `${config.DATABASE_SCHEMA}_jobs`,
  });
  const startedQueue = queue;
  const tickPorts: TickPorts = { transact, delivery: deliveryPorts, intake, jobs, tenants, clock, logger };

  const http = express();
  http.disable('x-powered-by');
  // Graph and Teams come again; what they tell before the jobs run could not be queued.
  http.use((_request, response, next) => {
    if (isStarted) return next();
    response.status(503).set('Retry-After', '2').json({ status: 'starting' });
  });
  http.post('/api/messages', teams.messages);
  http.use(notificationRouter({ inbox: makeNotificationInbox(subscriptionPorts), clientStates, logger }));
  http.get('/health', (_request, response) => {
    readHealth(database, startedQueue, tenants, transact)
      .then((health) => response.status(health.status === 'ok' ? 200 : 503).json(health))
      .catch((error) => {
        logger.error('The health could not be read.', { error });
        response.status(503).json({ status: 'failing', problem: 'The database does not answer.' });
      });
  });

  http.use(decisionLinkRouter(parts.decisionPages, logger));
  if (options.localTenantId !== undefined) http.use(localDoor(transact, options.localTenantId, logger));

  return {
    http,
    capabilities,
    commands: capabilities.flatMap((each) => each.commands ?? []),
    transact,
    lookup: parts.lookup,
    registers: parts.registers,
    approvals: parts.approvals,
    projectPorts: parts.projectPorts,
    graph,
    async start(url) {
      publicUrl = config.DOCKET_PUBLIC_URL ?? url;
      if (options.localTenantId !== undefined)
        await meetTenant(database, asTenantId(options.localTenantId), clock);
      await startedQueue.start();
      isStarted = true;
    },
    tick: () => runTick(tickPorts),
    async settled() {
      for (;;) {
        await intake?.settled();
        await Promise.allSettled([...deliveries]);
        if (deliveries.size === 0 && (await startedQueue.isIdle())) return;
      }
    },
    async close() {
      await startedQueue.stop();
      await intake?.settled();
      await Promise.allSettled([...deliveries]);
      if (options.database === undefined) await database.close();
    },
  };
}

export function openDatabase(config: Config): Promise<Database> {
  return config.DATABASE_URL === undefined
    ? openEmbedded(`${config.DOCKET_DATA}/database`)
    : openServer(config.DATABASE_URL, config.DATABASE_SCHEMA);
}

function tenantsOf(config: Config): readonly string[] {
  const named = (config.DOCKET_TENANTS ?? '').split(',').map((each) => each.trim());
  return [...named, config.MICROSOFT_APP_TENANT_ID ?? ''].filter((each) => each !== '');
}

async function readHealth(
  database: Database,
  queue: JobQueue,
  tenants: () => Promise<readonly TenantId[]>,
  transact: Transact<Stores>,
) {
  const messages = { waiting: 0, refused: 0, unknown: 0 };
  for (const tenantId of await tenants()) {
    const counts = await transact(tenantId, ({ outgoing }) => outgoing.counts());
    messages.waiting += counts.waiting;
    messages.refused += counts.refused;
    messages.unknown += counts.unknown;
  }
  return { status: 'ok' as const, database: database.host, openJobs: await queue.open(), messages };
}
