/** "List calendarView" and "event: delta". */
import { answerList } from '../core/odata/answer.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { CALENDAR_READERS, EVENT_LIST, LIST_PREFERENCES, mayReadBodies, pageSize } from './events.ts';
import { instancesIn, instancesOf } from './instances.ts';
import { CALENDAR_ROOTS, requireCalendar } from './mailbox.ts';
import { events, lastSequence, tombstones } from './records.ts';
import { showEvent } from './showEvent.ts';
import { preferredZone } from './zones.ts';

const WINDOW = ['startDateTime', 'endDateTime'];

export function calendarViewRoutes(context: PartContext): readonly Route[] {
  const roots = CALENDAR_ROOTS.flatMap(({ root, readers }) =>
    [root, `${root}/calendar`].map((path) => ({ root: path, anyOf: readers ?? CALENDAR_READERS })),
  );
  return roots.flatMap(({ root, anyOf }): readonly Route[] => [
    {
      method: 'GET',
      path: `${root}/calendarView`,
      query: [...WINDOW, '$filter', '$select', '$top', '$skiptoken', '$orderby'],
      prefer: LIST_PREFERENCES,
      anyOf,
      page: 'List calendarView',
      handle: (request) => ({ status: 200, body: listView(context, request) }),
    },
    {
      method: 'GET',
      path: `${root}/calendarView/delta`,
      query: [...WINDOW, '$skiptoken', '$deltatoken'],
      prefer: LIST_PREFERENCES,
      anyOf,
      page: 'event: delta',
      handle: (request) => ({ status: 200, body: deltaView(context, request) }),
    },
  ]);
}

function listView(context: PartContext, request: GraphRequest): object {
  const owner = requireCalendar(context, request);
  const zone = preferredZone(request.headers.prefer);
  const { from, to } = readWindow(request);
  const shown = instancesIn(context.store, owner.id, from, to).map((instance) =>
    showEvent(instance.record, zone, mayReadBodies(request), instance),
  );
  return answerList(request, shown, { ...EVENT_LIST, ...pageSize(request) });
}

function readWindow({ query }: GraphRequest): { readonly from: number; readonly to: number } {
  const [from, to] = WINDOW.map((name) => {
    const text = query.get(name);
    if (text === undefined)
      throw new GraphFault(
        400,
        'ErrorInvalidParameter',
        "This request requires a time window specified by the query string parameters 'StartDateTime' and 'EndDateTime'.",
      );
    // Without an offset the time is UTC, whatever Prefer says.
    const isOffset = /(?:Z|[+-]\d{2}:\d{2})$/i.test(text);
    const at = Date.parse(isOffset || !text.includes('T') ? text : `${text}Z`);
    if (Number.isNaN(at))
      throw new GraphFault(
        400,
        'ErrorInvalidParameter',
        `The value '${text}' of parameter '${name}' is invalid.`,
      );
    return at;
  });
  if (from === undefined || to === undefined || to < from)
    throw new GraphFault(
      400,
      'ErrorInvalidParameter',
      "'EndDateTime' must not be earlier than 'StartDateTime'.",
    );
  return { from, to };
}

/** A round: the window, what was known before it, and how much of it was sent. */
interface DeltaMark {
  readonly from: number;
  readonly to: number;
  readonly after: number;
  readonly upTo: number | null;
  readonly skip: number;
}

function deltaView(context: PartContext, request: GraphRequest): object {
  const owner = requireCalendar(context, request);
  const token = request.query.get('$deltatoken') ?? request.query.get('$skiptoken');
  const mark: DeltaMark =
    token === undefined ? { ...readWindow(request), after: 0, upTo: null, skip: 0 } : readMark(token);
  const upTo = mark.upTo ?? lastSequence(context.store);
  const zone = preferredZone(request.headers.prefer);
  const isNew = ({ ownerId, sequence }: { ownerId: string; sequence: number }): boolean =>
    ownerId === owner.id && sequence > mark.after && sequence <= upTo;
  const changed = [...events(context.store).values()]
    .filter(isNew)
    .flatMap((record) => instancesOf(record, mark.from, mark.to))
    .map((instance) => showEvent(instance.record, zone, mayReadBodies(request), instance));
  const removed = [...tombstones(context.store).values()]
    .filter((tombstone) => mark.after > 0 && isNew(tombstone))
    .map(({ id }) => ({ id, '@removed': { reason: 'deleted' } }));
  const all: readonly object[] = [...changed, ...removed];
  const size = pageSize(request).defaultSize ?? EVENT_LIST.defaultSize;
  const isLast = mark.skip + size >= all.length;
  const next: DeltaMark = isLast
    ? { ...mark, after: upTo, upTo: null, skip: 0 }
    : { ...mark, upTo, skip: mark.skip + size };
  const link = `${request.baseUrl}${request.path}?${isLast ? '$deltatoken' : '$skiptoken'}=${writeMark(next)}`;
  return {
    value: all.slice(mark.skip, mark.skip + size),
    [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
  };
}

const writeMark = (mark: DeltaMark): string => Buffer.from(JSON.stringify(mark)).toString('base64url');

function readMark(token: string): DeltaMark {
  try {
    const mark = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as DeltaMark;
    if ([mark.from, mark.to, mark.after, mark.skip].every(Number.isFinite)) return mark;
  } catch {
    // Falls through to the refusal below: a token that was cut or made up.
  }
  throw new GraphFault(400, 'ErrorInvalidUrlQuery', 'The delta or skip token is not valid.');
}
