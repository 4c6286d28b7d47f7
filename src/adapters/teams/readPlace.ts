/** Where an activity was said, and by whom. */
import type { Place, PlaceKind } from '../../kernel/chat.ts';
import { asPersonId, asTenantId } from '../../kernel/ids.ts';
import type { Person } from '../../kernel/people.ts';
import type { TeamsActivity } from './activitySchema.ts';

const THREAD_MARK = ';messageid=';

/** `19:...@thread.tacv2;messageid=17...` in its two parts; only channel threads have the second. */
export function splitConversationId(id: string): {
  readonly conversationId: string;
  readonly threadId?: string;
} {
  const at = id.indexOf(THREAD_MARK);
  if (at < 0) return { conversationId: id };
  const threadId = id.slice(at + THREAD_MARK.length);
  return { conversationId: id.slice(0, at), ...(threadId === '' ? {} : { threadId }) };
}

/** The conversation id to post to: the thread where the place has one. */
export function joinConversationId({ conversationId, threadId }: Place): string {
  return threadId === undefined ? conversationId : `${conversationId}${THREAD_MARK}${threadId}`;
}

/** Tenant of the conversation, as the connector signed it; undefined when the activity tells none. */
export function tenantOf(activity: TeamsActivity): string | undefined {
  return activity.conversation.tenantId ?? activity.channelData?.tenant?.id ?? undefined;
}

/** Where it was said. `serviceUrl` and names are those of this activity, so the newest place is the one to keep. */
export function readPlace(activity: TeamsActivity, tenantId: string): Place {
  const { channelData, recipient } = activity;
  const { conversationId, threadId } = splitConversationId(activity.conversation.id);
  const kind = kindOf(activity);
  const channelId =
    channelData?.channel?.id ??
    channelData?.settings?.selectedChannel?.id ??
    (kind === 'channel' ? conversationId : undefined);
  const place = {
    kind,
    tenantId: asTenantId(tenantId),
    conversationId,
    serviceUrl: activity.serviceUrl,
    botId: recipient.id,
    ...(recipient.name ? { botName: recipient.name } : {}),
  };
  if (kind !== 'channel') return place;
  const team = channelData?.team;
  return {
    ...place,
    ...(threadId === undefined ? {} : { threadId }),
    ...(channelId ? { channelId } : {}),
    ...(team?.id ? { teamId: team.id } : {}),
    ...(team?.aadGroupId ? { groupId: team.aadGroupId } : {}),
  };
}

function kindOf({ conversation, channelData }: TeamsActivity): PlaceKind {
  const { conversationType } = conversation;
  if (conversationType === 'channel' || conversationType === 'groupChat' || conversationType === 'personal') {
    return conversationType;
  }
  if (channelData?.team || channelData?.channel || conversation.id.includes('@thread.tacv2'))
    return 'channel';
  return conversation.isGroup ? 'groupChat' : 'personal';
}

/**
 * The person of a signed activity. Guests and people of other organisations may come without an Entra id; they are
 * known by Teams' own id then (`29:...`), which no role of a project ever names.
 */
export function readPerson(from: NonNullable<TeamsActivity['from']>): Person {
  return {
    id: asPersonId(from.aadObjectId || from.id),
    name: from.name || 'Somebody',
    teamsId: from.id,
    ...(from.aadObjectId ? {} : { isGuest: true }),
  };
}
