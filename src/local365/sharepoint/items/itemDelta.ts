/** `items/delta` ("listItem: delta"). */
import { badRequest } from '../../core/errorBody.ts';
import { parseTop } from '../../core/odata/options.ts';
import { GraphFault, type GraphRequest, type Route } from '../../core/route.ts';
import { onSite } from '../siteRoutes.ts';
import type { SharePoint } from '../world.ts';
import type { ItemPlace } from './changeItems.ts';
import { itemBody } from './itemBody.ts';
import { placeIn, shapeOf } from './itemRoutes.ts';
import { isItem } from './itemTable.ts';

const DEFAULT_PAGE = 200;
const MOST_PAGE = 5_000;

/** Names of the faults that make a token unusable. */
export const DELTA_FAULTS: Readonly<Record<string, string>> = {
  'resync-apply': 'answers a delta request that has a token with 410 resyncChangesApplyDifferences',
  'resync-upload': 'answers a delta request that has a token with 410 resyncChangesUploadDifferences',
};

/** A place among the list's changes. `whole` is an enumeration, which leaves removals out. */
interface DeltaToken {
  readonly list: string;
  readonly after: number;
  readonly whole: boolean;
}

export function deltaRoutes(world: SharePoint): readonly Route[] {
  return onSite(world, {
    method: 'GET',
    path: '/lists/{listId}/items/delta',
    page: 'listItem: delta',
    level: 'read',
    query: ['token', '$select', '$expand', '$top'],
    handle: (access, request) => ({ status: 200, body: deltaPage(placeIn(world, access, request), request) }),
  });
}

function deltaPage(place: ItemPlace, request: GraphRequest): object {
  const { world, site, list } = place;
  const table = world.table(list.id);
  const shape = shapeOf(request);
  const size = parseTop(request.query.get('$top'), MOST_PAGE) ?? DEFAULT_PAGE;
  const text = request.query.get('token');
  const context = `${request.baseUrl}/$metadata#Collection(listItem)`;
  if (text === 'latest')
    return {
      '@odata.context': context,
      value: [],
      '@odata.deltaLink': link(request, { list: list.id, after: table.lastSequence, whole: false }),
    };
  const token =
    text === undefined ? { list: list.id, after: 0, whole: true } : readToken(place, request, text);
  const value: object[] = [];
  let after = token.after;
  let more = true;
  while (more && value.length < size) {
    const changes = table.changesAfter(after, size - value.length);
    for (const entry of changes) {
      after = entry.sequence;
      if (isItem(entry)) value.push(itemBody(world, site, list, entry, shape));
      else if (!token.whole) value.push(removedBody(place, entry.id));
    }
    more = changes.length > 0;
  }
  if (table.changesAfter(after, 1).length > 0)
    return { '@odata.context': context, value, '@odata.nextLink': link(request, { ...token, after }) };
  return {
    '@odata.context': context,
    value,
    '@odata.deltaLink': link(request, { list: list.id, after, whole: false }),
  };
}

const removedBody = ({ site, list }: ItemPlace, id: number): object => ({
  id: String(id),
  parentReference: { id: list.id, siteId: site.id },
  contentType: { name: list.template === 'documentLibrary' ? 'Document' : 'Item' },
  deleted: { state: 'deleted' },
});

function readToken({ world, list }: ItemPlace, request: GraphRequest, text: string): DeltaToken {
  const fault = world.context.faults.take(Object.keys(DELTA_FAULTS), { method: 'GET', path: request.path });
  if (fault !== undefined) throw gone(request, fault.fault === 'resync-apply' ? 'Apply' : 'Upload');
  const token = decodeToken(text);
  if (token === null) throw badRequest('Provided sync token is malformed');
  // A token of another list, or of a state that is no longer there (`--reset`), cannot be continued.
  if (token.list !== list.id || token.after > world.table(list.id).lastSequence) throw gone(request, 'Apply');
  return token;
}

function decodeToken(text: string): DeltaToken | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    const { list, after, whole } = (value ?? {}) as Record<string, unknown>;
    if (typeof list !== 'string' || typeof after !== 'number' || typeof whole !== 'boolean') return null;
    return { list, after, whole };
  } catch {
    return null;
  }
}

/** The options stay, the token is another one. */
function link(request: GraphRequest, token: DeltaToken | null): string {
  const options = [...request.query]
    .filter(([name]) => name !== 'token')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  if (token !== null) options.push(`token=${Buffer.from(JSON.stringify(token)).toString('base64url')}`);
  return `${request.baseUrl}${request.path}${options.length === 0 ? '' : `?${options.join('&')}`}`;
}

const gone = (request: GraphRequest, kind: 'Apply' | 'Upload'): GraphFault =>
  new GraphFault(
    410,
    `resyncChanges${kind}Differences`,
    "Resync required. Replace any local items with the server's version.",
    {
      headers: { Location: link(request, null) },
    },
  );
