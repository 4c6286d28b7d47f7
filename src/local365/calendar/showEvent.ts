/** An event as Graph shows it: "event resource type". */
import type { EventInstance } from './instances.ts';
import type { AttendeeRecord, EventRecord } from './records.ts';
import { writeMoment } from './zones.ts';

export const EVENT_PROPERTIES = [
  'id',
  'createdDateTime',
  'lastModifiedDateTime',
  'changeKey',
  'categories',
  'transactionId',
  'originalStart',
  'originalStartTimeZone',
  'originalEndTimeZone',
  'iCalUId',
  'reminderMinutesBeforeStart',
  'isReminderOn',
  'hasAttachments',
  'subject',
  'bodyPreview',
  'importance',
  'sensitivity',
  'isAllDay',
  'isCancelled',
  'isOrganizer',
  'responseRequested',
  'seriesMasterId',
  'showAs',
  'type',
  'webLink',
  'onlineMeetingUrl',
  'isOnlineMeeting',
  'onlineMeetingProvider',
  'allowNewTimeProposals',
  'isDraft',
  'hideAttendees',
  'responseStatus',
  'body',
  'start',
  'end',
  'location',
  'locations',
  'recurrence',
  'attendees',
  'organizer',
  'onlineMeeting',
];

/** `zone` is the one of Prefer. Without `withBody` the text stays hidden, as with Calendars.ReadBasic. */
export function showEvent(
  record: EventRecord,
  zone: string,
  withBody: boolean,
  instance?: EventInstance,
): Record<string, unknown> {
  const { start, end } = instance ?? record;
  const isOccurrence = instance !== undefined && instance.type !== 'singleInstance';
  const text = withBody ? record.body : '';
  return {
    '@odata.etag': `W/"${changeKey(record)}"`,
    id: instance?.id ?? record.id,
    createdDateTime: record.createdAt,
    lastModifiedDateTime: record.modifiedAt,
    changeKey: changeKey(record),
    categories: record.categories,
    transactionId: record.transactionId,
    originalStartTimeZone: record.startTimeZone,
    originalEndTimeZone: record.endTimeZone,
    iCalUId: record.iCalUId,
    reminderMinutesBeforeStart: record.reminderMinutesBeforeStart,
    isReminderOn: record.isReminderOn,
    hasAttachments: false,
    subject: record.subject,
    bodyPreview: preview(text, record.bodyType),
    importance: record.importance,
    sensitivity: record.sensitivity,
    isAllDay: record.isAllDay,
    isCancelled: false,
    isOrganizer: record.isOrganizer,
    responseRequested: record.responseRequested,
    seriesMasterId: isOccurrence ? record.id : null,
    ...(isOccurrence ? { originalStart: new Date(instance.originalStart).toISOString() } : {}),
    showAs: record.showAs,
    type: isOccurrence ? instance.type : record.recurrence === null ? 'singleInstance' : 'seriesMaster',
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(record.id)}&exvsurl=1&path=/calendar/item`,
    // Null for Teams meetings: the address is in onlineMeeting.joinUrl.
    onlineMeetingUrl: null,
    isOnlineMeeting: record.joinUrl !== null,
    onlineMeetingProvider: record.joinUrl === null ? 'unknown' : 'teamsForBusiness',
    allowNewTimeProposals: true,
    isDraft: false,
    hideAttendees: false,
    responseStatus: {
      response: record.isOrganizer ? 'organizer' : ownResponse(record),
      time: record.createdAt,
    },
    body: { contentType: record.bodyType, content: text },
    start: writeMoment(start, zone),
    end: writeMoment(end, zone),
    location: showLocation(record.location),
    locations: record.location === '' ? [] : [showLocation(record.location)],
    recurrence: isOccurrence || record.recurrence === null ? null : record.recurrence,
    attendees: record.attendees.map((attendee) => showAttendee(attendee, record.createdAt)),
    organizer: { emailAddress: record.organizer },
    onlineMeeting: record.joinUrl === null ? null : { joinUrl: record.joinUrl },
  };
}

const changeKey = (record: EventRecord): string =>
  Buffer.from(`${record.id.slice(-8)}#${record.sequence}`).toString('base64');

const preview = (text: string, type: 'text' | 'html'): string =>
  (type === 'html' ? text.replace(/<[^>]*>/g, ' ') : text).replace(/\s+/g, ' ').trim().slice(0, 255);

/** In a copy the mailbox's own answer follows from how it shows the time. */
const ownResponse = ({ showAs }: EventRecord): string =>
  showAs === 'tentative' ? 'notResponded' : 'accepted';

const showLocation = (displayName: string): object => ({
  displayName,
  locationType: 'default',
  uniqueIdType: 'unknown',
  ...(displayName === '' ? {} : { uniqueId: displayName }),
  address: {},
  coordinates: {},
});

const showAttendee = ({ address, name, type, response }: AttendeeRecord, time: string): object => ({
  type,
  status: { response, time: response === 'none' ? '0001-01-01T00:00:00Z' : time },
  emailAddress: { name, address },
});
