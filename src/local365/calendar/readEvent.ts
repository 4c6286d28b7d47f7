/** Reads the body of "Create event" and "Update event". */

import type { Directory } from '../core/directory.ts';
import { notSupported } from '../core/errorBody.ts';
import { GraphFault } from '../core/route.ts';
import type { AttendeeRecord, EventRecord, Sensitivity, ShowAs } from './records.ts';
import { readRecurrence } from './recurrence.ts';
import { readMoment } from './zones.ts';

/** What a caller may set of an event, besides `isOnlineMeeting`. */
export type EventChanges = Partial<
  Omit<
    EventRecord,
    | 'id'
    | 'ownerId'
    | 'iCalUId'
    | 'organizer'
    | 'isOrganizer'
    | 'joinUrl'
    | 'createdAt'
    | 'modifiedAt'
    | 'sequence'
  >
> & { readonly isOnlineMeeting?: boolean };

const SHOW_AS: readonly ShowAs[] = ['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown'];
const SENSITIVITIES: readonly Sensitivity[] = ['normal', 'personal', 'private', 'confidential'];
const IMPORTANCES = ['low', 'normal', 'high'] as const;
const ATTENDEE_TYPES = ['required', 'optional', 'resource'] as const;

const invalid = (message: string): GraphFault => new GraphFault(400, 'ErrorInvalidArgument', message);

type Reader = (value: unknown, directory: Directory, all: Readonly<Record<string, unknown>>) => EventChanges;

const READERS: Readonly<Record<string, Reader>> = {
  subject: (value) => ({ subject: readText(value, 'subject') }),
  body: (value) => readBody(value),
  start: (value) => {
    const { at, zone } = readMoment(value, 'start');
    return { start: at, startTimeZone: zone };
  },
  end: (value) => {
    const { at, zone } = readMoment(value, 'end');
    return { end: at, endTimeZone: zone };
  },
  location: (value) => ({
    location: readText(
      (value as { displayName?: unknown } | null)?.displayName ?? '',
      'location/displayName',
    ),
  }),
  attendees: (value, directory) => ({ attendees: readAttendees(value, directory) }),
  isAllDay: (value) => ({ isAllDay: readFlag(value, 'isAllDay') }),
  isOnlineMeeting: (value) => ({ isOnlineMeeting: readFlag(value, 'isOnlineMeeting') }),
  onlineMeetingProvider: (value) => {
    if (value !== 'teamsForBusiness') throw notSupported(`the online meeting provider '${String(value)}'`);
    return {};
  },
  transactionId: (value) => ({ transactionId: readText(value, 'transactionId') }),
  recurrence: (value, _directory, all) => ({
    recurrence:
      value === null
        ? null
        : readRecurrence(value, (all.start as { timeZone?: string } | undefined)?.timeZone ?? 'UTC'),
  }),
  showAs: (value) => ({ showAs: readOneOf(value, SHOW_AS, 'showAs') }),
  sensitivity: (value) => ({ sensitivity: readOneOf(value, SENSITIVITIES, 'sensitivity') }),
  importance: (value) => ({ importance: readOneOf(value, IMPORTANCES, 'importance') }),
  categories: (value) => ({ categories: readTexts(value, 'categories') }),
  reminderMinutesBeforeStart: (value) => ({
    reminderMinutesBeforeStart: readNumber(value, 'reminderMinutesBeforeStart'),
  }),
  isReminderOn: (value) => ({ isReminderOn: readFlag(value, 'isReminderOn') }),
  responseRequested: (value) => ({ responseRequested: readFlag(value, 'responseRequested') }),
};

/** The checked changes. A property that is not understood is refused with 501 and its name. */
export function readEventChanges(body: unknown, directory: Directory): EventChanges {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new GraphFault(400, 'RequestBodyRead', 'The request body must be a JSON object.');
  let changes: EventChanges = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.')) continue;
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
    if (read === undefined) throw notSupported(`the property '${name}' of an event`);
    changes = { ...changes, ...read(value, directory, body as Record<string, unknown>) };
  }
  return changes;
}

function readText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw invalid(`The property '${name}' must be a text.`);
  return value;
}

function readFlag(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw invalid(`The property '${name}' must be true or false.`);
  return value;
}

function readNumber(value: unknown, name: string): number {
  if (!Number.isInteger(value)) throw invalid(`The property '${name}' must be a whole number.`);
  return Number(value);
}

function readTexts(value: unknown, name: string): readonly string[] {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw invalid(`The property '${name}' must be a list of texts.`);
  return value;
}

function readOneOf<T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined)
    throw invalid(`The value '${String(value)}' of '${name}' is none of ${allowed.join(', ')}.`);
  return found;
}

function readBody(value: unknown): EventChanges {
  const { contentType = 'text', content } = (value ?? {}) as { contentType?: unknown; content?: unknown };
  const bodyType = readOneOf(
    String(contentType).toLowerCase(),
    ['text', 'html'] as const,
    'body/contentType',
  );
  return { bodyType, body: readText(content, 'body/content') };
}

function readAttendees(value: unknown, directory: Directory): readonly AttendeeRecord[] {
  if (!Array.isArray(value)) throw invalid("The property 'attendees' must be a list.");
  return value.map((attendee: unknown) => {
    const { emailAddress, type = 'required' } = (attendee ?? {}) as {
      emailAddress?: { address?: unknown; name?: unknown };
      type?: unknown;
    };
    const address = emailAddress?.address;
    if (typeof address !== 'string' || !/^[^\s@]+@[^\s@]+$/.test(address))
      throw new GraphFault(400, 'ErrorInvalidRecipients', "At least one recipient isn't valid.");
    const known = directory.userByName(address)?.displayName;
    const name = typeof emailAddress?.name === 'string' ? emailAddress.name : (known ?? address);
    return { address, name, type: readOneOf(type, ATTENDEE_TYPES, 'attendees/type'), response: 'none' };
  });
}
