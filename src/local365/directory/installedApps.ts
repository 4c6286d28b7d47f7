/** Apps installed for a person: "List apps installed for user" and its neighbours. */
import { badRequest } from '../core/errorBody.ts';
import { answerList } from '../core/odata/answer.ts';
import { propertyOf } from '../core/odata/evaluate.ts';
import { checkExpand, parseExpand } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { chats, teamsApps } from './records.ts';
import { requireUser } from './users.ts';

interface Installation {
  readonly id: string;
  readonly userId: string;
  readonly teamsAppId: string;
  readonly chatId: string;
}

const READ = [
  'TeamsAppInstallation.ReadForUser.All',
  'TeamsAppInstallation.ReadWriteForUser.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'TeamsAppInstallation.ReadWriteAndConsentSelfForUser.All',
];
const WRITE = READ.slice(1);

const collection = (context: PartContext) =>
  context.store.collection<Installation>('directory.installedApps');

export function installedAppRoutes(context: PartContext): readonly Route[] {
  const path = '/users/{userId}/teamwork/installedApps';
  const installationOf = (request: GraphRequest): Installation => {
    const user = requireUser(context, request.params.userId);
    const found = collection(context).get(request.params.installationId ?? '');
    if (found === undefined || found.userId !== user.id)
      throw new GraphFault(404, 'NotFound', 'The app is not installed for this user.');
    return found;
  };
  return [
    {
      method: 'GET',
      path,
      query: ['$filter', '$expand', '$top', '$skiptoken'],
      anyOf: READ,
      page: 'List apps installed for user',
      handle: (request) => ({ status: 200, body: list(context, request) }),
    },
    {
      method: 'POST',
      path,
      anyOf: WRITE,
      page: 'Install app for user',
      handle: (request) => {
        install(context, requireUser(context, request.params.userId).id, request.json());
        return { status: 201 };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{installationId}`,
      anyOf: WRITE,
      page: 'Uninstall app for user',
      handle: (request) => {
        collection(context).delete(installationOf(request).id);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: `${path}/{installationId}/chat`,
      anyOf: READ,
      page: 'Get chat between user and teamsApp',
      handle: (request) => ({
        status: 200,
        body: { id: installationOf(request).chatId, chatType: 'oneOnOne', topic: null },
      }),
    },
  ];
}

function list(context: PartContext, request: GraphRequest): object {
  const user = requireUser(context, request.params.userId);
  const expands = parseExpand(request.query.get('$expand'));
  checkExpand(expands, { teamsApp: [] });
  const held = [...collection(context).values()].filter(({ userId }) => userId === user.id);
  const shown = held.map(({ id, teamsAppId }) => ({
    id,
    teamsApp: { ...teamsApps(context.store).get(teamsAppId), distributionMethod: 'organization' },
  }));
  const query = new Map([...request.query].filter(([name]) => name !== '$expand'));
  const body = answerList({ ...request, query }, shown, {
    defaultSize: 100,
    mostSize: 999,
    filterable: ['teamsApp/id', 'teamsApp/externalId'],
    operators: ['eq', 'and', 'or'],
    selectable: ['id', 'teamsApp'],
    typeName: 'userScopeTeamsAppInstallation',
    read: propertyOf,
  }) as { value: { id: string }[] };
  return expands.length > 0 ? body : { ...body, value: body.value.map(({ id }) => ({ id })) };
}

function install(context: PartContext, userId: string, body: unknown): void {
  const bind = (body as { 'teamsApp@odata.bind'?: unknown } | null)?.['teamsApp@odata.bind'];
  if (typeof bind !== 'string') throw badRequest("The property 'teamsApp@odata.bind' is required.");
  const teamsAppId = /\/appCatalogs\/teamsApps\/([^/]+)$/.exec(bind)?.[1] ?? '';
  if (teamsApps(context.store).get(teamsAppId) === undefined)
    throw new GraphFault(
      404,
      'NotFound',
      `The app '${teamsAppId}' is not in the organisation's app catalogue.`,
    );
  const held = [...collection(context).values()];
  if (held.some((one) => one.userId === userId && one.teamsAppId === teamsAppId))
    throw new GraphFault(409, 'Conflict', 'The app is already installed for this user.');
  const chatId = `19:${context.random.uuid()}_${teamsAppId}@unq.gbl.spaces`;
  const id = Buffer.from(`${userId}##${teamsAppId}`).toString('base64');
  collection(context).put(id, { id, userId, teamsAppId, chatId });
  chats(context.store).put(chatId, {
    id: chatId,
    chatType: 'oneOnOne',
    topic: null,
    createdDateTime: context.clock.now(),
    memberIds: [userId],
    onlineMeetingInfo: null,
  });
}
