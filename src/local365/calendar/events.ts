/** `/users/{id}/events`: "Create event", "Get event", "Update event", "Delete event", "List events". */

import { notSupported } from '../core/errorBody.ts';
import { answerList, selectProperties } from '../core/odata/answer.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import type { GraphRequest, Route } from '../core/route.ts';
import { unsupported } from '../directory/unsupported.ts';
import { type EventInstance, findOccurrence } from './instances.ts';
import { mailboxItemNotFound, requireMailbox } from './mailbox.ts';
import { readEventChanges } from './readEvent.ts';
import { type EventRecord, events } from './records.ts';
import { EVENT_PROPERTIES, showEvent } from './showEvent.ts';
import { createEvent, deleteEvent, updateEvent } from './writeEvents.ts';
import { preferredZone } from './zones.ts';

export const CALENDAR_READERS = [
  'Calendars.ReadBasic',
  'Calendars.ReadBasic.All',
  'Calendars.Read',
  'Calendars.ReadWrite',
];
const WRITERS = ['Calendars.ReadWrite'];
const PREFERENCES = ['outlook.timezone'];
export const LIST_PREFERENCES = ['outlook.timezone', 'odata.maxpagesize'];

export const EVENT_LIST = {
  defaultSize: 10,
  mostSize: 1000,
  filterable: ['subject', 'iCalUId', 'isAllDay', 'showAs', 'importance', 'start/dateTime', 'end/dateTime'],
  operators: ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'startswith', 'contains'],
  sortable: ['start/dateTime', 'end/dateTime', 'subject', 'lastModifiedDateTime', 'createdDateTime'],
  selectable: EVENT_PROPERTIES,
  typeName: 'event',
} as const;

export function eventRoutes(context: PartContext): readonly Route[] {
  const collections = ['/users/{userId}/events', '/users/{userId}/calendar/events'];
  return collections.flatMap((path): readonly Route[] => [
    ...unsupported([`${path}/delta`, `${path}/$count`]),
    {
      method: 'GET',
      path,
      query: ['$filter', '$select', '$top', '$skiptoken', '$orderby'],
      prefer: LIST_PREFERENCES,
      anyOf: CALENDAR_READERS,
      page: 'List events',
      handle: (request) => ({ status: 200, body: listEvents(context, request) }),
    },
    {
      method: 'POST',
      path,
      prefer: PREFERENCES,
      anyOf: WRITERS,
      page: 'Create event',
      handle: (request) => {
        const owner = requireMailbox(context, request);
        const zone = preferredZone(request.headers.prefer);
        const record = createEvent(context, owner, readEventChanges(request.json(), context.directory));
        return { status: 201, body: showEvent(record, zone, true) };
      },
    },
    {
      method: 'GET',
      path: `${path}/{eventId}`,
      query: ['$select'],
      prefer: PREFERENCES,
      anyOf: CALENDAR_READERS,
      page: 'Get event',
      handle: (request) => {
        const { record, instance } = requireEvent(context, request);
        const shown = showEvent(
          record,
          preferredZone(request.headers.prefer),
          mayReadBodies(request),
          instance,
        );
        const select = parseSelect(request.query.get('$select'));
        return { status: 200, body: selectProperties(shown, select, EVENT_PROPERTIES, 'event') };
      },
    },
    {
      method: 'PATCH',
      path: `${path}/{eventId}`,
      prefer: PREFERENCES,
      anyOf: WRITERS,
      page: 'Update event',
      handle: (request) => {
        const record = requireWhole(context, request);
        const changed = updateEvent(context, record, readEventChanges(request.json(), context.directory));
        return { status: 200, body: showEvent(changed, preferredZone(request.headers.prefer), true) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{eventId}`,
      anyOf: WRITERS,
      page: 'Delete event',
      handle: (request) => {
        deleteEvent(context, requireWhole(context, request));
        return { status: 204 };
      },
    },
  ]);
}

/** Calendars.ReadBasic sees everything but the body. */
export const mayReadBodies = ({ caller }: GraphRequest): boolean =>
  caller.roles.includes('Calendars.Read') || caller.roles.includes('Calendars.ReadWrite');

function listEvents(context: PartContext, request: GraphRequest): object {
  const owner = requireMailbox(context, request);
  const zone = preferredZone(request.headers.prefer);
  const shown = [...events(context.store).values()]
    .filter(({ ownerId }) => ownerId === owner.id)
    .map((record) => showEvent(record, zone, mayReadBodies(request)));
  return answerList(request, shown, { ...EVENT_LIST, ...pageSize(request) });
}

/** Page size of `Prefer: odata.maxpagesize=n`, where given. */
export function pageSize({ headers }: GraphRequest): { readonly defaultSize?: number } {
  const wanted = Number(/odata\.maxpagesize\s*=\s*(\d+)/i.exec(headers.prefer ?? '')?.[1] ?? Number.NaN);
  return Number.isNaN(wanted) || wanted < 1 ? {} : { defaultSize: Math.min(wanted, EVENT_LIST.mostSize) };
}

function requireEvent(
  context: PartContext,
  request: GraphRequest,
): { readonly record: EventRecord; readonly instance?: EventInstance } {
  const owner = requireMailbox(context, request);
  const id = request.params.eventId ?? '';
  const record = events(context.store).get(id);
  if (record?.ownerId === owner.id) return { record };
  const instance = findOccurrence(context.store, id);
  if (instance?.record.ownerId !== owner.id) throw mailboxItemNotFound();
  return { record: instance.record, instance };
}

function requireWhole(context: PartContext, request: GraphRequest): EventRecord {
  const { record, instance } = requireEvent(context, request);
  if (instance !== undefined) throw notSupported('changing or deleting one occurrence of a series');
  return record;
}
