/** Activities on their way to the bot: those of the Playground passed through, those of other people made here. */
import type { DirectoryUser } from '../core/directory.ts';
import { readBody, sendJson } from '../core/localPages.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { tenantOf } from '../directory/records.ts';
import { CONNECTOR_PATH, contentOf, newMessageId, pick, putMessage } from './connector.ts';
import { type ConversationRecord, conversations, splitConversationId } from './records.ts';

/** The connector gives up after 10 to 15 s ("Bot basics"); the local one waits a little longer, to show what happened. */
const BOT_DEADLINE_MS = 20_000;

export interface BotDoor {
  /** Posts an activity to the bot; gives its status and body. */
  post(activity: object): Promise<{ readonly status: number; readonly body: unknown }>;
  /** A message or invoke of a person in a conversation, as Teams would make it. */
  activityOf(
    user: DirectoryUser,
    conversation: ConversationRecord,
    threadId: string | null,
  ): Record<string, unknown>;
}

export function makeBotDoor(context: PartContext, botEndpoint: string | null, botId: () => string): BotDoor {
  return {
    async post(activity) {
      if (botEndpoint === null) return { status: 503, body: { error: 'No bot is configured.' } };
      try {
        const response = await fetch(botEndpoint, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(activity),
          signal: AbortSignal.timeout(BOT_DEADLINE_MS),
        });
        const text = await response.text();
        return { status: response.status, body: text === '' ? null : parse(text) };
      } catch {
        return { status: 504, body: { error: 'The bot did not answer.' } };
      }
    },
    activityOf(user, conversation, threadId) {
      const tenantId = tenantOf(context.store).id;
      const id = threadId === null ? conversation.id : `${conversation.id};messageid=${threadId}`;
      return {
        channelId: 'msteams',
        timestamp: context.clock.now(),
        serviceUrl: `${context.address()}${CONNECTOR_PATH}`,
        from: { id: user.id, name: user.displayName, aadObjectId: user.id },
        recipient: { id: botId(), name: 'Docket' },
        conversation: {
          id,
          conversationType: conversation.kind,
          isGroup: conversation.kind !== 'personal',
          tenantId,
        },
        channelData: {
          tenant: { id: tenantId },
          ...(conversation.kind === 'channel'
            ? {
                team: { id: conversation.teamId, aadGroupId: conversation.groupId },
                channel: { id: conversation.id },
                teamsChannelId: conversation.id,
                teamsTeamId: conversation.teamId,
              }
            : {}),
        },
        entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Web' }],
        locale: 'en-GB',
      };
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * `POST /connector/api/messages`: the Playground's activities, with the connector's address in place of the
 * Playground's, so that the bot answers through here.
 */
export function makePlaygroundDoor(
  context: PartContext,
  door: BotDoor,
  sawBot: (id: string) => void,
): PlainHandler {
  return {
    prefix: `${CONNECTOR_PATH}/api/messages`,
    async handle(request, response) {
      if (request.method !== 'POST') return false;
      const bytes = await readBody(request, 4 * 1_048_576);
      const activity = bytes === null ? null : parse(bytes.toString('utf8'));
      if (typeof activity !== 'object' || activity === null) {
        sendJson(response, 400, { error: 'The body is no activity.' });
        return true;
      }
      const passed: Record<string, unknown> = {
        ...activity,
        serviceUrl: `${context.address()}${CONNECTOR_PATH}`,
      };
      const botId = pick(passed, 'recipient', 'id');
      if (typeof botId === 'string') sawBot(botId);
      remember(context, passed);
      const answer = await door.post(passed);
      sendJson(response, answer.status, (answer.body ?? {}) as object);
      return true;
    },
  };
}

/** Keeps the conversation, and the message when it is one. */
function remember(context: PartContext, activity: Readonly<Record<string, unknown>>): void {
  const conversationId = pick(activity, 'conversation', 'id');
  if (typeof conversationId !== 'string') return;
  const { conversationId: id, threadId } = splitConversationId(conversationId);
  const type = pick(activity, 'conversation', 'conversationType');
  const fromId = pick(activity, 'from', 'aadObjectId') ?? pick(activity, 'from', 'id');
  const user = typeof fromId === 'string' ? context.directory.user(fromId) : undefined;
  if (type === 'personal' && user !== undefined) {
    conversations(context.store).put(id, { id, kind: 'personal', name: user.displayName, userId: user.id });
  }
  if (type === 'groupChat' && conversations(context.store).get(id) === undefined) {
    conversations(context.store).put(id, {
      id,
      kind: 'groupChat',
      name: String(pick(activity, 'conversation', 'name') ?? 'Group chat'),
    });
  }
  if (activity.type !== 'message' || user === undefined) return;
  const messageId = typeof activity.id === 'string' ? activity.id : newMessageId(context);
  putMessage(context, {
    id: messageId,
    conversationId: id,
    threadId: type === 'channel' ? (threadId ?? messageId) : null,
    from: { id: user.id, name: user.displayName, isBot: false },
    ...contentOf(activity),
  });
}
