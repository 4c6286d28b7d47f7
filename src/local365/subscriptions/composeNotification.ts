/** Which subscriptions a change concerns, and what they are told ("changeNotification resource type"). */
import type { Change } from '../core/changes.ts';
import type { PartContext } from '../core/part.ts';
import { hasMeetingConsent } from '../meetings/access.ts';
import { isChannelThread } from '../meetings/ids.ts';
import { type MeetingRecord, meetings, transcripts } from '../meetings/records.ts';
import type { SubscriptionRecord } from './records.ts';
import { matchResource } from './resourceRules.ts';

export interface ComposedNotification {
  readonly item: Readonly<Record<string, unknown>>;
  /** To be encrypted; null for a basic notification. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

export interface ComposeRules {
  /** Transcripts count only when the subscription is older than the transcription. */
  readonly mustPrecede: boolean;
}

/** What this subscription is told of this change; null when it does not concern it. */
export function composeNotification(
  context: PartContext,
  subscription: SubscriptionRecord,
  change: Change,
  rules: ComposeRules,
): ComposedNotification | null {
  if (!subscription.changeType.split(',').includes(change.changeType)) return null;
  const transcript =
    /^users\/(?<userId>[^/]+)\/onlineMeetings\/(?<meetingId>[^/]+)\/transcripts\/(?<id>[^/]+)$/.exec(
      change.resource,
    );
  if (transcript?.groups !== undefined)
    return composeTranscript(context, subscription, change, transcript.groups, rules);
  return composeBasic(subscription, change);
}

function common(subscription: SubscriptionRecord): Record<string, unknown> {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription.expirationDateTime,
    ...(subscription.clientState === null ? {} : { clientState: subscription.clientState }),
    tenantId: subscription.tenantId,
  };
}

export const composeLifecycle = (
  subscription: SubscriptionRecord,
  lifecycleEvent: string,
): ComposedNotification => ({ item: { ...common(subscription), lifecycleEvent }, content: null });

function composeTranscript(
  context: PartContext,
  subscription: SubscriptionRecord,
  change: Change,
  { userId = '', meetingId = '', id = '' }: Readonly<Record<string, string>>,
  rules: ComposeRules,
): ComposedNotification | null {
  const matched = matchResource(subscription.resource);
  const meeting = meetings(context.store).get(meetingId);
  if (matched?.rule.kind !== 'transcript' || meeting === undefined) return null;
  const { keys } = matched;
  if (keys.meetingId !== undefined && keys.meetingId !== meetingId) return null;
  if (keys.userId !== undefined && !isPartOf(meeting, keys.userId)) return null;
  if (keys.rsc !== undefined && !hasMeetingConsent(context, subscription.appId, meeting)) return null;
  // "Get change notifications for transcripts and recordings": channel meetings through beta.
  if (isChannelThread(meeting.threadId) && subscription.version !== 'beta') return null;
  const began = transcripts(context.store).get(id)?.createdDateTime ?? '';
  if (rules.mustPrecede && subscription.createdAt > began) return null;
  const path = `onlineMeetings('${meetingId}')/transcripts('${id}')`;
  const resource = keys.userId === undefined ? `communications/${path}` : `users('${keys.userId}')/${path}`;
  const item = {
    ...common(subscription),
    changeType: change.changeType,
    resource,
    resourceData: { '@odata.type': '#Microsoft.Graph.callTranscript', '@odata.id': resource, id },
  };
  return {
    item,
    content: subscription.includeResourceData ? transcriptContent(subscription, change, userId) : null,
  };
}

const isPartOf = (meeting: MeetingRecord, userId: string): boolean =>
  meeting.organiserId === userId.toLowerCase();

function transcriptContent(
  { tenantId }: SubscriptionRecord,
  { resourceData }: Change,
  organiserId: string,
): Record<string, unknown> {
  return {
    '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#callTranscript/$entity',
    ...resourceData,
    meetingOrganizer: {
      application: null,
      device: null,
      user: { id: organiserId, displayName: null, userIdentityType: 'aadUser', tenantId },
    },
  };
}

/** Lists, drives and events: the resource is the one subscribed to, or lies directly in it. */
function composeBasic(subscription: SubscriptionRecord, change: Change): ComposedNotification | null {
  const matched = matchResource(subscription.resource);
  const subscribed = subscription.resource.replace(/^\//, '');
  if (matched === null || matched.rule.kind === 'transcript') return null;
  const isSame = change.resource.toLowerCase() === subscribed.toLowerCase();
  const isEvent =
    matched.rule.kind === 'event' && change.resource.toLowerCase().startsWith(`${subscribed.toLowerCase()}/`);
  if (!isSame && !isEvent) return null;
  const item = { ...common(subscription), changeType: change.changeType, resource: change.resource };
  if (matched.rule.kind === 'event')
    return {
      item: {
        ...item,
        resourceData: {
          '@odata.type': '#Microsoft.Graph.Event',
          '@odata.id': change.resource,
          id: change.resource.split('/').at(-1),
        },
      },
      content: null,
    };
  const type = matched.rule.kind === 'list' ? '#Microsoft.Graph.ListItem' : '#Microsoft.Graph.DriveItem';
  return { item: { ...item, resourceData: { '@odata.type': type } }, content: null };
}
