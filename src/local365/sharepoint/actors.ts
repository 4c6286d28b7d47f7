/** Who acts, and the row of the site's user list that stands for them. */
import type { Caller } from '../core/route.ts';
import { GraphFault } from '../core/route.ts';
import type { Actor, ItemRecord, SiteRecord } from './model.ts';
import type { SharePoint } from './world.ts';

/** Row 1 of every user list. */
const SYSTEM_ACCOUNT = 'SHAREPOINT\\system';
/** SharePoint itself, and what it makes on its own. */
export const SYSTEM: Actor = { kind: 'app', id: SYSTEM_ACCOUNT, name: 'System Account' };

/** Who the caller acts as. Throws 401 for a person that the directory does not have. */
export function actorOf(world: SharePoint, caller: Caller): Actor {
  const { directory } = world.context;
  if (caller.userId === undefined)
    return { kind: 'app', id: caller.appId, name: directory.app(caller.appId)?.displayName ?? caller.appId };
  return personActor(world, caller.userId);
}

export function personActor(world: SharePoint, userId: string): Actor {
  const user = world.context.directory.user(userId);
  if (user === undefined)
    throw new GraphFault(
      401,
      'InvalidAuthenticationToken',
      `The user '${userId}' of the token is not in the directory.`,
    );
  return { kind: 'user', id: user.id, name: user.displayName, mail: user.mail };
}

/** Graph's identitySet of somebody. */
export function identityOf(actor: Actor): object {
  if (actor.id === SYSTEM_ACCOUNT) return { user: { displayName: actor.name } };
  if (actor.kind === 'app') return { application: { id: actor.id, displayName: actor.name } };
  const mail = actor.mail === null ? {} : { email: actor.mail };
  return { user: { ...mail, id: actor.id, displayName: actor.name } };
}

/**
 * The actor's row in the site's user list, made at the first visit. A person who never came has none, and Graph has no
 * call that makes one.
 */
export function visitSite(world: SharePoint, site: SiteRecord, actor: Actor): number {
  const list = world.userList(site.id);
  const account = accountOf(world, actor);
  const known = rowOf(world, site, account);
  if (known !== undefined) return known.id;
  if (world.table(list.id).size === 0)
    addRow(world, site, { Title: 'System Account', Name: SYSTEM_ACCOUNT, UserName: SYSTEM_ACCOUNT });
  return addRow(world, site, {
    Title: actor.name,
    Name: account.claim,
    UserName: account.userName,
    ...(actor.kind === 'user' && actor.mail !== null ? { EMail: actor.mail } : {}),
  });
}

interface Account {
  readonly claim: string;
  readonly userName: string;
}

function accountOf(world: SharePoint, actor: Actor): Account {
  if (actor.kind === 'app') {
    const claim = `i:0i.t|ms.sp.ext|${actor.id}`;
    return { claim, userName: claim };
  }
  const upn = world.context.directory.user(actor.id)?.userPrincipalName ?? actor.id;
  return { claim: `i:0#.f|membership|${upn.toLowerCase()}`, userName: upn };
}

function rowOf(world: SharePoint, site: SiteRecord, { userName }: Account): ItemRecord | undefined {
  const table = world.table(world.userList(site.id).id);
  const index = table.index('UserName', (value) => (typeof value === 'string' ? value.toLowerCase() : null));
  const key = userName.toLowerCase();
  const id = index.ids({ from: { key, excluded: false }, to: { key, excluded: false } })[0];
  return id === undefined ? undefined : table.get(id);
}

function addRow(world: SharePoint, site: SiteRecord, values: Record<string, string>): number {
  const table = world.table(world.userList(site.id).id);
  const at = world.now();
  const id = table.nextId();
  table.put({
    id,
    guid: world.context.random.uuid(),
    version: 1,
    values,
    createdAt: at,
    createdBy: SYSTEM,
    authorId: 1,
    modifiedAt: at,
    modifiedBy: SYSTEM,
    editorId: 1,
  });
  return id;
}
