/** Members of conversations, teams and their channels, for bots ("Get Teams specific context for your bot"). */
import type { PartContext } from '../core/part.ts';
import { groups } from '../directory/records.ts';
import { type Answer, refuse } from './connectorCall.ts';
import { splitConversationId } from './records.ts';
import { connectorMember, findConversation, findTeam, isBotThere, membersOf } from './world.ts';

/** A page of "Get paged members" has 50 to 500 members. */
const PAGE = { least: 50, usual: 200, most: 500 };

export function answerTeam(context: PartContext, id: string, part: string | undefined): Answer {
  const team = findTeam(context, id);
  if (team === undefined) return refuse(404, 'ConversationNotFound', 'The team does not exist.');
  if (part === 'conversations') return { status: 200, body: { conversations: team.channels } };
  if (part !== undefined) return refuse(404, 'ServiceError', `A team has no ${part} here.`);
  const { memberIds = [], ownerIds = [] } = groups(context.store).get(team.groupId) ?? {};
  return {
    status: 200,
    body: {
      id,
      name: team.name,
      aadGroupId: team.groupId,
      channelCount: team.channels.length,
      memberCount: new Set([...memberIds, ...ownerIds]).size,
    },
  };
}

export function answerMembers(
  context: PartContext,
  query: URLSearchParams,
  conversationId: string,
  part: 'members' | 'pagedmembers',
  memberId: string | undefined,
): Answer {
  const conversation = findConversation(context, splitConversationId(conversationId).conversationId);
  if (conversation === undefined)
    return refuse(404, 'ConversationNotFound', 'The conversation does not exist.');
  if (!isBotThere(context, conversation))
    return refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  const users = membersOf(context, conversation);
  if (memberId !== undefined) {
    const wanted = memberId.toLowerCase();
    const user = users.find((each) => each.id === wanted || each.userPrincipalName.toLowerCase() === wanted);
    return user === undefined
      ? refuse(404, 'MemberNotFoundInConversation', 'The member is not in the conversation.')
      : { status: 200, body: connectorMember(context, user) };
  }
  const all = users.map((user) => connectorMember(context, user));
  if (part === 'members') return { status: 200, body: all };
  const wanted = Number(query.get('pageSize') ?? PAGE.usual) || PAGE.usual;
  const size = Math.min(PAGE.most, Math.max(PAGE.least, wanted));
  const from = Number(query.get('continuationToken') ?? 0) || 0;
  const next = from + size < all.length ? { continuationToken: String(from + size) } : {};
  return { status: 200, body: { members: all.slice(from, from + size), ...next } };
}
