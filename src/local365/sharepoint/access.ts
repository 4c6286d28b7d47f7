/** Who may do what on a site: tenant-wide permissions, or `Sites.Selected` with a grant on the site. */
import { itemNotFound } from '../core/errorBody.ts';
import { type Caller, GraphFault, type GraphRequest } from '../core/route.ts';
import { actorOf, visitSite } from './actors.ts';
import type { Actor, GrantRole, SiteRecord } from './model.ts';
import type { SharePoint } from './world.ts';

export type Level = 'read' | 'write' | 'manage';

const LEVELS: readonly Level[] = ['read', 'write', 'manage'];

/** What each tenant-wide permission reaches ("Microsoft Graph permissions reference"). */
const TENANT_WIDE: Readonly<Record<string, Level>> = {
  'Sites.Read.All': 'read',
  'Sites.ReadWrite.All': 'write',
  'Sites.Manage.All': 'manage',
  'Sites.FullControl.All': 'manage',
};
const FILES: Readonly<Record<string, Level>> = {
  'Files.Read.All': 'read',
  'Files.ReadWrite.All': 'write',
};
/** Role `write` cannot make lists or columns. */
const GRANTED: Readonly<Record<GrantRole, Level>> = {
  read: 'read',
  write: 'write',
  manage: 'manage',
  owner: 'manage',
  fullcontrol: 'manage',
};

const reaches = (level: Level, wanted: Level): boolean => LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);

/** Permissions of which a route at this level needs one; `Sites.Selected` is checked against the site's grants. */
export const sitePermissions = (level: Level): readonly string[] => [
  ...Object.entries(TENANT_WIDE)
    .filter(([, reached]) => reaches(reached, level))
    .map(([name]) => name),
  'Sites.Selected',
];

/** As `sitePermissions`, for drives. */
export const drivePermissions = (level: Level): readonly string[] => [
  ...sitePermissions(level),
  ...Object.entries(FILES)
    .filter(([, reached]) => reaches(reached, level))
    .map(([name]) => name),
];

export interface SiteAccess {
  readonly site: SiteRecord;
  readonly actor: Actor;
}

/** The site that a request names, when the caller may do this on it. A person who comes has visited the site. */
export function enterSite(
  world: SharePoint,
  request: GraphRequest,
  site: SiteRecord,
  level: Level,
): SiteAccess {
  checkAccess(world, request.caller, site, level);
  const actor = actorOf(world, request.caller);
  if (actor.kind === 'user') visitSite(world, site, actor);
  return { site, actor };
}

function checkAccess(world: SharePoint, { roles, appId }: Caller, site: SiteRecord, wanted: Level): void {
  const reached: Level[] = [];
  for (const role of roles) {
    const level = TENANT_WIDE[role] ?? FILES[role];
    if (level !== undefined) reached.push(level);
  }
  if (roles.includes('Sites.Selected'))
    for (const grant of world.grants.values())
      if (grant.siteId === site.id && grant.appId === appId) reached.push(GRANTED[grant.role]);
  if (!reached.some((level) => reaches(level, wanted)))
    throw new GraphFault(403, 'accessDenied', 'Access denied');
}

export function findSiteById(world: SharePoint, id: string): SiteRecord {
  const exact = world.sites.get(id);
  if (exact !== undefined) return exact;
  for (const site of world.sites.values()) if (site.id.toLowerCase() === id.toLowerCase()) return site;
  if (id === 'root' || /^[^,]+\.[^,]+$/.test(id)) return findRootSite(world, id);
  if (!id.includes(','))
    throw new GraphFault(
      400,
      'invalidRequest',
      `'${id}' is not a valid site id. Use hostname,siteCollection,web.`,
    );
  throw itemNotFound('Requested site could not be found');
}

/** The site at `/` of a host; of any host for `root`. */
function findRootSite(world: SharePoint, hostname: string): SiteRecord {
  for (const site of world.sites.values())
    if (site.path === '/' && (hostname === 'root' || site.hostname.toLowerCase() === hostname.toLowerCase()))
      return site;
  throw itemNotFound('Requested site could not be found');
}

export function findSiteByPath(world: SharePoint, hostname: string, path: string): SiteRecord {
  const wanted = `/${path.replace(/^\/|\/$/g, '')}`.toLowerCase();
  for (const site of world.sites.values())
    if (site.hostname.toLowerCase() === hostname.toLowerCase() && site.path.toLowerCase() === wanted)
      return site;
  throw itemNotFound('Requested site could not be found');
}

export function findSiteOfGroup(world: SharePoint, groupId: string): SiteRecord {
  for (const site of world.sites.values()) if (site.groupId === groupId) return site;
  throw itemNotFound('Requested site could not be found');
}
