/** Creates, changes, deletes and restores items, with ETags, unique columns and notifications. */
import { badRequest, itemNotFound } from '../../core/errorBody.ts';
import { GraphFault } from '../../core/route.ts';
import { visitSite } from '../actors.ts';
import { keyText, PLACE_KEY, placedValues } from '../drives/fileKeys.ts';
import type {
  Actor,
  FileRecord,
  ItemRecord,
  ListRecord,
  RecycledItem,
  SiteRecord,
  StoredValues,
  VersionRecord,
} from '../model.ts';
import type { SharePoint } from '../world.ts';
import { keyOfStored } from './itemQuery.ts';
import type { ItemTable } from './itemTable.ts';
import { etagOf } from './readFields.ts';
import { exactly } from './sortedIndex.ts';
import { writeFields, writeNewFields } from './writeFields.ts';

export interface ItemPlace {
  readonly world: SharePoint;
  readonly site: SiteRecord;
  readonly list: ListRecord;
  readonly actor: Actor;
}

export function findItem({ world, list }: Pick<ItemPlace, 'world' | 'list'>, id: string): ItemRecord {
  const item = /^\d+$/.test(id) ? world.table(list.id).get(Number(id)) : undefined;
  if (item === undefined) throw itemNotFound('The specified item was not found');
  return item;
}

/** Throws 412 when the header names another state. `*` matches any. */
export function checkMatch(
  ifMatch: string | undefined,
  etags: readonly string[],
  code = 'resourceModified',
): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const wanted = ifMatch.split(/,(?=\s*(?:W\/)?")/).map((etag) => etag.trim().replace(/^W\//, ''));
  if (!wanted.some((etag) => etags.includes(etag)))
    throw new GraphFault(412, code, "ETag does not match current item's value");
}

export function createItem(place: ItemPlace, fields: unknown, file?: FileRecord): ItemRecord {
  const { world, list, actor, site } = place;
  const written = writeNewFields(place, fields ?? {});
  const values = file === undefined ? written : placedValues(written, file);
  const table = world.table(list.id);
  const id = table.nextId();
  checkUnique(list, table, id, values);
  const at = world.now();
  const row = visitSite(world, site, actor);
  const item = table.put({
    id,
    guid: world.context.random.uuid(),
    version: 1,
    values,
    createdAt: at,
    createdBy: actor,
    authorId: row,
    modifiedAt: at,
    modifiedBy: actor,
    editorId: row,
    ...(file === undefined ? {} : { file }),
  });
  told(place);
  return item;
}

/** Changes the fields that are sent, the others stay. */
export function changeFields(place: ItemPlace, item: ItemRecord, fields: unknown): ItemRecord {
  return replaceItem(place, item, writeFields(place, item.values, fields), item.file);
}

/** Puts a new state in place of an item; the old one becomes a version. */
export function replaceItem(
  place: ItemPlace,
  item: ItemRecord,
  values: StoredValues,
  file: FileRecord | undefined,
): ItemRecord {
  const { world, list, actor, site } = place;
  const table = world.table(list.id);
  checkUnique(list, table, item.id, values);
  const { sequence: _sequence, file: _file, ...kept } = item;
  const changed = table.put({
    ...kept,
    values,
    version: item.version + 1,
    modifiedAt: world.now(),
    modifiedBy: actor,
    editorId: visitSite(world, site, actor),
    ...(file === undefined ? {} : { file }),
  });
  told(place);
  return changed;
}

/** Moves an item to the site's recycle bin and answers its place there. */
export function deleteItem(place: ItemPlace, item: ItemRecord): string {
  const { world, list, actor, site } = place;
  const key = `${list.id}/${item.id}`;
  world.recycled.put(key, {
    key,
    siteId: site.id,
    listId: list.id,
    title: item.file?.name ?? String(item.values.Title ?? ''),
    deletedAt: world.now(),
    deletedBy: actor,
    item,
  });
  world.table(list.id).remove(item.id);
  told(place);
  return key;
}

/** Takes an item out of the recycle bin, with the id it had. */
export function restoreItem(world: SharePoint, key: string): ItemRecord {
  const found = world.recycled.get(key);
  if (found === undefined) throw itemNotFound('The recycle bin has no such item.');
  const [list, site] = [world.lists.get(found.listId), world.sites.get(found.siteId)];
  if (list === undefined || site === undefined)
    throw badRequest('The list of the item was deleted; restore it first.');
  const table = world.table(list.id);
  checkUnique(list, table, found.item.id, found.item.values);
  checkPlace(table, found.item);
  const { sequence: _sequence, ...item } = found.item;
  const restored = table.put(item);
  world.recycled.delete(key);
  told({ world, site, list });
  if (item.file?.folder === true) restoreContents(world, found);
  return restored;
}

/** A file comes back to its folder and its name; both must be there and free. */
function checkPlace(table: ItemTable, { file, values }: ItemRecord): void {
  if (file === undefined) return;
  if (file.parent !== 0 && table.get(file.parent) === undefined)
    throw badRequest(`The folder of '${file.name}' was deleted; restore it first.`);
  const place = values[PLACE_KEY];
  if (typeof place === 'string' && table.index(PLACE_KEY, keyText).count(exactly(place)) > 0)
    throw new GraphFault(409, 'nameAlreadyExists', `An item with the name '${file.name}' already exists.`);
}

/** What was deleted with a folder comes back with it. */
function restoreContents(world: SharePoint, folder: RecycledItem): void {
  for (const entry of [...world.recycled.values()]) {
    const isInside = entry.listId === folder.listId && entry.item.file?.parent === folder.item.id;
    if (isInside && entry.deletedAt === folder.deletedAt) restoreItem(world, entry.key);
  }
}

/** The earlier version becomes the newest state, as a change by the actor. */
export function restoreVersion(place: ItemPlace, item: ItemRecord, version: VersionRecord): ItemRecord {
  return replaceItem(place, item, version.values, version.file ?? item.file);
}

/** An earlier version of an item, or its present state, by `2.0`. */
export function findVersion({ world, list }: ItemPlace, item: ItemRecord, label: string): VersionRecord {
  const number = Number(/^(\d+)\.0$/.exec(label)?.[1] ?? Number.NaN);
  if (number === item.version) return asVersion(item);
  const found = world
    .table(list.id)
    .versions(item.id)
    .find(({ version }) => version === number);
  if (found === undefined) throw itemNotFound('The specified version was not found');
  return found;
}

export const asVersion = (item: ItemRecord): VersionRecord => ({
  itemId: item.id,
  version: item.version,
  values: item.values,
  modifiedAt: item.modifiedAt,
  modifiedBy: item.modifiedBy,
  editorId: item.editorId,
  ...(item.file === undefined ? {} : { file: item.file }),
});

/** Lists notify of changes as `updated` only ("Change notifications overview"), and never with data. */
function told({ world, site, list }: Pick<ItemPlace, 'world' | 'site' | 'list'>): void {
  world.context.notify({
    resource: `sites/${site.id}/lists/${list.id}`,
    changeType: 'updated',
    resourceData: null,
  });
}

function checkUnique(list: ListRecord, table: ItemTable, id: number, values: StoredValues): void {
  for (const column of list.columns) {
    const value = values[column.name];
    if (!column.enforceUniqueValues || value === undefined) continue;
    const keyOf = keyOfStored(column);
    const key = keyOf(value);
    if (key === null) continue;
    const holders = table.index(column.name, keyOf).ids(exactly(key));
    if (holders.some((holder) => holder !== id))
      throw badRequest(
        `The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [${column.name}].`,
      );
  }
}

export const matchesItem = (item: ItemRecord): readonly string[] => [etagOf(item)];
