/**
 * `/local365/chat`: the local Teams for whoever acts as somebody. The bot gets the same activities as from Teams.
 * Described in the README of this folder.
 */
import type { PartContext, PlainHandler } from '../core/part.ts';
import {
  type ControlAnswer,
  ControlRefusal,
  type ControlRequest,
  controlPage,
} from '../directory/controlPage.ts';
import { groups } from '../directory/records.ts';
import { readUser } from './chatRequest.ts';
import { changeMembers, install, makeGroupChat } from './gather.ts';
import { openMessageLog } from './messageLog.ts';
import { CHAT_PATH } from './paths.ts';
import type { ConversationRecord } from './records.ts';
import { click, say, submit } from './speak.ts';
import type { PostToBot } from './toBot.ts';
import { botOf, findConversation, isBotThere, listConversations, membersOf } from './world.ts';

type Deed = (
  context: PartContext,
  post: PostToBot,
  request: ControlRequest,
) => ControlAnswer | Promise<ControlAnswer>;

export function makeChatPage(context: PartContext, post: PostToBot): PlainHandler {
  const filesReachBot = context.settings.declare(
    'ChannelFilesReachBot',
    true,
    'On: files attached in channels and group chats reach the bot. Off, as in a real tenant: only those of 1:1 chats do.',
  );
  const deeds = new Map<string, Deed>([
    ['say', (...given) => say(...given, filesReachBot())],
    ['click', click],
    ['submit', submit],
    ['groups', makeGroupChat],
    ['members', changeMembers],
    ['install', install],
  ]);
  return controlPage(CHAT_PATH, (request) => {
    const [what = '', ...more] = request.below;
    if (more.length > 0) return null;
    if (request.method === 'GET' && what === '') return overview(context, request);
    if (request.method === 'GET' && what === 'messages') return messagesOf(context, request);
    const deed = deeds.get(what);
    if (deed === undefined) return null;
    if (request.method !== 'POST')
      throw new ControlRefusal(`${request.method} is not possible here; use POST.`, 405);
    return deed(context, post, request);
  });
}

/** `?userId=` leaves out conversations that this person is not in. */
function overview(context: PartContext, { query }: ControlRequest): ControlAnswer {
  const userId = query.get('userId');
  if (userId !== null) readUser(context, userId);
  const shown = listConversations(context)
    .map((conversation) => showConversation(context, conversation))
    .filter(({ memberIds }) => userId === null || memberIds.includes(userId));
  return {
    status: 200,
    body: { bot: botOf(context), conversations: shown, revision: openMessageLog(context).revision },
  };
}

function showConversation(context: PartContext, conversation: ConversationRecord) {
  const last = openMessageLog(context).last(conversation.id);
  const group =
    conversation.groupId === undefined ? undefined : groups(context.store).get(conversation.groupId);
  return {
    ...conversation,
    ...(group === undefined ? {} : { teamName: group.displayName }),
    memberIds: membersOf(context, conversation).map(({ id }) => id),
    hasBot: isBotThere(context, conversation),
    lastMessage:
      last === undefined
        ? null
        : {
            number: last.number,
            from: last.from.name,
            text: last.text.slice(0, 140),
            hasCard: last.attachments.length > 0,
            sentAt: last.sentAt,
          },
  };
}

/** `?conversation=ID&after=REVISION`: what was said or changed since; without `after` everything. */
function messagesOf(context: PartContext, { query }: ControlRequest): ControlAnswer {
  const conversationId = query.get('conversation');
  const after = Number(query.get('after') ?? 0);
  if (conversationId === null || !Number.isFinite(after))
    throw new ControlRefusal(
      'Give ?conversation=ID, and with &after=NUMBER the revision that is known already.',
    );
  if (findConversation(context, conversationId) === undefined)
    throw new ControlRefusal(`There is no conversation '${conversationId}'.`, 404);
  const log = openMessageLog(context);
  return {
    status: 200,
    body: { messages: log.after(conversationId, after), revision: log.revision },
  };
}
