/** `/users` and `/directoryObjects`: "user resource type" and what belongs to a person. */
import type { DirectoryUser } from '../core/directory.ts';
import { USERS } from '../core/directory.ts';
import { badRequest, notSupported } from '../core/errorBody.ts';
import { answerList, selectProperties } from '../core/odata/answer.ts';
import { parseFilter, usesOf } from '../core/odata/filter.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { mailboxSettings, managers } from './records.ts';
import { passesSearch } from './search.ts';
import { unsupported } from './unsupported.ts';

/** Returned without `$select` ("user resource type", properties returned by default). */
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];
const MORE_PROPERTIES = [
  'accountEnabled',
  'companyName',
  'department',
  'userType',
  'createdDateTime',
  'otherMails',
];
const PROPERTIES = [...DEFAULT_PROPERTIES, ...MORE_PROPERTIES];
/** All that User.ReadBasic.All may see ("Microsoft Graph permissions reference"). */
const BASIC_PROPERTIES = [
  'displayName',
  'givenName',
  'surname',
  'mail',
  'userPrincipalName',
  'id',
  'userType',
];
const FULL_ROLES = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const ROLES = ['User.ReadBasic.All', ...FULL_ROLES];
const MAILBOX_ROLES = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'];
/** Filters that need the advanced query engine ("Advanced query capabilities on Microsoft Entra ID objects"). */
const ADVANCED = ['endswith', 'ne', 'not'];

export function userRoutes(context: PartContext): readonly Route[] {
  return [
    ...unsupported(['/users/delta', '/users/$count']),
    {
      method: 'GET',
      path: '/users',
      query: ['$filter', '$select', '$search', '$top', '$skiptoken', '$orderby', '$count'],
      anyOf: ROLES,
      page: 'List users',
      handle: (request) => ({ status: 200, body: listUsers(context, request) }),
    },
    {
      method: 'GET',
      path: '/users/{userId}',
      query: ['$select'],
      anyOf: ROLES,
      page: 'Get a user',
      handle: (request) => ({ status: 200, body: getUser(context, request) }),
    },
    {
      method: 'GET',
      path: '/users/{userId}/manager',
      query: ['$select'],
      anyOf: FULL_ROLES,
      page: 'List manager',
      handle: (request) => {
        const user = requireUser(context, request.params.userId);
        const manager = context.directory.user(managers(context.store).get(user.id) ?? '');
        if (manager === undefined) throw notFound('manager');
        return { status: 200, body: { '@odata.type': '#microsoft.graph.user', ...shown(request, manager) } };
      },
    },
    {
      method: 'GET',
      path: '/users/{userId}/mailboxSettings',
      query: ['$select'],
      anyOf: MAILBOX_ROLES,
      page: 'Get user mailbox settings',
      handle: (request) => ({
        status: 200,
        body: selectProperties(
          showMailbox(context, requireUser(context, request.params.userId)),
          parseSelect(request.query.get('$select')),
          MAILBOX_PROPERTIES,
          'mailboxSettings',
        ),
      }),
    },
    ...['photo', 'photo/$value'].map(
      (path): Route => ({
        method: 'GET',
        path: `/users/{userId}/${path}`,
        anyOf: [...ROLES, 'ProfilePhoto.Read.All'],
        page: 'Get profilePhoto',
        handle: (request) => {
          requireUser(context, request.params.userId);
          throw new GraphFault(404, 'ImageNotFound', 'The photo was not found.');
        },
      }),
    ),
    {
      method: 'POST',
      path: '/directoryObjects/getByIds',
      anyOf: ROLES,
      page: 'directoryObject: getByIds',
      handle: (request) => ({ status: 200, body: getByIds(context, request) }),
    },
  ];
}

/** The user with this id or user principal name, or Entra's 404. */
export function requireUser(context: PartContext, idOrName: string | undefined): DirectoryUser {
  const user = findUser(context, idOrName ?? '');
  if (user === undefined)
    throw new GraphFault(
      404,
      'Request_ResourceNotFound',
      `Resource '${idOrName ?? ''}' does not exist or one of its queried reference-property objects are not present.`,
    );
  return user;
}

function findUser({ directory }: PartContext, idOrName: string): DirectoryUser | undefined {
  const byId = directory.user(idOrName.toLowerCase());
  if (byId !== undefined) return byId;
  const byName = directory.userByName(idOrName);
  return byName?.userPrincipalName.toLowerCase() === idOrName.toLowerCase() ? byName : undefined;
}

const notFound = (what: string): GraphFault =>
  new GraphFault(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );

/** The user as this app may see it: what its permission does not cover is null. */
function visible(request: GraphRequest, user: DirectoryUser): Record<string, unknown> {
  const seesAll = FULL_ROLES.some((role) => request.caller.roles.includes(role));
  return Object.fromEntries(
    PROPERTIES.map((name) => {
      const value = user[name] ?? (name === 'businessPhones' || name === 'otherMails' ? [] : null);
      return [name, seesAll || BASIC_PROPERTIES.includes(name) ? value : Array.isArray(value) ? [] : null];
    }),
  );
}

function shown(request: GraphRequest, user: DirectoryUser): Record<string, unknown> {
  const select = parseSelect(request.query.get('$select')) ?? DEFAULT_PROPERTIES;
  return selectProperties(visible(request, user), select, PROPERTIES, 'user');
}

function listUsers({ store }: PartContext, request: GraphRequest): object {
  const isEventual = request.headers.consistencylevel?.toLowerCase() === 'eventual';
  const count = request.query.get('$count');
  if (count !== undefined && !/^(true|false)$/i.test(count))
    throw badRequest(
      `Invalid value '${count}' for $count query option found. Valid values are 'false', 'true'.`,
    );
  const counts = count?.toLowerCase() === 'true';
  checkUserFilter(request.query.get('$filter'), isEventual && counts);
  const search = request.query.get('$search');
  if (search !== undefined && !isEventual)
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  const found = [...store.collection<DirectoryUser>(USERS).values()]
    .filter((user) => search === undefined || passesSearch(search, user))
    .map((user) => visible(request, user));
  const select = request.query.get('$select') ?? DEFAULT_PROPERTIES.join(',');
  const query = new Map([...request.query, ['$select', select]]);
  const body = answerList({ ...request, query }, found, {
    defaultSize: 100,
    mostSize: 999,
    filterable: [
      'id',
      'displayName',
      'givenName',
      'surname',
      'mail',
      'userPrincipalName',
      'userType',
      'accountEnabled',
    ],
    sortable: ['displayName', 'userPrincipalName'],
    selectable: PROPERTIES,
    typeName: 'user',
  });
  if (!counts || !isEventual) return body;
  if (request.query.has('$filter')) throw notSupported('$count=true together with $filter on /users');
  return { '@odata.count': found.length, ...body };
}

function checkUserFilter(text: string | undefined, isAdvanced: boolean): void {
  if (text === undefined) return;
  const { operators } = usesOf(parseFilter(text));
  if (operators.includes('contains')) throw unsupportedQuery("The operator 'contains' is not supported.");
  if (operators.some((operator) => ADVANCED.includes(operator)) && !isAdvanced)
    throw unsupportedQuery(
      'Operator is not supported without $count=true and the header ConsistencyLevel: eventual.',
    );
}

const unsupportedQuery = (message: string): GraphFault =>
  new GraphFault(400, 'Request_UnsupportedQuery', message);

function getUser(context: PartContext, request: GraphRequest): object {
  const user = requireUser(context, request.params.userId);
  const select = parseSelect(request.query.get('$select'));
  if (select?.includes('mailboxSettings') !== true) return shown(request, user);
  if (!MAILBOX_ROLES.some((role) => request.caller.roles.includes(role)))
    throw new GraphFault(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  return selectProperties(
    { ...visible(request, user), mailboxSettings: showMailbox(context, user) },
    select,
    [...PROPERTIES, 'mailboxSettings'],
    'user',
  );
}

const MAILBOX_PROPERTIES = [
  'timeZone',
  'language',
  'workingHours',
  'dateFormat',
  'timeFormat',
  'delegateMeetingMessageDeliveryOptions',
  'archiveFolder',
  'automaticRepliesSetting',
  'userPurpose',
];

function showMailbox({ store }: PartContext, user: DirectoryUser): Record<string, unknown> {
  const settings = mailboxSettings(store).get(user.id);
  if (settings === undefined)
    throw new GraphFault(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  const { timeZone, language, workingHours } = settings;
  return {
    archiveFolder: null,
    timeZone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'dd/MM/yyyy',
    timeFormat: 'HH:mm',
    userPurpose: 'user',
    automaticRepliesSetting: { status: 'disabled', externalAudience: 'all' },
    language: { locale: language, displayName: language },
    workingHours: { ...workingHours, timeZone: { name: timeZone } },
  };
}

function getByIds(context: PartContext, request: GraphRequest): object {
  const { ids, types = ['directoryObject'], ...rest } = (request.json() ?? {}) as Record<string, unknown>;
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw badRequest(`The parameter '${other}' is not a part of getByIds.`);
  if (!Array.isArray(ids) || !ids.every((id) => typeof id === 'string') || ids.length > 1000)
    throw new GraphFault(400, 'Request_BadRequest', "'ids' must be a collection of at most 1000 ids.");
  if (!Array.isArray(types) || !types.every((type) => type === 'user' || type === 'directoryObject'))
    throw notSupported(`types ${JSON.stringify(types)} in getByIds; only 'user' is`);
  const users = ids.flatMap((id: string) => context.directory.user(id.toLowerCase()) ?? []);
  return {
    value: users.map((user) => ({ '@odata.type': '#microsoft.graph.user', ...shown(request, user) })),
  };
}
