/** Makes, replaces, renames, moves, locks and deletes files and folders. */
import { badRequest } from '../../core/errorBody.ts';
import { GraphFault } from '../../core/route.ts';
import { createItem, deleteItem, replaceItem } from '../items/changeItems.ts';
import type { Actor, FileRecord, ItemRecord } from '../model.ts';
import {
  childNamed,
  childrenOf,
  type DriveNode,
  isFolder,
  type Library,
  namesTo,
  nodeNumber,
} from './driveTree.ts';
import { placedValues } from './fileKeys.ts';
import { checkFileName, checkPathLength, numberedName } from './fileNames.ts';
import { mimeTypeOf } from './mimeTypes.ts';
import { quickXorHash } from './quickXorHash.ts';

export type ConflictBehavior = 'fail' | 'replace' | 'rename';
export type FileNode = Exclude<DriveNode, 'root'>;

/** Fault that stands for an open co-authoring session. */
export const LOCKED_FAULT = 'file-locked';

export function readConflictBehavior(value: unknown, fallback: ConflictBehavior): ConflictBehavior {
  if (value === undefined || value === null) return fallback;
  if (value === 'fail' || value === 'replace' || value === 'rename') return value;
  throw badRequest(
    `'@microsoft.graph.conflictBehavior' is fail, replace or rename, not ${JSON.stringify(value)}.`,
  );
}

const alreadyExists = (name: string): GraphFault =>
  new GraphFault(409, 'nameAlreadyExists', `An item with the name '${name}' already exists.`);

/** Folders on the way to a new file, made where they are missing; answers the last. */
export function makeFolders(library: Library, folder: DriveNode, names: readonly string[]): DriveNode {
  let at = folder;
  for (const name of names) at = childNamed(library, at, name) ?? makeFolder(library, at, name, 'fail');
  return at;
}

export function makeFolder(
  library: Library,
  folder: DriveNode,
  wanted: string,
  behavior: ConflictBehavior,
): FileNode {
  const existing = childNamed(library, folder, wanted);
  if (existing !== undefined && existing !== 'root' && behavior === 'replace' && existing.file.folder)
    return existing;
  const name = freeName(library, folder, wanted, behavior);
  return addNode(library, folder, { name, folder: true, size: 0, mimeType: '', bytesId: '', hash: '' });
}

/** A new file. `behavior` says what happens when the name is taken. */
export function writeNewFile(
  library: Library,
  folder: DriveNode,
  wanted: string,
  content: Buffer,
  behavior: ConflictBehavior,
): { readonly node: FileNode; readonly created: boolean } {
  const existing = childNamed(library, folder, wanted);
  if (existing !== undefined && existing !== 'root' && behavior === 'replace')
    return { node: replaceContent(library, existing, content), created: false };
  const name = freeName(library, folder, wanted, behavior);
  const stored = storeContent(library, content);
  const node = addNode(library, folder, { name, folder: false, mimeType: mimeTypeOf(name), ...stored });
  return { node, created: true };
}

export function replaceContent(library: Library, node: FileNode, content: Buffer): FileNode {
  if (node.file.folder) throw alreadyExists(node.file.name);
  checkUnlocked(library, node);
  const stored = storeContent(library, content);
  return saveFile(library, node, { ...node.file, ...stored, contentVersion: node.file.contentVersion + 1 });
}

interface NodeChange {
  readonly name?: string;
  readonly folder?: DriveNode;
  readonly behavior: ConflictBehavior;
}

export function moveNode(library: Library, node: FileNode, { name, folder, behavior }: NodeChange): FileNode {
  checkUnlocked(library, node);
  const target =
    folder ?? (node.file.parent === 0 ? 'root' : library.world.table(library.list.id).get(node.file.parent));
  const parent =
    target === 'root' || target === undefined ? 'root' : 'item' in target ? target : folderNode(target);
  if (!isFolder(parent)) throw badRequest('The new parent is no folder.');
  if (isInside(library, parent, node)) throw badRequest('A folder cannot be moved into itself.');
  const wanted = name ?? node.file.name;
  const holder = childNamed(library, parent, wanted);
  const isSame = holder !== undefined && nodeNumber(holder) === node.item.id;
  if (isSame) checkFileName(wanted);
  if (!isSame && holder !== undefined && holder !== 'root' && behavior === 'replace')
    deleteNode(library, holder);
  const free = isSame ? wanted : freeName(library, parent, wanted, behavior);
  const mimeType = node.file.folder ? '' : mimeTypeOf(free);
  return saveFile(library, node, { ...node.file, name: free, parent: nodeNumber(parent), mimeType });
}

const folderNode = (item: ItemRecord): DriveNode =>
  item.file === undefined ? 'root' : { item, file: item.file };

function isInside(library: Library, folder: DriveNode, node: FileNode): boolean {
  for (let at = folder; at !== 'root'; ) {
    if (at.item.id === node.item.id) return true;
    const above = at.file.parent === 0 ? undefined : library.world.table(library.list.id).get(at.file.parent);
    at = above === undefined ? 'root' : folderNode(above);
  }
  return false;
}

/** Puts it and all below it into the recycle bin. */
export function deleteNode(library: Library, node: FileNode): void {
  checkUnlocked(library, node);
  if (node.file.folder) for (const child of childrenOf(library, node)) deleteNode(library, child);
  deleteItem(library, node.item);
}

export function checkOut(library: Library, node: FileNode): void {
  if (node.file.folder) throw badRequest('A folder cannot be checked out.');
  checkUnlocked(library, node);
  if (node.file.checkedOutBy !== undefined) return;
  setCheckedOut(library, node, library.actor);
}

export function checkIn(library: Library, node: FileNode): void {
  checkUnlocked(library, node);
  if (node.file.checkedOutBy === undefined) throw badRequest('The file is not checked out.');
  setCheckedOut(library, node, undefined);
}

function setCheckedOut(library: Library, node: FileNode, actor: Actor | undefined): void {
  const { checkedOutBy: _before, ...file } = node.file;
  saveFile(library, node, actor === undefined ? file : { ...file, checkedOutBy: actor });
}

/** Throws 423 for a file that somebody else has checked out or that is open in a co-authoring session. */
export function checkUnlocked({ actor, world }: Library, { file }: FileNode): void {
  const holder = file.checkedOutBy;
  if (holder !== undefined && (holder.kind !== actor.kind || holder.id !== actor.id))
    throw new GraphFault(423, 'resourceLocked', `The file '${file.name}' is checked out by ${holder.name}.`);
  const fault = world.context.faults.take([LOCKED_FAULT], { method: 'PUT', path: `/${file.name}` });
  if (fault !== undefined)
    throw new GraphFault(
      423,
      'resourceLocked',
      `The resource you are attempting to access is locked: '${file.name}'.`,
    );
}

/** Keeps new values or a new state of the file. */
export function saveFile(library: Library, node: FileNode, file: FileRecord): FileNode {
  const item = replaceItem(library, node.item, placedValues(node.item.values, file), file);
  return { item, file };
}

function freeName(library: Library, folder: DriveNode, wanted: string, behavior: ConflictBehavior): string {
  checkFileName(wanted);
  checkPathLength(
    [library.site.path.slice(1), library.list.name, ...namesTo(library, folder), wanted].join('/'),
  );
  if (childNamed(library, folder, wanted) === undefined) return wanted;
  if (behavior !== 'rename') throw alreadyExists(wanted);
  return numberedName(wanted, (name) => childNamed(library, folder, name) !== undefined);
}

function addNode(
  library: Library,
  folder: DriveNode,
  given: Pick<FileRecord, 'name' | 'folder' | 'size' | 'mimeType' | 'bytesId' | 'hash'>,
): FileNode {
  if (!isFolder(folder)) throw badRequest('The parent is no folder.');
  const { random } = library.world.context;
  const file: FileRecord = {
    driveItemId: `01${random.uuid().replaceAll('-', '').toUpperCase()}`,
    parent: nodeNumber(folder),
    contentVersion: 1,
    ...given,
  };
  return { item: createItem(library, {}, file), file };
}

function storeContent(library: Library, content: Buffer): Pick<FileRecord, 'size' | 'bytesId' | 'hash'> {
  const { random, store } = library.world.context;
  const bytesId = `file-${random.uuid()}`;
  store.putBytes(bytesId, content);
  return { size: content.length, bytesId, hash: quickXorHash(content) };
}
