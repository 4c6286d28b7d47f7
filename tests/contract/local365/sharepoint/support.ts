/** A local SharePoint with one site and five people of the directory, and short ways to call it. */
import { type Change, makeChangeBus } from '../../../../src/local365/core/changes.ts';
import { type DirectoryUser, openDirectory, USERS } from '../../../../src/local365/core/directory.ts';
import { makeFaultBoard } from '../../../../src/local365/core/faults.ts';
import type { PartContext } from '../../../../src/local365/core/part.ts';
import { startGraphServer } from '../../../../src/local365/core/server.ts';
import { openSettings } from '../../../../src/local365/core/settings.ts';
import { openStore } from '../../../../src/local365/core/store.ts';
import { addSite, makeSharePointPart } from '../../../../src/local365/sharepoint/index.ts';
import {
  type Call,
  call,
  type FakeClock,
  fakeClock,
  fakeRandom,
  makeToken,
  type Reply,
} from '../core/support.ts';

export const GROUP = '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01';
export const AMARA = 'a1000000-0000-4000-8000-000000000001';
export const TOMASZ = 'a1000000-0000-4000-8000-000000000002';
export const PRIYA = 'a1000000-0000-4000-8000-000000000003';

const PEOPLE: readonly DirectoryUser[] = [
  person(AMARA, 'Amara Okafor', 'amara.okafor'),
  person(TOMASZ, 'Tomasz Zielinski', 'tomasz.zielinski'),
  person(PRIYA, 'Priya Raman', 'priya.raman'),
];

function person(id: string, displayName: string, name: string): DirectoryUser {
  return { id, displayName, mail: `${name}@harbour.example`, userPrincipalName: `${name}@harbour.example` };
}

export const FULL = makeToken(['Sites.FullControl.All']);
/** Token of an app that acts for a person. */
export const asPerson = (userId: string): string => makeToken(['Sites.Manage.All'], { userId });

export interface TestSharePoint {
  readonly url: string;
  readonly context: PartContext;
  readonly clock: FakeClock;
  readonly siteId: string;
  /** `/v1.0/sites/{id}` with its address. */
  readonly site: string;
  readonly changes: readonly Change[];
  get(path: string, options?: Call): Promise<Reply>;
  post(path: string, body: unknown, options?: Call): Promise<Reply>;
  patch(path: string, body: unknown, options?: Call): Promise<Reply>;
  remove(path: string, options?: Call): Promise<Reply>;
  close(): Promise<void>;
}

/** Starts it; paths of the short calls are below `/v1.0/sites/{id}` unless they are whole addresses. */
export async function startSharePoint({
  zone = 'Europe/Madrid',
  folder = null as string | null,
} = {}): Promise<TestSharePoint> {
  const store = openStore(folder);
  const bus = makeChangeBus();
  const clock = fakeClock();
  const changes: Change[] = [];
  bus.onChange((change) => changes.push(change));
  let address = '';
  const context: PartContext = {
    store,
    clock,
    random: fakeRandom(),
    settings: openSettings(store),
    faults: makeFaultBoard(),
    directory: openDirectory(store),
    notify: bus.notify,
    onChange: bus.onChange,
    address: () => address,
  };
  const users = store.collection<DirectoryUser>(USERS);
  for (const user of PEOPLE) users.put(user.id, user);
  const part = makeSharePointPart(context);
  const site = addSite(context, {
    hostname: 'harbour.sharepoint.example',
    path: '/sites/atlas',
    displayName: 'Atlas ERP',
    groupId: GROUP,
    zone,
  });
  const server = await startGraphServer({
    ...context,
    routes: part.routes,
    extra: part.plain ?? [],
    port: 0,
  });
  address = server.url;
  const base = `${server.url}/v1.0/sites/${site.id}`;
  const whole = (path: string) => (path.startsWith('http') ? path : `${base}${path}`);
  const withToken = (options: Call = {}): Call => ({ token: FULL, ...options });
  return {
    url: server.url,
    context,
    clock,
    siteId: site.id,
    site: base,
    changes,
    get: (path, options) => call('GET', whole(path), withToken(options)),
    post: (path, body, options) => call('POST', whole(path), withToken({ ...options, body })),
    patch: (path, body, options) => call('PATCH', whole(path), withToken({ ...options, body })),
    remove: (path, options) => call('DELETE', whole(path), withToken(options)),
    close: () => server.close(),
  };
}

/** Creates a list and answers its path, `/lists/{id}`. */
export async function givenList(
  sharePoint: TestSharePoint,
  displayName: string,
  columns: readonly object[] = [],
): Promise<string> {
  const reply = await sharePoint.post('/lists', { displayName, columns, list: { template: 'genericList' } });
  if (reply.status !== 201) throw new Error(`The list was not made: ${reply.text}`);
  return `/lists/${reply.body.id}`;
}

/** Creates an item and answers it. */
export async function givenItem(
  sharePoint: TestSharePoint,
  list: string,
  fields: object,
  options?: Call,
  // biome-ignore lint/suspicious/noExplicitAny: a list item, asserted property by property
): Promise<any> {
  const reply = await sharePoint.post(`${list}/items`, { fields }, options);
  if (reply.status !== 201) throw new Error(`The item was not made: ${reply.text}`);
  return reply.body;
}

/** Lets a person visit the site and answers their row in its user list. */
export async function givenVisitor(sharePoint: TestSharePoint, userId: string): Promise<number> {
  const upn = sharePoint.context.directory.user(userId)?.userPrincipalName;
  const reply = await call('POST', `${sharePoint.url}/sites/atlas/_api/web/ensureuser`, {
    token: FULL,
    body: { logonName: `i:0#.f|membership|${upn}` },
  });
  if (reply.status !== 200) throw new Error(`The person could not visit: ${reply.text}`);
  return reply.body.Id;
}
