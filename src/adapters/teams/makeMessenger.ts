/** Docket's voice in Teams: each call is one attempt, and every failure is one of the kernel's errors. */
import { z } from 'zod';
import type { Place } from '../../kernel/chat.ts';
import { ContractError, UnavailableError } from '../../kernel/errors.ts';
import { asPersonId, type PersonId } from '../../kernel/ids.ts';
import type { Messenger, Posted } from '../../kernel/messenger.ts';
import type { Person } from '../../kernel/people.ts';
import type { Clock } from '../../kernel/time.ts';
import type { BotConnection, Speaking } from './botConnection.ts';
import { type Attempt, translateConnectorError } from './errors.ts';
import { joinConversationId, splitConversationId } from './readPlace.ts';
import { type MessageActivity, replacementActivity, replyActivities } from './replyActivity.ts';

/** "Get member profile in a Teams bot": the biggest page that the roster gives. */
const MEMBERS_PER_PAGE = 500;

/** 500 members a page: far beyond the biggest team, so a roster that has no end is noticed. */
const MOST_PAGES = 100;

/** Conversations with persons that were opened in this process, so that each is opened once. */
const MOST_REMEMBERED = 5_000;

const createdSchema = z.object({ id: z.string().min(1), activityId: z.string().nullish() });
const sentSchema = z.object({ id: z.string().min(1) });
const memberSchema = z.object({
  id: z.string().min(1),
  aadObjectId: z.string().nullish(),
  objectId: z.string().nullish(),
  name: z.string().nullish(),
  givenName: z.string().nullish(),
  surname: z.string().nullish(),
  email: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userRole: z.string().nullish(),
});
const memberPageSchema = z.object({
  members: z.array(memberSchema).nullish(),
  continuationToken: z.string().nullish(),
});
const teamSchema = z.object({ name: z.string().nullish(), aadGroupId: z.string().nullish() });
const channelsSchema = z.array(z.object({ id: z.string(), name: z.string().nullish() }));

export function makeMessenger(connection: BotConnection, clock: Clock): Messenger {
  const opened = new Map<string, Promise<Place>>();

  async function attempt<T>(
    doing: Attempt['doing'],
    place: Place,
    work: (speaking: Speaking) => Promise<T>,
  ): Promise<T> {
    try {
      return await connection.speak(place, work);
    } catch (cause) {
      throw translateConnectorError(cause, { doing, conversationId: place.conversationId, now: clock.now() });
    }
  }

  async function postOne(place: Place, activity: MessageActivity): Promise<Posted> {
    return attempt('post', place, ({ connector }) =>
      place.kind === 'channel' && place.threadId === undefined
        ? openThread(connector, place, activity)
        : send(connector, place, activity),
    );
  }

  return {
    async post(place, reply) {
      const [first, ...rest] = replyActivities(reply);
      const posted = await postOne(place, first);
      const thread = posted.threadId === undefined ? place : { ...place, threadId: posted.threadId };
      for (const [index, part] of rest.entries()) {
        try {
          await postOne(thread, part);
        } catch (error) {
          throw partlyPosted(error, index + 1, rest.length + 1);
        }
      }
      return posted;
    },

    async update(place, messageId, reply) {
      const activity = replacementActivity(reply);
      await attempt('update', place, ({ connector }) =>
        connector.conversations.updateActivity(joinConversationId(place), messageId, framed(activity, place)),
      );
    },

    openPersonal(near, personId) {
      const key = `${near.tenantId}/${near.botId}/${personId}`;
      const known = opened.get(key);
      if (known !== undefined) return known;
      const opening = attempt('openPersonal', near, ({ connector }) => openChat(connector, near, personId));
      remember(opened, key, opening);
      return opening;
    },

    members: (place) => attempt('members', place, ({ connector }) => readMembers(connector, place)),

    describe: (place) => attempt('describe', place, ({ teams }) => describePlace(teams, place)),
  };
}

type ConnectorOf = Speaking['connector'];
type OutgoingActivity = Parameters<ConnectorOf['conversations']['sendToConversation']>[1];

function framed(activity: MessageActivity, { botId, botName }: Place): OutgoingActivity {
  return { ...activity, from: { id: botId, name: botName ?? '' } } as OutgoingActivity;
}

async function send(connector: ConnectorOf, place: Place, activity: MessageActivity): Promise<Posted> {
  const sent = await connector.conversations.sendToConversation(
    joinConversationId(place),
    framed(activity, place),
  );
  const { id } = checked(sentSchema, sent, 'a sent message');
  return {
    messageId: messageIdIn(id),
    ...(place.threadId === undefined ? {} : { threadId: place.threadId }),
  };
}

async function openThread(connector: ConnectorOf, place: Place, activity: MessageActivity): Promise<Posted> {
  const created = await connector.conversations.createConversation({
    isGroup: true,
    bot: { id: place.botId, name: place.botName ?? '' },
    channelData: { channel: { id: place.channelId ?? place.conversationId } },
    activity: framed(activity, place),
    tenantId: place.tenantId,
  } as Parameters<ConnectorOf['conversations']['createConversation']>[0]);
  const { id, activityId } = checked(createdSchema, created, 'a new thread');
  const { threadId } = splitConversationId(id);
  const messageId = activityId ? messageIdIn(activityId) : (threadId ?? id);
  return { messageId, threadId: threadId ?? messageId };
}

/** Some hosts answer with the whole `19:...;messageid=N`; the message's own id is the last part. */
function messageIdIn(id: string): string {
  return splitConversationId(id).threadId ?? id;
}

async function openChat(connector: ConnectorOf, near: Place, personId: PersonId): Promise<Place> {
  const created = await connector.conversations.createConversation({
    isGroup: false,
    bot: { id: near.botId, name: near.botName ?? '' },
    members: [{ id: personId, name: '' }],
    tenantId: near.tenantId,
    channelData: { tenant: { id: near.tenantId } },
  } as Parameters<ConnectorOf['conversations']['createConversation']>[0]);
  const { id } = checked(createdSchema, created, 'a new 1:1 chat');
  return {
    kind: 'personal',
    tenantId: near.tenantId,
    conversationId: id,
    serviceUrl: near.serviceUrl,
    botId: near.botId,
    ...(near.botName === undefined ? {} : { botName: near.botName }),
  };
}

function remember(opened: Map<string, Promise<Place>>, key: string, opening: Promise<Place>): void {
  opened.set(key, opening);
  // A failure is for the callers that wait for it; the next one tries anew.
  opening.catch(() => opened.delete(key));
  if (opened.size <= MOST_REMEMBERED) return;
  const [oldest] = opened.keys();
  if (oldest !== undefined) opened.delete(oldest);
}

async function readMembers(connector: ConnectorOf, place: Place): Promise<readonly Person[]> {
  const people = new Map<string, Person>();
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = {
      pageSize: MEMBERS_PER_PAGE,
      ...(token === undefined ? {} : { continuationToken: token }),
    };
    const answer = await connector.conversations.getConversationPagedMembers(
      place.conversationId,
      // The SDK's type wants a token for the first page too, where there is none.
      query as Required<typeof query>,
    );
    const { members, continuationToken } = checked(memberPageSchema, answer, 'a page of members');
    for (const member of members ?? []) {
      // People who joined a meeting without signing in are members of its chat, but nobody is behind the id.
      if (member.userRole === 'anonymous') continue;
      const person = personOf(member);
      people.set(person.id, person);
    }
    if (!continuationToken) return [...people.values()];
    if (continuationToken === token) break;
    token = continuationToken;
  }
  throw new ContractError('endless-roster', 'The list of members from Teams has no end.', {
    details: { conversationId: place.conversationId },
  });
}

function personOf(member: z.infer<typeof memberSchema>): Person {
  const fullName = [member.givenName, member.surname].filter(Boolean).join(' ');
  const mail = member.email || member.userPrincipalName;
  return {
    id: asPersonId(member.aadObjectId || member.objectId || member.id),
    name: member.name || fullName || mail || 'Somebody',
    teamsId: member.id,
    ...(mail ? { mail } : {}),
    ...(member.userRole === 'guest' ? { isGuest: true } : {}),
  };
}

async function describePlace(
  teams: Speaking['teams'],
  place: Place,
): Promise<{ teamName?: string; groupId?: string; channelName?: string }> {
  if (place.kind !== 'channel' || place.teamId === undefined) return {};
  const team = checked(teamSchema, await teams.fetchTeamDetails(place.teamId), 'a team');
  const list = await teams.fetchChannelList(place.teamId);
  const channels = checked(channelsSchema, list.conversations ?? [], 'the channels of a team');
  const channelId = place.channelId ?? place.conversationId;
  const channel = channels.find(({ id }) => id === channelId);
  // The General channel has the team's id and comes without a name.
  const channelName = channel?.name ?? (channelId === place.teamId ? 'General' : undefined);
  return {
    ...(team.name ? { teamName: team.name } : {}),
    ...(team.aadGroupId ? { groupId: team.aadGroupId } : {}),
    ...(channelName ? { channelName } : {}),
  };
}

function checked<Schema extends z.ZodTypeAny>(
  schema: Schema,
  answer: unknown,
  what: string,
): z.output<Schema> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  throw new ContractError(
    'teams-unexpected',
    `Teams answered for ${what} in a form that is not documented.`,
    {
      details: { problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) },
    },
  );
}

/** A part of a long text is in the chat already, so the whole must not be posted again. */
function partlyPosted(cause: unknown, posted: number, parts: number): UnavailableError {
  return new UnavailableError(
    'partly-posted',
    `Only ${posted} of the ${parts} parts of a long message were posted.`,
    { cause, details: { posted, parts }, outcomeUnknown: true },
  );
}
