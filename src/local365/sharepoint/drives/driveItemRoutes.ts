/** Drives and the items in them, without their contents. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { answerPage, selectProperties } from '../../core/odata/answer.ts';
import { checkExpand, parseExpand, parseOrderBy, parseSelect } from '../../core/odata/options.ts';
import type { GraphRequest, Route } from '../../core/route.ts';
import { itemBody, readItemShape } from '../items/itemBody.ts';
import { onSite } from '../siteRoutes.ts';
import type { SharePoint } from '../world.ts';
import { deleteNode, type FileNode, makeFolder, moveNode, readConflictBehavior } from './changeFiles.ts';
import type { Downloads } from './downloads.ts';
import { DRIVE_ITEM_PROPERTIES, driveBody, driveItemBody } from './driveItemBody.ts';
import { onDrive, onDriveItem } from './driveRoutes.ts';
import { childrenOf, type DriveNode, findNode, isFolder, type Library } from './driveTree.ts';
import { checkConditions } from './fileRoutes.ts';
import { fileVersionRoutes, listItemRoutes, lockRoutes } from './fileStateRoutes.ts';
import { notRoot, present } from './nodes.ts';

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
    ...fileVersionRoutes(world, downloads),
    ...lockRoutes(world),
    ...listItemRoutes(world),
  ];
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
    const shape = readItemShape(undefined, listItem.options.get('$expand'));
    body.listItem = itemBody(library.world, library.site, library.list, node.item, shape);
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
