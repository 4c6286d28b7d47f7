/** From the fields that a caller sends to the values an item keeps ("fieldValueSet resource type"). */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { GraphFault } from '../../core/route.ts';
import { isDateOnly, isLookup, isMultiChoice, isMultiLine, isMultiLookup } from '../columns/columnKinds.ts';
import type { ColumnRecord, ListRecord, SiteRecord, StoredValue, StoredValues } from '../model.ts';
import type { SharePoint } from '../world.ts';
import { storedDay, storedMoment } from './moments.ts';

/** Longest plain multi-line text ("SharePoint limits"). */
const LONGEST_NOTE = 63_999;
/** Most bytes of a row over all columns but multi-line text ("SharePoint limits"). */
const MOST_ROW_BYTES = 8_000;

/** SharePoint's answer to a value of the wrong kind; it does not say which column is meant. */
const wrongType = (): GraphFault =>
  new GraphFault(400, 'generalException', 'General exception while processing');

interface WriteContext {
  readonly world: SharePoint;
  readonly site: SiteRecord;
  readonly list: ListRecord;
}

/** The values after the change. Throws 400 for unknown names, wrong kinds, values too long. */
export function writeFields(context: WriteContext, before: StoredValues, fields: unknown): StoredValues {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields))
    throw badRequest("'fields' is an object of column names and values.");
  const values: Record<string, StoredValue> = { ...before };
  const given = fields as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    if (name.includes('@')) continue;
    const { column, asLookup } = findTarget(context.list, name);
    if (name === 'ContentType') {
      checkContentType(context.list, value);
      continue;
    }
    const stored = storedValue(context, column, value, given[`${name}@odata.type`], asLookup);
    if (stored === null) delete values[column.name];
    else values[column.name] = stored;
  }
  checkRowSize(context.list, values);
  return values;
}

/** Values of a new item: what was sent, then the defaults of columns that were not. */
export function writeNewFields(context: WriteContext, fields: unknown): StoredValues {
  const values: Record<string, StoredValue> = { ...writeFields(context, {}, fields) };
  const given = new Set(Object.keys((fields ?? {}) as object));
  for (const column of context.list.columns) {
    if (column.defaultValue === undefined || given.has(column.name)) continue;
    const stored = storedValue(context, column, parsedDefault(column), undefined, false);
    if (stored !== null) values[column.name] = stored;
  }
  return values;
}

function findTarget(list: ListRecord, name: string): { column: ColumnRecord; asLookup: boolean } {
  const column = list.columns.find((other) => other.name === name);
  if (column !== undefined) {
    if (column.readOnly || column.facet === null) throw badRequest(`Field '${name}' is read-only`);
    return { column, asLookup: false };
  }
  const base = /^(.+)LookupId$/.exec(name)?.[1];
  const person = list.columns.find((other) => other.name === base && isLookup(other));
  if (person === undefined) throw badRequest(`Field '${name}' is not recognized`);
  if (person.readOnly) throw badRequest(`Field '${name}' is read-only`);
  // Graph hands `{Person}LookupId` on as `{Person}Id`; a column of that name takes the value instead.
  const shadow = list.columns.find((other) => other.name === `${base}Id` && other.facet === 'text');
  if (shadow !== undefined && !isMultiLookup(person)) return { column: shadow, asLookup: true };
  return { column: person, asLookup: true };
}

function checkContentType({ template }: ListRecord, value: unknown): void {
  const only = template === 'documentLibrary' ? 'Document' : 'Item';
  if (value !== only) throw notSupported(`the content type '${String(value)}'; this list has '${only}' only`);
}

function storedValue(
  context: WriteContext,
  column: ColumnRecord,
  value: unknown,
  type: unknown,
  asLookup: boolean,
): StoredValue | null {
  if (value === null) return null;
  switch (column.facet) {
    case 'text':
      return storedText(column, asLookup ? String(value) : value);
    case 'choice':
      return isMultiChoice(column) ? storedTexts(value, type) : nonEmptyText(value);
    case 'dateTime':
      return storedDate(context.site, column, value);
    case 'number':
    case 'currency':
      return storedNumber(column, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType();
      return value;
    case 'personOrGroup':
    case 'lookup':
      if (!asLookup) throw badRequest(`Field '${column.name}' is written as '${column.name}LookupId'`);
      return isMultiLookup(column)
        ? storedRows(context, column, value, type)
        : storedRow(context, column, value);
    default:
      throw notSupported(`writing '${column.facet}' values (column '${column.name}')`);
  }
}

function storedText(column: ColumnRecord, value: unknown): string | null {
  if (typeof value !== 'string') throw wrongType();
  const most = isMultiLine(column)
    ? LONGEST_NOTE
    : ((column.facetValue.maxLength as number | undefined) ?? 255);
  if (value.length > most)
    throw badRequest(
      `The value of field '${column.name}' has ${value.length} characters; ${most} are allowed.`,
    );
  return value === '' ? null : value;
}

/** Values outside the choices are stored: the API does not enforce them. */
function nonEmptyText(value: unknown): string | null {
  if (typeof value !== 'string') throw wrongType();
  if (value.length > 255) throw badRequest('A choice has at most 255 characters.');
  return value === '' ? null : value;
}

/** Several values need their OData type beside them. */
function storedTexts(value: unknown, type: unknown): readonly string[] | null {
  if (type !== 'Collection(Edm.String)' || !Array.isArray(value)) throw wrongType();
  if (!value.every((text) => typeof text === 'string')) throw wrongType();
  return value.length === 0 ? null : value;
}

function storedDate(site: SiteRecord, column: ColumnRecord, value: unknown): string {
  if (typeof value !== 'string') throw wrongType();
  const stored = isDateOnly(column) ? storedDay(value, site.zone) : storedMoment(value, site.zone);
  if (stored === null) throw wrongType();
  return stored;
}

function storedNumber(column: ColumnRecord, value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType();
  const { minimum, maximum } = column.facetValue;
  if (typeof minimum === 'number' && value < minimum)
    throw badRequest(`The value of field '${column.name}' must be at least ${minimum}.`);
  if (typeof maximum === 'number' && value > maximum)
    throw badRequest(`The value of field '${column.name}' must be at most ${maximum}.`);
  return value;
}

/** A row's id, as number or text. It must be a row of the list that the column looks into. */
function storedRow({ world, site }: WriteContext, column: ColumnRecord, value: unknown): number {
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof id !== 'number' || !Number.isInteger(id)) throw wrongType();
  const table = world.table(lookedUpList(world, site, column).id);
  if (table.get(id) === undefined) throw wrongType();
  return id;
}

function storedRows(
  context: WriteContext,
  column: ColumnRecord,
  value: unknown,
  type: unknown,
): readonly number[] | null {
  if ((type !== 'Collection(Edm.Int32)' && type !== 'Collection(Edm.String)') || !Array.isArray(value))
    throw wrongType();
  const rows = value.map((id) => storedRow(context, column, id));
  return rows.length === 0 ? null : rows;
}

/** The list that a person or lookup column looks into. */
export function lookedUpList(world: SharePoint, site: SiteRecord, column: ColumnRecord): ListRecord {
  if (column.facet === 'personOrGroup') return world.userList(site.id);
  const list = world.lists.get(String(column.facetValue.listId));
  if (list === undefined || list.siteId !== site.id)
    throw badRequest(`The list that column '${column.name}' looks into does not exist.`);
  return list;
}

function parsedDefault(column: ColumnRecord): unknown {
  const text = column.defaultValue ?? '';
  if (column.facet === 'number' || column.facet === 'currency') return Number(text);
  if (column.facet === 'boolean') return text === '1' || text.toLowerCase() === 'true';
  return text;
}

function checkRowSize(list: ListRecord, values: StoredValues): void {
  let bytes = 0;
  for (const column of list.columns) {
    const value = values[column.name];
    if (value === undefined || isMultiLine(column)) continue;
    bytes += typeof value === 'string' ? value.length * 2 : 8;
  }
  if (bytes > MOST_ROW_BYTES)
    throw badRequest(
      `The item has ${bytes} bytes outside its multi-line columns; ${MOST_ROW_BYTES} are allowed.`,
    );
}
