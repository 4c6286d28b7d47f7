/** A driveItem, and a drive, as Graph shows them. */
import { selectProperties } from '../../core/odata/answer.ts';
import { identityOf } from '../actors.ts';
import type { ListRecord, SiteRecord } from '../model.ts';
import { listUrl } from '../world.ts';
import type { Downloads } from './downloads.ts';
import { childrenOf, type DriveNode, type Library, namesTo, parentOf } from './driveTree.ts';

export const DRIVE_ITEM_PROPERTIES: readonly string[] = [
  'id',
  'name',
  'webUrl',
  'createdDateTime',
  'createdBy',
  'lastModifiedDateTime',
  'lastModifiedBy',
  'eTag',
  'cTag',
  'size',
  'parentReference',
  'file',
  'folder',
  'root',
  'fileSystemInfo',
  'publication',
  'listItem',
];

const quotedGuid = (guid: string): string => `{${guid.toUpperCase()}}`;

export const driveItemEtag = (node: DriveNode): string =>
  node === 'root' ? '"root"' : `"${quotedGuid(node.item.guid)},${node.item.version}"`;
export const driveItemCtag = (node: DriveNode): string =>
  node === 'root' ? '"c:root"' : `"c:${quotedGuid(node.item.guid)},${node.file.contentVersion}"`;

export function driveItemBody(
  library: Library,
  downloads: Downloads,
  node: DriveNode,
  select?: readonly string[],
): Record<string, unknown> {
  const body = node === 'root' ? rootBody(library) : nodeBody(library, downloads, node);
  return selectProperties(body, select, DRIVE_ITEM_PROPERTIES, 'driveItem');
}

function rootBody(library: Library): Record<string, unknown> {
  const { list, site } = library;
  return {
    createdDateTime: list.createdAt,
    id: list.drive.rootId,
    lastModifiedDateTime: list.modifiedAt,
    name: 'root',
    webUrl: listUrl(site, list),
    size: 0,
    parentReference: { driveType: 'documentLibrary', driveId: list.drive.id },
    fileSystemInfo: { createdDateTime: list.createdAt, lastModifiedDateTime: list.modifiedAt },
    folder: { childCount: childrenOf(library, 'root').length },
    root: {},
  };
}

function nodeBody(
  library: Library,
  downloads: Downloads,
  node: Exclude<DriveNode, 'root'>,
): Record<string, unknown> {
  const { item, file } = node;
  const { list, site } = library;
  const path = namesTo(library, node);
  return {
    ...(file.folder ? {} : { '@microsoft.graph.downloadUrl': downloads.addressOf(file) }),
    createdDateTime: item.createdAt,
    eTag: driveItemEtag(node),
    id: file.driveItemId,
    lastModifiedDateTime: item.modifiedAt,
    name: file.name,
    webUrl: `${listUrl(site, list)}/${path.map(encodeURIComponent).join('/')}`,
    cTag: driveItemCtag(node),
    size: file.folder ? 0 : file.size,
    createdBy: identityOf(item.createdBy),
    lastModifiedBy: identityOf(item.modifiedBy),
    parentReference: parentReference(library, node),
    fileSystemInfo: { createdDateTime: item.createdAt, lastModifiedDateTime: item.modifiedAt },
    ...(file.folder
      ? { folder: { childCount: childrenOf(library, node).length } }
      : { file: { mimeType: file.mimeType, hashes: { quickXorHash: file.hash } } }),
    ...(file.checkedOutBy === undefined
      ? {}
      : { publication: { level: 'checkout', versionId: `${item.version}.0` } }),
  };
}

function parentReference(library: Library, node: Exclude<DriveNode, 'root'>): object {
  const { list, site } = library;
  const parent = parentOf(library, node);
  const names = namesTo(library, parent).map(encodeURIComponent).join('/');
  return {
    driveType: 'documentLibrary',
    driveId: list.drive.id,
    id: parent === 'root' ? list.drive.rootId : parent.file.driveItemId,
    name: parent === 'root' ? list.name : parent.file.name,
    path: `/drives/${list.drive.id}/root:${names === '' ? '' : `/${names}`}`,
    siteId: site.id.split(',')[1] ?? '',
  };
}

export function driveBody(
  site: SiteRecord,
  list: ListRecord & { readonly drive: { readonly id: string } },
): object {
  return {
    createdDateTime: list.createdAt,
    description: list.description,
    id: list.drive.id,
    lastModifiedDateTime: list.modifiedAt,
    name: list.displayName,
    webUrl: listUrl(site, list),
    driveType: 'documentLibrary',
    createdBy: identityOf(list.createdBy),
    ...(site.groupId === null
      ? {}
      : { owner: { group: { id: site.groupId, displayName: site.displayName } } }),
  };
}
