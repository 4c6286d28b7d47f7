/** Checks the body of "Create subscription" and "Update subscription". */

import { notSupported } from '../core/errorBody.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest } from '../core/route.ts';
import { teamsApps } from '../directory/records.ts';
import { readCertificate } from './encryptNotification.ts';
import { liveSubscriptions, type SubscriptionRecord } from './records.ts';
import {
  type MatchedResource,
  matchResource,
  SHORTEST_MINUTES,
  TEAMS_SUBSCRIPTIONS_PER_TENANT,
} from './resourceRules.ts';

const CREATABLE = [
  'changeType',
  'notificationUrl',
  'lifecycleNotificationUrl',
  'resource',
  'expirationDateTime',
  'clientState',
  'includeResourceData',
  'encryptionCertificate',
  'encryptionCertificateId',
  'latestSupportedTlsVersion',
  'notificationUrlAppId',
];
const UPDATABLE = [
  'expirationDateTime',
  'notificationUrl',
  'encryptionCertificate',
  'encryptionCertificateId',
];
const UNSUPPORTED = ['notificationQueryOptions', 'notificationContentType'];
const TLS_VERSIONS = ['v1_0', 'v1_1', 'v1_2', 'v1_3'];
const MOST_TEXT = 128;
const MINUTE_MS = 60_000;
/** The SharePoint part's collection of lists, by id. */
const LISTS = 'sharepoint.lists';

type Wish = Omit<
  SubscriptionRecord,
  'id' | 'createdAt' | 'isPaused' | 'remindedAtMinutes' | 'appId' | 'tenantId' | 'creatorId' | 'version'
>;

const invalid = (message: string): GraphFault => new GraphFault(400, 'InvalidRequest', message);

function readFields(body: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw misspelt();
  for (const name of Object.keys(body)) {
    if (UNSUPPORTED.includes(name)) throw notSupported(`'${name}' of a subscription`);
    if (!known.includes(name) && !name.startsWith('@odata.')) throw misspelt(name);
  }
  return body as Record<string, unknown>;
}

const misspelt = (name?: string): GraphFault =>
  invalid(
    `Could not process subscription creation payload. Are all property names spelled and camelCased properly?${name === undefined ? '' : ` Not known or not to be set: '${name}'.`}`,
  );

function requireText(value: unknown, name: string): string {
  if (value === undefined || value === null || value === '')
    throw invalid(`${name} is a required property for subscription creation.`);
  if (typeof value !== 'string') throw invalid(`The property '${name}' must be a text.`);
  return value;
}

function optionalText(value: unknown, name: string, most = Number.POSITIVE_INFINITY): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || value.length > most)
    throw invalid(`The property '${name}' must be a text of at most ${most} characters.`);
  return value;
}

export function readNewSubscription(
  context: PartContext,
  request: GraphRequest,
): { readonly wish: Wish; readonly matched: MatchedResource } {
  const fields = readFields(request.json(), CREATABLE);
  const resource = requireText(fields.resource, 'resource');
  const changeType = requireText(fields.changeType, 'changeType');
  const notificationUrl = readAddress(
    requireText(fields.notificationUrl, 'notificationUrl'),
    'notificationUrl',
  );
  const lifecycle = optionalText(fields.lifecycleNotificationUrl, 'lifecycleNotificationUrl');
  const lifecycleNotificationUrl =
    lifecycle === null ? null : readAddress(lifecycle, 'lifecycleNotificationUrl');
  const matched = requireResource(context, request, resource);
  const expirationDateTime = readExpiration(context, fields.expirationDateTime, matched);
  const wish: Wish = {
    resource,
    changeType: readChangeType(changeType, matched),
    notificationUrl,
    lifecycleNotificationUrl,
    expirationDateTime,
    clientState: optionalText(fields.clientState, 'clientState', MOST_TEXT),
    latestSupportedTlsVersion: readTls(fields.latestSupportedTlsVersion),
    notificationUrlAppId: optionalText(fields.notificationUrlAppId, 'notificationUrlAppId'),
    ...readEncryption(fields, matched),
  };
  checkLifecycle(context, wish, matched);
  checkQuotas(context, request, wish, matched);
  return { wish, matched };
}

function readAddress(text: string, name: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = url !== null && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback)) return text;
  throw invalid(
    `The property '${name}' must be an https address. (The local Microsoft 365 also takes http to a loopback address.)`,
  );
}

function requireResource(context: PartContext, request: GraphRequest, resource: string): MatchedResource {
  const { caller, version } = request;
  if (/^https?:/i.test(resource)) throw invalid("The property 'resource' must not include the base URL.");
  const matched = matchResource(resource);
  if (matched === null) throw notSupported(`subscriptions to '${resource}'`);
  const { rule, keys } = matched;
  if (!rule.versions.includes(version))
    throw invalid(
      `The resource '${resource}' can be subscribed to through ${rule.versions.join(', ')} only.`,
    );
  if (rule.anyOf.length > 0 && !rule.anyOf.some((role) => caller.roles.includes(role)))
    throw new GraphFault(
      403,
      'Forbidden',
      `Missing role permissions on the request. API requires one of '${rule.anyOf.join(', ')}'. Roles on the request '${caller.roles.join(', ')}'.`,
    );
  if (keys.userId !== undefined && context.directory.user(keys.userId) === undefined)
    throw new GraphFault(404, 'ResourceNotFound', `The user '${keys.userId}' was not found.`);
  if (
    keys.listId !== undefined &&
    context.store.collection(LISTS).get(keys.listId.toLowerCase()) === undefined
  )
    throw new GraphFault(404, 'itemNotFound', 'The specified list was not found');
  if (keys.teamsAppId !== undefined && teamsApps(context.store).get(keys.teamsAppId) === undefined)
    throw new GraphFault(404, 'ResourceNotFound', `The Teams app '${keys.teamsAppId}' was not found.`);
  return matched;
}

function readChangeType(text: string, { rule }: MatchedResource): string {
  const types = text.split(',').map((type) => type.trim());
  for (const type of types) {
    if (!['created', 'updated', 'deleted'].includes(type))
      throw invalid(`The value '${type}' of changeType is none of created, updated, deleted.`);
    if (!rule.changeTypes.includes(type))
      throw invalid(
        `The changeType '${type}' is not supported for this resource; it takes ${rule.changeTypes.join(', ')}.`,
      );
  }
  return types.join(',');
}

function readTls(value: unknown): string {
  const version = optionalText(value, 'latestSupportedTlsVersion') ?? 'v1_2';
  if (!TLS_VERSIONS.includes(version))
    throw invalid(
      `The value '${version}' of latestSupportedTlsVersion is none of ${TLS_VERSIONS.join(', ')}.`,
    );
  return version;
}

/** Less than 45 minutes is made 45; more than the resource's longest is refused. */
function readExpiration(context: PartContext, value: unknown, { rule }: MatchedResource): string {
  const text = requireText(value, 'expirationDateTime');
  const at = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw misspelt('expirationDateTime');
  const now = Date.parse(context.clock.now());
  if (at <= now) throw invalid('Subscription expiration must be in the future.');
  if (at > now + rule.maxMinutes * MINUTE_MS)
    throw invalid(`Subscription expiration can only be ${rule.maxMinutes} minutes in the future.`);
  return new Date(Math.max(at, now + SHORTEST_MINUTES * MINUTE_MS)).toISOString();
}

function readEncryption(
  fields: Readonly<Record<string, unknown>>,
  { rule }: MatchedResource,
): Pick<SubscriptionRecord, 'includeResourceData' | 'encryptionCertificate' | 'encryptionCertificateId'> {
  const { includeResourceData = false } = fields;
  if (typeof includeResourceData !== 'boolean')
    throw invalid("The property 'includeResourceData' must be true or false.");
  if (!includeResourceData)
    return { includeResourceData, encryptionCertificate: null, encryptionCertificateId: null };
  if (!rule.isRich) throw invalid('Resource data cannot be included in notifications of this resource.');
  const encryptionCertificate = readCertificateText(fields.encryptionCertificate);
  const encryptionCertificateId = optionalText(
    fields.encryptionCertificateId,
    'encryptionCertificateId',
    MOST_TEXT,
  );
  if (encryptionCertificateId === null)
    throw invalid('encryptionCertificateId is a required property when includeResourceData is set to true.');
  return { includeResourceData, encryptionCertificate, encryptionCertificateId };
}

function readCertificateText(value: unknown): string {
  const text = optionalText(value, 'encryptionCertificate');
  if (text === null)
    throw invalid('encryptionCertificate is a required property when includeResourceData is set to true.');
  if (readCertificate(text) === null)
    throw invalid(
      'Certificate validation error: encryptionCertificate must be the base64 form of a DER certificate with an RSA key of 2048 to 4096 bits.',
    );
  return text;
}

/** "Change notifications for Microsoft Teams resources", subscription lifetime. */
function checkLifecycle({ clock }: PartContext, wish: Wish, { rule }: MatchedResource): void {
  const minutes = (Date.parse(wish.expirationDateTime) - Date.parse(clock.now())) / MINUTE_MS;
  if (rule.isTeams && minutes > 60 && wish.lifecycleNotificationUrl === null)
    throw invalid(
      'lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.',
    );
}

function checkQuotas(
  { store, clock }: PartContext,
  { caller }: GraphRequest,
  wish: Wish,
  { rule }: MatchedResource,
): void {
  const live = liveSubscriptions(store, clock.now());
  const plain = (resource: string): string => resource.replace(/^\//, '').toLowerCase();
  const same = live.filter(({ resource }) => plain(resource) === plain(wish.resource));
  const own = same.filter(({ appId }) => appId === caller.appId);
  if (rule.isTeams && own.some(({ changeType }) => changeType === wish.changeType))
    throw new GraphFault(
      409,
      'Conflict',
      `A subscription of this app to '${wish.resource}' with changeType '${wish.changeType}' already exists.`,
    );
  const limit = (count: number, what: string): GraphFault =>
    new GraphFault(403, 'Forbidden', `The limit of ${count} subscriptions ${what} has been reached.`);
  if (rule.perAppAndResource !== undefined && own.length >= rule.perAppAndResource)
    throw limit(rule.perAppAndResource, 'per app and resource');
  if (rule.perResource !== undefined && same.length >= rule.perResource)
    throw limit(rule.perResource, `on '${wish.resource}'`);
  const teams = live.filter(({ resource }) => matchResource(resource)?.rule.isTeams === true);
  if (rule.isTeams && teams.length >= TEAMS_SUBSCRIPTIONS_PER_TENANT)
    throw limit(TEAMS_SUBSCRIPTIONS_PER_TENANT, 'per organisation to Teams resources');
}

/** The changed record. Anything but renewal, a new address or a new certificate is refused. */
export function readRenewal(
  context: PartContext,
  record: SubscriptionRecord,
  body: unknown,
): SubscriptionRecord {
  const fields = readFields(body, UPDATABLE);
  const matched = matchResource(record.resource);
  if (matched === null) throw notSupported(`subscriptions to '${record.resource}'`);
  const changed = {
    ...record,
    ...(fields.expirationDateTime === undefined
      ? {}
      : {
          expirationDateTime: readExpiration(context, fields.expirationDateTime, matched),
          isPaused: false,
          remindedAtMinutes: null,
        }),
    ...(fields.notificationUrl === undefined
      ? {}
      : {
          notificationUrl: readAddress(
            requireText(fields.notificationUrl, 'notificationUrl'),
            'notificationUrl',
          ),
        }),
  };
  if (fields.encryptionCertificate === undefined && fields.encryptionCertificateId === undefined)
    return changed;
  if (!record.includeResourceData)
    throw invalid('A certificate can be set only on a subscription that includes resource data.');
  const encryptionCertificateId =
    optionalText(fields.encryptionCertificateId, 'encryptionCertificateId', MOST_TEXT) ??
    record.encryptionCertificateId;
  const encryptionCertificate =
    fields.encryptionCertificate === undefined
      ? record.encryptionCertificate
      : readCertificateText(fields.encryptionCertificate);
  return { ...changed, encryptionCertificate, encryptionCertificateId };
}
