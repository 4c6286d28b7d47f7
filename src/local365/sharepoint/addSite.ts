/** What seeds do: make a site, let people visit it, grant it to an app. */
import type { PartContext } from '../core/part.ts';
import { personActor, SYSTEM, visitSite } from './actors.ts';
import { addList } from './listRecords.ts';
import type { GrantRole, SiteRecord } from './model.ts';
import { grantSite, makeGrant } from './permissions.ts';
import { openSharePoint } from './world.ts';
import { sharePointZone } from './zones.ts';

export interface NewSite {
  readonly hostname: string;
  /** Server-relative, such as `/sites/atlas`. */
  readonly path: string;
  readonly displayName: string;
  readonly description?: string;
  readonly groupId?: string;
  /** IANA name. */
  readonly zone: string;
  readonly languageTag?: string;
}

/** Makes a site with its document library and its user list. Throws a RangeError for an unknown zone. */
export function addSite(context: PartContext, given: NewSite): SiteRecord {
  sharePointZone(given.zone);
  const world = openSharePoint(context);
  const { random } = context;
  const site: SiteRecord = {
    id: `${given.hostname},${random.uuid()},${random.uuid()}`,
    hostname: given.hostname,
    path: given.path,
    displayName: given.displayName,
    description: given.description ?? '',
    groupId: given.groupId ?? null,
    zone: given.zone,
    languageTag: given.languageTag ?? 'en-US',
    createdAt: world.now(),
  };
  world.sites.put(site.id, site);
  addList(world, site, SYSTEM, {
    displayName: 'User Information List',
    name: 'users',
    template: 'userInformation',
    hidden: true,
    system: true,
  });
  addList(world, site, SYSTEM, {
    displayName: 'Documents',
    name: 'Shared Documents',
    template: 'documentLibrary',
  });
  return site;
}

/** Lets a person of the directory visit a site, and answers the row that they have in its user list from then on. */
export function addSiteVisitor(context: PartContext, siteId: string, userId: string): number {
  const world = openSharePoint(context);
  const site = world.sites.get(siteId);
  if (site === undefined) throw new RangeError(`There is no site ${siteId}.`);
  return visitSite(world, site, personActor(world, userId));
}

/** Grants an app with `Sites.Selected` a role on a site. */
export function grantSiteToApp(
  context: PartContext,
  siteId: string,
  app: { readonly id: string; readonly displayName: string },
  role: GrantRole,
): void {
  grantSite(openSharePoint(context), makeGrant(siteId, app.id, app.displayName, role));
}
