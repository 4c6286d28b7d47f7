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
export interface FieldSource {
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
  checkLookups(list, select);
  const fields: Record<string, unknown> = { '@odata.etag': etagOf(source) };
  const read = (name: string): unknown => readField(world, site, list, source, name);
  for (const name of select ?? everyName(list)) {
    const value = read(name);
    if (value !== undefined && value !== null) fields[name] = value;
  }
  return fields;
}

/** The query fails when it reads too many other lists' rows. */
function checkLookups(list: ListRecord, select: readonly string[] | undefined): void {
  const read = new Set<string>();
  for (const column of list.columns)
    if (isLookup(column) && !column.builtIn)
      if (select === undefined || select.includes(column.name) || select.includes(`${column.name}LookupId`))
        read.add(column.name);
  if (read.size > MOST_LOOKUPS)
    throw new GraphFault(
      400,
      'invalidRequest',
      'The query cannot be completed because the number of lookup columns it contains exceeds the lookup column threshold.',
    );
}

const names = new WeakMap<readonly ColumnRecord[], readonly string[]>();

/** All names that a full read shows, once per state of the columns. */
function everyName(list: ListRecord): readonly string[] {
  const known = names.get(list.columns);
  if (known !== undefined) return known;
  const own: string[] = [];
  for (const column of list.columns) {
    if (column.hidden || BUILT_IN.includes(column.name) || ON_DEMAND.includes(column.name)) continue;
    own.push(isLookup(column) && !isMultiLookup(column) ? `${column.name}LookupId` : column.name);
  }
  const every = [...own, ...BUILT_IN, ...(list.template === 'documentLibrary' ? LIBRARY : [])];
  names.set(list.columns, every);
  return every;
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

function readField(
  world: SharePoint,
  site: SiteRecord,
  list: ListRecord,
  source: FieldSource,
  name: string,
): unknown {
  const builtIn = readBuiltIn(world, site, list, source, name);
  if (builtIn !== undefined) return builtIn;
  const column = list.columns.find((other) => other.name === name);
  if (column !== undefined) {
    const value = source.values[column.name];
    return value === undefined || !isLookup(column) ? value : readRows(world, site, column, value);
  }
  const base = /^(.+)LookupId$/.exec(name)?.[1];
  const person = list.columns.find((other) => other.name === base && isLookup(other));
  const value = person === undefined ? undefined : source.values[person.name];
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
