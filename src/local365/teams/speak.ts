/** What a person says and clicks: kept, and sent to the bot as Teams sends it. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import {
  type ControlAnswer,
  ControlRefusal,
  type ControlRequest,
  readObject,
} from '../directory/controlPage.ts';
import { clickActivity, frameOf, type Mentioned, messageActivity, submitActivity } from './activities.ts';
import { keepFile, readFiles } from './chatFiles.ts';
import { readConversation, readMessage, readUser } from './chatRequest.ts';
import { openMessageLog } from './messageLog.ts';
import type { ConversationRecord } from './records.ts';
import type { PostToBot } from './toBot.ts';
import { botOf, isBotThere, membersOf, openPersonalChat } from './world.ts';

/**
 * `{ userId, conversationId?, threadId?, text?, files?, mentionBot? }`; without a conversation the 1:1 chat with the
 * bot. The bot hears what is said to it: everything in a 1:1 chat, elsewhere what mentions it, which `mentionBot`
 * (true unless said) does. `@Name` mentions a person of the conversation. Files outside 1:1 chats reach the bot only with
 * `filesReachBot`.
 */
export async function say(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
  filesReachBot: boolean,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'threadId', 'text', 'files', 'mentionBot']);
  const user = readUser(context, given.userId);
  const conversation =
    given.conversationId === undefined
      ? openPersonalChat(context, user)
      : readConversation(context, given.conversationId, user);
  const { text = '', mentionBot = true } = given;
  if (typeof text !== 'string') throw new ControlRefusal("'text' is a text.");
  if (typeof mentionBot !== 'boolean') throw new ControlRefusal("'mentionBot' is true or false.");
  const files = readFiles(given.files);
  if (text.trim() === '' && files.length === 0)
    throw new ControlRefusal("Say something: give 'text' or 'files'.");
  const log = openMessageLog(context);
  const id = log.newId(conversation.id);
  const threadId = readThread(context, conversation, given.threadId, id);
  const said = withMentions(context, conversation, text, mentionBot);
  const attachments = files.map((file) => keepFile(context, file));
  log.add({
    id,
    conversationId: conversation.id,
    threadId,
    from: { id: user.id, name: user.displayName, isBot: false },
    text: said.text,
    attachments,
  });
  if (!said.isToBot || !isBotThere(context, conversation))
    return { status: 200, body: { id, conversationId: conversation.id, threadId, botStatus: null } };
  const frame = frameOf(context, user, conversation, threadId);
  const reaching = conversation.kind === 'personal' || filesReachBot ? attachments : [];
  const answer = await post(messageActivity(frame, { id, ...said, attachments: reaching }));
  const status = answer.status < 300 ? 200 : 502;
  return {
    status,
    body: {
      id,
      conversationId: conversation.id,
      threadId,
      botStatus: answer.status,
      ...(status === 200 ? {} : { error: problemOf(answer.status, answer.body) }),
    },
  };
}

function readThread(
  context: PartContext,
  conversation: ConversationRecord,
  sent: unknown,
  ownId: string,
): string | null {
  if (conversation.kind !== 'channel') {
    if (sent !== undefined && sent !== null) throw new ControlRefusal('Only channels have threads.');
    return null;
  }
  if (sent === undefined || sent === null) return ownId;
  const root = readMessage(context, conversation, sent);
  return root.threadId ?? root.id;
}

/** The bot is named in front where it is to be mentioned and is not yet. */
function withMentions(
  context: PartContext,
  conversation: ConversationRecord,
  typed: string,
  mentionBot: boolean,
): { readonly text: string; readonly mentioned: readonly Mentioned[]; readonly isToBot: boolean } {
  const bot = botOf(context);
  const isPersonal = conversation.kind === 'personal';
  const isNamed = typed.includes(`@${bot.name}`);
  const text = isPersonal || isNamed || !mentionBot ? typed : `@${bot.name} ${typed}`.trimEnd();
  const people = membersOf(context, conversation)
    .map(({ id, displayName }) => ({ id, name: displayName }))
    // Of two names of which one begins with the other, the longer one is meant.
    .sort((one, other) => other.name.length - one.name.length);
  let left = text;
  const mentioned = [bot, ...people].filter(({ name }) => {
    const isThere = left.includes(`@${name}`);
    left = left.replace(`@${name}`, '');
    return isThere;
  });
  return { text, mentioned, isToBot: isPersonal || mentioned.includes(bot) };
}

/** `{ userId, conversationId, messageId, verb, data?, trigger? }`: gives the bot's answer to `Action.Execute`. */
export async function click(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'messageId', 'verb', 'data', 'trigger']);
  const { user, conversation, message } = readPlace(context, given);
  if (typeof given.verb !== 'string') throw new ControlRefusal("'verb' is the verb of the card's action.");
  const { data = {}, trigger = 'manual' } = given;
  if (trigger !== 'manual' && trigger !== 'automatic')
    throw new ControlRefusal("'trigger' is 'manual' or 'automatic'.");
  const answer = await post(
    clickActivity(frameOf(context, user, conversation, message.threadId), {
      id: `f:${context.random.uuid()}`,
      messageId: message.id,
      verb: given.verb,
      data,
      trigger,
    }),
  );
  return { status: 200, body: { botStatus: answer.status, answer: answer.body ?? {} } };
}

/** `{ userId, conversationId, messageId, data? }`: an `Action.Submit`, which has no answer of its own. */
export async function submit(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'messageId', 'data']);
  const { user, conversation, message } = readPlace(context, given);
  const id = openMessageLog(context).newId(conversation.id);
  const frame = frameOf(context, user, conversation, message.threadId);
  const answer = await post(submitActivity(frame, { id, messageId: message.id, data: given.data ?? {} }));
  return { status: 200, body: { botStatus: answer.status } };
}

function readPlace(context: PartContext, given: Readonly<Record<string, unknown>>) {
  const user: DirectoryUser = readUser(context, given.userId);
  const conversation = readConversation(context, given.conversationId, user);
  return { user, conversation, message: readMessage(context, conversation, given.messageId) };
}

function problemOf(status: number, body: unknown): string {
  const error = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
  return typeof error === 'string' ? error : `The bot answered with status ${status}.`;
}
