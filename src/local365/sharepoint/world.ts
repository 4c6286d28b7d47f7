/** SharePoint's state, opened once for a store: sites, lists, items, grants, recycle bin. */
import { itemNotFound } from '../core/errorBody.ts';
import type { PartContext } from '../core/part.ts';
import type { Collection, Store } from '../core/store.ts';
import { type ItemTable, openItemTable } from './items/itemTable.ts';
import type { Grant, ListRecord, RecycledItem, SiteRecord } from './model.ts';

export interface SharePoint {
  readonly context: PartContext;
  readonly sites: Collection<SiteRecord>;
  readonly lists: Collection<ListRecord>;
  readonly grants: Collection<Grant>;
  readonly recycled: Collection<RecycledItem>;
  readonly recycledLists: Collection<ListRecord>;
  table(listId: string): ItemTable;
  listsOf(siteId: string): readonly ListRecord[];
  /** The site's hidden list of the people who have visited it. */
  userList(siteId: string): ListRecord;
  /** Present moment as SharePoint keeps it: ISO text in UTC without fractions. */
  now(): string;
}

const opened = new WeakMap<Store, SharePoint>();

/** One world a store, so that seeds, pages and routes share the indexes. */
export function openSharePoint(context: PartContext): SharePoint {
  const known = opened.get(context.store);
  if (known !== undefined) return known;
  const { store, clock } = context;
  const lists = store.collection<ListRecord>('sharepoint.lists');
  const tables = new Map<string, ItemTable>();
  const world: SharePoint = {
    context,
    sites: store.collection<SiteRecord>('sharepoint.sites'),
    lists,
    grants: store.collection<Grant>('sharepoint.grants'),
    recycled: store.collection<RecycledItem>('sharepoint.recycled'),
    recycledLists: store.collection<ListRecord>('sharepoint.recycledLists'),
    table(listId) {
      const table = tables.get(listId) ?? openItemTable(store, listId);
      tables.set(listId, table);
      return table;
    },
    listsOf: (siteId) => [...lists.values()].filter((list) => list.siteId === siteId),
    userList(siteId) {
      for (const list of lists.values())
        if (list.siteId === siteId && list.template === 'userInformation') return list;
      throw itemNotFound('The site has no User Information List.');
    },
    now: () => withoutFraction(clock.now()),
  };
  opened.set(store, world);
  return world;
}

/** `2026-11-02T09:00:00.123Z` as `2026-11-02T09:00:00Z`. */
const withoutFraction = (at: string): string => `${at.slice(0, 19)}Z`;

export const siteUrl = (site: SiteRecord): string =>
  `https://${site.hostname}${site.path === '/' ? '' : site.path}`;

/** Address of a list as its web page has it. */
export function listUrl(site: SiteRecord, list: ListRecord): string {
  const folder = list.template === 'documentLibrary' ? '' : '/Lists';
  return `${siteUrl(site)}${folder}/${encodeURIComponent(list.name)}`;
}

/** A list by id or by title, as Graph takes both. Throws 404. */
export function findList(world: SharePoint, siteId: string, idOrTitle: string): ListRecord {
  const byId = world.lists.get(idOrTitle.toLowerCase().replace(/[{}]/g, ''));
  if (byId !== undefined && byId.siteId === siteId) return byId;
  const wanted = idOrTitle.toLowerCase();
  const byTitle = world
    .listsOf(siteId)
    .find(({ displayName, name }) => displayName.toLowerCase() === wanted || name.toLowerCase() === wanted);
  if (byTitle === undefined) throw itemNotFound('The specified list was not found');
  return byTitle;
}
