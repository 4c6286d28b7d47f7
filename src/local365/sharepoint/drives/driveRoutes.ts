/** Makes a route of a drive, or of something in it, under each of its addresses. */

import { itemNotFound } from '../../core/errorBody.ts';
import type { GraphRequest, GraphResponse, Route } from '../../core/route.ts';
import {
  drivePermissions,
  enterSite,
  findSiteById,
  findSiteByPath,
  findSiteOfGroup,
  type Level,
} from '../access.ts';
import type { SiteRecord } from '../model.ts';
import { findList, type SharePoint } from '../world.ts';
import { defaultLibrary, findDriveList, findNode, type Library, type Located, locate } from './driveTree.ts';

type Found = readonly [SiteRecord, Library['list']];
type FindDrive = (world: SharePoint, params: Readonly<Record<string, string>>) => Found;

const ofSite = (world: SharePoint, site: SiteRecord): Found => [site, defaultLibrary(world, site.id)];

/** Addresses of a drive. */
const DRIVES: readonly (readonly [string, FindDrive])[] = [
  ['/drives/{driveId}', byDriveId],
  ['/sites/{siteId}/drives/{driveId}', byDriveId],
  ['/sites/{siteId}/drive', (world, { siteId = '' }) => ofSite(world, findSiteById(world, siteId))],
  [
    '/sites/{siteHost}:/{+sitePath}:/drive',
    (world, { siteHost = '', sitePath = '' }) => ofSite(world, findSiteByPath(world, siteHost, sitePath)),
  ],
  [
    '/groups/{siteGroupId}/drive',
    (world, { siteGroupId = '' }) => ofSite(world, findSiteOfGroup(world, siteGroupId)),
  ],
  ['/sites/{siteId}/lists/{listId}/drive', byList],
];

function byDriveId(world: SharePoint, { driveId = '' }: Readonly<Record<string, string>>): Found {
  const list = findDriveList(world, driveId);
  return [findSiteById(world, list.siteId), list];
}

function byList(world: SharePoint, { siteId = '', listId = '' }: Readonly<Record<string, string>>): Found {
  const site = findSiteById(world, siteId);
  const list = findList(world, site.id, listId);
  if (list.drive === undefined) throw itemNotFound('The list is no document library.');
  return [site, list as Library['list']];
}

interface CommonRoute {
  readonly method: Route['method'];
  /** Below the drive or the item, such as `/children`. */
  readonly path: string;
  readonly page: string;
  readonly level: Level;
  readonly query?: readonly string[];
}

interface DriveRoute extends CommonRoute {
  readonly handle: (library: Library, request: GraphRequest) => GraphResponse;
}

interface DriveItemRoute extends CommonRoute {
  readonly handle: (library: Library, located: Located, request: GraphRequest) => GraphResponse;
}

export function onDrive(world: SharePoint, { path, level, handle, ...rest }: DriveRoute): readonly Route[] {
  return DRIVES.map(([drive, find]) => ({
    ...rest,
    anyOf: drivePermissions(level),
    path: `${drive}${path}`,
    handle: (request) => handle(enterDrive(world, request, find, level), request),
  }));
}

/** Addresses of an item in a drive: the root, an id, and a path below either. */
const ITEMS: readonly string[] = [
  '/root',
  '/root:/{+itemPath}',
  '/items/{itemId}',
  '/items/{itemId}:/{+itemPath}',
];

export function onDriveItem(world: SharePoint, { path, handle, ...rest }: DriveItemRoute): readonly Route[] {
  return ITEMS.flatMap((address) => {
    const between = address.endsWith('}') && address.includes('+') && path !== '' ? ':' : '';
    return onDrive(world, {
      ...rest,
      path: `${address}${between}${path}`,
      handle(library, request) {
        const { itemId = 'root', itemPath = '' } = request.params;
        return handle(library, locate(library, findNode(library, itemId), itemPath), request);
      },
    });
  });
}

function enterDrive(world: SharePoint, request: GraphRequest, find: FindDrive, level: Level): Library {
  const [site, list] = find(world, request.params);
  const { actor } = enterSite(world, request, site, level);
  return { world, site, list, actor };
}
