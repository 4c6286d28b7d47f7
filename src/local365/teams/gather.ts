/** Who is in a conversation: group chats are made, people and the bot come and go, and the bot hears of it. */
import type { PartContext } from '../core/part.ts';
import {
  type ControlAnswer,
  ControlRefusal,
  type ControlRequest,
  readObject,
} from '../directory/controlPage.ts';
import { groups } from '../directory/records.ts';
import { type Activity, installationActivities, membersActivity } from './activities.ts';
import { readConversation, readPeople, readUser } from './chatRequest.ts';
import { type ConversationRecord, conversations, installationScope, removals } from './records.ts';
import type { PostToBot } from './toBot.ts';
import { isBotThere, membersOf } from './world.ts';

/** `{ userId, name, memberIds }`: a group chat with the bot in it. */
export async function makeGroupChat(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const { userId, name, memberIds } = readObject(body, ['userId', 'name', 'memberIds']);
  const user = readUser(context, userId);
  if (typeof name !== 'string' || name.trim() === '') throw new ControlRefusal('A group chat needs a name.');
  const conversation: ConversationRecord = {
    id: `19:${context.random.uuid().replaceAll('-', '')}@thread.v2`,
    kind: 'groupChat',
    name: name.trim(),
    memberIds: [...new Set([user.id, ...readPeople(context, memberIds, 'memberIds')])],
  };
  conversations(context.store).put(conversation.id, conversation);
  const botStatus = await postAll(post, installationActivities(context, user, conversation, 'add'));
  return { status: 201, body: { ...conversation, botStatus } };
}

/** `{ userId, conversationId, add?, remove? }`: people of a team, or of a group chat. */
export async function changeMembers(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'add', 'remove']);
  const user = readUser(context, given.userId);
  const conversation = readConversation(context, given.conversationId, user);
  if (conversation.kind === 'personal') throw new ControlRefusal('A 1:1 chat has the one person only.');
  const present = membersOf(context, conversation).map(({ id }) => id);
  const added = readPeople(context, given.add, 'add').filter((id) => !present.includes(id));
  const removed = readPeople(context, given.remove, 'remove').filter((id) => present.includes(id));
  keepMembers(context, conversation, [...present.filter((id) => !removed.includes(id)), ...added], removed);
  const activities: Activity[] = [];
  if (added.length > 0)
    activities.push(membersActivity(context, user, conversation, { membersAdded: added }));
  if (removed.length > 0)
    activities.push(membersActivity(context, user, conversation, { membersRemoved: removed }));
  const botStatus = isBotThere(context, conversation) ? await postAll(post, activities) : null;
  return { status: 200, body: { added, removed, botStatus } };
}

function keepMembers(
  { store }: PartContext,
  conversation: ConversationRecord,
  memberIds: readonly string[],
  removed: readonly string[],
): void {
  const group = conversation.groupId === undefined ? undefined : groups(store).get(conversation.groupId);
  if (group === undefined) {
    conversations(store).put(conversation.id, { ...conversation, memberIds });
    return;
  }
  const ownerIds = group.ownerIds.filter((id) => !removed.includes(id));
  groups(store).put(group.id, { ...group, ownerIds, memberIds });
}

/** `{ userId, conversationId, action? }`: puts the bot into the team or chat (`add`), or takes it out (`remove`). */
export async function install(
  context: PartContext,
  post: PostToBot,
  { body }: ControlRequest,
): Promise<ControlAnswer> {
  const given = readObject(body, ['userId', 'conversationId', 'action']);
  const user = readUser(context, given.userId);
  const conversation = readConversation(context, given.conversationId, user);
  const { action = 'add' } = given;
  if (action !== 'add' && action !== 'remove') throw new ControlRefusal("'action' is 'add' or 'remove'.");
  const scope = installationScope(conversation);
  if (action === 'add') removals(context.store).delete(scope);
  else removals(context.store).put(scope, context.clock.now());
  const botStatus = await postAll(post, installationActivities(context, user, conversation, action));
  return { status: 200, body: { hasBot: action === 'add', botStatus } };
}

/** One after the other; the worst status that the bot answered with, null when there was nothing to tell it. */
async function postAll(post: PostToBot, activities: readonly Activity[]): Promise<number | null> {
  let worst: number | null = null;
  for (const activity of activities) worst = Math.max(worst ?? 0, (await post(activity)).status);
  return worst;
}
