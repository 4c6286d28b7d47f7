/** Versions of items. */
import type { GraphRequest, Route } from '../../core/route.ts';
import { identityOf } from '../actors.ts';
import type { ItemRecord, VersionRecord } from '../model.ts';
import { onSite, type SiteRoute } from '../siteRoutes.ts';
import type { SharePoint } from '../world.ts';
import { asVersion, findItem, findVersion, type ItemPlace, restoreVersion } from './changeItems.ts';
import { readItemShape } from './itemBody.ts';
import { placeIn } from './itemRoutes.ts';
import { readFields } from './readFields.ts';

const VERSIONS = '/lists/{listId}/items/{itemId}/versions';

export function versionRoutes(world: SharePoint): readonly Route[] {
  const itemOf = (place: ItemPlace, { params }: GraphRequest) => findItem(place, params.itemId ?? '');
  const routes: readonly SiteRoute[] = [
    {
      method: 'GET',
      path: VERSIONS,
      page: 'Listing versions of a listItem',
      level: 'read',
      query: ['$expand'],
      handle(access, request) {
        const place = placeIn(world, access, request);
        const item = itemOf(place, request);
        const all = [asVersion(item), ...world.table(place.list.id).versions(item.id)];
        return {
          status: 200,
          body: { value: all.map((version) => versionBody(place, item, version, request)) },
        };
      },
    },
    {
      method: 'GET',
      path: `${VERSIONS}/{versionId}`,
      page: 'Get a listItemVersion resource',
      level: 'read',
      query: ['$expand'],
      handle(access, request) {
        const place = placeIn(world, access, request);
        const item = itemOf(place, request);
        const version = findVersion(place, item, request.params.versionId ?? '');
        return { status: 200, body: versionBody(place, item, version, request) };
      },
    },
    {
      method: 'POST',
      path: `${VERSIONS}/{versionId}/restoreVersion`,
      page: 'listItemVersion: restoreVersion',
      level: 'write',
      handle(access, request) {
        const place = placeIn(world, access, request);
        const item = itemOf(place, request);
        restoreVersion(place, item, findVersion(place, item, request.params.versionId ?? ''));
        return { status: 204 };
      },
    },
  ];
  return routes.flatMap((route) => onSite(world, route));
}

function versionBody(
  { world, site, list }: ItemPlace,
  item: ItemRecord,
  version: VersionRecord,
  { query }: GraphRequest,
): object {
  const { fields } = readItemShape(undefined, query.get('$expand'));
  return {
    id: `${version.version}.0`,
    lastModifiedDateTime: version.modifiedAt,
    lastModifiedBy: identityOf(version.modifiedBy),
    published: { level: 'published', versionId: `${version.version}.0` },
    ...(fields === undefined
      ? {}
      : { fields: readFields(world, site, list, { ...item, ...version, id: item.id }, fields.select) }),
  };
}
