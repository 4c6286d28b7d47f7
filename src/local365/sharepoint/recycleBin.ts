/**
 * The recycle bin, for the local page: `GET /local365/sharepoint/recycle`, `POST .../recycle/restore {"key"}`.
 * Graph v1.0 has no call that restores list items.
 */
import { readBody, sendJson } from '../core/localPages.ts';
import type { PlainHandler } from '../core/part.ts';
import { GraphFault } from '../core/route.ts';
import { identityOf } from './actors.ts';
import { restoreItem } from './items/changeItems.ts';
import type { SharePoint } from './world.ts';

export function recycleBinPage(world: SharePoint): PlainHandler {
  return {
    prefix: '/local365/sharepoint/recycle',
    async handle(request, response) {
      const path = (request.url ?? '').split('?', 1)[0];
      if (request.method === 'GET' && path === '/local365/sharepoint/recycle') {
        sendJson(response, 200, { value: recycledItems(world) });
        return true;
      }
      if (request.method !== 'POST' || path !== '/local365/sharepoint/recycle/restore') return false;
      const key = readKey((await readBody(request))?.toString('utf8') ?? '');
      try {
        const item = restoreItem(world, key);
        sendJson(response, 200, { id: String(item.id) });
      } catch (error) {
        if (!(error instanceof GraphFault)) throw error;
        sendJson(response, error.status, { error: error.message });
      }
      return true;
    },
  };
}

/** What lies in the bin, newest first. */
function recycledItems(world: SharePoint): readonly object[] {
  return [...world.recycled.values()]
    .sort((a, b) => (a.deletedAt < b.deletedAt ? 1 : -1))
    .map(({ key, siteId, listId, title, deletedAt, deletedBy, item }) => ({
      key,
      siteId,
      listId,
      itemId: String(item.id),
      title,
      deletedDateTime: deletedAt,
      deletedBy: identityOf(deletedBy),
    }));
}

function readKey(body: string): string {
  try {
    const { key } = JSON.parse(body) as { key?: unknown };
    return typeof key === 'string' ? key : '';
  } catch {
    return '';
  }
}
