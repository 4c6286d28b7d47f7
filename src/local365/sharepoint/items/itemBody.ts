/** A list item as Graph shows it. */
import { selectProperties } from '../../core/odata/answer.ts';
import { checkExpand, parseExpand, parseSelect } from '../../core/odata/options.ts';
import { identityOf } from '../actors.ts';
import type { ItemRecord, ListRecord, SiteRecord } from '../model.ts';
import { listUrl, type SharePoint } from '../world.ts';
import { contentTypeName, etagOf, readFields } from './readFields.ts';

const ITEM_PROPERTIES: readonly string[] = [
  'id',
  'createdDateTime',
  'createdBy',
  'lastModifiedDateTime',
  'lastModifiedBy',
  'eTag',
  'webUrl',
  'parentReference',
  'contentType',
  'sharepointIds',
  'fields',
];

/** What an answer shows of an item. */
export interface ItemShape {
  readonly select?: readonly string[] | undefined;
  /** Present when the fields are expanded. */
  readonly fields?: { readonly select: readonly string[] | undefined } | undefined;
}

/** An item with all its fields, as the answer to a change has it. */
export const WITH_FIELDS: ItemShape = { fields: { select: undefined } };

/** Reads `$select` and `$expand` of items. Throws 400, and 501 for what cannot be expanded. */
export function readItemShape(select: string | undefined, expand: string | undefined): ItemShape {
  const expands = parseExpand(expand);
  checkExpand(expands, { fields: ['$select'] });
  const fields = expands[0];
  return {
    select: parseSelect(select),
    fields: fields === undefined ? undefined : { select: parseSelect(fields.options.get('$select')) },
  };
}

export function itemBody(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  item: ItemRecord,
  { select, fields }: ItemShape,
): Record<string, unknown> {
  const etag = etagOf(item);
  const body = selectProperties(
    {
      '@odata.etag': etag,
      createdDateTime: item.createdAt,
      eTag: etag,
      id: String(item.id),
      lastModifiedDateTime: item.modifiedAt,
      webUrl: itemUrl(site, list, item),
      createdBy: identityOf(item.createdBy),
      lastModifiedBy: identityOf(item.modifiedBy),
      parentReference: { id: list.id, siteId: site.id },
      contentType: { id: contentTypeId(list, item), name: contentTypeName(list, item) },
    },
    select,
    ITEM_PROPERTIES,
    'listItem',
  );
  if (select?.includes('sharepointIds') === true) body.sharepointIds = sharepointIds(site, list, item);
  if (fields !== undefined) body.fields = readFields(world, site, list, item, fields.select);
  return body;
}

function itemUrl(site: SiteRecord, list: ListRecord, item: ItemRecord): string {
  if (item.file !== undefined) return `${listUrl(site, list)}/${encodeURIComponent(item.file.name)}`;
  return `${listUrl(site, list)}/${item.id}_.000`;
}

function contentTypeId(list: ListRecord, item: ItemRecord): string {
  const base = { Item: '0x0100', Document: '0x010100', Folder: '0x012000', Person: '0x010A00' };
  const name = contentTypeName(list, item) as keyof typeof base;
  return `${base[name]}${list.id.replaceAll('-', '').toUpperCase()}`;
}

function sharepointIds(site: SiteRecord, list: ListRecord, item: ItemRecord): object {
  const [, siteId = '', webId = ''] = site.id.split(',');
  return {
    listId: list.id,
    listItemId: String(item.id),
    listItemUniqueId: item.guid,
    siteId,
    siteUrl: `https://${site.hostname}${site.path}`,
    webId,
  };
}
