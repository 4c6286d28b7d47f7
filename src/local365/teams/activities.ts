/** Activities as Teams makes them when a person does something ("Activity schema", "Conversation events in your Teams bot"). */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { groups, tenantOf } from '../directory/records.ts';
import { CONNECTOR_PATH } from './paths.ts';
import { type AttachmentRecord, type ConversationRecord, joinConversationId } from './records.ts';
import { botOf, findTeam } from './world.ts';

export type Activity = Readonly<Record<string, unknown>>;

/** What every activity of a person in a conversation has. */
export function frameOf(
  context: PartContext,
  user: DirectoryUser,
  conversation: ConversationRecord,
  threadId: string | null,
): Record<string, unknown> {
  const { id: tenantId, timeZone } = tenantOf(context.store);
  const locale = typeof user.preferredLanguage === 'string' ? user.preferredLanguage : 'en-GB';
  const bot = botOf(context);
  return {
    channelId: 'msteams',
    timestamp: context.clock.now(),
    localTimezone: timeZone,
    serviceUrl: `${context.address()}${CONNECTOR_PATH}`,
    from: { id: user.id, name: user.displayName, aadObjectId: user.id },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      id: joinConversationId(conversation.id, threadId),
      conversationType: conversation.kind,
      ...(conversation.kind === 'personal' ? {} : { isGroup: true }),
      ...(conversation.kind === 'groupChat' ? { name: conversation.name } : {}),
      tenantId,
    },
    channelData: { tenant: { id: tenantId }, ...teamData(context, conversation) },
    locale,
    entities: [
      {
        type: 'clientInfo',
        locale,
        country: locale.split('-')[1] ?? '',
        platform: 'Web',
        timezone: timeZone,
      },
    ],
  };
}

function teamData(context: PartContext, { id, kind, groupId, teamId }: ConversationRecord): object {
  if (kind !== 'channel') return {};
  const name = groupId === undefined ? undefined : groups(context.store).get(groupId)?.displayName;
  return {
    teamsChannelId: id,
    teamsTeamId: teamId,
    channel: { id },
    team: { id: teamId, aadGroupId: groupId, ...(name === undefined ? {} : { name }) },
  };
}

export interface Mentioned {
  readonly id: string;
  readonly name: string;
}

export interface SaidMessage {
  readonly id: string;
  /** As typed, with `@Name` for each person that is mentioned. */
  readonly text: string;
  readonly mentioned: readonly Mentioned[];
  readonly attachments: readonly AttachmentRecord[];
}

/** A message: text is encoded as HTML, and mentions are `<at>` tags with an entity each. */
export function messageActivity(
  frame: Record<string, unknown>,
  { id, text, mentioned, attachments }: SaidMessage,
): Activity {
  let encoded = encodeHtml(text);
  for (const { name } of mentioned)
    encoded = encoded.replace(`@${encodeHtml(name)}`, `<at>${encodeHtml(name)}</at>`);
  const entities = mentioned.map(({ id: mentionedId, name }) => ({
    type: 'mention',
    text: `<at>${encodeHtml(name)}</at>`,
    mentioned: { id: mentionedId, name },
  }));
  return {
    ...frame,
    type: 'message',
    id,
    text: encoded,
    textFormat: 'plain',
    entities: [...(frame.entities as readonly object[]), ...entities],
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

export const encodeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A click on `Action.Execute` ("Universal Actions for Adaptive Cards"). */
export function clickActivity(
  frame: Record<string, unknown>,
  {
    id,
    messageId,
    verb,
    data,
    trigger,
  }: {
    readonly id: string;
    readonly messageId: string;
    readonly verb: string;
    readonly data: unknown;
    readonly trigger: 'manual' | 'automatic';
  },
): Activity {
  return {
    ...frame,
    type: 'invoke',
    name: 'adaptiveCard/action',
    id,
    replyToId: messageId,
    value: { action: { type: 'Action.Execute', verb, data }, trigger },
  };
}

/** A click on `Action.Submit`: a message without text whose value is the data. */
export const submitActivity = (
  frame: Record<string, unknown>,
  { id, messageId, data }: { readonly id: string; readonly messageId: string; readonly data: unknown },
): Activity => ({ ...frame, type: 'message', id, replyToId: messageId, value: data });

/** What the bot hears when it is put into a team or chat, or taken out of it: both events, in this order. */
export function installationActivities(
  context: PartContext,
  user: DirectoryUser,
  conversation: ConversationRecord,
  action: 'add' | 'remove',
): readonly Activity[] {
  const frame = frameOf(context, user, conversation, null);
  const { channelData, ...rest } = frame;
  const { id: botId } = botOf(context);
  const isChannel = conversation.kind === 'channel';
  const changed = action === 'add' ? 'membersAdded' : 'membersRemoved';
  return [
    {
      ...rest,
      type: 'conversationUpdate',
      id: context.random.uuid(),
      [changed]: [{ id: botId }],
      channelData: isChannel
        ? {
            ...(channelData as object),
            eventType: action === 'add' ? 'teamMemberAdded' : 'teamMemberRemoved',
          }
        : channelData,
    },
    {
      ...rest,
      type: 'installationUpdate',
      action,
      id: context.random.uuid(),
      channelData: isChannel
        ? { ...(channelData as object), settings: { selectedChannel: { id: conversation.id } } }
        : channelData,
    },
  ];
}

/** What the bot hears when people come or go. In a team the conversation is the team's General channel. */
export function membersActivity(
  context: PartContext,
  user: DirectoryUser,
  conversation: ConversationRecord,
  change: { readonly membersAdded: readonly string[] } | { readonly membersRemoved: readonly string[] },
): Activity {
  const place = conversation.kind === 'channel' ? generalOf(context, conversation) : conversation;
  const { channelData, ...rest } = frameOf(context, user, place, null);
  const [[name, ids] = ['membersAdded', []]] = Object.entries(change) as [string, readonly string[]][];
  const eventType = name === 'membersAdded' ? 'teamMemberAdded' : 'teamMemberRemoved';
  return {
    ...rest,
    type: 'conversationUpdate',
    id: context.random.uuid(),
    [name]: ids.map((id) => ({ id, aadObjectId: id })),
    channelData: place.kind === 'channel' ? { ...(channelData as object), eventType } : channelData,
  };
}

function generalOf(context: PartContext, conversation: ConversationRecord): ConversationRecord {
  const team = findTeam(context, conversation.id);
  const general = team?.channels.find(({ name }) => name === null);
  return general === undefined ? conversation : { ...conversation, id: general.id };
}
