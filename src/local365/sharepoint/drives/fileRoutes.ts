/** Contents of files: small uploads, upload sessions, downloads. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { GraphFault, type GraphRequest, type Route } from '../../core/route.ts';
import { checkMatch } from '../items/changeItems.ts';
import type { SharePoint } from '../world.ts';
import {
  type ConflictBehavior,
  checkUnlocked,
  type FileNode,
  makeFolders,
  readConflictBehavior,
  replaceContent,
  writeNewFile,
} from './changeFiles.ts';
import type { Downloads } from './downloads.ts';
import { driveItemBody, driveItemCtag, driveItemEtag } from './driveItemBody.ts';
import { onDriveItem } from './driveRoutes.ts';
import type { DriveNode, Library, Located } from './driveTree.ts';
import { findNode, locate } from './driveTree.ts';
import { fileOf } from './nodes.ts';
import type { UploadSessions } from './uploadSessions.ts';

const CONFLICT = '@microsoft.graph.conflictBehavior';

export function fileRoutes(
  world: SharePoint,
  downloads: Downloads,
  uploads: UploadSessions,
): readonly Route[] {
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '/content',
      page: 'Download driveItem content',
      level: 'read',
      handle(_library, { found }) {
        const { file } = fileOf(found);
        return { status: 302, headers: { Location: downloads.addressOf(file) } };
      },
    }),
    ...onDriveItem(world, {
      method: 'PUT',
      path: '/content',
      page: 'Upload or replace the contents of a driveItem',
      level: 'write',
      query: [CONFLICT],
      handle(library, located, request) {
        const behavior = readConflictBehavior(request.query.get(CONFLICT), 'replace');
        checkConditions(request, located.found);
        const { node, created } = writeFile(library, located, request.body, behavior);
        return { status: created ? 201 : 200, body: driveItemBody(library, downloads, node) };
      },
    }),
    ...onDriveItem(world, {
      method: 'POST',
      path: '/createUploadSession',
      page: 'driveItem: createUploadSession',
      level: 'write',
      handle(library, located, request) {
        const { item, deferCommit } = readSession(request.body.length === 0 ? {} : request.json());
        checkConditions(request, located.found);
        const target = nameGiven(located, item.name);
        const behavior = readConflictBehavior(
          item[CONFLICT],
          request.params.itemPath === undefined ? 'replace' : 'fail',
        );
        if (target.found !== undefined && target.found !== 'root' && behavior === 'replace')
          checkUnlocked(library, target.found);
        const session = uploads.open((content) => {
          const { node, created } = writeFile(library, relocate(library, target), content, behavior);
          return { status: created ? 201 : 200, body: driveItemBody(library, downloads, node) };
        }, deferCommit);
        return { status: 200, body: session };
      },
    }),
  ];
}

/** An existing file is replaced, renamed beside or refused; a new one is made, and folders on the way to it. */
function writeFile(
  library: Library,
  { found, folder, missing }: Located,
  content: Buffer,
  behavior: ConflictBehavior,
): { readonly node: FileNode; readonly created: boolean } {
  if (found === 'root') throw badRequest('The root folder has no content.');
  if (found !== undefined && behavior === 'replace')
    return { node: replaceContent(library, found, content), created: false };
  if (found !== undefined) return writeNewFile(library, folder, found.file.name, content, behavior);
  const name = missing.at(-1) ?? '';
  return writeNewFile(library, makeFolders(library, folder, missing.slice(0, -1)), name, content, behavior);
}

/** The tree may have changed since the session was opened. */
function relocate(library: Library, { found, folder, missing }: Located): Located {
  if (found !== undefined && found !== 'root') {
    const present = findNode(library, found.file.driveItemId);
    return { found: present, folder, missing: [] };
  }
  const present = folder === 'root' ? 'root' : findNode(library, folder.file.driveItemId);
  return locate(library, present, missing.join('/'));
}

function nameGiven(located: Located, name: unknown): Located {
  const last = located.missing.at(-1) ?? (located.found === 'root' ? undefined : located.found?.file.name);
  if (name !== undefined && name !== last)
    throw badRequest(`'item/name' is '${String(name)}', the address says '${last ?? ''}'.`);
  return located;
}

function readSession(body: unknown): { item: Record<string, unknown>; deferCommit: boolean } {
  const { item = {}, deferCommit = false, ...rest } = (body ?? {}) as Record<string, unknown>;
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw notSupported(`'${other}' of an upload session`);
  if (typeof item !== 'object' || item === null || typeof deferCommit !== 'boolean')
    throw badRequest(
      'An upload session has an item, which is an object, and deferCommit, which is true or false.',
    );
  for (const name of Object.keys(item))
    if (![CONFLICT, 'name', 'fileSize', '@odata.type'].includes(name))
      throw notSupported(`'item/${name}' of an upload session`);
  return { item: item as Record<string, unknown>, deferCommit };
}

/** `If-Match` and `If-None-Match` take the ETag or the CTag. */
export function checkConditions({ headers }: GraphRequest, node: DriveNode | undefined): void {
  const tags = node === undefined ? [] : [driveItemEtag(node), driveItemCtag(node)];
  checkMatch(headers['if-match'], tags, 'notAllowed');
  const noneMatch = headers['if-none-match'];
  if (noneMatch === undefined) return;
  const hit = noneMatch.trim() === '*' ? node !== undefined : tags.some((tag) => noneMatch.includes(tag));
  if (hit) throw new GraphFault(412, 'notAllowed', 'The item matches the If-None-Match header.');
}
