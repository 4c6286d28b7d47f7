/** SharePoint of the local Microsoft 365: sites, lists, columns, items, drives. */
import type { Part, PartContext } from '../core/part.ts';
import { withBudget } from './budget.ts';
import { columnRoutes } from './columns/columnRoutes.ts';
import { LOCKED_FAULT } from './drives/changeFiles.ts';
import { channelFolderRoutes } from './drives/channelFolder.ts';
import { makeDownloads } from './drives/downloads.ts';
import { driveRoutes } from './drives/driveItemRoutes.ts';
import { fileRoutes } from './drives/fileRoutes.ts';
import { sharingRoutes } from './drives/sharing.ts';
import { makeUploadSessions } from './drives/uploadSessions.ts';
import { DELTA_FAULTS, deltaRoutes } from './items/itemDelta.ts';
import { itemRoutes } from './items/itemRoutes.ts';
import { versionRoutes } from './items/versionRoutes.ts';
import { listRoutes } from './lists.ts';
import { permissionRoutes } from './permissions.ts';
import { recycleBinPage } from './recycleBin.ts';
import { sharePointRest } from './sharePointRest.ts';
import { siteRoutes } from './sites.ts';
import { openSharePoint } from './world.ts';

export { addSite, addSiteVisitor, grantSiteToApp } from './addSite.ts';

export function makeSharePointPart(context: PartContext): Part {
  const world = openSharePoint(context);
  for (const [name, description] of Object.entries(DELTA_FAULTS)) context.faults.declare(name, description);
  context.faults.declare(
    LOCKED_FAULT,
    'answers 423 to a change of a file, as in a co-authoring session; path is /{file name}',
  );
  const downloads = makeDownloads(world);
  const uploads = makeUploadSessions(world);
  return {
    name: 'sharepoint',
    routes: withBudget(world, [
      ...siteRoutes(world),
      ...permissionRoutes(world),
      ...listRoutes(world),
      ...columnRoutes(world),
      ...itemRoutes(world),
      ...deltaRoutes(world),
      ...versionRoutes(world),
      ...driveRoutes(world, downloads),
      ...fileRoutes(world, downloads, uploads),
      ...sharingRoutes(world),
      ...channelFolderRoutes(world, downloads),
    ]),
    plain: [downloads.page, uploads.page, recycleBinPage(world), sharePointRest(world)],
  };
}
