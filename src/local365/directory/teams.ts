/** `/groups`, `/teams`, their channels and members, and `/chats`. */
import { itemNotFound } from '../core/errorBody.ts';
import { answerList } from '../core/odata/answer.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type GraphResponse, type Route } from '../core/route.ts';
import { requireConsent } from './consents.ts';
import { listMembers } from './members.ts';
import { type ChannelRecord, channels, chats, type GroupRecord, groups, tenantOf } from './records.ts';

const GROUP_ROLES = ['Group.Read.All', 'Group.ReadWrite.All', 'GroupMember.Read.All', 'Directory.Read.All'];
const PAGE = { defaultSize: 100, mostSize: 999 } as const;
const LIST_QUERY = ['$filter', '$select', '$top', '$skiptoken'] as const;

interface Access {
  readonly roles: readonly string[];
  readonly resource: readonly string[];
}
const TEAM: Access = {
  roles: ['Team.ReadBasic.All', 'TeamSettings.Read.All', 'TeamSettings.ReadWrite.All', ...GROUP_ROLES],
  resource: ['TeamSettings.Read.Group', 'TeamSettings.ReadWrite.Group'],
};
const MEMBERS: Access = {
  roles: ['TeamMember.Read.All', 'TeamMember.ReadWrite.All'],
  resource: ['TeamMember.Read.Group'],
};
const CHANNELS: Access = {
  roles: [
    'Channel.ReadBasic.All',
    'ChannelSettings.Read.All',
    'ChannelSettings.ReadWrite.All',
    ...GROUP_ROLES,
  ],
  resource: ['ChannelSettings.Read.Group', 'ChannelSettings.ReadWrite.Group'],
};
const CHANNEL_MEMBERS: Access = {
  roles: ['ChannelMember.Read.All', 'ChannelMember.ReadWrite.All'],
  resource: ['ChannelMember.Read.Group'],
};
const CHATS: Access = {
  roles: ['Chat.ReadBasic.All', 'Chat.Read.All', 'Chat.ReadWrite.All'],
  resource: ['ChatSettings.Read.Chat', 'ChatSettings.ReadWrite.Chat', 'Chat.Manage.Chat'],
};

const GROUP_PROPERTIES = [
  'id',
  'displayName',
  'description',
  'mail',
  'mailNickname',
  'mailEnabled',
  'securityEnabled',
  'groupTypes',
  'resourceProvisioningOptions',
  'visibility',
  'createdDateTime',
];
const CHANNEL_PROPERTIES = [
  'id',
  'createdDateTime',
  'displayName',
  'description',
  'email',
  'isArchived',
  'membershipType',
  'tenantId',
  'webUrl',
];
const CHAT_PROPERTIES = [
  'id',
  'topic',
  'createdDateTime',
  'lastUpdatedDateTime',
  'chatType',
  'webUrl',
  'tenantId',
  'onlineMeetingInfo',
];

export function teamRoutes(context: PartContext): readonly Route[] {
  const { store } = context;
  const get = (
    path: string,
    page: string,
    handle: (request: GraphRequest) => object,
    query: readonly string[] = ['$select'],
  ): Route => ({
    method: 'GET',
    path,
    page,
    query,
    handle: (request): GraphResponse => ({ status: 200, body: handle(request) }),
  });
  const teamOf = (request: GraphRequest, access: Access): GroupRecord => {
    const scopeId = (request.params.teamId ?? '').toLowerCase();
    requireConsent(store, request.caller, { ...access, scopeId });
    const group = groups(store).get(scopeId);
    if (group === undefined || !group.isTeam)
      throw itemNotFound(`No team found with Group Id ${request.params.teamId ?? ''}`);
    return group;
  };
  const channelOf = (request: GraphRequest, access: Access): ChannelRecord => {
    const team = teamOf(request, access);
    const channel = channels(store).get(request.params.channelId ?? '');
    if (channel === undefined || channel.teamId !== team.id)
      throw new GraphFault(404, 'NotFound', 'Channel not found.');
    return channel;
  };
  return [
    {
      ...get('/groups', 'List groups', (request) => listGroups(context, request), LIST_QUERY),
      anyOf: GROUP_ROLES,
    },
    {
      ...get('/groups/{groupId}', 'Get group', (request) => {
        const group = groups(store).get((request.params.groupId ?? '').toLowerCase());
        if (group === undefined)
          throw new GraphFault(
            404,
            'Request_ResourceNotFound',
            `Resource '${request.params.groupId ?? ''}' does not exist or one of its queried reference-property objects are not present.`,
          );
        return single(request, showGroup(group), GROUP_PROPERTIES, 'group');
      }),
      anyOf: GROUP_ROLES,
    },
    get('/teams/{teamId}', 'Get team', (request) => {
      const team = teamOf(request, TEAM);
      return single(
        request,
        showTeam(context, team),
        [
          'id',
          'displayName',
          'description',
          'webUrl',
          'tenantId',
          'isArchived',
          'visibility',
          'createdDateTime',
        ],
        'team',
      );
    }),
    get(
      '/teams/{teamId}/members',
      'List members of team',
      (request) => {
        const team = teamOf(request, MEMBERS);
        return listMembers(context, request, team, team.memberIds, team.id);
      },
      LIST_QUERY,
    ),
    get(
      '/teams/{teamId}/channels',
      'List channels',
      (request) => {
        const team = teamOf(request, CHANNELS);
        const held = [...channels(store).values()].filter(({ teamId }) => teamId === team.id);
        return answerList(
          request,
          held.map((channel) => showChannel(context, channel)),
          {
            ...PAGE,
            filterable: ['displayName', 'membershipType'],
            operators: ['eq', 'and', 'or'],
            selectable: CHANNEL_PROPERTIES,
            typeName: 'channel',
          },
        );
      },
      LIST_QUERY,
    ),
    get('/teams/{teamId}/primaryChannel', 'Get primaryChannel', (request) => {
      const team = teamOf(request, CHANNELS);
      const primary = [...channels(store).values()].find(
        ({ teamId, isPrimary }) => teamId === team.id && isPrimary,
      );
      if (primary === undefined) throw new GraphFault(404, 'NotFound', 'Channel not found.');
      return single(request, showChannel(context, primary), CHANNEL_PROPERTIES, 'channel');
    }),
    get('/teams/{teamId}/channels/{channelId}', 'Get channel', (request) =>
      single(request, showChannel(context, channelOf(request, CHANNELS)), CHANNEL_PROPERTIES, 'channel'),
    ),
    ...['members', 'allMembers'].map((name) =>
      get(
        `/teams/{teamId}/channels/{channelId}/${name}`,
        name === 'members' ? 'List members of a channel' : 'List allMembers',
        (request) => {
          const channel = channelOf(request, CHANNEL_MEMBERS);
          const team = teamOf(request, CHANNEL_MEMBERS);
          const ids = channel.membershipType === 'standard' ? team.memberIds : channel.memberIds;
          return listMembers(context, request, team, ids, channel.id);
        },
        LIST_QUERY,
      ),
    ),
    get('/chats/{chatId}', 'Get chat', (request) => {
      const scopeId = request.params.chatId ?? '';
      requireConsent(store, request.caller, { ...CHATS, scopeId });
      const chat = chats(store).get(scopeId);
      if (chat === undefined) throw new GraphFault(404, 'NotFound', 'NotFound');
      const { memberIds: _members, ...record } = chat;
      const tenantId = tenantOf(store).id;
      const body = {
        ...record,
        lastUpdatedDateTime: chat.createdDateTime,
        webUrl: chatUrl(chat.id, tenantId),
        tenantId,
      };
      return single(request, body, CHAT_PROPERTIES, 'chat');
    }),
  ];
}

const chatUrl = (id: string, tenantId: string): string =>
  `https://teams.microsoft.com/l/chat/${encodeURIComponent(id)}/0?tenantId=${tenantId}`;

/** One thing, with `$select`. */
function single(
  request: GraphRequest,
  value: Readonly<Record<string, unknown>>,
  selectable: readonly string[],
  typeName: string,
): object {
  const { value: found } = answerList(
    { ...request, query: new Map([...request.query].filter(([name]) => name === '$select')) },
    [value],
    { ...PAGE, selectable, typeName },
  ) as { value: readonly object[] };
  return found[0] ?? {};
}

function listGroups({ store }: PartContext, request: GraphRequest): object {
  return answerList(request, [...groups(store).values()].map(showGroup), {
    ...PAGE,
    filterable: ['displayName', 'mailNickname', 'mail', 'id'],
    operators: ['eq', 'startswith', 'and', 'or', 'in'],
    selectable: GROUP_PROPERTIES,
    typeName: 'group',
  });
}

const showGroup = (group: GroupRecord): Record<string, unknown> => ({
  id: group.id,
  createdDateTime: group.createdDateTime,
  description: group.description,
  displayName: group.displayName,
  groupTypes: ['Unified'],
  mail: group.mail,
  mailEnabled: true,
  mailNickname: group.mailNickname,
  resourceProvisioningOptions: group.isTeam ? ['Team'] : [],
  securityEnabled: false,
  visibility: 'Private',
});

const showTeam = ({ store }: PartContext, team: GroupRecord): Record<string, unknown> => ({
  id: team.id,
  createdDateTime: team.createdDateTime,
  displayName: team.displayName,
  description: team.description,
  isArchived: false,
  tenantId: tenantOf(store).id,
  visibility: 'private',
  webUrl: `https://teams.microsoft.com/l/team/${team.id}/conversations?groupId=${team.id}&tenantId=${tenantOf(store).id}`,
});

function showChannel({ store }: PartContext, channel: ChannelRecord): Record<string, unknown> {
  const tenantId = tenantOf(store).id;
  return {
    id: channel.id,
    createdDateTime: channel.createdDateTime,
    displayName: channel.displayName,
    description: channel.description,
    email: '',
    isArchived: false,
    membershipType: channel.membershipType,
    tenantId,
    webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(channel.id)}/${encodeURIComponent(channel.displayName)}?groupId=${channel.teamId}&tenantId=${tenantId}`,
  };
}
