/** Writes and reads single rows: each made once, changed under If-Match, read back after every write. */
import { z } from 'zod';
import {
  ConflictError,
  ContractError,
  InputError,
  NotFoundError,
  UnavailableError,
} from '../../../kernel/errors.ts';
import type { RowKey } from '../../../kernel/ids.ts';
import type { FieldValue, RegisterDefinition, RowValues } from '../../../registers/definition.ts';
import type { ListRef, ListRow } from '../../../registers/ports.ts';
import type { GraphClient } from '../client.ts';
import type { GraphReader } from '../gatherGets.ts';
import { graphPath, odataText } from '../graphPath.ts';
import { readAll } from '../pages.ts';
import { ROW_ID, ROW_KEY, shadowOf } from './columnPlan.ts';
import { expandFields, type Item, itemSchema, type PeopleLookup, readRows, shownIds } from './readFields.ts';
import { type FieldsToWrite, type FindLookupId, writeFields } from './writeFields.ts';

export interface RowParts {
  readonly client: GraphClient;
  /** For what is read of many lists at the same moment. */
  readonly together: GraphReader;
  readonly lookup: PeopleLookup;
  readonly findLookupId: (siteId: string) => FindLookupId;
  readonly appId: string;
  /** Person columns that did not take a person, as `list id/field`: kept in words from then on. */
  readonly inWords: Set<string>;
  /** Fills person columns whose people have become site users meanwhile; at most once an hour a list. */
  readonly completePeople: (target: Target) => Promise<void>;
}

/** A list with its register. */
export interface Target {
  readonly list: ListRef;
  readonly definition: RegisterDefinition;
}

const CREATE_ATTEMPTS = 3;
const SETTLE_MS = 500;

export const itemsPath = ({ siteId, listId }: ListRef): string =>
  graphPath`/sites/${siteId}/lists/${listId}/items`;
export const itemPath = (list: ListRef, itemId: string): string =>
  `${itemsPath(list)}${graphPath`/${itemId}`}`;

export async function createRow(
  parts: RowParts,
  target: Target,
  rowId: string,
  key: RowKey,
  values: RowValues,
): Promise<ListRow> {
  const written = await prepare(parts, target, values);
  const fields = newFields(target, written, rowId, key);
  const itemId = await createOnce(parts, target, rowId, fields);
  return confirm(parts, target, itemId, values, written, undefined);
}

/** Fields of a new item: its keys, and no nulls. */
export function newFields(target: Target, { fields }: FieldsToWrite, rowId: string, key: RowKey): object {
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(given), ...keyFields(target, rowId, key) };
}

/** The columns by which a row is known again. */
export const keyFields = (target: Target, rowId: string, key: RowKey): object => ({
  [columnFor(target, ROW_ID)]: rowId,
  [columnFor(target, ROW_KEY)]: key,
});

/**
 * Posts; when it is not known whether that made the row, or SharePoint holds its row id already (the column is unique),
 * the row is looked for by its id before anything is posted again.
 */
async function createOnce(parts: RowParts, target: Target, rowId: string, fields: object): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (
        await parts.client.post(itemsPath(target.list), {
          schema: z.object({ id: z.string() }),
          body: { fields },
        })
      ).id;
    } catch (error) {
      const isDuplicate = error instanceof ConflictError && error.code === 'duplicate-value';
      if (!isDuplicate && !isOutcomeUnknown(error)) throw error;
      const there = await findByRowId(parts, target, rowId);
      if (there !== null) return there;
      if (isDuplicate || attempt >= CREATE_ATTEMPTS) throw error;
      await parts.client.wait(SETTLE_MS * attempt);
    }
  }
}

export async function findByRowId(
  { client }: RowParts,
  target: Target,
  rowId: string,
): Promise<string | null> {
  const found = await readAll(client, {
    from: {
      path: itemsPath(target.list),
      query: { $filter: `fields/${columnFor(target, ROW_ID)} eq ${odataText(rowId)}`, $select: 'id' },
    },
    item: z.object({ id: z.string() }),
  });
  return found[0]?.id ?? null;
}

export async function updateRow(
  parts: RowParts,
  target: Target,
  itemId: string,
  etag: string,
  changes: Readonly<Record<string, FieldValue>>,
): Promise<ListRow> {
  const written = await prepare(parts, target, changes);
  const before = needsShadow(target, written) ? await readItem(parts, target, itemId) : undefined;
  await patchOnce(parts, target, itemId, etag, written.fields, async (row) => {
    const now = await prepare(parts, target, pick(row.values, Object.keys(changes)));
    return JSON.stringify(now.fields) === JSON.stringify(written.fields);
  });
  return confirm(parts, target, itemId, changes, written, before);
}

export async function adoptRow(
  parts: RowParts,
  target: Target,
  itemId: string,
  etag: string,
  rowId: string,
  key: RowKey,
): Promise<ListRow> {
  const fields = keyFields(target, rowId, key);
  await patchOnce(parts, target, itemId, etag, fields, async (row) => row.rowId === rowId && row.key === key);
  return readRow(parts, target, itemId);
}

/** One change under If-Match. After a lost reply the row itself tells whether it took: `isThere` compares. */
async function patchOnce(
  parts: RowParts,
  target: Target,
  itemId: string,
  etag: string,
  fields: object,
  isThere: (row: ListRow) => Promise<boolean>,
): Promise<void> {
  const patch = () =>
    parts.client.patch(`${itemPath(target.list, itemId)}/fields`, {
      schema: z.unknown(),
      body: fields,
      headers: { 'If-Match': etag },
    });
  try {
    await patch();
  } catch (error) {
    if (isChangedMeanwhile(error)) throw await conflict(parts, target, itemId, etag, error);
    if (!isOutcomeUnknown(error)) throw error;
    const row = await readRow(parts, target, itemId);
    if (row.etag !== etag && (await isThere(row))) return;
    if (row.etag !== etag) throw await conflict(parts, target, itemId, etag, error);
    await patch();
  }
}

export async function deleteRow(
  { client }: RowParts,
  list: ListRef,
  itemId: string,
  etag: string,
): Promise<void> {
  try {
    await client.delete(itemPath(list, itemId), { headers: { 'If-Match': etag } });
  } catch (error) {
    if (error instanceof NotFoundError) return;
    if (isChangedMeanwhile(error)) throw changedMeanwhile(itemId, { expectedEtag: etag }, error);
    throw error;
  }
}

export async function readRow(parts: RowParts, target: Target, itemId: string): Promise<ListRow> {
  return rowOf(parts, target, await readItem(parts, target, itemId));
}

function readItem({ client }: RowParts, { list, definition }: Target, itemId: string): Promise<Item> {
  return client.get(itemPath(list, itemId), {
    schema: itemSchema,
    query: { $expand: expandFields(list, definition) },
  });
}

async function rowOf(
  { lookup, appId }: RowParts,
  { list, definition }: Target,
  item: Item,
): Promise<ListRow> {
  const [row] = await readRows(list, definition, [item], lookup, appId);
  if (row === undefined) throw new NotFoundError('not-found', 'The row is not there, or no longer.');
  return row;
}

/** Reads the row back and looks whether its person columns took what was written; what they did not is kept in words. */
export async function confirm(
  parts: RowParts,
  target: Target,
  itemId: string,
  values: RowValues,
  written: FieldsToWrite,
  before: Item | undefined,
): Promise<ListRow> {
  const { list, definition } = target;
  const item = await readItem(parts, target, itemId);
  const fields = item.fields ?? {};
  const failed = written.people.filter(({ column, lookupIds }) => {
    const shown = shownIds(fields, column);
    return lookupIds.some((id) => !shown.includes(id));
  });
  const notes = [...written.notes];
  if (failed.length === 0) return withProblems(await rowOf(parts, target, item), notes);
  const mending: Record<string, unknown> = {};
  for (const { field, column } of failed) {
    parts.inWords.add(`${list.listId}/${field.name}`);
    const shadow = list.columns[shadowOf(field.name)];
    if (shadow !== undefined) mending[shadow] = before?.fields?.[shadow] ?? null;
    notes.push(
      `The column ${field.title} (${column}) of the list ${definition.title} did not take the person${shadow === undefined ? '' : `; Microsoft Graph had written into ${shadow} instead, which Docket undid`}. The name is kept in words.`,
    );
  }
  parts.client.logger.warn('A person column of a SharePoint list did not take a person.', {
    listId: list.listId,
    itemId,
    columns: failed.map(({ column }) => column),
  });
  const names = failed.map(({ field }) => field.name);
  const inWords = await prepare(parts, target, pick(values, names));
  await parts.client.patch(`${itemPath(list, itemId)}/fields`, {
    schema: z.unknown(),
    body: { ...inWords.fields, ...mending },
    headers: { 'If-Match': item.eTag ?? item['@odata.etag'] ?? '*' },
  });
  return withProblems(await readRow(parts, target, itemId), notes);
}

export const withProblems = (row: ListRow, problems: readonly string[]): ListRow =>
  problems.length === 0 ? row : { ...row, problems };

export function prepare(
  { findLookupId, inWords }: RowParts,
  { list, definition }: Target,
  values: RowValues,
): Promise<FieldsToWrite> {
  const names = definition.fields
    .map(({ name }) => name)
    .filter((name) => inWords.has(`${list.listId}/${name}`));
  return writeFields(list, definition, values, findLookupId(list.siteId), new Set(names));
}

const pick = (values: RowValues, names: readonly string[]): RowValues =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]));

export const needsShadow = ({ list }: Target, { people }: FieldsToWrite): boolean =>
  people.some(({ field }) => list.columns[shadowOf(field.name)] !== undefined);

export function columnFor({ list, definition }: Target, use: typeof ROW_ID | typeof ROW_KEY): string {
  const column = list.columns[use];
  if (column !== undefined) return column;
  throw new InputError(
    'list-not-set-up',
    `The list ${definition.title} has no column for the keys of its rows; run setup.`,
  );
}

/** A lost reply, a fault of the server, or a page instead of JSON: the write may have been carried out. */
export const isOutcomeUnknown = (error: unknown): boolean =>
  (error instanceof UnavailableError && error.outcomeUnknown) ||
  (error instanceof ContractError && error.code === 'unexpected-reply');

const isChangedMeanwhile = (error: unknown): error is ConflictError =>
  error instanceof ConflictError && error.code === 'changed-meanwhile';

/** Names both states of the row; the values are read by who merges them. */
async function conflict(
  parts: RowParts,
  target: Target,
  itemId: string,
  expectedEtag: string,
  cause: unknown,
): Promise<ConflictError> {
  const { etag, modifiedAt } = await readRow(parts, target, itemId);
  return changedMeanwhile(itemId, { expectedEtag, actualEtag: etag, modifiedAt }, cause);
}

const changedMeanwhile = (itemId: string, details: Record<string, unknown>, cause: unknown): ConflictError =>
  new ConflictError('row-changed-meanwhile', 'The row was changed in SharePoint meanwhile.', {
    cause,
    details: { itemId, ...details },
  });
