/** What a file went through: versions, check-outs, the columns of its list item. */
import { badRequest, itemNotFound, notSupported } from '../../core/errorBody.ts';
import { parseSelect } from '../../core/odata/options.ts';
import type { Route } from '../../core/route.ts';
import { identityOf } from '../actors.ts';
import { asVersion, changeFields, checkMatch, findVersion } from '../items/changeItems.ts';
import { itemBody, readItemShape } from '../items/itemBody.ts';
import { etagOf, readFields } from '../items/readFields.ts';
import type { SharePoint } from '../world.ts';
import { checkIn, checkOut, checkUnlocked, saveFile } from './changeFiles.ts';
import type { Downloads } from './downloads.ts';
import { onDriveItem } from './driveRoutes.ts';
import { fileOf, notRoot } from './nodes.ts';

export function fileVersionRoutes(world: SharePoint, downloads: Downloads): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '/versions',
      page: 'List versions of a driveItem',
      level: 'read',
      handle(library, { found }) {
        const { item } = fileOf(found);
        const all = [asVersion(item), ...world.table(library.list.id).versions(item.id)];
        const value = all.map((version) => ({
          id: `${version.version}.0`,
          lastModifiedDateTime: version.modifiedAt,
          lastModifiedBy: identityOf(version.modifiedBy),
          size: version.file?.size ?? 0,
        }));
        return { status: 200, body: { value } };
      },
    }),
    ...onDriveItem(world, {
      method: 'GET',
      path: '/versions/{versionId}/content',
      page: 'Download contents of a driveItemVersion resource',
      level: 'read',
      handle(library, { found }, { params }) {
        const version = findVersion(library, fileOf(found).item, params.versionId ?? '');
        if (version.file === undefined) throw itemNotFound('The version has no content.');
        return { status: 302, headers: { Location: downloads.addressOf(version.file) } };
      },
    }),
    ...onDriveItem(world, {
      method: 'POST',
      path: '/versions/{versionId}/restoreVersion',
      page: 'driveItemVersion: restoreVersion',
      level: 'write',
      handle(library, { found }, { params }) {
        const node = fileOf(found);
        checkUnlocked(library, node);
        const { file } = findVersion(library, node.item, params.versionId ?? '');
        if (file === undefined) throw itemNotFound('The version has no content.');
        const { bytesId, size, hash } = file;
        saveFile(library, node, {
          ...node.file,
          bytesId,
          size,
          hash,
          contentVersion: node.file.contentVersion + 1,
        });
        return { status: 204 };
      },
    }),
  ];
}

export function lockRoutes(world: SharePoint): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'POST',
      path: '/checkout',
      page: 'driveItem: checkout',
      level: 'write',
      handle(library, { found }) {
        checkOut(library, notRoot(found));
        return { status: 204 };
      },
    }),
    ...onDriveItem(world, {
      method: 'POST',
      path: '/checkin',
      page: 'driveItem: checkin',
      level: 'write',
      handle(library, { found }, request) {
        const { checkInAs, comment, ...rest } = (request.body.length === 0 ? {} : request.json()) as Record<
          string,
          unknown
        >;
        const other = Object.keys(rest)[0];
        if (other !== undefined) throw notSupported(`'${other}' of a check-in`);
        if (comment !== undefined && typeof comment !== 'string')
          throw badRequest("'comment' of a check-in is a text.");
        if (checkInAs !== undefined && checkInAs !== 'published' && checkInAs !== '')
          throw notSupported(`'checkInAs' ${JSON.stringify(checkInAs)}`);
        checkIn(library, notRoot(found));
        return { status: 204 };
      },
    }),
  ];
}

export function listItemRoutes(world: SharePoint): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '/listItem',
      page: 'Get listItem',
      level: 'read',
      query: ['$expand', '$select'],
      handle(library, { found }, { query }) {
        const shape = readItemShape(query.get('$select'), query.get('$expand'));
        return { status: 200, body: itemBody(world, library.site, library.list, notRoot(found).item, shape) };
      },
    }),
    ...onDriveItem(world, {
      method: 'GET',
      path: '/listItem/fields',
      page: 'Get listItem',
      level: 'read',
      query: ['$select'],
      handle({ site, list }, { found }, { query }) {
        const select = parseSelect(query.get('$select'));
        return { status: 200, body: readFields(world, site, list, notRoot(found).item, select) };
      },
    }),
    ...onDriveItem(world, {
      method: 'PATCH',
      path: '/listItem/fields',
      page: 'Update listItem',
      level: 'write',
      handle(library, { found }, request) {
        const node = notRoot(found);
        checkMatch(request.headers['if-match'], [etagOf(node.item)]);
        checkUnlocked(library, node);
        const item = changeFields(library, node.item, request.json());
        return { status: 200, body: readFields(world, library.site, library.list, item, undefined) };
      },
    }),
  ];
}
