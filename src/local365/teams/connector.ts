/**
 * The Bot Connector's REST interface ("Send and receive messages" of the Bot Connector), for bots on this machine.
 * What a bot says is kept, shown on the local page, and passed on to a Playground when one runs.
 */
import { readBody, sendJson } from '../core/localPages.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { groups, tenantOf } from '../directory/records.ts';
import type { PlaygroundLink } from './playgroundLink.ts';
import { conversations, type MessageRecord, messageKey, messages, splitConversationId } from './records.ts';
import { connectorMember, findConversation, findTeam, membersOf } from './world.ts';

export const CONNECTOR_PATH = '/connector';

interface Call {
  readonly method: string;
  /** Segments below `/connector/v3`, decoded. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** As sent, below `/connector`, for passing on. */
  readonly path: string;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

export function makeConnector(context: PartContext, link: PlaygroundLink): PlainHandler {
  return {
    prefix: `${CONNECTOR_PATH}/v3/`,
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://local');
      const bytes = await readBody(request);
      if (bytes === null) {
        sendJson(response, 413, fault('MessageSizeTooBig', 'The request body is too large.').body);
        return true;
      }
      let body: unknown = {};
      try {
        if (bytes.length > 0) body = JSON.parse(bytes.toString('utf8'));
      } catch {
        sendJson(response, 400, fault('BadSyntax', 'The body is not JSON.').body);
        return true;
      }
      const below = url.pathname.slice(`${CONNECTOR_PATH}/v3/`.length);
      const answer = await answerCall(context, link, {
        method: request.method ?? 'GET',
        segments: below.split('/').filter(Boolean).map(decodeURIComponent),
        query: url.searchParams,
        body: body as Record<string, unknown>,
        path: `/v3/${below}${url.search}`,
      });
      sendJson(response, answer.status, answer.body);
      return true;
    },
  };
}

const fault = (code: string, message: string, status = 400): Answer => ({
  status,
  body: { error: { code, message } },
});

async function answerCall(context: PartContext, link: PlaygroundLink, call: Call): Promise<Answer> {
  const [what, id, part, sub] = call.segments;
  if (what === 'teams' && id !== undefined) return answerTeam(context, id, part);
  if (what !== 'conversations') return fault('ServiceError', `There is no ${call.path} here.`, 404);
  if (id === undefined) {
    return call.method === 'POST'
      ? openConversation(context, link, call)
      : fault('ServiceError', 'Use POST.', 405);
  }
  if (part === 'activities') return answerActivity(context, link, call, id, sub);
  if (part === 'members' || part === 'pagedmembers') return answerMembers(context, call, id, part, sub);
  return fault('ServiceError', `There is no ${call.path} here.`, 404);
}

function answerTeam(context: PartContext, id: string, part: string | undefined): Answer {
  const team = findTeam(context, id);
  if (team === undefined) return fault('ConversationNotFound', 'The team does not exist.', 404);
  if (part === 'conversations') return { status: 200, body: { conversations: team.channels } };
  const { memberIds } = groups(context.store).get(team.groupId) ?? { memberIds: [] };
  return {
    status: 200,
    body: {
      id,
      name: team.name,
      aadGroupId: team.groupId,
      channelCount: team.channels.length,
      memberCount: memberIds.length,
    },
  };
}

function answerMembers(
  context: PartContext,
  { query }: Call,
  conversationId: string,
  part: string,
  memberId: string | undefined,
): Answer {
  const conversation = findConversation(context, splitConversationId(conversationId).conversationId);
  if (conversation === undefined)
    return fault('ConversationNotFound', 'The conversation does not exist.', 404);
  const tenantId = tenantOf(context.store).id;
  const users = membersOf(context, conversation);
  if (memberId !== undefined) {
    const wanted = memberId.toLowerCase();
    const user = users.find((each) => each.id === wanted || each.userPrincipalName.toLowerCase() === wanted);
    if (user === undefined)
      return fault('MemberNotFoundInConversation', 'The member is not in the conversation.', 404);
    return { status: 200, body: connectorMember(user, tenantId) };
  }
  const all = users.map((user) => connectorMember(user, tenantId));
  if (part === 'members') return { status: 200, body: all };
  // "Get paged members": 50 to 500 a page.
  const size = Math.min(500, Math.max(50, Number(query.get('pageSize') ?? 200) || 200));
  const from = Number(query.get('continuationToken') ?? 0) || 0;
  const next = from + size < all.length ? { continuationToken: String(from + size) } : {};
  return { status: 200, body: { members: all.slice(from, from + size), ...next } };
}

async function openConversation(context: PartContext, link: PlaygroundLink, call: Call): Promise<Answer> {
  const { body } = call;
  const channelId = pick(body, 'channelData', 'channel', 'id');
  const activity = body.activity as Record<string, unknown> | undefined;
  const passed = await link.pass('POST', call.path, body);
  if (typeof channelId === 'string') {
    if (findConversation(context, channelId) === undefined) {
      return fault('ConversationNotFound', 'The channel does not exist.', 404);
    }
    const given = pick(passed?.body, 'activityId');
    const id = typeof given === 'string' ? given : newMessageId(context);
    keep(context, channelId, id, id, activity ?? {});
    return { status: 201, body: { id: `${channelId};messageid=${id}`, activityId: id } };
  }
  const members = Array.isArray(body.members) ? (body.members as { id?: unknown }[]) : [];
  const userId = members[0]?.id;
  const user = typeof userId === 'string' ? context.directory.user(userId.replace(/^29:/, '')) : undefined;
  if (user === undefined) return fault('BadSyntax', 'Failed to resolve the member of the new conversation.');
  const existing = [...conversations(context.store).values()].find((each) => each.userId === user.id);
  const given = pick(passed?.body, 'id');
  const id = existing?.id ?? (typeof given === 'string' ? given : `a:${context.random.uuid()}`);
  conversations(context.store).put(id, { id, kind: 'personal', name: user.displayName, userId: user.id });
  if (activity === undefined) return { status: 201, body: { id } };
  const activityId = newMessageId(context);
  keep(context, id, activityId, null, activity);
  return { status: 201, body: { id, activityId } };
}

async function answerActivity(
  context: PartContext,
  link: PlaygroundLink,
  call: Call,
  conversationId: string,
  activityId: string | undefined,
): Promise<Answer> {
  const split = splitConversationId(conversationId);
  const conversation = findConversation(context, split.conversationId);
  if (conversation === undefined)
    return fault('ConversationNotFound', 'The conversation does not exist.', 404);
  if (call.method === 'POST') {
    const passed = await link.pass('POST', call.path, call.body);
    const given = pick(passed?.body, 'id');
    const id =
      typeof given === 'string' ? (splitConversationId(given).threadId ?? given) : newMessageId(context);
    const threadId = conversation.kind === 'channel' ? (split.threadId ?? activityId ?? id) : null;
    if (call.body.type === 'message') keep(context, split.conversationId, id, threadId, call.body);
    return { status: 201, body: { id } };
  }
  const known =
    activityId === undefined
      ? undefined
      : messages(context.store).get(
          messageKey(split.conversationId, splitConversationId(activityId).threadId ?? activityId),
        );
  if (known === undefined || !known.from.isBot) {
    return fault('ActivityNotFoundInConversation', 'The activity does not exist, or is not the bot’s.', 404);
  }
  if (call.method === 'PUT') {
    await link.pass('PUT', call.path, call.body);
    const { text, attachments } = contentOf(call.body);
    change(context, { ...known, text, attachments, updatedAt: context.clock.now() });
    return { status: 200, body: { id: known.id } };
  }
  if (call.method !== 'DELETE') return fault('ServiceError', 'Use POST, PUT or DELETE.', 405);
  await link.pass('DELETE', call.path, undefined);
  change(context, { ...known, deletedAt: context.clock.now() });
  return { status: 200, body: {} };
}

function keep(
  context: PartContext,
  conversationId: string,
  id: string,
  threadId: string | null,
  activity: Readonly<Record<string, unknown>>,
): void {
  const name = pick(activity, 'from', 'name');
  putMessage(context, {
    id,
    conversationId,
    threadId,
    from: { id: 'bot', name: typeof name === 'string' ? name : 'Docket', isBot: true },
    ...contentOf(activity),
  });
}

/** Keeps a message with its time and number. */
export function putMessage(
  { store, clock }: PartContext,
  message: Omit<MessageRecord, 'sentAt' | 'updatedAt' | 'deletedAt' | 'number'>,
): MessageRecord {
  const all = messages(store);
  const made = { ...message, sentAt: clock.now(), updatedAt: null, deletedAt: null, number: all.size + 1 };
  all.put(messageKey(message.conversationId, message.id), made);
  return made;
}

function change({ store }: PartContext, message: MessageRecord): void {
  messages(store).put(messageKey(message.conversationId, message.id), message);
}

export function contentOf(
  activity: Readonly<Record<string, unknown>>,
): Pick<MessageRecord, 'text' | 'attachments'> {
  const { text, attachments } = activity;
  return {
    text: typeof text === 'string' ? text : '',
    attachments: Array.isArray(attachments) ? (attachments as MessageRecord['attachments']) : [],
  };
}

/** Message ids are the milliseconds of their sending, as in Teams; two in one millisecond get the next ones. */
export function newMessageId({ store, clock }: PartContext): string {
  let id = Date.parse(clock.now());
  const taken = new Set([...messages(store).values()].map((message) => message.id));
  while (taken.has(String(id))) id += 1;
  return String(id);
}

export function pick(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const name of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[name];
  }
  return current;
}
