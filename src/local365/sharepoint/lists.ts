/** Lists of a site. */
import { badRequest, notSupported } from '../core/errorBody.ts';
import { answerPage, selectProperties } from '../core/odata/answer.ts';
import { passesFilter, propertyOf } from '../core/odata/evaluate.ts';
import { parseFilter, usesOf } from '../core/odata/filter.ts';
import { checkExpand, type Expand, parseExpand, parseSelect } from '../core/odata/options.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { columnsBody } from './columns/columnRoutes.ts';
import { itemBody, readItemShape } from './items/itemBody.ts';
import { addList, listBody } from './listRecords.ts';
import type { Actor, ListRecord, SiteRecord } from './model.ts';
import { onSite } from './siteRoutes.ts';
import { findList, type SharePoint } from './world.ts';

const LIST_PROPERTIES: readonly string[] = [
  'id',
  'name',
  'displayName',
  'description',
  'webUrl',
  'createdDateTime',
  'lastModifiedDateTime',
  'createdBy',
  'lastModifiedBy',
  'eTag',
  'parentReference',
  'list',
  'system',
  'columns',
  'items',
];
const LIST_EXPANDS = { columns: ['$select'], items: ['$expand', '$top'] };
/** Items that come with an expanded list. */
const EXPANDED_ITEMS = 200;

export function listRoutes(world: SharePoint): readonly Route[] {
  return [
    ...onSite(world, {
      method: 'GET',
      path: '/lists',
      page: 'Get lists in a site',
      level: 'read',
      query: ['$filter', '$select', '$expand', '$top', '$skiptoken'],
      handle: ({ site }, request) => ({ status: 200, body: listsOf(world, site, request) }),
    }),
    ...onSite(world, {
      method: 'POST',
      path: '/lists',
      page: 'Create a new list',
      level: 'manage',
      handle({ site, actor }, request) {
        const list = createList(world, site, actor, request.json());
        return { status: 201, body: listBody(site, list) };
      },
    }),
    ...onSite(world, {
      method: 'GET',
      path: '/lists/{listId}',
      page: 'Get metadata for a list',
      level: 'read',
      query: ['$select', '$expand'],
      handle({ site }, { params, query }) {
        const list = findList(world, site.id, params.listId ?? '');
        const expands = parseExpand(query.get('$expand'));
        checkExpand(expands, LIST_EXPANDS);
        return {
          status: 200,
          body: selectedBody(world, site, list, parseSelect(query.get('$select')), expands),
        };
      },
    }),
    ...onSite(world, {
      method: 'PATCH',
      path: '/lists/{listId}',
      page: 'Update a list',
      level: 'manage',
      handle({ site, actor }, request) {
        const list = findList(world, site.id, request.params.listId ?? '');
        return {
          status: 200,
          body: listBody(site, changeList(world, site, list, actor, request.json())),
        };
      },
    }),
    ...onSite(world, {
      method: 'DELETE',
      path: '/lists/{listId}',
      page: 'Delete a list',
      level: 'manage',
      handle({ site }, { params }) {
        const list = findList(world, site.id, params.listId ?? '');
        if (list.system) throw new GraphFault(403, 'accessDenied', 'This list cannot be deleted.');
        world.recycledLists.put(list.id, list);
        world.lists.delete(list.id);
        return { status: 204 };
      },
    }),
  ];
}

function listsOf(world: SharePoint, site: SiteRecord, request: GraphRequest): object {
  const { query } = request;
  const select = parseSelect(query.get('$select'));
  const expands = parseExpand(query.get('$expand'));
  checkExpand(expands, { columns: ['$select'] });
  let lists = world
    .listsOf(site.id)
    .filter((list) => (!list.system && !list.hidden) || select?.includes('system') === true);
  const text = query.get('$filter');
  if (text !== undefined) {
    const filter = parseFilter(text);
    for (const path of usesOf(filter).paths)
      if (path !== 'displayName')
        throw notSupported(`$filter by '${path}' on lists; only displayName filters`);
    lists = lists.filter((list) => passesFilter(filter, propertyOf(list)));
  }
  const page = answerPage(request, lists, { defaultSize: 200, mostSize: 999 });
  return {
    '@odata.context': `${request.baseUrl}/$metadata#sites('${site.id}')/lists`,
    ...page,
    value: page.value.map((list) => selectedBody(world, site, list, select, expands)),
  };
}

function selectedBody(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  select: readonly string[] | undefined,
  expands: readonly Expand[],
): Record<string, unknown> {
  const body = selectProperties(listBody(site, list), select, LIST_PROPERTIES, 'list');
  for (const { property, options } of expands) {
    if (property === 'columns') body.columns = columnsBody(list, parseSelect(options.get('$select')));
    if (property === 'items') body.items = expandedItems(world, site, list, options);
  }
  return body;
}

function expandedItems(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  options: ReadonlyMap<string, string>,
): readonly object[] {
  const shape = readItemShape(undefined, options.get('$expand'));
  const top = options.get('$top');
  if (top !== undefined && !/^\d+$/.test(top)) throw badRequest(`Invalid value '${top}' for $top.`);
  const table = world.table(list.id);
  const found: object[] = [];
  for (const id of table.ids().slice(0, top === undefined ? EXPANDED_ITEMS : Number(top))) {
    const item = table.get(id);
    if (item !== undefined) found.push(itemBody(world, site, list, item, shape));
  }
  return found;
}

/** A new list from Graph's body. Throws 400, 409 or 501. */
function createList(world: SharePoint, site: SiteRecord, actor: Actor, body: unknown): ListRecord {
  if (typeof body !== 'object' || body === null) throw badRequest('A list is an object.');
  const {
    displayName,
    description,
    columns = [],
    list = {},
    name,
    ...rest
  } = body as Record<string, unknown>;
  for (const other of Object.keys(rest))
    if (!other.startsWith('@')) throw notSupported(`'${other}' of a new list`);
  if (typeof displayName !== 'string' || displayName.trim() === '')
    throw badRequest('A list needs a displayName.');
  if (name !== undefined && name !== displayName)
    throw notSupported("a 'name' of a list that is not its displayName");
  if (!Array.isArray(columns)) throw badRequest("'columns' of a list is a list of columns.");
  const {
    template = 'genericList',
    hidden = false,
    contentTypesEnabled = false,
    ...info
  } = list as Record<string, unknown>;
  const other = Object.keys(info).find((property) => !property.startsWith('@'));
  if (other !== undefined) throw notSupported(`'list/${other}' of a new list`);
  if (template !== 'genericList' && template !== 'documentLibrary')
    throw notSupported(`lists of template '${String(template)}'`);
  if (contentTypesEnabled !== false) throw notSupported("'list/contentTypesEnabled' of a new list");
  checkFreeName(world, site, displayName);
  return addList(world, site, actor, {
    displayName,
    description: typeof description === 'string' ? description : '',
    template,
    hidden: hidden === true,
    columns,
  });
}

function checkFreeName(world: SharePoint, site: SiteRecord, displayName: string): void {
  const wanted = displayName.toLowerCase();
  const taken = world
    .listsOf(site.id)
    .some((list) => list.displayName.toLowerCase() === wanted || list.name.toLowerCase() === wanted);
  if (taken)
    throw new GraphFault(
      409,
      'nameAlreadyExists',
      `A list with the name '${displayName}' already exists in this site.`,
    );
}

function changeList(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  actor: Actor,
  body: unknown,
): ListRecord {
  if (typeof body !== 'object' || body === null) throw badRequest('A list is an object.');
  const {
    displayName = list.displayName,
    description = list.description,
    ...rest
  } = body as Record<string, unknown>;
  for (const name of Object.keys(rest))
    if (!name.startsWith('@')) throw notSupported(`changing '${name}' of a list`);
  if (typeof displayName !== 'string' || displayName.trim() === '')
    throw badRequest('A list needs a displayName.');
  if (typeof description !== 'string') throw badRequest("'description' of a list is a text.");
  if (displayName.toLowerCase() !== list.displayName.toLowerCase()) checkFreeName(world, site, displayName);
  const changed: ListRecord = {
    ...list,
    displayName,
    description,
    version: list.version + 1,
    modifiedAt: world.now(),
    modifiedBy: actor,
  };
  world.lists.put(list.id, changed);
  return changed;
}
