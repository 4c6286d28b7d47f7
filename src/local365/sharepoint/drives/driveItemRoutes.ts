/** Drives and the items in them, without their contents. */
import { badRequest, itemNotFound, notSupported } from '../../core/errorBody.ts';
import { answerPage, selectProperties } from '../../core/odata/answer.ts';
import { checkExpand, parseExpand, parseOrderBy, parseSelect } from '../../core/odata/options.ts';
import type { GraphRequest, Route } from '../../core/route.ts';
import { identityOf } from '../actors.ts';
import { asVersion, changeFields, checkMatch, findVersion } from '../items/changeItems.ts';
import { itemBody } from '../items/itemBody.ts';
import { ITEM_EXPANDS } from '../items/itemRoutes.ts';
import { etagOf, readFields } from '../items/readFields.ts';
import { onSite } from '../siteRoutes.ts';
import type { SharePoint } from '../world.ts';
import {
  checkIn,
  checkOut,
  checkUnlocked,
  deleteNode,
  type FileNode,
  makeFolder,
  moveNode,
  readConflictBehavior,
  saveFile,
} from './changeFiles.ts';
import type { Downloads } from './downloads.ts';
import { DRIVE_ITEM_PROPERTIES, driveBody, driveItemBody } from './driveItemBody.ts';
import { onDrive, onDriveItem } from './driveRoutes.ts';
import { childrenOf, type DriveNode, findNode, isFolder, type Library } from './driveTree.ts';
import { checkConditions, fileOf } from './fileRoutes.ts';

export function driveRoutes(world: SharePoint, downloads: Downloads): readonly Route[] {
  return [
    ...onSite(world, {
      method: 'GET',
      path: '/drives',
      page: 'List available drives',
      level: 'read',
      handle: ({ site }) => ({
        status: 200,
        body: {
          value: world
            .listsOf(site.id)
            .flatMap((list) =>
              list.drive === undefined ? [] : [driveBody(site, { ...list, drive: list.drive })],
            ),
        },
      }),
    }),
    ...onDrive(world, {
      method: 'GET',
      path: '',
      page: 'Get drive',
      level: 'read',
      handle: ({ site, list }) => ({ status: 200, body: driveBody(site, list) }),
    }),
    ...itemRoutes(world, downloads),
    ...versionRoutes(world, downloads),
    ...lockRoutes(world),
    ...listItemRoutes(world),
  ];
}

/** Anything that is there, or 404. */
function present(node: DriveNode | undefined): DriveNode {
  if (node === undefined) throw itemNotFound('The resource could not be found.');
  return node;
}

function notRoot(node: DriveNode | undefined): FileNode {
  const found = present(node);
  if (found === 'root') throw badRequest('The root folder cannot be changed.');
  return found;
}

function itemRoutes(world: SharePoint, downloads: Downloads): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '',
      page: 'Get driveItem',
      level: 'read',
      query: ['$select', '$expand'],
      handle(library, { found }, request) {
        return { status: 200, body: expandedBody(library, downloads, present(found), request) };
      },
    }),
    ...onDriveItem(world, {
      method: 'GET',
      path: '/children',
      page: 'List children of a driveItem',
      level: 'read',
      query: ['$select', '$top', '$skiptoken', '$orderby', '$expand'],
      handle(library, { found }, request) {
        const folder = present(found);
        if (!isFolder(folder)) throw badRequest('A file has no children.');
        const page = answerPage(request, ordered(childrenOf(library, folder), request), {
          defaultSize: 200,
          mostSize: 999,
        });
        const value = page.value.map((node) => expandedBody(library, downloads, node, request));
        return { status: 200, body: { ...page, value } };
      },
    }),
    ...onDriveItem(world, {
      method: 'POST',
      path: '/children',
      page: 'Create a new folder in a drive',
      level: 'write',
      handle(library, { found }, request) {
        const {
          name,
          folder,
          '@microsoft.graph.conflictBehavior': conflict,
          ...rest
        } = request.json() as Record<string, unknown>;
        const other = Object.keys(rest)[0];
        if (other !== undefined) throw notSupported(`'${other}' of a new folder`);
        if (typeof name !== 'string' || typeof folder !== 'object' || folder === null)
          throw badRequest('A new folder has a name and "folder": {}.');
        const node = makeFolder(library, present(found), name, readConflictBehavior(conflict, 'fail'));
        return { status: 201, body: driveItemBody(library, downloads, node) };
      },
    }),
    ...onDriveItem(world, {
      method: 'PATCH',
      path: '',
      page: 'Update driveItem',
      level: 'write',
      handle(library, { found }, request) {
        const node = notRoot(found);
        checkConditions(request, node);
        const changed = moveNode(library, node, readMove(library, request.json()));
        return { status: 200, body: driveItemBody(library, downloads, changed) };
      },
    }),
    ...onDriveItem(world, {
      method: 'DELETE',
      path: '',
      page: 'Delete driveItem',
      level: 'write',
      handle(library, { found }, request) {
        const node = notRoot(found);
        checkConditions(request, node);
        deleteNode(library, node);
        return { status: 204 };
      },
    }),
  ];
}

function ordered(nodes: readonly FileNode[], { query }: GraphRequest): readonly FileNode[] {
  const [order, ...others] = parseOrderBy(query.get('$orderby'));
  if (order === undefined) return nodes;
  if (order.path !== 'name' || others.length > 0)
    throw notSupported(`$orderby=${query.get('$orderby') ?? ''} of children`);
  return order.descending ? [...nodes].reverse() : nodes;
}

function expandedBody(
  library: Library,
  downloads: Downloads,
  node: DriveNode,
  { query }: GraphRequest,
): Record<string, unknown> {
  const expands = parseExpand(query.get('$expand'));
  checkExpand(expands, { listItem: ['$expand'] });
  const body = driveItemBody(library, downloads, node);
  const listItem = expands[0];
  if (listItem !== undefined && node !== 'root') {
    const inner = parseExpand(listItem.options.get('$expand'));
    checkExpand(inner, ITEM_EXPANDS);
    body.listItem = itemBody(library.world, library.site, library.list, node.item, { expands: inner });
  }
  const select = parseSelect(query.get('$select'));
  const selected = selectProperties(body, select, DRIVE_ITEM_PROPERTIES, 'driveItem');
  return listItem === undefined ? selected : { ...selected, listItem: body.listItem };
}

function readMove(library: Library, body: unknown) {
  const {
    name,
    parentReference,
    '@microsoft.graph.conflictBehavior': conflict,
    ...rest
  } = (body ?? {}) as Record<string, unknown>;
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw notSupported(`changing '${other}' of a driveItem`);
  if (name !== undefined && typeof name !== 'string') throw badRequest("'name' of a driveItem is a text.");
  const behavior = readConflictBehavior(conflict, 'fail');
  const named = name === undefined ? {} : { name };
  if (parentReference === undefined) return { ...named, behavior };
  const { id, ...elsewhere } = parentReference as Record<string, unknown>;
  const driveId = elsewhere.driveId;
  if (driveId !== undefined && driveId !== library.list.drive.id)
    throw notSupported('moving a driveItem to another drive');
  if (typeof id !== 'string') throw notSupported("'parentReference' without id");
  return { ...named, folder: findNode(library, id), behavior };
}

function versionRoutes(world: SharePoint, downloads: Downloads): readonly Route[] {
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

function lockRoutes(world: SharePoint): readonly Route[] {
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

function listItemRoutes(world: SharePoint): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '/listItem',
      page: 'Get listItem',
      level: 'read',
      query: ['$expand', '$select'],
      handle(library, { found }, { query }) {
        const expands = parseExpand(query.get('$expand'));
        checkExpand(expands, ITEM_EXPANDS);
        const shape = { expands, select: parseSelect(query.get('$select')) };
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
