/** Keeps a subscription alive: found, renewed at half of its life, made anew when it is gone ("subscription resource type"). */
import { z } from 'zod';
import { NotFoundError } from '../../kernel/errors.ts';
import { asInstant, type Instant, instantPlus, MINUTE_MS, millisecondsBetween } from '../../kernel/time.ts';
import type { GraphClient, GraphVersion } from './client.ts';
import type { ClientStates } from './clientState.ts';
import { graphPath } from './graphPath.ts';
import { readAll } from './pages.ts';

/** What Docket wants to be told of. */
export interface SubscriptionWish {
  readonly tenantId: string;
  /** Relative, such as `users/{id}/onlineMeetings/getAllTranscripts`. */
  readonly resource: string;
  readonly changeType: 'created' | 'updated';
  /** Longest life by the page "Subscription lifetime". */
  readonly lifetimeMinutes: number;
  readonly version: GraphVersion;
}

/** What is to be kept of a subscription. Serialisable. */
export interface SubscriptionRecord {
  readonly subscriptionId: string;
  readonly resource: string;
  readonly notificationUrl: string;
  readonly clientState: string;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
}

export interface SubscriptionParts {
  readonly client: GraphClient;
  readonly clientStates: ClientStates;
  /** Public https addresses of `notificationRouter`. */
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string;
  /** For resource data in notifications: the public certificate (base64 DER) and its id. Basic ones need none. */
  readonly certificate?: { readonly base64: string; readonly id: string };
}

/** Days and minutes by "Subscription lifetime": transcripts 3 days, lists under 30 days. */
const TRANSCRIPT_MINUTES = 4_320;
const LIST_MINUTES = 42_300;
/** Kept from the limit, so that a difference between the clocks does not make the request too long. */
const MARGIN_MINUTES = 5;

/**
 * Transcripts of the meetings that one person organises. On beta, since only that tells of channel meetings too, and an
 * app may have one subscription a person ("Get change notifications for meeting transcripts and recordings").
 */
export const transcriptsOfOrganiser = (tenantId: string, organiserId: string): SubscriptionWish => ({
  tenantId,
  resource: `users/${organiserId}/onlineMeetings/getAllTranscripts`,
  changeType: 'created',
  lifetimeMinutes: TRANSCRIPT_MINUTES,
  version: 'beta',
});

/** Changes of a list; tells only that there are some. */
export const changesOfList = (tenantId: string, siteId: string, listId: string): SubscriptionWish => ({
  tenantId,
  resource: `sites/${siteId}/lists/${listId}`,
  changeType: 'updated',
  lifetimeMinutes: LIST_MINUTES,
  version: 'v1.0',
});

const subscriptionSchema = z.object({
  id: z.string().min(1),
  resource: z.string(),
  changeType: z.string(),
  notificationUrl: z.string().nullish(),
  clientState: z.string().nullish(),
  expirationDateTime: z.string(),
});
type GraphSubscription = z.infer<typeof subscriptionSchema>;

/**
 * Gives the living subscription for a wish. `known` is what the last call gave; it is renewed from half of its life on,
 * sooner with `renewNow` (a `reauthorizationRequired` event: renewing reauthorises too). Without one, Graph's own list
 * is asked: a subscription with our address and client state is adopted, one with our address and another client state
 * is deleted. Run it on one process at a time. Throws the client's errors; the endpoint must answer during the call.
 */
export async function ensureSubscription(
  parts: SubscriptionParts,
  wish: SubscriptionWish,
  known: SubscriptionRecord | null,
  { renewNow = false }: { readonly renewNow?: boolean } = {},
): Promise<SubscriptionRecord> {
  const clientState = parts.clientStates.of(wish);
  if (known !== null && isOurs(known, wish, parts, clientState)) {
    if (!renewNow && !isPastHalfLife(known, parts.client.clock.now())) return known;
    const renewed = await renew(parts, wish, known.subscriptionId);
    if (renewed !== null) return renewed;
  }
  const same = (await listSubscriptions(parts.client, wish.version)).filter(
    (each) =>
      normal(each.resource) === normal(wish.resource) &&
      each.changeType === wish.changeType &&
      each.notificationUrl === parts.notificationUrl,
  );
  for (const each of same) {
    const adopted = each.clientState === clientState ? await renew(parts, wish, each.id) : null;
    if (adopted !== null) return adopted;
    await deleteSubscription(parts.client, each.id, wish.version);
  }
  return create(parts, wish, clientState);
}

/** Ends a subscription; one that is gone already is no error. */
export async function deleteSubscription(
  client: GraphClient,
  subscriptionId: string,
  version: GraphVersion = 'v1.0',
): Promise<void> {
  try {
    await client.delete(graphPath`/subscriptions/${subscriptionId}`, { version });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

function isOurs(
  known: SubscriptionRecord,
  wish: SubscriptionWish,
  parts: SubscriptionParts,
  clientState: string,
): boolean {
  return (
    normal(known.resource) === normal(wish.resource) &&
    known.notificationUrl === parts.notificationUrl &&
    known.clientState === clientState
  );
}

function isPastHalfLife({ madeAt, expiresAt }: SubscriptionRecord, now: Instant): boolean {
  return millisecondsBetween(madeAt, now) >= millisecondsBetween(madeAt, expiresAt) / 2;
}

const normal = (resource: string): string => resource.replace(/^\//, '').toLowerCase();

const listSubscriptions = (client: GraphClient, version: GraphVersion): Promise<GraphSubscription[]> =>
  readAll(client, { from: { path: '/subscriptions', version }, item: subscriptionSchema });

/** Moves the end of life; null when the subscription is gone. */
async function renew(
  parts: SubscriptionParts,
  wish: SubscriptionWish,
  subscriptionId: string,
): Promise<SubscriptionRecord | null> {
  try {
    const renewed = await parts.client.patch(graphPath`/subscriptions/${subscriptionId}`, {
      schema: subscriptionSchema,
      body: { expirationDateTime: expiryOf(parts, wish) },
      version: wish.version,
      idempotent: true,
    });
    return recordOf(parts, wish, renewed);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

async function create(
  parts: SubscriptionParts,
  wish: SubscriptionWish,
  clientState: string,
): Promise<SubscriptionRecord> {
  const { certificate } = parts;
  const made = await parts.client.post('/subscriptions', {
    schema: subscriptionSchema,
    body: {
      changeType: wish.changeType,
      notificationUrl: parts.notificationUrl,
      lifecycleNotificationUrl: parts.lifecycleNotificationUrl,
      resource: wish.resource,
      expirationDateTime: expiryOf(parts, wish),
      clientState,
      latestSupportedTlsVersion: 'v1_2',
      ...(certificate === undefined
        ? {}
        : {
            includeResourceData: true,
            encryptionCertificate: certificate.base64,
            encryptionCertificateId: certificate.id,
          }),
    },
    version: wish.version,
  });
  return recordOf(parts, wish, made);
}

const expiryOf = ({ client }: SubscriptionParts, { lifetimeMinutes }: SubscriptionWish): Instant =>
  instantPlus(client.clock.now(), (lifetimeMinutes - MARGIN_MINUTES) * MINUTE_MS);

const recordOf = (
  parts: SubscriptionParts,
  wish: SubscriptionWish,
  made: GraphSubscription,
): SubscriptionRecord => ({
  subscriptionId: made.id,
  resource: wish.resource,
  notificationUrl: parts.notificationUrl,
  clientState: parts.clientStates.of(wish),
  madeAt: parts.client.clock.now(),
  expiresAt: asInstant(made.expirationDateTime),
});
