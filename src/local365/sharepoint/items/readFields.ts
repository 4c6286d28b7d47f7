/** The fields of an item as Graph shows them ("fieldValueSet resource type"). */
import { GraphFault } from '../../core/route.ts';
import { isLookup, isMultiLookup } from '../columns/columnKinds.ts';
import type {
  ColumnRecord,
  ItemRecord,
  ListRecord,
  SiteRecord,
  StoredValue,
  StoredValues,
} from '../model.ts';
import type { SharePoint } from '../world.ts';
import { lookedUpList } from './writeFields.ts';

/** Lookup and person columns that one query may read ("fieldValueSet resource type"). */
const MOST_LOOKUPS = 12;

/** What fields are read from: an item, or an earlier version of one. */
interface FieldSource {
  readonly id: number;
  readonly guid: string;
  readonly version: number;
  readonly values: StoredValues;
  readonly createdAt: string;
  readonly authorId: number;
  readonly modifiedAt: string;
  readonly editorId: number;
  readonly file?: ItemRecord['file'];
}

export const etagOf = ({ guid, version }: { readonly guid: string; readonly version: number }): string =>
  `"${guid},${version}"`;

/** Empty columns are absent; without a selection persons come as their row only. */
export function readFields(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  source: FieldSource,
  select: readonly string[] | undefined,
): Record<string, unknown> {
  const columns = namedColumns(list);
  checkLookups(columns, select);
  const fields: Record<string, unknown> = { '@odata.etag': etagOf(source) };
  for (const name of select ?? columns.every) {
    const value =
      readBuiltIn(world, site, list, source, name) ?? readColumn(world, site, columns, source, name);
    if (value !== undefined && value !== null) fields[name] = value;
  }
  return fields;
}

/** The columns of a list by the names of their fields, once per state of the columns. */
interface NamedColumns {
  /** Names that a full read shows. */
  readonly every: readonly string[];
  readonly byName: ReadonlyMap<string, ColumnRecord>;
  /** By `{name}LookupId`. */
  readonly byRow: ReadonlyMap<string, ColumnRecord>;
  /** Lookup and person columns that were added to the list. */
  readonly lookups: readonly ColumnRecord[];
}

const known = new WeakMap<readonly ColumnRecord[], NamedColumns>();

function namedColumns(list: ListRecord): NamedColumns {
  const found = known.get(list.columns);
  if (found !== undefined) return found;
  const all = list.columns.filter(isLookup);
  const named: NamedColumns = {
    every: everyName(list),
    byName: new Map(list.columns.map((column) => [column.name, column])),
    byRow: new Map(all.map((column) => [`${column.name}LookupId`, column])),
    lookups: all.filter(({ builtIn }) => !builtIn),
  };
  known.set(list.columns, named);
  return named;
}

function everyName(list: ListRecord): readonly string[] {
  const own: string[] = [];
  for (const column of list.columns) {
    if (column.hidden || BUILT_IN.includes(column.name) || ON_DEMAND.includes(column.name)) continue;
    own.push(isLookup(column) && !isMultiLookup(column) ? `${column.name}LookupId` : column.name);
  }
  return [...own, ...BUILT_IN, ...(list.template === 'documentLibrary' ? LIBRARY : [])];
}

/** The query fails when it reads too many other lists' rows. */
function checkLookups({ lookups }: NamedColumns, select: readonly string[] | undefined): void {
  if (lookups.length <= MOST_LOOKUPS) return;
  const isRead = ({ name }: ColumnRecord) =>
    select === undefined || select.includes(name) || select.includes(`${name}LookupId`);
  if (lookups.filter(isRead).length > MOST_LOOKUPS)
    throw new GraphFault(
      400,
      'invalidRequest',
      'The query cannot be completed because the number of lookup columns it contains exceeds the lookup column threshold.',
    );
}

const BUILT_IN: readonly string[] = [
  'id',
  'ContentType',
  'Modified',
  'Created',
  'AuthorLookupId',
  'EditorLookupId',
  '_UIVersionString',
  'Attachments',
  'Edit',
  'LinkTitleNoMenu',
  'LinkTitle',
  'ItemChildCount',
  'FolderChildCount',
];
/** Shown when they are selected only. */
const ON_DEMAND: readonly string[] = ['Author', 'Editor', 'ID'];
const LIBRARY: readonly string[] = ['FileLeafRef', 'DocIcon', 'FileSizeDisplay'];

function readColumn(
  world: SharePoint,
  site: SiteRecord,
  { byName, byRow }: NamedColumns,
  { values }: FieldSource,
  name: string,
): unknown {
  const column = byName.get(name);
  if (column !== undefined) {
    const value = values[name];
    return value === undefined || !isLookup(column) ? value : readRows(world, site, column, value);
  }
  const person = byRow.get(name);
  const value = person === undefined ? undefined : values[person.name];
  return typeof value === 'number' ? String(value) : undefined;
}

function readBuiltIn(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  source: FieldSource,
  name: string,
): unknown {
  switch (name) {
    case 'id':
    case 'ID':
      return String(source.id);
    case 'ContentType':
      return contentTypeName(list, source);
    case 'Modified':
      return source.modifiedAt;
    case 'Created':
      return source.createdAt;
    case 'AuthorLookupId':
      return String(source.authorId);
    case 'EditorLookupId':
      return String(source.editorId);
    case 'Author':
      return rowTitle(world, world.userList(site.id), source.authorId, 'Title');
    case 'Editor':
      return rowTitle(world, world.userList(site.id), source.editorId, 'Title');
    case '_UIVersionString':
      return `${source.version}.0`;
    case 'owshiddenversion':
      return source.version;
    case 'GUID':
      return source.guid;
    case 'Attachments':
      return list.template === 'genericList' ? false : undefined;
    case 'Edit':
      return '';
    case 'LinkTitle':
    case 'LinkTitleNoMenu':
      return source.values.Title;
    case 'ItemChildCount':
    case 'FolderChildCount':
      return '0';
    default:
      return source.file === undefined ? undefined : readFileField(source.file, name);
  }
}

function readFileField(file: NonNullable<FieldSource['file']>, name: string): unknown {
  switch (name) {
    case 'FileLeafRef':
      return file.name;
    case 'DocIcon':
      return file.folder ? undefined : (/\.([^.]+)$/.exec(file.name)?.[1] ?? '');
    case 'FileSizeDisplay':
      return file.folder ? undefined : String(file.size);
    default:
      return undefined;
  }
}

export function contentTypeName({ template }: ListRecord, { file }: Pick<FieldSource, 'file'>): string {
  if (file?.folder === true) return 'Folder';
  if (template === 'documentLibrary') return 'Document';
  return template === 'userInformation' ? 'Person' : 'Item';
}

/** One row's name; of several, each with its row, name and mail. */
function readRows(world: SharePoint, site: SiteRecord, column: ColumnRecord, value: StoredValue): unknown {
  const list = lookedUpList(world, site, column);
  const shown = column.facet === 'lookup' ? String(column.facetValue.columnName) : 'Title';
  if (typeof value === 'number') return rowTitle(world, list, value, shown);
  if (!Array.isArray(value)) return undefined;
  return (value as readonly number[]).map((id) => {
    const row = world.table(list.id).get(id);
    const LookupValue = rowTitle(world, list, id, shown) ?? '';
    return column.facet === 'lookup'
      ? { LookupId: id, LookupValue }
      : { LookupId: id, LookupValue, Email: row?.values.EMail ?? '' };
  });
}

function rowTitle(world: SharePoint, list: ListRecord, id: number, column: string): string | undefined {
  const value = world.table(list.id).get(id)?.values[column];
  return value === undefined ? undefined : String(value);
}
