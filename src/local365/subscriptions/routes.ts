/** `/subscriptions`: "subscription resource type" and its methods. An app sees its own only. */
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { validateAddress } from './handshake.ts';
import { readNewSubscription, readRenewal } from './readSubscription.ts';
import { liveSubscriptions, type SubscriptionRecord, subscriptions } from './records.ts';

/** `changed` is called after each change, so that timers are set anew; `signal` ends handshakes at closing. */
export function subscriptionRoutes(
  context: PartContext,
  changed: () => void,
  signal: AbortSignal,
): readonly Route[] {
  const { store, clock, random } = context;
  const put = (record: SubscriptionRecord): void => {
    subscriptions(store).put(record.id, record);
    changed();
  };
  const own = (request: GraphRequest): readonly SubscriptionRecord[] =>
    liveSubscriptions(store, clock.now()).filter(({ appId }) => appId === request.caller.appId);
  const required = (request: GraphRequest): SubscriptionRecord => {
    const id = request.params.subscriptionId ?? '';
    const record = own(request).find((one) => one.id === id);
    if (record === undefined) throw new GraphFault(404, 'ResourceNotFound', 'The object was not found.');
    return record;
  };
  const path = '/subscriptions/{subscriptionId}';
  return [
    {
      method: 'POST',
      path: '/subscriptions',
      page: 'Create subscription',
      handle: async (request) => {
        const { wish } = readNewSubscription(context, request);
        await validateAddress(wish.notificationUrl, random.uuid(), signal);
        if (wish.lifecycleNotificationUrl !== null)
          await validateAddress(wish.lifecycleNotificationUrl, random.uuid(), signal);
        // Another request may have made the same one while the addresses were asked.
        readNewSubscription(context, request);
        const record: SubscriptionRecord = {
          ...wish,
          id: random.uuid(),
          appId: request.caller.appId,
          tenantId: request.caller.tenantId,
          creatorId: request.caller.userId ?? request.caller.appId,
          version: request.version,
          createdAt: clock.now(),
          isPaused: false,
          remindedAtMinutes: null,
        };
        put(record);
        return { status: 201, body: show(request, record) };
      },
    },
    {
      method: 'GET',
      path: '/subscriptions',
      page: 'List subscriptions',
      handle: (request) => ({ status: 200, body: { value: own(request).map((one) => show(request, one)) } }),
    },
    {
      method: 'GET',
      path,
      page: 'Get subscription',
      handle: (request) => ({ status: 200, body: show(request, required(request)) }),
    },
    {
      method: 'PATCH',
      path,
      page: 'Update subscription',
      handle: async (request) => {
        const record = required(request);
        const wanted = readRenewal(context, record, request.json());
        if (wanted.notificationUrl !== record.notificationUrl)
          await validateAddress(wanted.notificationUrl, random.uuid(), signal);
        put(wanted);
        return { status: 200, body: show(request, wanted) };
      },
    },
    {
      method: 'DELETE',
      path,
      page: 'Delete subscription',
      handle: (request) => {
        subscriptions(store).delete(required(request).id);
        changed();
        return { status: 204 };
      },
    },
    {
      method: 'POST',
      path: `${path}/reauthorize`,
      page: 'subscription: reauthorize',
      handle: (request) => {
        put({ ...required(request), isPaused: false });
        return { status: 204 };
      },
    },
  ];
}

/** Never with the certificate. */
function show(request: GraphRequest, record: SubscriptionRecord): object {
  return {
    '@odata.context': `${request.baseUrl}/$metadata#subscriptions/$entity`,
    id: record.id,
    resource: record.resource,
    applicationId: record.appId,
    changeType: record.changeType,
    clientState: record.clientState,
    notificationUrl: record.notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: record.lifecycleNotificationUrl,
    expirationDateTime: record.expirationDateTime,
    creatorId: record.creatorId,
    includeResourceData: record.includeResourceData,
    latestSupportedTlsVersion: record.latestSupportedTlsVersion,
    encryptionCertificate: null,
    encryptionCertificateId: record.encryptionCertificateId,
    notificationUrlAppId: record.notificationUrlAppId,
  };
}
