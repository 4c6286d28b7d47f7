/**
 * `/local365/chat`: the local Teams for whoever acts as somebody else.
 * GET lists people and conversations; GET `/messages?conversation=ID` what was said; POST `/say` and `/click` speak and
 * click as a person. The bot gets the same activities as from Teams.
 */
import { type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import {
  type ControlAnswer,
  ControlRefusal,
  type ControlRequest,
  controlPage,
  readObject,
} from '../directory/controlPage.ts';
import { newMessageId, putMessage } from './connector.ts';
import { type ConversationRecord, conversations, messageKey, messages } from './records.ts';
import type { BotDoor } from './toBot.ts';
import { findConversation, listConversations, membersOf } from './world.ts';

export function makeChatPage(context: PartContext, door: BotDoor, botId: () => string): PlainHandler {
  return controlPage('/local365/chat', (request) => {
    const [what] = request.below;
    if (request.method === 'GET' && what === undefined) return overview(context);
    if (request.method === 'GET' && what === 'messages') return said(context, request);
    if (request.method === 'POST' && what === 'say') return say(context, door, botId(), request);
    if (request.method === 'POST' && what === 'click') return click(context, door, request);
    return null;
  });
}

function overview(context: PartContext): ControlAnswer {
  const users = [...context.store.collection<DirectoryUser>(USERS).values()];
  return {
    status: 200,
    body: {
      people: users.map(({ id, displayName, jobTitle }) => ({ id, name: displayName, jobTitle })),
      conversations: listConversations(context).map((conversation) => ({
        ...conversation,
        memberIds: membersOf(context, conversation).map(({ id }) => id),
      })),
    },
  };
}

function said({ store }: PartContext, { query }: ControlRequest): ControlAnswer {
  const conversationId = query.get('conversation');
  if (conversationId === null) throw new ControlRefusal('Give ?conversation=ID.');
  const after = Number(query.get('after') ?? 0);
  const found = [...messages(store).values()]
    .filter(
      (message) =>
        message.conversationId === conversationId && message.number > after && message.deletedAt === null,
    )
    .sort((one, other) => one.number - other.number);
  return { status: 200, body: { messages: found } };
}

/** `{ userId, conversationId?, threadId?, text, files? }`; without a conversation the 1:1 chat with the bot. */
async function say(
  context: PartContext,
  door: BotDoor,
  botId: string,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'threadId', 'text', 'files']);
  const user = userOf(context, given.userId);
  const conversation = conversationOf(context, given.conversationId, user);
  const text = typeof given.text === 'string' ? given.text : '';
  const id = newMessageId(context);
  const isChannel = conversation.kind === 'channel';
  const threadId = isChannel ? (typeof given.threadId === 'string' ? given.threadId : id) : null;
  const mention = { type: 'mention', text: '<at>Docket</at>', mentioned: { id: botId, name: 'Docket' } };
  const base = door.activityOf(user, conversation, threadId);
  const activity = {
    ...base,
    type: 'message',
    id,
    text: conversation.kind === 'personal' ? text : `<at>Docket</at> ${text}`,
    textFormat: 'plain',
    ...(conversation.kind === 'personal' ? {} : { entities: [...(base.entities as object[]), mention] }),
    ...(Array.isArray(given.files) ? { attachments: given.files.map(fileAttachment) } : {}),
  };
  putMessage(context, {
    id,
    conversationId: conversation.id,
    threadId,
    from: { id: user.id, name: user.displayName, isBot: false },
    text,
    attachments: [],
  });
  const answer = await door.post(activity);
  return { status: answer.status < 300 ? 200 : 502, body: { id, botStatus: answer.status } };
}

/** A file as it arrives in a chat: `{ name, contentBase64 }`. */
function fileAttachment(file: unknown): object {
  const { name, contentBase64 } = readObject(file, ['name', 'contentBase64']);
  return {
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content: {
      downloadUrl: `data:application/octet-stream;base64,${String(contentBase64)}`,
      uniqueId: String(name),
      fileType: String(name).split('.').at(-1),
    },
  };
}

/** `{ userId, conversationId, messageId, verb, data, trigger? }`; gives the bot's answer to the click. */
async function click(context: PartContext, door: BotDoor, { body }: ControlRequest): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'messageId', 'verb', 'data', 'trigger']);
  const user = userOf(context, given.userId);
  const conversation = conversationOf(context, given.conversationId, user);
  const message = messages(context.store).get(messageKey(conversation.id, String(given.messageId)));
  if (message === undefined) throw new ControlRefusal('There is no such message in this conversation.', 404);
  const activity = {
    ...door.activityOf(user, conversation, message.threadId),
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:${context.random.uuid()}`,
    replyToId: message.id,
    value: {
      action: { type: 'Action.Execute', verb: given.verb, data: given.data ?? {} },
      trigger: given.trigger === 'automatic' ? 'automatic' : 'manual',
    },
  };
  const answer = await door.post(activity);
  return { status: 200, body: { botStatus: answer.status, answer: answer.body ?? {} } };
}

function userOf({ directory }: PartContext, id: unknown): DirectoryUser {
  const user = typeof id === 'string' ? directory.user(id) : undefined;
  if (user === undefined) throw new ControlRefusal('userId is the id of nobody in the directory.');
  return user;
}

function conversationOf(context: PartContext, id: unknown, user: DirectoryUser): ConversationRecord {
  if (typeof id === 'string') {
    const found = findConversation(context, id);
    if (found === undefined) throw new ControlRefusal('There is no such conversation.', 404);
    return found;
  }
  const known = [...conversations(context.store).values()].find(({ userId }) => userId === user.id);
  if (known !== undefined) return known;
  const made: ConversationRecord = {
    id: `a:${context.random.uuid()}`,
    kind: 'personal',
    name: user.displayName,
    userId: user.id,
  };
  conversations(context.store).put(made.id, made);
  return made;
}
