/** Docket's subscriptions to Graph's change notifications, kept alive by a job, and what arrives through them. */
import { z } from 'zod';
import type { ClientStates } from '../adapters/graph/clientState.ts';
import type { ChangeNotification, NotificationInbox } from '../adapters/graph/ports.ts';
import {
  changesOfList,
  ensureSubscription,
  type SubscriptionParts,
  type SubscriptionRecord,
  type SubscriptionWish,
  transcriptsOfOrganiser,
} from '../adapters/graph/subscriptions.ts';
import type { Stores } from '../adapters/storage/transact.ts';
import { type Capability, job } from '../kernel/capability.ts';
import { AccessError, DocketError, InputError } from '../kernel/errors.ts';
import { asTenantId, type PersonId, type TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import { MINUTE_MS } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import { SYNC_JOB } from '../registers/index.ts';
import type { GraphSide } from './graphSide.ts';

export interface SubscriptionPorts {
  readonly transact: Transact<Stores>;
  /** Whose meetings may be one of a linked project's. */
  readonly organisers: (tenantId: TenantId) => Promise<readonly PersonId[]>;
  readonly graph: (tenantId: TenantId) => GraphSide;
  readonly clientStates: ClientStates;
  /** Address under which Graph reaches this server, known once it listens. */
  readonly publicUrl: () => string;
  readonly logger: Logger;
}

const KEEP_JOB = 'keep-subscriptions';
const SWEEP_JOB = 'sweep-transcripts';

/** A capability without words of its own: one job that renews, makes anew and adopts. */
export function makeSubscriptionsCapability(ports: SubscriptionPorts): Capability {
  return {
    name: 'subscriptions',
    jobs: [
      job({
        name: KEEP_JOB,
        schema: z.object({ renewNow: z.boolean().default(false) }),
        everyMs: 15 * MINUTE_MS,
        run: ({ renewNow }, { tenantId }) => keepSubscriptions(ports, tenantId, renewNow),
      }),
    ],
  };
}

/** One that cannot be had does not keep the others from being renewed; the sweeps go on below them all. */
async function keepSubscriptions(
  ports: SubscriptionPorts,
  tenantId: TenantId,
  renewNow: boolean,
): Promise<void> {
  const { client } = ports.graph(tenantId);
  const base = ports.publicUrl();
  const parts = {
    client,
    clientStates: ports.clientStates,
    notificationUrl: `${base}/graph/notify`,
    lifecycleNotificationUrl: `${base}/graph/lifecycle`,
  };
  for (const wish of await wishesOf(ports, tenantId)) {
    const name = `subscription:${wish.resource}`;
    try {
      const kept = await ports.transact(tenantId, ({ marks }) => marks.get(name));
      const known = kept === null ? null : (JSON.parse(kept) as SubscriptionRecord);
      const record = await keepOne(parts, wish, known, renewNow);
      const text = JSON.stringify(record);
      if (text === kept) continue;
      const isNew = record.subscriptionId !== known?.subscriptionId;
      await ports.transact(tenantId, async ({ marks, jobs }) => {
        await marks.set(name, text);
        // Nobody was told of what came before there was a subscription.
        if (isNew && wish.isOfTranscripts) await jobs.send(SWEEP_JOB, {}, { key: 'subscribed' });
      });
    } catch (error) {
      if (!(error instanceof DocketError)) throw error;
      ports.logger.warn('A subscription could not be kept; what it would tell is found by the sweeps.', {
        tenantId,
        resource: wish.resource,
        error,
      });
    }
  }
}

/** Where beta refuses (it promises nothing), v1.0 tells of all but the channel meetings; the sweeps find those. */
async function keepOne(
  parts: SubscriptionParts,
  wish: SubscriptionWish,
  known: SubscriptionRecord | null,
  renewNow: boolean,
): Promise<SubscriptionRecord> {
  try {
    return await ensureSubscription(parts, wish, known, { renewNow });
  } catch (error) {
    const isRefused = error instanceof InputError || error instanceof AccessError;
    if (wish.version !== 'beta' || !isRefused) throw error;
    parts.client.logger.info('A subscription was refused on beta and is made on v1.0.', {
      resource: wish.resource,
      error,
    });
    return ensureSubscription(parts, { ...wish, version: 'v1.0' }, known, { renewNow });
  }
}

async function wishesOf(
  { transact, organisers }: SubscriptionPorts,
  tenantId: TenantId,
): Promise<readonly (SubscriptionWish & { readonly isOfTranscripts: boolean })[]> {
  const people = await organisers(tenantId);
  return transact(tenantId, async ({ projects, registers }) => {
    const wishes = people.map((organiserId) => ({
      ...transcriptsOfOrganiser(tenantId, organiserId),
      isOfTranscripts: true,
    }));
    for (const project of await projects.all()) {
      for (const { list } of await registers.listLinks(project.id)) {
        wishes.push({ ...changesOfList(tenantId, list.siteId, list.listId), isOfTranscripts: false });
      }
    }
    return wishes;
  });
}

/** Each notification becomes a job in the transaction that stores it; the same one again finds the job there. */
export function makeNotificationInbox({
  transact,
  logger,
}: Pick<SubscriptionPorts, 'transact' | 'logger'>): NotificationInbox {
  return {
    async accept(notifications) {
      for (const [tenant, items] of byTenant(notifications)) {
        await transact(asTenantId(tenant), async (stores) => {
          for (const item of items) await queue(stores, asTenantId(tenant), item, logger);
        });
      }
    },
  };
}

function byTenant(notifications: readonly ChangeNotification[]): Map<string, ChangeNotification[]> {
  const groups = new Map<string, ChangeNotification[]>();
  for (const item of notifications) groups.set(item.tenantId, [...(groups.get(item.tenantId) ?? []), item]);
  return groups;
}

async function queue(
  { jobs, registers, projects }: Stores,
  tenantId: TenantId,
  item: ChangeNotification,
  logger: Logger,
): Promise<void> {
  if (item.lifecycleEvent !== undefined) {
    await jobs.send(KEEP_JOB, { renewNow: true }, { key: 'lifecycle' });
    if (item.lifecycleEvent !== 'reauthorizationRequired')
      await jobs.send(SWEEP_JOB, {}, { key: 'lifecycle' });
    return;
  }
  if (item.transcript !== undefined) {
    const { organiserId, onlineMeetingId } = item.transcript;
    if (organiserId === undefined) await jobs.send(SWEEP_JOB, {}, { key: 'notification' });
    else await jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key: onlineMeetingId });
    return;
  }
  if (item.list === undefined) {
    logger.info('A notification is about nothing that Docket follows.', { resource: item.resource });
    return;
  }
  const { listId } = item.list;
  for (const project of await projects.all()) {
    const link = (await registers.listLinks(project.id)).find(({ list }) => list.listId === listId);
    if (link === undefined) continue;
    const { register } = link;
    await jobs.send(
      SYNC_JOB,
      { tenantId, projectId: project.id, register },
      { key: `${project.id}/${register}` },
    );
  }
}
