/** What changed in a list since a mark ("listItem: delta"). */
import { z } from 'zod';
import { ContractError, NotFoundError } from '../../../kernel/errors.ts';
import type { ListRef, ListRow } from '../../../registers/ports.ts';
import { sendBatch } from '../batch.ts';
import type { GraphClient } from '../client.ts';
import { readPages } from '../pages.ts';
import { expandFields, type Item, itemSchema, readRows } from './readFields.ts';
import { itemsPath, type RowParts, type Target } from './rows.ts';

export interface ChangesPage {
  readonly rows: readonly ListRow[];
  readonly removedItemIds: readonly string[];
  /** Where to go on later; on the last page only. */
  readonly mark: string | null;
  /** True when everything is enumerated: what does not come is gone. */
  readonly whole: boolean;
}

/** "Working with long lists": pages of 200 to 1,000 items with their fields come without time-outs. */
const PAGE = 500;

/** From the mark; a mark that Graph no longer knows (410) and null enumerate everything. */
export async function* changesSince(
  parts: RowParts,
  target: Target,
  mark: string | null,
): AsyncGenerator<ChangesPage> {
  await parts.completePeople(target);
  if (mark !== null) {
    try {
      yield* readDelta(parts, target, mark);
      return;
    } catch (error) {
      if (!(error instanceof NotFoundError) || error.code !== 'resync-required') throw error;
      parts.client.logger.info('A list is read anew: Graph no longer knows the mark.', {
        listId: target.list.listId,
      });
    }
  }
  yield* readDelta(parts, target, null);
}

async function* readDelta(parts: RowParts, target: Target, mark: string | null): AsyncGenerator<ChangesPage> {
  const { list, definition } = target;
  const from =
    mark === null
      ? { path: `${itemsPath(list)}/delta`, query: { $expand: expandFields(list, definition), $top: PAGE } }
      : { link: mark };
  // Changes are few, and read of all lists of a project at once; a whole list is read by itself.
  const reader = mark === null ? parts.client : parts.together;
  for await (const { items, deltaLink } of readPages(reader, {
    from,
    item: itemSchema,
    deadlineMs: 60_000,
  })) {
    // Of an item that comes twice, the last state counts.
    const latest = [...new Map(items.map((item) => [item.id, item])).values()];
    const live = latest.filter((item) => !item.deleted && !isFolder(item));
    yield {
      rows: await readRows(list, definition, live, parts.lookup, parts.appId),
      removedItemIds: latest.filter(({ deleted }) => deleted).map(({ id }) => id),
      mark: deltaLink,
      whole: mark === null,
    };
  }
}

const isFolder = ({ contentType }: Item): boolean => contentType?.name === 'Folder';

const noChange = z.object({ value: z.array(z.unknown()).length(0), '@odata.nextLink': z.undefined() });

/** Asks all lists with a mark at once; what is not plainly without a change counts as changed. */
export async function changedLists(
  client: GraphClient,
  lists: readonly { readonly list: ListRef; readonly mark: string | null }[],
): Promise<readonly boolean[]> {
  const asked = lists.flatMap(({ mark }, at) => {
    const path = mark === null ? null : pathOf(client, mark);
    return path === null ? [] : [{ id: String(at), method: 'GET' as const, path }];
  });
  const replies = await sendBatch(client, asked);
  return lists.map((_each, at) => {
    const reply = replies.get(String(at));
    return reply?.ok !== true || !noChange.safeParse(reply.body).success;
  });
}

/** Null for a mark that cannot be followed; the reading of that list says so. */
function pathOf(client: GraphClient, mark: string): string | null {
  try {
    return client.readLink(mark).path;
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return null;
  }
}
