/** Makes lists, and shows them as Graph does. */
import { identityOf } from './actors.ts';
import { builtInColumns } from './columns/builtInColumns.ts';
import { defineColumn } from './columns/defineColumn.ts';
import type { Actor, ColumnRecord, ListRecord, ListTemplate, SiteRecord } from './model.ts';
import { listUrl, type SharePoint } from './world.ts';

interface NewList {
  readonly displayName: string;
  /** Name in its address; the display name unless given. */
  readonly name?: string;
  readonly description?: string;
  readonly template: ListTemplate;
  readonly hidden?: boolean;
  readonly system?: boolean;
  /** Column definitions as Graph takes them. */
  readonly columns?: readonly unknown[];
}

export function addList(world: SharePoint, site: SiteRecord, actor: Actor, given: NewList): ListRecord {
  const { random } = world.context;
  const columns: ColumnRecord[] = [...builtInColumns(given.template, random)];
  for (const definition of given.columns ?? [])
    columns.push(defineColumn(definition, random.uuid(), columns));
  const at = world.now();
  const record: ListRecord = {
    id: random.uuid(),
    siteId: site.id,
    name: given.name ?? given.displayName,
    displayName: given.displayName,
    description: given.description ?? '',
    template: given.template,
    hidden: given.hidden ?? false,
    system: given.system ?? false,
    columns,
    createdAt: at,
    createdBy: actor,
    modifiedAt: at,
    modifiedBy: actor,
    version: 1,
    ...(given.template === 'documentLibrary'
      ? {
          drive: {
            id: `b!${compact(site.id.split(',')[1])}${compact(random.uuid())}`,
            rootId: `01${compact(random.uuid())}`.toUpperCase(),
          },
        }
      : {}),
  };
  world.lists.put(record.id, record);
  return record;
}

const compact = (guid: string | undefined): string =>
  Buffer.from((guid ?? '').replaceAll('-', ''), 'hex')
    .toString('base64url')
    .replaceAll('_', '0');

export function listBody(site: SiteRecord, list: ListRecord): Record<string, unknown> {
  const etag = `"${list.id},${list.version}"`;
  return {
    '@odata.etag': etag,
    createdDateTime: list.createdAt,
    description: list.description,
    eTag: etag,
    id: list.id,
    lastModifiedDateTime: list.modifiedAt,
    name: list.name,
    webUrl: listUrl(site, list),
    displayName: list.displayName,
    createdBy: identityOf(list.createdBy),
    lastModifiedBy: identityOf(list.modifiedBy),
    parentReference: { siteId: site.id },
    list: {
      contentTypesEnabled: false,
      hidden: list.hidden,
      template: list.template === 'userInformation' ? 'users' : list.template,
    },
    ...(list.system ? { system: {} } : {}),
  };
}
