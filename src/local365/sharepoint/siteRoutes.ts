/** Makes a route of a site under each of its three addresses: by id, by path and as the site of a group. */
import type { GraphRequest, GraphResponse, GraphVersion, Route } from '../core/route.ts';
import {
  enterSite,
  findSiteById,
  findSiteByPath,
  findSiteOfGroup,
  type Level,
  type SiteAccess,
  sitePermissions,
} from './access.ts';
import type { SharePoint } from './world.ts';

export interface SiteRoute {
  readonly method: Route['method'];
  /** Below the site, such as `/lists/{listId}`; empty for the site itself. */
  readonly path: string;
  readonly page: string;
  readonly level: Level;
  readonly versions?: readonly GraphVersion[];
  readonly query?: readonly string[];
  readonly prefer?: readonly string[];
  /** Instead of the permissions of the level. */
  readonly anyOf?: readonly string[];
  readonly handle: (access: SiteAccess, request: GraphRequest) => GraphResponse | Promise<GraphResponse>;
}

export function onSite(world: SharePoint, route: SiteRoute): readonly Route[] {
  const { level, path, handle, anyOf = sitePermissions(level), ...rest } = route;
  const between = path === '' ? '' : ':';
  return [
    {
      ...rest,
      anyOf,
      path: `/sites/{siteId}${path}`,
      handle: (request) =>
        handle(enterSite(world, request, findSiteById(world, request.params.siteId ?? ''), level), request),
    },
    {
      ...rest,
      anyOf,
      path: `/sites/{siteHost}:/{+sitePath}${between}${path}`,
      handle: (request) => {
        const { siteHost = '', sitePath = '' } = request.params;
        return handle(enterSite(world, request, findSiteByPath(world, siteHost, sitePath), level), request);
      },
    },
    {
      ...rest,
      anyOf,
      path: `/groups/{siteGroupId}/sites/root${path}`,
      handle: (request) => {
        const { siteGroupId = '' } = request.params;
        return handle(enterSite(world, request, findSiteOfGroup(world, siteGroupId), level), request);
      },
    },
  ];
}
