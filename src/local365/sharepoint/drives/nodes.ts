/** What a located node must be: there, not the root, a file. */
import { badRequest, itemNotFound } from '../../core/errorBody.ts';
import type { FileNode } from './changeFiles.ts';
import type { DriveNode } from './driveTree.ts';

/** Anything that is there, or 404. */
export function present(node: DriveNode | undefined): DriveNode {
  if (node === undefined) throw itemNotFound('The resource could not be found.');
  return node;
}

export function notRoot(node: DriveNode | undefined): FileNode {
  const found = present(node);
  if (found === 'root') throw badRequest('The root folder cannot be changed.');
  return found;
}

/** A file that is there, or 404. */
export function fileOf(node: DriveNode | undefined): FileNode {
  if (node === undefined) throw itemNotFound('The resource could not be found.');
  if (node === 'root' || node.file.folder) throw badRequest('A folder has no content.');
  return node;
}
