/** `/local365/page`: what the page needs and Graph does not have. */
import { lastSequence } from '../calendar/records.ts';
import { type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { makeLocalToken } from '../core/token.ts';
import {
  type ControlAnswer,
  ControlRefusal,
  type ControlRequest,
  controlPage,
  readObject,
} from '../directory/controlPage.ts';
import { groups, tenantOf } from '../directory/records.ts';
import { messages as mails } from '../mail/records.ts';
import { meetings, transcripts } from '../meetings/records.ts';
import { openSharePoint, siteUrl } from '../sharepoint/world.ts';
import { subscriptions, waitingChanges, waitingNotifications } from '../subscriptions/records.ts';
import { openMessageLog } from '../teams/messageLog.ts';
import { listMails, mailDocument } from './mails.ts';

const PAGE_PATH = '/local365/page';

/** The page acts for a person as an app of its own would, with what a person may do in SharePoint and Outlook. */
const PAGE_APP = '9f3c2b10-64d1-4b7e-9d5a-2f80c1b7e360';
const PAGE_SCOPES = [
  'User.Read.All',
  'Sites.ReadWrite.All',
  'Files.ReadWrite.All',
  'Mail.Read',
  'Calendars.Read',
  'MailboxSettings.Read',
];
const TOKEN_SECONDS = 3600;

export function makePageApi(context: PartContext): PlainHandler {
  const instance = context.random.uuid();
  const api = controlPage(PAGE_PATH, (request) => answer(context, instance, request));
  return {
    prefix: api.prefix,
    async handle(request, response) {
      const bodyOf = new RegExp(`^${PAGE_PATH}/mails/([^/?]+)/body$`).exec(request.url ?? '')?.[1];
      const document = bodyOf === undefined ? null : mailDocument(context, decodeURIComponent(bodyOf));
      if (request.method !== 'GET' || document === null) return api.handle(request, response);
      response.writeHead(200, document.headers);
      response.end(document.html);
      return true;
    },
  };
}

function answer(context: PartContext, instance: string, request: ControlRequest): ControlAnswer | null {
  const route = `${request.method} ${request.below.join('/')}`.trim();
  switch (route) {
    case 'GET start':
      return { status: 200, body: start(context) };
    case 'POST token':
      return { status: 200, body: issuePageToken(context, request.body) };
    case 'GET changes':
      return { status: 200, body: { instance, ...marks(context) } };
    case 'GET counts':
      return { status: 200, body: countRows(context, request.query.get('site')) };
    case 'GET mails':
      return { status: 200, body: { mails: listMails(context) } };
    default:
      return null;
  }
}

/** Who and what there is. */
function start(context: PartContext): object {
  const { store, clock } = context;
  const { id, displayName, timeZone } = tenantOf(store);
  return {
    now: clock.now(),
    tenant: { id, displayName, timeZone },
    people: [...store.collection<DirectoryUser>(USERS).values()].map((user) => ({
      id: user.id,
      name: user.displayName,
      mail: user.mail,
      userPrincipalName: user.userPrincipalName,
      jobTitle: user.jobTitle ?? null,
      isGuest: user.userType === 'Guest',
    })),
    sites: [...openSharePoint(context).sites.values()].map((site) => ({
      id: site.id,
      name: site.displayName,
      description: site.description,
      path: site.path,
      webUrl: siteUrl(site),
      zone: site.zone,
      groupName: site.groupId === null ? null : (groups(store).get(site.groupId)?.displayName ?? null),
    })),
  };
}

/** `{ userId }`: a token with which the page acts for that person. */
function issuePageToken({ store, clock, directory }: PartContext, body: unknown): object {
  const { userId } = readObject(body, ['userId']);
  const user = typeof userId === 'string' ? directory.user(userId) : undefined;
  if (user === undefined)
    throw new ControlRefusal(`'${String(userId)}' is the id of nobody in the directory.`);
  const expiresAt = Math.floor(Date.parse(clock.now()) / 1000) + TOKEN_SECONDS;
  const caller = { appId: PAGE_APP, tenantId: tenantOf(store).id, roles: PAGE_SCOPES, userId: user.id };
  return { token: makeLocalToken(caller, expiresAt), expiresAt: new Date(expiresAt * 1000).toISOString() };
}

/** A mark for each kind of thing; it differs from the one before when something of the kind has changed. */
function marks(context: PartContext): object {
  const { store, clock } = context;
  const world = openSharePoint(context);
  const lists: Record<string, number> = {};
  let structure = 0;
  for (const list of world.lists.values()) {
    lists[list.id] = world.table(list.id).lastSequence;
    structure += list.version;
  }
  return {
    now: clock.now(),
    chat: openMessageLog(context).revision,
    mail: mails(store).size,
    calendar: lastSequence(store),
    meetings: [
      meetings(store).size,
      transcripts(store).size,
      subscriptions(store).size,
      waitingChanges(store).size,
      waitingNotifications(store).size,
    ].join('.'),
    recycled: world.recycled.size,
    structure: `${world.sites.size}.${world.lists.size}.${structure}`,
    lists,
  };
}

/** Rows of each list of a site; Graph has no count of them. */
function countRows(context: PartContext, siteId: string | null): object {
  const world = openSharePoint(context);
  if (siteId === null || world.sites.get(siteId) === undefined)
    throw new ControlRefusal('Give ?site=ID of a site.', siteId === null ? 400 : 404);
  return { counts: Object.fromEntries(world.listsOf(siteId).map(({ id }) => [id, world.table(id).size])) };
}
