/** From what a caller sends to a column, with SharePoint's rules. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { GraphFault } from '../../core/route.ts';
import { type ColumnRecord, FACET_NAMES } from '../model.ts';
import { facetOf, readFacet } from './columnFacets.ts';
import { isIndexable } from './columnKinds.ts';
import { internalName, LONGEST_NAME, RESERVED_NAMES } from './columnNames.ts';

/** Indexes a list may have ("SharePoint limits"). */
const MOST_INDEXES = 20;

const SETTABLE: readonly string[] = [
  'name',
  'displayName',
  'description',
  'required',
  'hidden',
  'indexed',
  'enforceUniqueValues',
  'columnGroup',
  'readOnly',
  'defaultValue',
];
const UNSUPPORTED: readonly string[] = [
  'validation',
  'propagateChanges',
  'sourceColumn',
  'sourceContentType',
];
/** What Graph shows and takes back without effect. */
const READ_ONLY: readonly string[] = ['id', 'type', 'isDeletable', 'isReorderable', 'isSealed'];

/** A new column beside others. Throws 400 or 409 with what is wrong. */
export function defineColumn(body: unknown, id: string, others: readonly ColumnRecord[]): ColumnRecord {
  const definition = readDefinition(body);
  const facet = facetOf(definition);
  const given = text(definition, 'name') ?? text(definition, 'displayName');
  if (given === undefined || given.trim() === '') throw badRequest('A column needs a name.');
  if (facet === null) throw badRequest(`Column '${given}' needs a type, such as "text": {}.`);
  if (definition.name !== undefined && given.length > LONGEST_NAME)
    throw badRequest(`The name '${given}' is longer than ${LONGEST_NAME} characters.`);
  const name = internalName(given);
  checkFree(name, others);
  const column: ColumnRecord = {
    id,
    name,
    displayName: text(definition, 'displayName') ?? given,
    description: text(definition, 'description') ?? '',
    facet,
    facetValue: readFacet(facet, definition[facet]),
    required: flag(definition, 'required') ?? false,
    hidden: flag(definition, 'hidden') ?? false,
    indexed: flag(definition, 'indexed') ?? false,
    enforceUniqueValues: flag(definition, 'enforceUniqueValues') ?? false,
    readOnly: flag(definition, 'readOnly') ?? false,
    builtIn: false,
    columnGroup: text(definition, 'columnGroup') ?? 'Custom Columns',
    ...defaultOf(definition),
  };
  return checked(column, others);
}

/** A column after a change. The name and the type stay. */
export function changeColumn(
  before: ColumnRecord,
  body: unknown,
  others: readonly ColumnRecord[],
): ColumnRecord {
  const definition = readDefinition(body);
  const facet = facetOf(definition);
  const name = text(definition, 'name');
  if (name !== undefined && name !== before.name) throw badRequest('The name of a column cannot be changed.');
  if (facet !== null && facet !== before.facet)
    throw badRequest(`The type of column '${before.name}' cannot be changed to '${facet}'.`);
  const column: ColumnRecord = {
    ...before,
    displayName: text(definition, 'displayName') ?? before.displayName,
    description: text(definition, 'description') ?? before.description,
    facetValue: facet === null ? before.facetValue : readFacet(facet, definition[facet], before.facetValue),
    required: flag(definition, 'required') ?? before.required,
    hidden: flag(definition, 'hidden') ?? before.hidden,
    indexed: flag(definition, 'indexed') ?? before.indexed,
    enforceUniqueValues: flag(definition, 'enforceUniqueValues') ?? before.enforceUniqueValues,
    readOnly: flag(definition, 'readOnly') ?? before.readOnly,
    columnGroup: text(definition, 'columnGroup') ?? before.columnGroup,
    ...defaultOf(definition),
  };
  return checked(column, others);
}

function readDefinition(body: unknown): Record<string, unknown> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('A column is an object.');
  const definition = body as Record<string, unknown>;
  for (const name of Object.keys(definition)) {
    if (UNSUPPORTED.includes(name) && definition[name] !== null) throw notSupported(`'${name}' of a column`);
    if (SETTABLE.includes(name) || READ_ONLY.includes(name) || UNSUPPORTED.includes(name)) continue;
    if (name.startsWith('@') || (FACET_NAMES as readonly string[]).includes(name)) continue;
    facetOf({ [name]: definition[name] });
    if (definition[name] === null) continue;
    throw badRequest(`The property '${name}' does not exist on type 'microsoft.graph.columnDefinition'.`);
  }
  return definition;
}

function checkFree(name: string, others: readonly ColumnRecord[]): void {
  const lower = name.toLowerCase();
  const isReserved = RESERVED_NAMES.some((reserved) => reserved.toLowerCase() === lower);
  if (isReserved || others.some((other) => other.name.toLowerCase() === lower))
    throw new GraphFault(409, 'nameAlreadyExists', `A duplicate field name "${name}" was found.`);
}

function checked(column: ColumnRecord, others: readonly ColumnRecord[]): ColumnRecord {
  if (column.enforceUniqueValues && !column.indexed)
    throw badRequest(`Column '${column.name}' must be indexed to enforce unique values.`);
  if (column.indexed && !isIndexable(column)) throw badRequest(`Column '${column.name}' cannot be indexed.`);
  if (column.enforceUniqueValues && column.facet === 'boolean')
    throw badRequest(`Column '${column.name}' cannot enforce unique values.`);
  const indexes = others.filter(({ indexed, builtIn }) => indexed && !builtIn).length;
  if (column.indexed && indexes >= MOST_INDEXES)
    throw badRequest(`The list has ${MOST_INDEXES} indexed columns, which is the most it may have.`);
  return column;
}

function text(definition: Record<string, unknown>, name: string): string | undefined {
  const value = definition[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw badRequest(`'${name}' of a column is a text.`);
  return value;
}

function flag(definition: Record<string, unknown>, name: string): boolean | undefined {
  const value = definition[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'boolean') throw badRequest(`'${name}' of a column is true or false.`);
  return value;
}

function defaultOf(definition: Record<string, unknown>): { defaultValue?: string } {
  const given = definition.defaultValue;
  if (given === undefined || given === null) return {};
  const { formula, value } = given as Record<string, unknown>;
  if (typeof formula === 'string' && formula !== '') throw notSupported("'defaultValue/formula' of a column");
  if (typeof value !== 'string' || /^\[.*\]$/.test(value))
    throw notSupported(`'defaultValue/value' ${JSON.stringify(value)} of a column`);
  return { defaultValue: value };
}
