/** Columns of a list. */
import { badRequest, itemNotFound } from '../../core/errorBody.ts';
import { selectProperties } from '../../core/odata/answer.ts';
import { parseSelect } from '../../core/odata/options.ts';
import type { GraphRequest, Route } from '../../core/route.ts';
import type { Actor, ColumnRecord, ListRecord, SiteRecord } from '../model.ts';
import { FACET_NAMES } from '../model.ts';
import { onSite } from '../siteRoutes.ts';
import { findList, type SharePoint } from '../world.ts';
import { changeColumn, defineColumn } from './defineColumn.ts';

const COLUMN_PROPERTIES: readonly string[] = [
  'columnGroup',
  'description',
  'displayName',
  'enforceUniqueValues',
  'hidden',
  'id',
  'indexed',
  'name',
  'readOnly',
  'required',
  'defaultValue',
  ...FACET_NAMES,
];

export function columnRoutes(world: SharePoint): readonly Route[] {
  const listOf = (site: SiteRecord, { params }: GraphRequest) =>
    findList(world, site.id, params.listId ?? '');
  return [
    ...onSite(world, {
      method: 'GET',
      path: '/lists/{listId}/columns',
      page: 'List columns in a list',
      level: 'read',
      query: ['$select'],
      handle({ site }, request) {
        const select = parseSelect(request.query.get('$select'));
        return { status: 200, body: { value: columnsBody(listOf(site, request), select) } };
      },
    }),
    ...onSite(world, {
      method: 'POST',
      path: '/lists/{listId}/columns',
      page: 'Create a columnDefinition in a list',
      level: 'manage',
      handle({ site, actor }, request) {
        const list = listOf(site, request);
        const column = defineColumn(request.json(), world.context.random.uuid(), list.columns);
        saveColumns(world, list, [...list.columns, column], actor);
        return { status: 201, body: columnBody(column) };
      },
    }),
    ...onSite(world, {
      method: 'GET',
      path: '/lists/{listId}/columns/{columnId}',
      page: 'Get columnDefinition',
      level: 'read',
      query: ['$select'],
      handle({ site }, request) {
        const column = findColumn(listOf(site, request), request.params.columnId ?? '');
        const select = parseSelect(request.query.get('$select'));
        return {
          status: 200,
          body: selectProperties(columnBody(column), select, COLUMN_PROPERTIES, 'columnDefinition'),
        };
      },
    }),
    ...onSite(world, {
      method: 'PATCH',
      path: '/lists/{listId}/columns/{columnId}',
      page: 'Update columnDefinition',
      level: 'manage',
      handle({ site, actor }, request) {
        const list = listOf(site, request);
        const before = findColumn(list, request.params.columnId ?? '');
        const others = list.columns.filter(({ id }) => id !== before.id);
        const column = changeColumn(before, request.json(), others);
        checkUnique(world, list, before, column);
        world.table(list.id).dropIndex(column.name);
        saveColumns(
          world,
          list,
          list.columns.map((other) => (other.id === column.id ? column : other)),
          actor,
        );
        return { status: 200, body: columnBody(column) };
      },
    }),
    ...onSite(world, {
      method: 'DELETE',
      path: '/lists/{listId}/columns/{columnId}',
      page: 'Delete columnDefinition',
      level: 'manage',
      handle({ site, actor }, request) {
        const list = listOf(site, request);
        const column = findColumn(list, request.params.columnId ?? '');
        if (column.builtIn) throw badRequest(`Column '${column.name}' cannot be deleted.`);
        world.table(list.id).dropIndex(column.name);
        saveColumns(
          world,
          list,
          list.columns.filter(({ id }) => id !== column.id),
          actor,
        );
        return { status: 204 };
      },
    }),
  ];
}

/** Columns of a list; hidden ones only when `hidden` is selected. */
export function columnsBody(list: ListRecord, select: readonly string[] | undefined): readonly object[] {
  const shown = list.columns.filter(({ hidden }) => !hidden || select?.includes('hidden') === true);
  return shown.map((column) =>
    selectProperties(columnBody(column), select, COLUMN_PROPERTIES, 'columnDefinition'),
  );
}

function columnBody(column: ColumnRecord): Record<string, unknown> {
  return {
    columnGroup: column.columnGroup,
    description: column.description,
    displayName: column.displayName,
    enforceUniqueValues: column.enforceUniqueValues,
    hidden: column.hidden,
    id: column.id,
    indexed: column.indexed,
    name: column.name,
    readOnly: column.readOnly,
    required: column.required,
    ...(column.defaultValue === undefined ? {} : { defaultValue: { value: column.defaultValue } }),
    ...(column.facet === null ? {} : { [column.facet]: column.facetValue }),
  };
}

/** By id; also by name, as Graph takes it. */
function findColumn(list: ListRecord, idOrName: string): ColumnRecord {
  const found = list.columns.find(({ id, name }) => id === idOrName || name === idOrName);
  if (found === undefined) throw itemNotFound('The specified column was not found');
  return found;
}

function saveColumns(
  world: SharePoint,
  list: ListRecord,
  columns: readonly ColumnRecord[],
  actor: Actor,
): void {
  world.lists.put(list.id, {
    ...list,
    columns,
    version: list.version + 1,
    modifiedAt: world.now(),
    modifiedBy: actor,
  });
}

/** Values that are there already must be unique before the column can enforce it. */
function checkUnique(world: SharePoint, list: ListRecord, before: ColumnRecord, after: ColumnRecord): void {
  if (!after.enforceUniqueValues || before.enforceUniqueValues) return;
  const table = world.table(list.id);
  const seen = new Set<string>();
  for (const id of table.ids()) {
    const value = table.get(id)?.values[after.name];
    if (value === undefined) continue;
    const key = String(value).toLowerCase();
    if (seen.has(key))
      throw badRequest(
        `Column '${after.name}' cannot enforce unique values: '${String(value)}' stands there twice.`,
      );
    seen.add(key);
  }
}
