/** The local Teams' people and places, read from the directory. */
import { APPS, type AppRegistration, type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { channels, chats, groups, teamsApps, tenantOf } from '../directory/records.ts';
import {
  type BotRecord,
  type ConversationRecord,
  conversations,
  installationScope,
  removals,
  seenBot,
} from './records.ts';

type Stored = Pick<PartContext, 'store'>;

/** The bot: as it was seen last, else the first app of the organisation's catalogue, else the first app. */
export function botOf({ store }: Stored): BotRecord {
  const seen = seenBot(store).get('bot');
  if (seen !== undefined) return seen;
  const apps = store.collection<AppRegistration>(APPS);
  const [listed] = teamsApps(store).values();
  const [first] = apps.values();
  const app = (listed === undefined ? undefined : apps.get(listed.externalId)) ?? first;
  return { id: `28:${app?.appId ?? 'bot'}`, name: app?.displayName ?? 'Bot' };
}

/** The conversation of an id: one that was seen, or a channel or chat of the directory. */
export function findConversation({ store }: Stored, id: string): ConversationRecord | undefined {
  const known = conversations(store).get(id);
  if (known !== undefined) return known;
  const channel = channels(store).get(id);
  if (channel !== undefined)
    return {
      id,
      kind: 'channel',
      name: channel.displayName,
      groupId: channel.teamId,
      teamId: generalOf(store, channel.teamId) ?? id,
    };
  const chat = chats(store).get(id);
  if (chat === undefined || chat.chatType === 'oneOnOne') return undefined;
  return { id, kind: 'groupChat', name: chat.topic ?? 'Group chat', memberIds: chat.memberIds };
}

/** Every channel of the directory, and every chat that was seen. */
export function listConversations(context: Stored): readonly ConversationRecord[] {
  const ids = new Set<string>();
  for (const { id } of channels(context.store).values()) ids.add(id);
  for (const { id } of conversations(context.store).values()) ids.add(id);
  return [...ids].flatMap((id) => findConversation(context, id) ?? []);
}

/** The person's 1:1 chat with the bot, when there is one; of two, the one that a Playground opened later. */
export function findPersonalChat({ store }: Stored, userId: string): ConversationRecord | undefined {
  return [...conversations(store).values()].findLast((conversation) => conversation.userId === userId);
}

/** The same, made when it is missing. */
export function openPersonalChat(
  { store, random }: Pick<PartContext, 'store' | 'random'>,
  user: DirectoryUser,
): ConversationRecord {
  return findPersonalChat({ store }, user.id) ?? keepPersonalChat({ store }, user, `a:${random.uuid()}`);
}

export function keepPersonalChat({ store }: Stored, user: DirectoryUser, id: string): ConversationRecord {
  const made: ConversationRecord = { id, kind: 'personal', name: user.displayName, userId: user.id };
  conversations(store).put(id, made);
  return made;
}

function generalOf(store: PartContext['store'], groupId: string): string | undefined {
  for (const { id, teamId, isPrimary } of channels(store).values())
    if (teamId === groupId && isPrimary) return id;
  return undefined;
}

export interface TeamOfThread {
  readonly groupId: string;
  readonly name: string;
  readonly channels: readonly { readonly id: string; readonly name: string | null }[];
}

/** The team of one of its channels. The General channel's own name comes as null ("Get channels in a team"). */
export function findTeam({ store }: Stored, threadId: string): TeamOfThread | undefined {
  const groupId = channels(store).get(threadId)?.teamId;
  const group = groupId === undefined ? undefined : groups(store).get(groupId);
  if (group === undefined) return undefined;
  const held = [...channels(store).values()].filter(({ teamId }) => teamId === group.id);
  return {
    groupId: group.id,
    name: group.displayName,
    channels: held.map(({ id, displayName, isPrimary }) => ({ id, name: isPrimary ? null : displayName })),
  };
}

/** People of a conversation, the bot not among them. */
export function membersOf({ store }: Stored, conversation: ConversationRecord): readonly DirectoryUser[] {
  const users = store.collection<DirectoryUser>(USERS);
  const ids = memberIdsOf(store, conversation);
  if (ids === null) return [...users.values()];
  return [...new Set(ids)].flatMap((id) => users.get(id) ?? []);
}

function memberIdsOf(
  store: PartContext['store'],
  { id, userId, memberIds, groupId }: ConversationRecord,
): readonly string[] | null {
  if (userId !== undefined) return [userId];
  if (memberIds !== undefined) return memberIds;
  const channel = channels(store).get(id);
  if (channel !== undefined && channel.membershipType !== 'standard') return channel.memberIds;
  const group = groupId === undefined ? undefined : groups(store).get(groupId);
  return group === undefined ? null : [...group.memberIds, ...group.ownerIds];
}

export const isBotThere = ({ store }: Stored, conversation: ConversationRecord): boolean =>
  removals(store).get(installationScope(conversation)) === undefined;

/** A member as "Get conversation members" of the Bot Connector shows it; the local Teams id is the Entra id. */
export function connectorMember(context: Stored, user: DirectoryUser): object {
  return {
    id: user.id,
    aadObjectId: user.id,
    objectId: user.id,
    name: user.displayName,
    givenName: user.givenName,
    surname: user.surname,
    email: user.mail,
    userPrincipalName: user.userPrincipalName,
    tenantId: tenantOf(context.store).id,
    userRole: user.userType === 'Guest' ? 'guest' : 'user',
  };
}
