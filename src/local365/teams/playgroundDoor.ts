/** `POST /connector/api/messages`: activities of an Agents Playground on their way to the bot. */
import { readBody, sendJson } from '../core/localPages.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { contentOf } from './connectorActivities.ts';
import { pick } from './connectorCall.ts';
import { openMessageLog } from './messageLog.ts';
import { CONNECTOR_PATH } from './paths.ts';
import type { PlaygroundLink } from './playgroundLink.ts';
import {
  type ConversationRecord,
  conversations,
  installationScope,
  removals,
  seenBot,
  splitConversationId,
} from './records.ts';
import { type PostToBot, parseOrText } from './toBot.ts';
import { findConversation, keepPersonalChat } from './world.ts';

/** Cards with their inputs are larger than plain messages. */
const MOST_BYTES = 4 * 1_048_576;

/** Passes them on with the connector's address in place of the Playground's, so that the bot answers through here. */
export function makePlaygroundDoor(
  context: PartContext,
  link: PlaygroundLink,
  post: PostToBot,
): PlainHandler {
  return {
    prefix: `${CONNECTOR_PATH}/api/messages`,
    async handle(request, response) {
      if (request.method !== 'POST') return false;
      const bytes = await readBody(request, MOST_BYTES);
      const activity = bytes === null ? null : parseOrText(bytes.toString('utf8'));
      if (typeof activity !== 'object' || activity === null) {
        sendJson(response, 400, { error: 'The body is no activity.' });
        return true;
      }
      const passed: Record<string, unknown> = {
        ...activity,
        serviceUrl: `${context.address()}${CONNECTOR_PATH}`,
      };
      await remember(context, link, passed);
      const answer = await post(passed);
      sendJson(response, answer.status, (answer.body ?? {}) as object);
      return true;
    },
  };
}

/** Keeps who the bot is, the conversation, and the message when it is one. */
async function remember(
  context: PartContext,
  link: PlaygroundLink,
  activity: Readonly<Record<string, unknown>>,
): Promise<void> {
  const botId = pick(activity, 'recipient', 'id');
  const botName = pick(activity, 'recipient', 'name');
  if (typeof botId === 'string' && typeof botName === 'string') {
    const known = seenBot(context.store).get('bot');
    if (known?.id !== botId || known.name !== botName)
      seenBot(context.store).put('bot', { id: botId, name: botName });
  }
  const sentId = pick(activity, 'conversation', 'id');
  if (typeof sentId !== 'string') return;
  const { conversationId, threadId } = splitConversationId(sentId);
  const conversation = await keepConversation(context, link, conversationId, activity);
  if (conversation === undefined) return;
  if (activity.type === 'installationUpdate') keepInstallation(context, conversation, activity.action);
  const user = senderOf(context, activity);
  if (activity.type !== 'message' || user === undefined) return;
  const log = openMessageLog(context);
  const id = typeof activity.id === 'string' ? activity.id : log.newId(conversationId);
  const { text, attachments } = contentOf(activity);
  if (text === '' && attachments.length === 0) return; // An Action.Submit says nothing that a chat shows.
  log.add({
    id,
    conversationId,
    threadId: conversation.kind === 'channel' ? (threadId ?? id) : null,
    from: { id: user.id, name: user.displayName, isBot: false },
    text: text.trim(),
    attachments,
  });
}

function senderOf({ directory }: PartContext, activity: Readonly<Record<string, unknown>>) {
  const id = pick(activity, 'from', 'aadObjectId') ?? pick(activity, 'from', 'id');
  return typeof id === 'string' ? directory.user(id) : undefined;
}

async function keepConversation(
  context: PartContext,
  link: PlaygroundLink,
  id: string,
  activity: Readonly<Record<string, unknown>>,
): Promise<ConversationRecord | undefined> {
  const known = findConversation(context, id);
  if (known !== undefined) return known;
  const type = pick(activity, 'conversation', 'conversationType');
  const user = senderOf(context, activity);
  if (type === 'personal') return user === undefined ? undefined : keepPersonalChat(context, user, id);
  if (type !== 'groupChat') return undefined;
  const name = pick(activity, 'conversation', 'name');
  const memberIds = await playgroundMembers(context, link, id);
  const made: ConversationRecord = {
    id,
    kind: 'groupChat',
    name: typeof name === 'string' && name !== '' ? name : 'Group chat',
    ...(memberIds.length === 0 ? {} : { memberIds }),
  };
  conversations(context.store).put(id, made);
  return made;
}

/** People of the directory whom the Playground has in a group chat. */
async function playgroundMembers(
  { directory }: PartContext,
  link: PlaygroundLink,
  id: string,
): Promise<readonly string[]> {
  const answer = await link.pass('GET', `/v3/conversations/${encodeURIComponent(id)}/members`, undefined);
  const listed: readonly unknown[] = Array.isArray(answer?.body) ? answer.body : [];
  return listed.flatMap((member) => {
    const memberId = pick(member, 'aadObjectId') ?? pick(member, 'id');
    const user = typeof memberId === 'string' ? directory.user(memberId) : undefined;
    return user === undefined ? [] : [user.id];
  });
}

function keepInstallation({ store, clock }: PartContext, conversation: ConversationRecord, action: unknown) {
  const scope = installationScope(conversation);
  if (action === 'add') removals(store).delete(scope);
  if (action === 'remove') removals(store).put(scope, clock.now());
}
