/** `/users/{id}/events` and `/groups/{id}/events`: "Create event", "Get event", "Update event", "Delete event", "List events". */

import { answerList, selectProperties } from '../core/odata/answer.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import type { GraphRequest, Route } from '../core/route.ts';
import { unsupported } from '../directory/unsupported.ts';
import { type EventInstance, findOccurrence } from './instances.ts';
import { CALENDAR_ROOTS, mailboxItemNotFound, requireCalendar } from './mailbox.ts';
import { readEventChanges } from './readEvent.ts';
import { type EventRecord, events } from './records.ts';
import { EVENT_PROPERTIES, showEvent } from './showEvent.ts';
import { createEvent, deleteEvent, deleteOccurrence, updateEvent, updateOccurrence } from './writeEvents.ts';
import { preferredZone } from './zones.ts';

export const CALENDAR_READERS = [
  'Calendars.ReadBasic',
  'Calendars.ReadBasic.All',
  'Calendars.Read',
  'Calendars.ReadWrite',
];
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
  return CALENDAR_ROOTS.flatMap(({ root, readers, writers }) =>
    [`${root}/events`, `${root}/calendar/events`].flatMap((path) =>
      routesOf(context, path, { readers: readers ?? CALENDAR_READERS, writers }),
    ),
  );
}

function routesOf(
  context: PartContext,
  path: string,
  { readers, writers }: { readonly readers: readonly string[]; readonly writers: readonly string[] },
): readonly Route[] {
  return [
    ...unsupported([`${path}/delta`, `${path}/$count`]),
    {
      method: 'GET',
      path,
      query: ['$filter', '$select', '$top', '$skiptoken', '$orderby'],
      prefer: LIST_PREFERENCES,
      anyOf: readers,
      page: 'List events',
      handle: (request) => ({ status: 200, body: listEvents(context, request) }),
    },
    {
      method: 'POST',
      path,
      prefer: PREFERENCES,
      anyOf: writers,
      page: 'Create event',
      handle: (request) => {
        const owner = requireCalendar(context, request);
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
      anyOf: readers,
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
      anyOf: writers,
      page: 'Update event',
      handle: (request) => {
        const { record, instance } = requireEvent(context, request);
        const changes = readEventChanges(request.json(), context.directory);
        const zone = preferredZone(request.headers.prefer);
        if (instance === undefined)
          return { status: 200, body: showEvent(updateEvent(context, record, changes), zone, true) };
        const changed = updateOccurrence(context, instance, changes);
        return { status: 200, body: showEvent(changed.record, zone, true, changed) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/{eventId}`,
      anyOf: writers,
      page: 'Delete event',
      handle: (request) => {
        const { record, instance } = requireEvent(context, request);
        if (instance === undefined) deleteEvent(context, record);
        else deleteOccurrence(context, instance);
        return { status: 204 };
      },
    },
  ];
}

/** Calendars.ReadBasic sees everything but the body. */
export const mayReadBodies = ({ caller, params }: GraphRequest): boolean =>
  params.groupId !== undefined ||
  caller.roles.includes('Calendars.Read') ||
  caller.roles.includes('Calendars.ReadWrite');

function listEvents(context: PartContext, request: GraphRequest): object {
  const owner = requireCalendar(context, request);
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
  const owner = requireCalendar(context, request);
  const id = request.params.eventId ?? '';
  const record = events(context.store).get(id);
  if (record?.ownerId === owner.id) return { record };
  const instance = findOccurrence(context.store, id);
  if (instance?.record.ownerId !== owner.id) throw mailboxItemNotFound();
  return { record: instance.record, instance };
}
