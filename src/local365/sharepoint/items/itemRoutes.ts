/** Items of a list. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { nextLink } from '../../core/odata/answer.ts';
import { parseFilter } from '../../core/odata/filter.ts';
import { parseOrderBy, parseSelect, parseTop } from '../../core/odata/options.ts';
import { GraphFault, type GraphRequest, type Route } from '../../core/route.ts';
import type { SiteAccess } from '../access.ts';
import { onSite, type SiteRoute } from '../siteRoutes.ts';
import { findList, type SharePoint } from '../world.ts';
import {
  changeFields,
  checkMatch,
  createItem,
  deleteItem,
  findItem,
  type ItemPlace,
  matchesItem,
} from './changeItems.ts';
import { type ItemShape, itemBody, readItemShape, WITH_FIELDS } from './itemBody.ts';
import { queryItems, VIEW_THRESHOLD } from './itemQuery.ts';
import { placeOf } from './itemTable.ts';
import { readFields } from './readFields.ts';

/** Page without `$top`, and the largest `$top` ("SharePoint limits": list view threshold). */
const DEFAULT_PAGE = 200;
const MOST_PAGE = 5_000;

const PREFER_NON_INDEXED = 'HonorNonIndexedQueriesWarningMayFailRandomly';

const ITEMS = '/lists/{listId}/items';
const ITEM = `${ITEMS}/{itemId}`;

export function placeIn(world: SharePoint, { site, actor }: SiteAccess, { params }: GraphRequest): ItemPlace {
  return { world, site, actor, list: findList(world, site.id, params.listId ?? '') };
}

export function itemRoutes(world: SharePoint): readonly Route[] {
  const viewThreshold = world.context.settings.declare(
    'sharepoint.viewThreshold',
    VIEW_THRESHOLD,
    'Rows that one query of a list may touch; lower it to meet the rules of large lists with few rows',
  );
  const routes: readonly SiteRoute[] = [
    {
      method: 'GET',
      path: ITEMS,
      page: 'Enumerate items in a list',
      level: 'read',
      query: ['$expand', '$select', '$filter', '$orderby', '$top', '$skiptoken'],
      prefer: [PREFER_NON_INDEXED],
      handle: (access, request) => ({
        status: 200,
        body: itemPage(placeIn(world, access, request), request, viewThreshold()),
      }),
    },
    {
      method: 'POST',
      path: ITEMS,
      page: 'Create a new item in a list',
      level: 'write',
      handle(access, request) {
        const place = placeIn(world, access, request);
        if (place.list.template === 'documentLibrary')
          throw badRequest('To add an item to a document library, upload its content.');
        if (place.list.system) throw new GraphFault(403, 'accessDenied', 'This list is kept by SharePoint.');
        const item = createItem(place, fieldsOf(request.json()));
        return { status: 201, body: itemBody(world, place.site, place.list, item, WITH_FIELDS) };
      },
    },
    {
      method: 'GET',
      path: ITEM,
      page: 'Get listItem',
      level: 'read',
      query: ['$expand', '$select'],
      handle(access, request) {
        const place = placeIn(world, access, request);
        const item = findItem(place, request.params.itemId ?? '');
        return { status: 200, body: itemBody(world, place.site, place.list, item, shapeOf(request)) };
      },
    },
    {
      method: 'PATCH',
      path: ITEM,
      page: 'Update listItem',
      level: 'write',
      handle(access, request) {
        const place = placeIn(world, access, request);
        const before = findItem(place, request.params.itemId ?? '');
        checkMatch(request.headers['if-match'], matchesItem(before));
        const item = changeFields(place, before, fieldsOf(request.json()));
        return { status: 200, body: itemBody(world, place.site, place.list, item, WITH_FIELDS) };
      },
    },
    {
      method: 'DELETE',
      path: ITEM,
      page: 'Delete an item from a list',
      level: 'write',
      handle(access, request) {
        const place = placeIn(world, access, request);
        const item = findItem(place, request.params.itemId ?? '');
        checkMatch(request.headers['if-match'], matchesItem(item));
        deleteItem(place, item);
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: `${ITEM}/fields`,
      page: 'Get listItem',
      level: 'read',
      query: ['$select'],
      handle(access, request) {
        const { site, list } = placeIn(world, access, request);
        const item = findItem({ world, list }, request.params.itemId ?? '');
        return {
          status: 200,
          body: readFields(world, site, list, item, parseSelect(request.query.get('$select'))),
        };
      },
    },
    {
      method: 'PATCH',
      path: `${ITEM}/fields`,
      page: 'Update listItem',
      level: 'write',
      handle(access, request) {
        const place = placeIn(world, access, request);
        const before = findItem(place, request.params.itemId ?? '');
        checkMatch(request.headers['if-match'], matchesItem(before));
        const item = changeFields(place, before, request.json());
        return { status: 200, body: readFields(world, place.site, place.list, item, undefined) };
      },
    },
  ];
  return routes.flatMap((route) => onSite(world, route));
}

export const shapeOf = ({ query }: GraphRequest): ItemShape =>
  readItemShape(query.get('$select'), query.get('$expand'));

/** `fields` of a listItem; what else a listItem may be sent is not supported. */
function fieldsOf(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) throw badRequest('A list item is an object with fields.');
  const { fields = {}, ...rest } = body as Record<string, unknown>;
  for (const name of Object.keys(rest))
    if (!name.startsWith('@')) throw notSupported(`'${name}' of a list item that is written`);
  return fields;
}

function itemPage(place: ItemPlace, request: GraphRequest, viewThreshold: number): object {
  const { world, site, list } = place;
  const { query, headers } = request;
  const shape = shapeOf(request);
  const filterText = query.get('$filter');
  const table = world.table(list.id);
  const order = parseOrderBy(query.get('$orderby'));
  const ids = queryItems(list, table, {
    filter: filterText === undefined ? null : parseFilter(filterText),
    order,
    honorNonIndexed: headers.prefer?.includes(PREFER_NON_INDEXED) === true,
    viewThreshold,
  });
  const size = parseTop(query.get('$top'), MOST_PAGE) ?? DEFAULT_PAGE;
  const start = startOf(ids, query.get('$skiptoken'), order.length > 0);
  const value: object[] = [];
  for (const id of ids.slice(start, start + size)) {
    const item = table.get(id);
    if (item !== undefined) value.push(itemBody(world, site, list, item, shape));
  }
  const context = `${request.baseUrl}/$metadata#sites('${site.id}')/lists('${list.id}')/items`;
  if (start + size >= ids.length) return { '@odata.context': context, value };
  const token = `Paged=TRUE&p_ID=${ids[start + size - 1]}&p_Place=${start + size}`;
  return {
    '@odata.context': context,
    value,
    '@odata.nextLink': nextLink(request, Buffer.from(token).toString('base64')),
  };
}

/** Where a page begins: after the last item of the page before, or at its place when that item is gone. */
function startOf(ids: readonly number[], token: string | undefined, isSorted: boolean): number {
  if (token === undefined) return 0;
  const text = Buffer.from(token, 'base64').toString('utf8');
  const found = /^Paged=TRUE&p_ID=(\d+)&p_Place=(\d+)$/.exec(text);
  if (found === null) throw badRequest('The $skiptoken is not valid.');
  const [last, place] = [Number(found[1]), Number(found[2])];
  if (!isSorted) return placeOf(ids, last + 1);
  const at = ids.indexOf(last);
  return at < 0 ? place : at + 1;
}
