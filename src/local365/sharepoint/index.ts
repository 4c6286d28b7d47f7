/** SharePoint of the local Microsoft 365: sites, lists, columns, items, drives. */
import type { Part, PartContext } from '../core/part.ts';
import { columnRoutes } from './columns/columnRoutes.ts';
import { DELTA_FAULTS, deltaRoutes } from './items/itemDelta.ts';
import { itemRoutes } from './items/itemRoutes.ts';
import { versionRoutes } from './items/versionRoutes.ts';
import { listRoutes } from './lists.ts';
import { permissionRoutes } from './permissions.ts';
import { recycleBinPage } from './recycleBin.ts';
import { sharePointRest } from './sharePointRest.ts';
import { siteRoutes } from './sites.ts';
import { openSharePoint } from './world.ts';

export { addSite, addSiteVisitor, grantSiteToApp, type NewSite } from './addSite.ts';

export function makeSharePointPart(context: PartContext): Part {
  const world = openSharePoint(context);
  for (const [name, description] of Object.entries(DELTA_FAULTS)) context.faults.declare(name, description);
  return {
    name: 'sharepoint',
    routes: [
      ...siteRoutes(world),
      ...permissionRoutes(world),
      ...listRoutes(world),
      ...columnRoutes(world),
      ...itemRoutes(world),
      ...deltaRoutes(world),
      ...versionRoutes(world),
    ],
    plain: [recycleBinPage(world), sharePointRest(world)],
  };
}
