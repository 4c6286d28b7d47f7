/** The local Teams' people and places, read from the directory. */
import { type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { channels, groups } from '../directory/records.ts';
import { type ConversationRecord, conversations } from './records.ts';

/** The conversation of an id: one that was seen, or a channel of the directory. */
export function findConversation({ store }: PartContext, id: string): ConversationRecord | undefined {
  const known = conversations(store).get(id);
  if (known !== undefined) return known;
  const channel = channels(store).get(id);
  if (channel === undefined) return undefined;
  return {
    id,
    kind: 'channel',
    name: channel.displayName,
    groupId: channel.teamId,
    teamId: generalOf({ store }, channel.teamId) ?? id,
  };
}

/** Every channel of the directory, and every chat that was seen. */
export function listConversations(context: PartContext): readonly ConversationRecord[] {
  const ids = new Set([
    ...[...channels(context.store).values()].map(({ id }) => id),
    ...[...conversations(context.store).values()].map(({ id }) => id),
  ]);
  return [...ids].flatMap((id) => findConversation(context, id) ?? []);
}

function generalOf({ store }: Pick<PartContext, 'store'>, groupId: string): string | undefined {
  return [...channels(store).values()].find(({ teamId, isPrimary }) => teamId === groupId && isPrimary)?.id;
}

export interface TeamOfThread {
  readonly groupId: string;
  readonly name: string;
  readonly channels: readonly { readonly id: string; readonly name: string | null }[];
}

/** The team whose General channel has this thread id. The General channel's own name comes as null. */
export function findTeam({ store }: PartContext, threadId: string): TeamOfThread | undefined {
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

/** Members of a conversation as the connector shows them. */
export function membersOf(context: PartContext, conversation: ConversationRecord): readonly DirectoryUser[] {
  const users = context.store.collection<DirectoryUser>(USERS);
  if (conversation.userId !== undefined)
    return [users.get(conversation.userId)].filter((user) => user !== undefined);
  const group =
    conversation.groupId === undefined ? undefined : groups(context.store).get(conversation.groupId);
  if (group === undefined) return [...users.values()];
  const ids = new Set([...group.memberIds, ...group.ownerIds]);
  return [...ids].flatMap((id) => users.get(id) ?? []);
}

/** A member as "Get conversation members" of the Bot Connector shows it; the local Teams id is the Entra id. */
export function connectorMember(user: DirectoryUser, tenantId: string): object {
  return {
    id: user.id,
    aadObjectId: user.id,
    objectId: user.id,
    name: user.displayName,
    givenName: user.givenName,
    surname: user.surname,
    email: user.mail,
    userPrincipalName: user.userPrincipalName,
    tenantId,
    userRole: user.userType === 'Guest' ? 'guest' : 'user',
  };
}
