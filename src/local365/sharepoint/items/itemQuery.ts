/** Which items a query finds, and in which order, with SharePoint's rules about indexes and large lists. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { compareValues } from '../../core/odata/evaluate.ts';
import type { Filter, Literal } from '../../core/odata/filter.ts';
import type { OrderBy } from '../../core/odata/options.ts';
import { GraphFault } from '../../core/route.ts';
import { isIndexable, isLookup, isMultiLine } from '../columns/columnKinds.ts';
import type { ColumnRecord, ItemRecord, ListRecord, StoredValue } from '../model.ts';
import type { ItemTable } from './itemTable.ts';
import { beginningWith, exactly, type IndexKey, type KeyRange, type SortedIndex } from './sortedIndex.ts';

/** Rows that one query may touch ("SharePoint limits": list view threshold). */
export const VIEW_THRESHOLD = 5_000;

interface ItemQuery {
  readonly filter: Filter | null;
  readonly order: readonly OrderBy[];
  /** The caller sent `Prefer: HonorNonIndexedQueriesWarningMayFailRandomly`. */
  readonly honorNonIndexed: boolean;
  readonly viewThreshold: number;
}

/** Graph's answer when a query exceeds the list view threshold; it looks like throttling, but waiting does not help. */
const overThreshold = (): GraphFault =>
  new GraphFault(429, 'activityLimitReached', 'The request has been throttled', {
    innerCode: 'throttledRequest',
  });

/** Ids of the items that pass, in order. */
export function queryItems(list: ListRecord, table: ItemTable, query: ItemQuery): readonly number[] {
  const { filter, order, honorNonIndexed, viewThreshold } = query;
  if (filter === null && order.length === 0) return table.ids();
  const columns = makeReader(list, honorNonIndexed);
  const passes = filter === null ? null : compileFilter(filter, columns);
  const narrowed = filter === null ? null : narrow(filter, table, columns);
  if (table.size > viewThreshold && (narrowed === null || narrowed.length > viewThreshold))
    throw overThreshold();
  const found: ItemRecord[] = [];
  for (const id of narrowed ?? table.ids()) {
    const item = table.get(id);
    if (item !== undefined && passes?.(item) !== false) found.push(item);
  }
  if (order.length > 0) sortItems(found, order, columns);
  return found.map(({ id }) => id);
}

/** A field that a query may name, and how to read it as a key. */
interface QueryField {
  readonly name: string;
  readonly indexed: boolean;
  readonly key: (item: ItemRecord) => IndexKey | null;
  readonly keyOfLiteral: (literal: Literal) => IndexKey | null;
  readonly index: ((table: ItemTable) => SortedIndex) | null;
}

type FieldReader = (path: string) => QueryField;

function makeReader(list: ListRecord, honorNonIndexed: boolean): FieldReader {
  const known = new Map<string, QueryField>();
  return (path) => {
    const field = known.get(path) ?? resolveField(list, path);
    known.set(path, field);
    if (!field.indexed && !honorNonIndexed)
      throw badRequest(
        `Field '${field.name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: HonorNonIndexedQueriesWarningMayFailRandomly' header to allow this, but be warned that such queries may fail on large lists.`,
      );
    return field;
  };
}

function resolveField(list: ListRecord, path: string): QueryField {
  if (path === 'id') return idField;
  const name = /^fields\/([^/]+)$/.exec(path)?.[1];
  if (name === undefined)
    throw notSupported(`'${path}' in $filter or $orderby of items; use fields/{column}`);
  if (name === 'id' || name === 'ID') return idField;
  const builtIn = BUILT_IN[name];
  if (builtIn !== undefined) return { name, indexed: false, index: null, ...builtIn };
  const base = /^(.+)LookupId$/.exec(name)?.[1];
  const column =
    list.columns.find((other) => other.name === name && !isLookup(other)) ??
    list.columns.find((other) => other.name === base && isLookup(other));
  if (column === undefined) {
    if (list.columns.some((other) => other.name === name))
      throw notSupported(`'${path}' in $filter or $orderby; use fields/${name}LookupId`);
    throw badRequest(`Field '${name}' is not recognized`);
  }
  return columnField(column);
}

const numeric = (literal: Literal): IndexKey | null => {
  const value = Number(literal.value);
  if (literal.value === null || literal.value === '' || Number.isNaN(value)) throw invalidValue(literal);
  return value;
};

const moment = (literal: Literal): IndexKey | null => {
  const at = typeof literal.value === 'string' ? Date.parse(literal.value) : Number.NaN;
  if (Number.isNaN(at)) throw invalidValue(literal);
  return at;
};

const invalidValue = (literal: Literal): GraphFault =>
  badRequest(`Invalid filter clause: '${String(literal.value)}' is no value of this field.`);

const idField: QueryField = {
  name: 'ID',
  indexed: true,
  key: ({ id }) => id,
  keyOfLiteral: numeric,
  index: null,
};

const BUILT_IN: Readonly<Record<string, Pick<QueryField, 'key' | 'keyOfLiteral'>>> = {
  Created: { key: ({ createdAt }) => Date.parse(createdAt), keyOfLiteral: moment },
  Modified: { key: ({ modifiedAt }) => Date.parse(modifiedAt), keyOfLiteral: moment },
  AuthorLookupId: { key: ({ authorId }) => authorId, keyOfLiteral: numeric },
  EditorLookupId: { key: ({ editorId }) => editorId, keyOfLiteral: numeric },
};

function columnField(column: ColumnRecord): QueryField {
  if (isMultiLine(column))
    throw badRequest(
      `Field '${column.name}' is multi-line text and cannot be referenced in filter or orderby.`,
    );
  if (!isIndexable(column))
    throw notSupported(`'${column.name}' in $filter or $orderby: it holds several values`);
  const keyOf = keyOfStored(column);
  return {
    name: column.name,
    indexed: column.indexed,
    key: ({ values }) => {
      const value = values[column.name];
      return value === undefined ? null : keyOf(value);
    },
    keyOfLiteral: literalReader(column),
    index: column.indexed ? (table) => table.index(column.name, keyOf) : null,
  };
}

/** A stored value as a key: texts without case, moments in milliseconds, yes and no as 1 and 0. */
export function keyOfStored(column: ColumnRecord): (value: StoredValue) => IndexKey | null {
  switch (column.facet) {
    case 'text':
    case 'choice':
      return (value) => (typeof value === 'string' ? value.toLowerCase() : null);
    case 'dateTime':
      return (value) => (typeof value === 'string' ? Date.parse(value) : null);
    case 'boolean':
      return (value) => Number(value);
    default:
      return (value) => (typeof value === 'number' ? value : null);
  }
}

function literalReader(column: ColumnRecord): (literal: Literal) => IndexKey | null {
  switch (column.facet) {
    case 'text':
    case 'choice':
      return (literal) => String(literal.value).toLowerCase();
    case 'dateTime':
      return moment;
    case 'boolean':
      return (literal) => {
        if (literal.kind === 'boolean') return Number(literal.value);
        if (literal.value === 0 || literal.value === 1) return literal.value;
        throw invalidValue(literal);
      };
    default:
      return numeric;
  }
}

function compileFilter(filter: Filter, columns: FieldReader): (item: ItemRecord) => boolean {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [compileFilter(filter.left, columns), compileFilter(filter.right, columns)];
      return (item) => left(item) && right(item);
    }
    case 'or': {
      const [left, right] = [compileFilter(filter.left, columns), compileFilter(filter.right, columns)];
      return (item) => left(item) || right(item);
    }
    case 'compare':
      return compileComparison(filter, columns);
    case 'text': {
      if (filter.operator !== 'startswith')
        throw badRequest(`Invalid filter clause: '${filter.operator}' is not supported on fields.`);
      const { key } = columns(filter.path);
      const wanted = filter.text.toLowerCase();
      return (item) => {
        const held = key(item);
        return typeof held === 'string' && held.startsWith(wanted);
      };
    }
    default:
      throw notSupported(`'${filter.kind}' in $filter of items`);
  }
}

function compileComparison(
  { path, operator, literal }: Extract<Filter, { kind: 'compare' }>,
  columns: FieldReader,
): (item: ItemRecord) => boolean {
  const { key, keyOfLiteral } = columns(path);
  const wanted = literal.kind === 'null' ? null : keyOfLiteral(literal);
  if (wanted === null && operator !== 'eq' && operator !== 'ne')
    throw badRequest(`Invalid filter clause: null cannot be compared by '${operator}'.`);
  return (item) => {
    const order = compareValues(key(item), wanted);
    switch (operator) {
      case 'eq':
        return order === 0;
      case 'ne':
        return order !== 0;
      case 'lt':
        return order !== null && order < 0;
      case 'le':
        return order !== null && order <= 0;
      case 'gt':
        return order !== null && order > 0;
      case 'ge':
        return order !== null && order >= 0;
    }
  };
}

/**
 * What the first indexed condition of a chain of `and` leaves, ascending by id; of an `or`, what both sides leave.
 * Null when no index helps. SharePoint uses one index a query; further conditions only trim.
 */
function narrow(filter: Filter, table: ItemTable, columns: FieldReader): readonly number[] | null {
  if (filter.kind === 'and')
    return narrow(filter.left, table, columns) ?? narrow(filter.right, table, columns);
  if (filter.kind === 'or') {
    const [left, right] = [narrow(filter.left, table, columns), narrow(filter.right, table, columns)];
    if (left === null || right === null) return null;
    return [...new Set([...left, ...right])].sort((a, b) => a - b);
  }
  if (filter.kind !== 'compare' && filter.kind !== 'text') return null;
  const field = columns(filter.path);
  const range = rangeOf(filter, field);
  if (range === null) return null;
  if (field.name === 'ID') return idsIn(table, range);
  if (field.index === null) return null;
  const index = field.index(table);
  return index.ids(range).sort((a, b) => a - b);
}

function rangeOf(filter: Extract<Filter, { kind: 'compare' | 'text' }>, field: QueryField): KeyRange | null {
  if (filter.kind === 'text')
    return filter.operator === 'startswith' ? beginningWith(filter.text.toLowerCase()) : null;
  if (filter.literal.kind === 'null') return null;
  const key = field.keyOfLiteral(filter.literal);
  if (key === null) return null;
  switch (filter.operator) {
    case 'eq':
      return exactly(key);
    case 'lt':
      return { to: { key, excluded: true } };
    case 'le':
      return { to: { key, excluded: false } };
    case 'gt':
      return { from: { key, excluded: true } };
    case 'ge':
      return { from: { key, excluded: false } };
    case 'ne':
      return null;
  }
}

function idsIn(table: ItemTable, { from, to }: KeyRange): readonly number[] {
  const above = (id: number) =>
    from === undefined || (from.excluded ? id > Number(from.key) : id >= Number(from.key));
  const below = (id: number) =>
    to === undefined || (to.excluded ? id < Number(to.key) : id <= Number(to.key));
  return table.ids().filter((id) => above(id) && below(id));
}

/** Empty values first when ascending; equal ones by id. */
function sortItems(items: ItemRecord[], order: readonly OrderBy[], columns: FieldReader): void {
  const keys = order.map(({ path, descending }) => ({ key: columns(path).key, sign: descending ? -1 : 1 }));
  items.sort((a, b) => {
    for (const { key, sign } of keys) {
      const [left, right] = [key(a), key(b)];
      if (left === right) continue;
      if (left === null) return -sign;
      if (right === null) return sign;
      return left < right ? -sign : sign;
    }
    return a.id - b.id;
  });
}
