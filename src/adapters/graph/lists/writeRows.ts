/** Many writes to one list in few requests: twenty in a batch, and their rows read back twenty in a batch. */
import { z } from 'zod';
import { ConflictError, DocketError, NotFoundError } from '../../../kernel/errors.ts';
import type { RowKey } from '../../../kernel/ids.ts';
import type { FieldValue, RowValues } from '../../../registers/definition.ts';
import type { ListRow } from '../../../registers/ports.ts';
import { type BatchPart, type PartResult, sendBatch } from '../batch.ts';
import { expandFields, itemSchema, readRows, shownIds } from './readFields.ts';
import {
  createRow,
  deleteRow,
  findByRowId,
  isOutcomeUnknown,
  itemPath,
  itemsPath,
  needsShadow,
  newFields,
  prepare,
  type RowParts,
  readRow,
  type Target,
  updateRow,
  withProblems,
} from './rows.ts';
import type { FieldsToWrite } from './writeFields.ts';

export type RowWrite =
  | { readonly kind: 'create'; readonly rowId: string; readonly key: RowKey; readonly values: RowValues }
  | {
      readonly kind: 'update';
      readonly itemId: string;
      readonly etag: string;
      readonly changes: Readonly<Record<string, FieldValue>>;
    }
  | { readonly kind: 'delete'; readonly itemId: string; readonly etag: string };

/** The row as the list then holds it (null when it was deleted), or why the write was not made. */
export type RowWritten = { readonly row: ListRow | null } | { readonly error: DocketError };

/**
 * A result for every write, in their order; no two may be of one row. Each is judged on its own: what Graph refused
 * comes back with its reason, what may have been carried out is looked for before it is made again, and what the batch
 * could not settle is done alone.
 */
export async function writeRows(
  parts: RowParts,
  target: Target,
  writes: readonly RowWrite[],
): Promise<readonly RowWritten[]> {
  const drafts: Draft[] = [];
  for (const [index, write] of writes.entries())
    drafts.push(await draftOf(parts, target, write, String(index)));
  const batch = drafts.flatMap(({ part }) => (part === null ? [] : [part]));
  const replies = await sendBatch(parts.client, batch);
  const written = new Map<string, RowWritten>();
  const toRead = new Map<string, string>();
  for (const draft of drafts) {
    const outcome = outcomeOf(draft, replies.get(draft.id));
    if (outcome === 'alone') written.set(draft.id, await writeAlone(parts, target, draft.write));
    else if (typeof outcome === 'object') written.set(draft.id, outcome);
    else toRead.set(draft.id, outcome);
  }
  for (const [id, result] of await readBack(parts, target, drafts, toRead)) written.set(id, result);
  return drafts.map(({ id }) => written.get(id) ?? { error: notWritten() });
}

interface Draft {
  readonly id: string;
  readonly write: RowWrite;
  readonly fields: FieldsToWrite | null;
  /** Null for what cannot go in a batch: its value is refused, or a column beside it must be read first. */
  readonly part: BatchPart | null;
  readonly error?: DocketError;
}

async function draftOf(parts: RowParts, target: Target, write: RowWrite, id: string): Promise<Draft> {
  const { list } = target;
  try {
    if (write.kind === 'delete') {
      const part: BatchPart = {
        id,
        method: 'DELETE',
        path: itemPath(list, write.itemId),
        headers: { 'If-Match': write.etag },
      };
      return { id, write, fields: null, part };
    }
    const fields = await prepare(parts, target, write.kind === 'create' ? write.values : write.changes);
    if (needsShadow(target, fields)) return { id, write, fields, part: null };
    if (write.kind === 'create') {
      const body = { fields: newFields(target, fields, write.rowId, write.key) };
      return { id, write, fields, part: { id, method: 'POST', path: itemsPath(list), body } };
    }
    const part: BatchPart = {
      id,
      method: 'PATCH',
      path: `${itemPath(list, write.itemId)}/fields`,
      headers: { 'If-Match': write.etag },
      body: fields.fields,
    };
    return { id, write, fields, part };
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    return { id, write, fields: null, part: null, error };
  }
}

const createdSchema = z.object({ id: z.string() });

/** A result, the item to read back, or `alone` when only the row itself can tell what happened. */
function outcomeOf({ write, error, part }: Draft, reply: PartResult | undefined): RowWritten | string {
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
  if (write.kind === 'update') return `item ${write.itemId}`;
  const created = createdSchema.safeParse(reply.body);
  return created.success ? `item ${created.data.id}` : 'alone';
}

async function writeAlone(parts: RowParts, target: Target, write: RowWrite): Promise<RowWritten> {
  try {
    if (write.kind === 'delete') {
      await deleteRow(parts, target.list, write.itemId, write.etag);
      return { row: null };
    }
    if (write.kind === 'update')
      return { row: await updateRow(parts, target, write.itemId, write.etag, write.changes) };
    const there = await findByRowId(parts, target, write.rowId);
    if (there !== null) return { row: await readRow(parts, target, there) };
    return { row: await createRow(parts, target, write.rowId, write.key, write.values) };
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    return { error };
  }
}

/** Reads the written rows; one whose person column did not take a person is mended by writing it once more, alone. */
async function readBack(
  parts: RowParts,
  target: Target,
  drafts: readonly Draft[],
  toRead: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, RowWritten>> {
  const { list, definition } = target;
  const query = { $expand: expandFields(list, definition) };
  const reads = [...toRead].map(
    ([id, outcome]): BatchPart => ({
      id,
      method: 'GET',
      path: itemPath(list, outcome.slice('item '.length)),
      query,
    }),
  );
  const replies = reads.length === 0 ? new Map<string, PartResult>() : await sendBatch(parts.client, reads);
  const results = new Map<string, RowWritten>();
  for (const { id, write, fields } of drafts.filter((draft) => toRead.has(draft.id))) {
    const reply = replies.get(id);
    const item = reply?.ok === true ? itemSchema.safeParse(reply.body) : null;
    if (item?.success !== true) {
      results.set(id, reply?.ok === false ? { error: reply.error } : { error: notWritten() });
      continue;
    }
    const shown = item.data.fields ?? {};
    const isTaken =
      fields?.people.every(({ column, lookupIds }) =>
        lookupIds.every((one) => shownIds(shown, column).includes(one)),
      ) !== false;
    const [row] = await readRows(list, definition, [item.data], parts.lookup, parts.appId);
    if (row === undefined) results.set(id, { error: notWritten() });
    else if (isTaken) results.set(id, { row: withProblems(row, fields?.notes ?? []) });
    else
      results.set(
        id,
        await writeAlone(parts, target, {
          kind: 'update',
          itemId: row.itemId,
          etag: row.etag,
          changes: write.kind === 'update' ? write.changes : write.kind === 'create' ? write.values : {},
        }),
      );
  }
  return results;
}

const notWritten = (): NotFoundError =>
  new NotFoundError('not-found', 'The row that was written could not be read back.');
