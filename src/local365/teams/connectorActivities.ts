/** Messages of the bot: new ones, changed ones, deleted ones, new threads and 1:1 chats. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { type Answer, type Call, pickText, refuse } from './connectorCall.ts';
import { openMessageLog } from './messageLog.ts';
import type { PlaygroundLink, PlaygroundReply } from './playgroundLink.ts';
import {
  type ConversationRecord,
  conversations,
  type MessageRecord,
  splitConversationId,
} from './records.ts';
import { botOf, findConversation, findPersonalChat, isBotThere, keepPersonalChat } from './world.ts';

const notThere = refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
const noConversation = refuse(404, 'ConversationNotFound', 'The conversation does not exist.');

/** A new thread in a channel, or the 1:1 chat with a person ("Create a conversation"). */
export async function openConversation(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
): Promise<Answer> {
  const channelId = pickText(call.body, 'channelData', 'channel', 'id');
  return channelId === undefined
    ? openPersonal(context, link, call)
    : openThread(context, link, call, channelId);
}

async function openThread(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  channelId: string,
): Promise<Answer> {
  const channel = findConversation(context, channelId);
  if (channel?.kind !== 'channel') return refuse(404, 'ConversationNotFound', 'The channel does not exist.');
  if (!isBotThere(context, channel)) return notThere;
  if (typeof call.body.activity !== 'object' || call.body.activity === null)
    return refuse(400, 'BadSyntax', 'A new thread in a channel needs an activity.');
  const passed = await link.pass('POST', call.path, call.body);
  const id = pickText(passed?.body, 'activityId') ?? openMessageLog(context).newId(channelId);
  keepMessage(context, channelId, id, id, call.body.activity as Call['body']);
  return { status: 201, body: { id: `${channelId};messageid=${id}`, activityId: id } };
}

async function openPersonal(context: PartContext, link: PlaygroundLink, call: Call): Promise<Answer> {
  const members = Array.isArray(call.body.members) ? (call.body.members as readonly unknown[]) : [];
  const userId = pickText(members[0], 'id')?.replace(/^(29:|8:orgid:)/, '');
  const user = userId === undefined ? undefined : context.directory.user(userId);
  if (user === undefined)
    return refuse(
      400,
      'BadSyntax',
      'Bot cannot create a conversation with a member who is not in the tenant.',
    );
  const passed = await link.pass('POST', call.path, call.body);
  const { id } = findPersonalChat(context, user.id) ?? adoptPersonalChat(context, user, passed);
  if (typeof call.body.activity !== 'object' || call.body.activity === null)
    return { status: 201, body: { id } };
  const activityId = openMessageLog(context).newId(id);
  keepMessage(context, id, activityId, null, call.body.activity as Call['body']);
  return { status: 201, body: { id, activityId } };
}

/** The Playground's chat with the person, so that both show the same one; else a new one. */
function adoptPersonalChat(
  context: PartContext,
  user: DirectoryUser,
  passed: PlaygroundReply | null,
): ConversationRecord {
  const given = pickText(passed?.body, 'id');
  const isFree = given !== undefined && conversations(context.store).get(given) === undefined;
  return keepPersonalChat(context, user, isFree ? given : `a:${context.random.uuid()}`);
}

export async function answerActivity(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  sentId: string,
  sentActivityId: string | undefined,
): Promise<Answer> {
  const { conversationId, threadId } = splitConversationId(sentId);
  const conversation = findConversation(context, conversationId);
  if (conversation === undefined) return noConversation;
  if (!isBotThere(context, conversation)) return notThere;
  const activityId = sentActivityId === undefined ? undefined : messageIdIn(sentActivityId);
  if (call.method === 'POST') return say(context, link, call, conversation, threadId ?? activityId ?? null);
  const known =
    activityId === undefined ? undefined : openMessageLog(context).get(conversationId, activityId);
  if (known === undefined || !known.from.isBot || known.deletedAt !== null)
    return refuse(404, 'ActivityNotFoundInConversation', 'The activity does not exist, or is not the bot’s.');
  if (call.method === 'PUT') return replace(context, link, call, known);
  if (call.method === 'DELETE') return remove(context, link, call, known);
  return refuse(405, 'ServiceError', 'Use POST, PUT or DELETE.');
}

async function say(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  { id: conversationId, kind }: ConversationRecord,
  threadId: string | null,
): Promise<Answer> {
  const passed = await link.pass('POST', call.path, call.body);
  const given = pickText(passed?.body, 'id');
  const id = given === undefined ? openMessageLog(context).newId(conversationId) : messageIdIn(given);
  // Typing and the like are not kept: nobody could see them later.
  if (call.body.type === 'message')
    keepMessage(context, conversationId, id, kind === 'channel' ? (threadId ?? id) : null, call.body);
  return { status: 201, body: { id } };
}

async function replace(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  known: MessageRecord,
): Promise<Answer> {
  await link.pass('PUT', call.path, call.body);
  openMessageLog(context).change({ ...known, ...contentOf(call.body), updatedAt: context.clock.now() });
  return { status: 200, body: { id: known.id } };
}

async function remove(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  known: MessageRecord,
): Promise<Answer> {
  await link.pass('DELETE', call.path, undefined);
  openMessageLog(context).change({ ...known, text: '', attachments: [], deletedAt: context.clock.now() });
  return { status: 200, body: {} };
}

/** Some hosts answer with the whole `19:...;messageid=N`; the message's own id is the last part. */
const messageIdIn = (id: string): string => splitConversationId(id).threadId ?? id;

function keepMessage(
  context: PartContext,
  conversationId: string,
  id: string,
  threadId: string | null,
  activity: Call['body'],
): void {
  const bot = botOf(context);
  openMessageLog(context).add({
    id,
    conversationId,
    threadId,
    from: { id: bot.id, name: pickText(activity, 'from', 'name') ?? bot.name, isBot: true },
    ...contentOf(activity),
  });
}

/** Text, mentions of people as `@Name`, and attachments of an activity. */
export function contentOf(activity: Call['body']): Pick<MessageRecord, 'text' | 'attachments'> {
  const { text, attachments } = activity;
  return {
    text: typeof text === 'string' ? text.replace(/<at(?:\s[^>]*)?>([^<]*)<\/at>/g, '@$1') : '',
    attachments: Array.isArray(attachments)
      ? (attachments as readonly unknown[]).flatMap((one) => {
          const contentType = pickText(one, 'contentType');
          return contentType === undefined
            ? []
            : [{ ...(one as MessageRecord['attachments'][number]), contentType }];
        })
      : [],
  };
}
