/** Members of teams and channels: "aadUserConversationMember resource type". */
import { answerList } from '../core/odata/answer.ts';
import { propertyOf } from '../core/odata/evaluate.ts';
import type { PartContext } from '../core/part.ts';
import type { GraphRequest } from '../core/route.ts';
import { type GroupRecord, tenantOf } from './records.ts';

const MEMBER_PROPERTIES = [
  'id',
  'roles',
  'displayName',
  'visibleHistoryStartDateTime',
  'userId',
  'email',
  'tenantId',
];
const CAST = 'microsoft.graph.aadUserConversationMember/';

/** `scopeId` is the team's or the channel's id; it goes into the opaque member ids. */
export function listMembers(
  context: PartContext,
  request: GraphRequest,
  team: GroupRecord,
  userIds: readonly string[],
  scopeId: string,
): object {
  const tenantId = tenantOf(context.store).id;
  const members = userIds.flatMap((userId) => {
    const user = context.directory.user(userId);
    if (user === undefined) return [];
    const role = team.ownerIds.includes(userId) ? ['owner'] : user.userType === 'Guest' ? ['guest'] : [];
    return [
      {
        '@odata.type': '#microsoft.graph.aadUserConversationMember',
        id: Buffer.from(`MCMjMiMj${tenantId}##${scopeId}##${userId}`).toString('base64'),
        roles: role,
        displayName: user.displayName,
        visibleHistoryStartDateTime: '0001-01-01T00:00:00Z',
        userId,
        email: user.mail,
        tenantId,
      },
    ];
  });
  return answerList(request, members, {
    defaultSize: 100,
    mostSize: 999,
    filterable: [`${CAST}email`, `${CAST}userId`, `${CAST}displayName`],
    operators: ['eq', 'startswith', 'and', 'or'],
    selectable: MEMBER_PROPERTIES,
    typeName: 'conversationMember',
    read: (member) => (path) => propertyOf(member)(path.slice(CAST.length)),
  });
}
