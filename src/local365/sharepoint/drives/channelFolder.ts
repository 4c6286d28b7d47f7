/** The folder of a channel in the library of its team's site ("Get filesFolder"). */
import { itemNotFound, notSupported } from '../../core/errorBody.ts';
import type { Route } from '../../core/route.ts';
import { channels } from '../../directory/records.ts';
import { drivePermissions, enterSite, findSiteOfGroup } from '../access.ts';
import { SYSTEM } from '../actors.ts';
import type { SharePoint } from '../world.ts';
import { makeFolders } from './changeFiles.ts';
import type { Downloads } from './downloads.ts';
import { driveItemBody } from './driveItemBody.ts';
import { defaultLibrary, type Library } from './driveTree.ts';

export function channelFolderRoutes(world: SharePoint, downloads: Downloads): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/teams/{teamId}/channels/{channelId}/filesFolder',
      page: 'Get filesFolder',
      anyOf: drivePermissions('read'),
      handle(request) {
        const { teamId = '', channelId = '' } = request.params;
        const channel = channels(world.context.store).get(channelId);
        if (channel === undefined || channel.teamId !== teamId)
          throw itemNotFound('The channel was not found.');
        if (channel.membershipType !== 'standard')
          throw notSupported(
            `the folder of a ${channel.membershipType} channel, which has a site of its own`,
          );
        const { site } = enterSite(world, request, findSiteOfGroup(world, teamId), 'read');
        const library: Library = { world, site, actor: SYSTEM, list: defaultLibrary(world, site.id) };
        const folder = makeFolders(library, 'root', [channel.displayName]);
        return { status: 200, body: driveItemBody(library, downloads, folder) };
      },
    },
  ];
}
