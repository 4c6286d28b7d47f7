/** Files and folders of a library as a tree over the items of its list. */
import { itemNotFound } from '../../core/errorBody.ts';
import { GraphFault } from '../../core/route.ts';
import type { ItemPlace } from '../items/changeItems.ts';
import { beginningWith, exactly } from '../items/sortedIndex.ts';
import type { FileRecord, ItemRecord, ListRecord } from '../model.ts';
import type { SharePoint } from '../world.ts';
import { ID_KEY, keyText, PLACE_KEY, placeKey } from './fileKeys.ts';

/** The root has no item. */
export type DriveNode = { readonly item: ItemRecord; readonly file: FileRecord } | 'root';

export interface Library extends ItemPlace {
  readonly list: ListRecord & { readonly drive: NonNullable<ListRecord['drive']> };
}

export const nodeNumber = (node: DriveNode): number => (node === 'root' ? 0 : node.item.id);
export const isFolder = (node: DriveNode): boolean => node === 'root' || node.file.folder;

export function findNode(library: Library, driveItemId: string): DriveNode {
  if (driveItemId === 'root' || driveItemId === library.list.drive.rootId) return 'root';
  const table = library.world.table(library.list.id);
  const id = table.index(ID_KEY, keyText).ids(exactly(driveItemId))[0];
  const node = id === undefined ? undefined : asNode(table.get(id));
  if (node === undefined) throw itemNotFound('The resource could not be found.');
  return node;
}

export function childNamed(library: Library, folder: DriveNode, name: string): DriveNode | undefined {
  const table = library.world.table(library.list.id);
  const id = table.index(PLACE_KEY, keyText).ids(exactly(placeKey(nodeNumber(folder), name)))[0];
  return id === undefined ? undefined : asNode(table.get(id));
}

/** By name. */
export function childrenOf(library: Library, folder: DriveNode): readonly Exclude<DriveNode, 'root'>[] {
  const table = library.world.table(library.list.id);
  const nodes: Exclude<DriveNode, 'root'>[] = [];
  for (const id of table.index(PLACE_KEY, keyText).ids(beginningWith(`${nodeNumber(folder)}/`))) {
    const node = asNode(table.get(id));
    if (node !== undefined) nodes.push(node);
  }
  return nodes;
}

/** The folder a node is in; the root is in itself. */
export function parentOf(library: Library, node: DriveNode): DriveNode {
  if (node === 'root' || node.file.parent === 0) return 'root';
  return asNode(library.world.table(library.list.id).get(node.file.parent)) ?? 'root';
}

/** Names from the root down to the node. */
export function namesTo(library: Library, node: DriveNode): readonly string[] {
  const names: string[] = [];
  for (let at = node; at !== 'root'; at = parentOf(library, at)) names.unshift(at.file.name);
  return names;
}

/** What a path below a node leads to, and how far it goes when it leads nowhere. */
export interface Located {
  readonly found: DriveNode | undefined;
  /** The last folder on the way that is there. */
  readonly folder: DriveNode;
  /** Names that are not there yet; the last is the thing itself. */
  readonly missing: readonly string[];
}

export function locate(library: Library, from: DriveNode, path: string): Located {
  const names = path.split('/').filter((name) => name !== '');
  let at = from;
  for (const [index, name] of names.entries()) {
    if (!isFolder(at)) throw new GraphFault(404, 'itemNotFound', `'${names[index - 1] ?? ''}' is no folder.`);
    const next = childNamed(library, at, name);
    if (next === undefined) return { found: undefined, folder: at, missing: names.slice(index) };
    at = next;
  }
  return { found: at, folder: parentOf(library, at), missing: [] };
}

function asNode(item: ItemRecord | undefined): Exclude<DriveNode, 'root'> | undefined {
  return item?.file === undefined ? undefined : { item, file: item.file };
}

/** The library that a drive is, wherever its site. Throws 404. */
export function findDriveList(world: SharePoint, driveId: string): Library['list'] {
  for (const list of world.lists.values()) if (list.drive?.id === driveId) return list as Library['list'];
  throw itemNotFound('The drive could not be found.');
}

/** The site's default library: the first one it was given. */
export function defaultLibrary(world: SharePoint, siteId: string): Library['list'] {
  for (const list of world.lists.values())
    if (list.siteId === siteId && list.drive !== undefined) return list as Library['list'];
  throw itemNotFound('The site has no document library.');
}
