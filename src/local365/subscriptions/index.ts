/** The subscriptions part: change notifications, their keys, and a page that shows and drives them. */
import { sendJson } from '../core/localPages.ts';
import type { Part, PartContext, PlainHandler } from '../core/part.ts';
import { ControlRefusal, type ControlRequest, controlPage, readObject } from '../directory/controlPage.ts';
import { tenantOf } from '../directory/records.ts';
import { type Delivery, makeDelivery, NOTIFICATION_FAULTS } from './delivery.ts';
import { publicKeySet } from './publisherKey.ts';
import { liveSubscriptions, subscriptions, waitingChanges, waitingNotifications } from './records.ts';
import { matchResource } from './resourceRules.ts';
import { subscriptionRoutes } from './routes.ts';

export function makeSubscriptionsPart(context: PartContext): Part {
  for (const [name, description] of Object.entries(NOTIFICATION_FAULTS))
    context.faults.declare(name, description);
  const delivery = makeDelivery(context, {
    deadlineSeconds: context.settings.declare(
      'NotificationDeadlineSeconds',
      3,
      'A subscriber that has not answered with 2xx by then gets the notification again.',
    ),
    mustPrecede: context.settings.declare(
      'RequireSubscriptionBeforeTranscription',
      false,
      'On, as in a real tenant: a transcript is announced only to subscriptions older than the start of its transcription.',
    ),
  });
  const stopListening = context.onChange((change) => delivery.raise(change));
  const handshakes = new AbortController();
  return {
    name: 'subscriptions',
    routes: subscriptionRoutes(context, delivery.rearm, handshakes.signal),
    plain: [control(context, delivery), ...keyPages(context)],
    async close() {
      stopListening();
      handshakes.abort();
      await delivery.close();
    },
  };
}

function control(context: PartContext, delivery: Delivery): PlainHandler {
  return controlPage('/local365/subscriptions', async (request) => {
    const [first, second] = request.below;
    if (request.method === 'GET' && first === undefined)
      return { status: 200, body: overview(context, delivery) };
    if (request.method === 'POST' && first === 'run' && second === undefined)
      return { status: 200, body: await delivery.runDue() };
    if (request.method === 'POST' && first !== undefined && second === 'lifecycle')
      return { status: 202, body: sendLifecycle(context, delivery, first, request.body) };
    return null;
  });
}

function overview({ store, clock }: PartContext, delivery: Delivery): object {
  const shown = liveSubscriptions(store, clock.now()).map(
    ({ encryptionCertificate: _certificate, clientState: _secret, ...record }) => record,
  );
  return {
    subscriptions: shown,
    attempts: delivery.attempts(),
    changes: [...waitingChanges(store).values()].map(({ change, dueAt }) => ({
      resource: change.resource,
      dueAt,
    })),
    notifications: [...waitingNotifications(store).values()].map(
      ({ subscriptionId, url, dueAt, firstAt, attempts }) => ({
        subscriptionId,
        url,
        dueAt,
        firstAt,
        attempts,
      }),
    ),
  };
}

/** Events that Graph sends for Outlook's resources only ("Reduce missing subscriptions and change notifications"). */
const OUTLOOK_EVENTS = ['subscriptionRemoved', 'missed'];

function sendLifecycle(
  { store, clock }: PartContext,
  delivery: Delivery,
  id: string,
  body: ControlRequest['body'],
): object {
  const { event, pause = false } = readObject(body, ['event', 'pause']);
  const record = liveSubscriptions(store, clock.now()).find((one) => one.id === id);
  if (record === undefined) throw new ControlRefusal(`There is no subscription '${id}'.`, 404);
  if (record.lifecycleNotificationUrl === null)
    throw new ControlRefusal('This subscription has no lifecycleNotificationUrl.');
  if (typeof pause !== 'boolean') throw new ControlRefusal("'pause' is true or false.");
  const isOutlook = matchResource(record.resource)?.rule.kind === 'event';
  const isKnown =
    event === 'reauthorizationRequired' || (isOutlook && OUTLOOK_EVENTS.includes(String(event)));
  if (!isKnown)
    throw new ControlRefusal(
      `'${String(event)}' is not sent for this resource. All resources: reauthorizationRequired; events of a calendar also: ${OUTLOOK_EVENTS.join(', ')}.`,
    );
  delivery.sendLifecycle(record, String(event));
  if (event === 'subscriptionRemoved') subscriptions(store).delete(id);
  else if (pause) subscriptions(store).put(id, { ...record, isPaused: true });
  return { sent: event, to: record.lifecycleNotificationUrl };
}

/** Where receivers of rich notifications find the keys of `validationTokens`, as at login.microsoftonline.com. */
function keyPages(context: PartContext): readonly PlainHandler[] {
  const page = (path: string, body: () => object): PlainHandler => ({
    prefix: path,
    handle(request, response) {
      if (request.method !== 'GET' || (request.url ?? '').split('?', 1)[0] !== path) return false;
      sendJson(response, 200, body());
      return true;
    },
  });
  const keys = '/common/discovery/v2.0/keys';
  const configuration = (): object => ({
    issuer: `https://sts.windows.net/${tenantOf(context.store).id}/`,
    jwks_uri: `${context.address()}${keys}`,
    id_token_signing_alg_values_supported: ['RS256'],
  });
  return [
    page(keys, () => publicKeySet(context.store)),
    page('/common/.well-known/openid-configuration', configuration),
    page('/common/v2.0/.well-known/openid-configuration', configuration),
  ];
}
