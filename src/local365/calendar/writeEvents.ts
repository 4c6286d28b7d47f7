/** Creates, changes and deletes events, with the copies of the invited people and the online meeting behind them. */

import { notSupported } from '../core/errorBody.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault } from '../core/route.ts';
import { mailboxSettings } from '../directory/records.ts';
import { createOnlineMeeting } from '../meetings/createMeeting.ts';
import { meetings } from '../meetings/records.ts';
import { type EventInstance, findOccurrence, occurrenceId } from './instances.ts';
import type { CalendarOwner } from './mailbox.ts';
import type { EventChanges } from './readEvent.ts';
import { type EventException, type EventRecord, events, nextSequence, tombstones } from './records.ts';
import { occurrenceStarts } from './recurrence.ts';

/** Ids that a caller fixes, so that a sample has the same ones each time. */
export interface FixedIds {
  readonly iCalUId?: string;
  readonly meetingThreadGuid?: string;
  /** Thread of the channel in which the meeting stands. */
  readonly channelId?: string;
  /** How copies show the time: `tentative` until the person answers. */
  readonly copiesShowAs?: EventRecord['showAs'];
}

export function createEvent(
  context: PartContext,
  owner: CalendarOwner,
  changes: EventChanges,
  fixed: FixedIds = {},
): EventRecord {
  const { isOnlineMeeting = false, ...given } = changes;
  const { start, end } = given;
  if (start === undefined || end === undefined)
    throw new GraphFault(
      400,
      'ErrorPropertyValidationFailure',
      "An event needs the properties 'start' and 'end'.",
    );
  const again = findTransaction(context, owner, given);
  if (again !== undefined) return again;
  const now = context.clock.now();
  const record: EventRecord = checked({
    subject: '',
    bodyType: 'html',
    body: '',
    startTimeZone: 'UTC',
    endTimeZone: 'UTC',
    isAllDay: false,
    showAs: 'busy',
    sensitivity: 'normal',
    importance: 'normal',
    location: '',
    categories: [],
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    responseRequested: true,
    attendees: [],
    recurrence: null,
    transactionId: null,
    ...given,
    start,
    end,
    id: newEventId(context),
    ownerId: owner.id,
    iCalUId: fixed.iCalUId ?? newICalUId(context),
    organizer: { name: owner.displayName, address: owner.address },
    isOrganizer: true,
    joinUrl: null,
    createdAt: now,
    modifiedAt: now,
    sequence: 0,
  });
  const whole = isOnlineMeeting ? { ...record, joinUrl: makeMeeting(context, record, fixed) } : record;
  save(context, whole, 'created');
  syncCopies(context, whole, fixed.copiesShowAs ?? 'tentative');
  return whole;
}

/** A repeated request gets the event it made; another event under the same id is refused. */
function findTransaction(
  { store }: PartContext,
  owner: CalendarOwner,
  given: Partial<EventRecord>,
): EventRecord | undefined {
  const { transactionId = null, subject = '', start, end } = given;
  if (transactionId === null) return undefined;
  for (const record of events(store).values()) {
    if (record.ownerId !== owner.id || record.transactionId !== transactionId) continue;
    if (record.subject === subject && record.start === start && record.end === end) return record;
    throw new GraphFault(
      409,
      'ErrorDuplicateTransactionId',
      "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
    );
  }
  return undefined;
}

export function updateEvent(context: PartContext, record: EventRecord, changes: EventChanges): EventRecord {
  const { isOnlineMeeting, transactionId, ...given } = changes;
  if (transactionId !== undefined && transactionId !== record.transactionId)
    throw new GraphFault(
      400,
      'ErrorInvalidRequest',
      'transactionId cannot be changed once an event is created.',
    );
  if (isOnlineMeeting === false && record.joinUrl !== null)
    throw new GraphFault(400, 'ErrorInvalidRequest', 'An online meeting cannot be turned off once it is on.');
  // A series that is planned anew loses what was changed of single occurrences.
  const isReplanned = given.start !== undefined || given.end !== undefined || given.recurrence !== undefined;
  const merged = checked({
    ...record,
    ...given,
    ...(isReplanned ? { exceptions: [] } : {}),
    modifiedAt: context.clock.now(),
  });
  const whole =
    isOnlineMeeting === true && record.joinUrl === null
      ? { ...merged, joinUrl: makeMeeting(context, merged, {}) }
      : merged;
  save(context, whole, 'updated');
  if (whole.isOrganizer) {
    moveMeeting(context, whole);
    syncCopies(context, whole, 'tentative');
  }
  return whole;
}

/** Changes one occurrence of a series, which is an exception from then on. */
export function updateOccurrence(
  context: PartContext,
  instance: EventInstance,
  { isOnlineMeeting, ...given }: EventChanges,
): EventInstance {
  if (given.recurrence !== undefined)
    throw new GraphFault(400, 'ErrorInvalidRequest', 'An occurrence has no recurrence of its own.');
  const { attendees, transactionId } = given;
  if (attendees !== undefined || transactionId !== undefined || isOnlineMeeting !== undefined)
    throw notSupported('changing attendees, transactionId or isOnlineMeeting of one occurrence');
  const { originalStart, start, end } = instance;
  checked({ ...instance.record, start, end, ...given });
  const series = requireSeries(context, instance);
  const before = series.exceptions?.find((each) => each.originalStart === originalStart)?.changes ?? {};
  setException(context, series, { originalStart, changes: { ...before, ...given } });
  return findOccurrence(context.store, instance.id) ?? instance;
}

/** Calls off one occurrence; when the organiser does so, in the mailboxes of the invited people too. */
export function deleteOccurrence(context: PartContext, instance: EventInstance): void {
  const { originalStart } = instance;
  const series = requireSeries(context, instance);
  setException(context, series, { originalStart, changes: null });
  for (const { id, ownerId } of mailboxesOf(context, series))
    tombstones(context.store).put(occurrenceId(id, originalStart), {
      id: occurrenceId(id, originalStart),
      ownerId,
      sequence: nextSequence(context.store),
    });
}

/** The stored series: the record of an instance has the changes of the occurrence in it. */
function requireSeries({ store }: PartContext, { record }: EventInstance): EventRecord {
  const series = events(store).get(record.id);
  if (series === undefined) throw new Error(`The series ${record.id} of an occurrence is gone.`);
  return series;
}

function setException(context: PartContext, series: EventRecord, exception: EventException): void {
  const modifiedAt = context.clock.now();
  for (const each of mailboxesOf(context, series)) {
    const others = (each.exceptions ?? []).filter(
      ({ originalStart }) => originalStart !== exception.originalStart,
    );
    save(context, { ...each, exceptions: [...others, exception], modifiedAt }, 'updated');
  }
}

/** The record itself and, of an organiser, the copies of the others. */
function mailboxesOf({ store }: PartContext, record: EventRecord): readonly EventRecord[] {
  if (!record.isOrganizer) return [record];
  return [...events(store).values()].filter(({ iCalUId }) => iCalUId === record.iCalUId);
}

/** Deletes it; when the organiser does so, from the mailboxes of the invited people too. */
export function deleteEvent(context: PartContext, record: EventRecord): void {
  remove(context, record);
  if (!record.isOrganizer) return;
  for (const copy of [...events(context.store).values()])
    if (copy.iCalUId === record.iCalUId) remove(context, copy);
}

function checked(record: EventRecord): EventRecord {
  if (record.end < record.start)
    throw new GraphFault(
      400,
      'ErrorCalendarEndDateIsEarlierThanStartDate',
      'The end date of the event is earlier than its start date.',
    );
  if (record.isAllDay && (record.end - record.start) % 86_400_000 !== 0)
    throw new GraphFault(
      400,
      'ErrorInvalidRequest',
      'The start and the end of an all-day event must be set to midnight in the same time zone.',
    );
  return record;
}

function save(context: PartContext, record: EventRecord, changeType: 'created' | 'updated'): void {
  events(context.store).put(record.id, { ...record, sequence: nextSequence(context.store) });
  announce(context, record, changeType);
}

function remove(context: PartContext, record: EventRecord): void {
  events(context.store).delete(record.id);
  tombstones(context.store).put(record.id, {
    id: record.id,
    ownerId: record.ownerId,
    sequence: nextSequence(context.store),
  });
  announce(context, record, 'deleted');
}

const announce = (
  { notify }: PartContext,
  { ownerId, id }: EventRecord,
  changeType: 'created' | 'updated' | 'deleted',
): void => notify({ resource: `users/${ownerId}/events/${id}`, changeType, resourceData: { id } });

/** Brings the copies of known people in line with the organiser's event. */
function syncCopies(context: PartContext, record: EventRecord, showAs: EventRecord['showAs']): void {
  const hasMailbox = (id: string): boolean => mailboxSettings(context.store).get(id) !== undefined;
  const invited = new Set(attendeeIds(context, record).filter(hasMailbox));
  for (const copy of [...events(context.store).values()]) {
    if (copy.iCalUId !== record.iCalUId || copy.isOrganizer) continue;
    if (!invited.delete(copy.ownerId)) remove(context, copy);
    else save(context, asCopy(record, copy.ownerId, copy.id, copy.showAs), 'updated');
  }
  for (const ownerId of invited)
    save(context, asCopy(record, ownerId, newEventId(context), showAs), 'created');
}

const asCopy = (
  record: EventRecord,
  ownerId: string,
  id: string,
  showAs: EventRecord['showAs'],
): EventRecord => ({ ...record, id, ownerId, isOrganizer: false, showAs, transactionId: null });

function attendeeIds({ directory }: PartContext, record: EventRecord): readonly string[] {
  return record.attendees
    .flatMap(({ address }) => directory.userByName(address)?.id ?? [])
    .filter((id) => id !== record.ownerId);
}

function makeMeeting(context: PartContext, record: EventRecord, fixed: FixedIds): string {
  return createOnlineMeeting(context, {
    organiserId: record.ownerId,
    subject: record.subject,
    start: new Date(record.start).toISOString(),
    end: new Date(record.end).toISOString(),
    lastEnd: lastEnd(record),
    attendeeIds: attendeeIds(context, record),
    ...(fixed.channelId === undefined ? {} : { channelId: fixed.channelId }),
    ...(fixed.meetingThreadGuid === undefined ? {} : { threadGuid: fixed.meetingThreadGuid }),
    calendarEventId: record.id,
  }).joinWebUrl;
}

/** A changed event moves its meeting, and pushes the meeting's expiry on. */
function moveMeeting(context: PartContext, record: EventRecord): void {
  for (const meeting of meetings(context.store).values())
    if (meeting.joinWebUrl === record.joinUrl)
      meetings(context.store).put(meeting.id, {
        ...meeting,
        subject: record.subject,
        start: new Date(record.start).toISOString(),
        end: new Date(record.end).toISOString(),
        lastEnd: lastEnd(record),
        touchedAt: context.clock.now(),
        attendeeIds: attendeeIds(context, record),
      });
}

function lastEnd({ recurrence, start, end }: EventRecord): string | null {
  if (recurrence === null) return new Date(end).toISOString();
  if (recurrence.range.type === 'noEnd') return null;
  const last = occurrenceStarts(recurrence, start, Number.MAX_SAFE_INTEGER).at(-1) ?? start;
  return new Date(last + end - start).toISOString();
}

const newEventId = ({ random }: PartContext): string =>
  `AAMkAG${Buffer.from(`${random.uuid()}${random.uuid()}`).toString('base64url')}=`;

const newICalUId = ({ random }: PartContext): string =>
  `040000008200E00074C5B7101A82E008${random.uuid().replaceAll('-', '').toUpperCase()}`;
