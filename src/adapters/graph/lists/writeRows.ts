/** Many writes to lists in few requests: twenty in a batch, and what the list holds then read from their own answers. */
import { z } from 'zod';
import { ConflictError, DocketError, NotFoundError, UnavailableError } from '../../../kernel/errors.ts';
import type { ListWrite, RowWritten } from '../../../registers/ports.ts';
import { type BatchPart, type PartResult, sendBatch } from '../batch.ts';
import { expandFields, type Item, itemSchema, readRows, shownIds } from './readFields.ts';
import {
  adoptRow,
  createRow,
  deleteRow,
  findByRowId,
  isOutcomeUnknown,
  itemPath,
  itemsPath,
  keyFields,
  needsShadow,
  newFields,
  prepare,
  type RowParts,
  readRow,
  updateRow,
  withProblems,
} from './rows.ts';
import type { FieldsToWrite } from './writeFields.ts';

/**
 * A result for every write, in their order; no two may be of one row. Each is judged on its own: what Graph refused
 * comes back with its reason, what may have been carried out is looked for before it is made again, and what the batch
 * could not settle is done alone.
 */
export async function writeRows(
  parts: RowParts,
  writes: readonly ListWrite[],
): Promise<readonly RowWritten[]> {
  const drafts: Draft[] = [];
  for (const [index, write] of writes.entries()) drafts.push(await draftOf(parts, write, String(index)));
  const batch = drafts.flatMap(({ part }) => (part === null ? [] : [part]));
  const replies = await sendBatch(parts.client, batch);
  const written = new Map<string, RowWritten>();
  const taken: Taken[] = [];
  for (const draft of drafts) {
    const outcome = outcomeOf(draft, replies.get(draft.id), parts.appId);
    if (outcome === 'alone') written.set(draft.id, await writeAlone(parts, draft.target));
    else if ('item' in outcome) taken.push({ draft, item: outcome.item });
    else written.set(draft.id, outcome);
  }
  for (const each of await readBack(parts, taken)) written.set(each.draft.id, await rowOf(parts, each));
  return drafts.map(({ id }) => written.get(id) ?? { error: notWritten() });
}

interface Draft {
  readonly id: string;
  readonly target: ListWrite;
  readonly fields: FieldsToWrite | null;
  /** Null for what cannot go in a batch: its value is refused, or a column beside it must be read first. */
  readonly part: BatchPart | null;
  readonly error?: DocketError;
}

/** A write that was made, and the item as its answer shows it: without fields where the answer does not have them. */
interface Taken {
  readonly draft: Draft;
  readonly item: Item;
}

async function draftOf(parts: RowParts, target: ListWrite, id: string): Promise<Draft> {
  const { list, write } = target;
  try {
    if (write.kind === 'create') {
      const fields = await prepare(parts, target, write.values);
      const body = { fields: newFields(target, fields, write.rowId, write.key) };
      const part: BatchPart = { id, method: 'POST', path: itemsPath(list), body };
      return { id, target, fields, part: needsShadow(target, fields) ? null : part };
    }
    const headers = { 'If-Match': write.etag };
    const path = itemPath(list, write.itemId);
    if (write.kind === 'delete')
      return { id, target, fields: null, part: { id, method: 'DELETE', path, headers } };
    const fields = write.kind === 'adopt' ? null : await prepare(parts, target, write.changes);
    const body = fields?.fields ?? (write.kind === 'adopt' ? keyFields(target, write.rowId, write.key) : {});
    const part: BatchPart = { id, method: 'PATCH', path: `${path}/fields`, headers, body };
    return { id, target, fields, part: fields !== null && needsShadow(target, fields) ? null : part };
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    return { id, target, fields: null, part: null, error };
  }
}

/** The item after a change ("fieldValueSet resource type": the fields come with the item's ETag). */
const changedSchema = z
  .object({ '@odata.etag': z.string(), Modified: z.string() })
  .passthrough()
  .transform((fields) => ({ eTag: fields['@odata.etag'], lastModifiedDateTime: fields.Modified, fields }));

/** A result, the item that the answer shows, or `alone` when only the row itself can tell what happened. */
function outcomeOf(
  { error, part, target: { write } }: Draft,
  reply: PartResult | undefined,
  appId: string,
): RowWritten | { readonly item: Item } | 'alone' {
  if (error !== undefined) return { error };
  if (part === null || reply === undefined) return 'alone';
  if (!reply.ok) {
    const isDuplicate = reply.error instanceof ConflictError && reply.error.code === 'duplicate-value';
    if (isDuplicate || isOutcomeUnknown(reply.error)) return 'alone';
    if (write.kind === 'delete' && reply.error instanceof NotFoundError) return { row: null };
    // Told by the way of one row, with both states of it.
    return reply.error.code === 'changed-meanwhile' ? 'alone' : { error: reply.error };
  }
  if (write.kind === 'delete') return { row: null };
  if (write.kind === 'create') {
    const created = itemSchema.safeParse(reply.body);
    return created.success ? { item: created.data } : 'alone';
  }
  const changed = changedSchema.safeParse(reply.body);
  const lastModifiedBy = { application: { id: appId } };
  return { item: { id: write.itemId, lastModifiedBy, ...(changed.success ? changed.data : {}) } };
}

async function writeAlone(parts: RowParts, target: ListWrite): Promise<RowWritten> {
  const { list, write } = target;
  try {
    switch (write.kind) {
      case 'delete':
        await deleteRow(parts, list, write.itemId, write.etag);
        return { row: null };
      case 'update':
        return { row: await updateRow(parts, target, write.itemId, write.etag, write.changes) };
      case 'adopt':
        return { row: await adoptRow(parts, target, write.itemId, write.etag, write.rowId, write.key) };
      case 'create': {
        const there = await findByRowId(parts, target, write.rowId);
        if (there !== null) return { row: await readRow(parts, target, there) };
        return { row: await createRow(parts, target, write.rowId, write.key, write.values) };
      }
    }
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    return { error };
  }
}

/** Items whose answer did not show all that a row needs are read, twenty in a batch; all others as they are. */
async function readBack(parts: RowParts, taken: readonly Taken[]): Promise<readonly (Taken | Unread)[]> {
  const isWhole = ({ item }: Taken): boolean =>
    item.fields != null && item.lastModifiedDateTime != null && !!(item.eTag ?? item['@odata.etag']);
  const reads = taken
    .filter((each) => !isWhole(each))
    .map(({ draft: { id, target }, item }): BatchPart => {
      const query = { $expand: expandFields(target.list, target.definition) };
      return { id, method: 'GET', path: itemPath(target.list, item.id), query };
    });
  if (reads.length === 0) return taken;
  const replies = await sendBatch(parts.client, reads);
  return taken.map((each) => {
    const reply = replies.get(each.draft.id);
    if (reply === undefined) return each;
    if (!reply.ok) return { draft: each.draft, error: reply.error };
    const item = itemSchema.safeParse(reply.body);
    return item.success ? { draft: each.draft, item: item.data } : { draft: each.draft, error: notWritten() };
  });
}

interface Unread {
  readonly draft: Draft;
  readonly error: DocketError;
}

/** The row that was written; one whose person column did not take a person is mended by writing it once more, alone. */
async function rowOf(parts: RowParts, each: Taken | Unread): Promise<RowWritten> {
  if ('error' in each) return { error: each.error };
  const { draft, item } = each;
  const { list, definition, write } = draft.target;
  const [row] = await readRows(list, definition, [item], parts.lookup, parts.appId);
  if (row === undefined) return { error: notWritten() };
  const isTaken =
    draft.fields?.people.every(({ column, lookupIds }) =>
      lookupIds.every((one) => shownIds(item.fields ?? {}, column).includes(one)),
    ) !== false;
  if (isTaken) return { row: withProblems(row, draft.fields?.notes ?? []) };
  const { itemId, etag } = row;
  const changes = write.kind === 'update' ? write.changes : write.kind === 'create' ? write.values : {};
  return writeAlone(parts, { list, definition, write: { kind: 'update', itemId, etag, changes } });
}

/** The write was made; trying again finds it so. */
const notWritten = (): UnavailableError =>
  new UnavailableError('not-read-back', 'The row that was written could not be read back.');
