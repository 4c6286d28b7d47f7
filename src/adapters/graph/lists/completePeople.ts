/** Fills the person columns of rows whose people were no site users when the rows were written. */
import { z } from 'zod';
import { ConflictError, DocketError } from '../../../kernel/errors.ts';
import { HOUR_MS } from '../../../kernel/time.ts';
import type { GraphClient } from '../client.ts';
import { graphPath, odataText } from '../graphPath.ts';
import { nowMs } from '../http/exchange.ts';
import { readAll } from '../pages.ts';
import { directoryOf, PENDING, PENDING_PEOPLE } from './columnPlan.ts';
import { readPeopleText } from './people.ts';
import { expandFields, type Item, itemSchema, readRows } from './readFields.ts';
import { itemsPath, prepare, type RowParts, type Target } from './rows.ts';

/** Rows are found by their mark; one that somebody changes at the same moment is left for the next time. */
export async function completePeople(parts: RowParts, target: Target): Promise<void> {
  const { list, definition } = target;
  const marker = list.columns[PENDING];
  if (marker === undefined) return;
  const items = await readAll(parts.client, {
    from: {
      path: itemsPath(list),
      query: {
        $filter: `fields/${marker} eq ${odataText(PENDING_PEOPLE)}`,
        $expand: expandFields(list, definition),
      },
    },
    item: itemSchema,
  });
  for (const item of items) await completeItem(parts, target, item, marker);
}

async function completeItem(parts: RowParts, target: Target, item: Item, marker: string): Promise<void> {
  const { list, definition } = target;
  const [row] = await readRows(list, definition, [item], parts.lookup, parts.appId);
  if (row === undefined) return;
  const waiting = definition.fields.filter(({ name }) => isWaiting(list.columns[directoryOf(name)], item));
  const values = Object.fromEntries(waiting.map(({ name }) => [name, row.values[name] ?? null]));
  const { fields, notes } = await prepare(parts, target, values);
  const isSame = waiting.every(({ name }) => {
    const column = list.columns[directoryOf(name)] ?? '';
    return fields[column] === item.fields?.[column];
  });
  if (isSame && waiting.length > 0) return;
  try {
    await parts.client.patch(`${itemsPath(list)}${graphPath`/${item.id}`}/fields`, {
      schema: z.unknown(),
      body: { ...fields, [marker]: notes.length > 0 ? PENDING_PEOPLE : null },
      headers: { 'If-Match': row.etag },
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

const isWaiting = (column: string | undefined, { fields }: Item): boolean =>
  column !== undefined && readPeopleText(fields?.[column]).some(({ lookupId }) => lookupId === null);

/** At most once an hour for each list. A failure is logged and tried again in an hour: the rows are whole without it. */
export function makeHourly(
  client: GraphClient,
  work: (target: Target) => Promise<void>,
): (target: Target) => Promise<void> {
  const last = new Map<string, number>();
  return async (target) => {
    const { listId } = target.list;
    const now = nowMs(client.clock);
    if (now - (last.get(listId) ?? Number.NEGATIVE_INFINITY) < HOUR_MS) return;
    last.set(listId, now);
    try {
      await work(target);
    } catch (error) {
      if (!(error instanceof DocketError)) throw error;
      client.logger.warn('The people of some rows could not be filled in; Docket tries again in an hour.', {
        listId,
        error,
      });
    }
  };
}
