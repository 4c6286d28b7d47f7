/** `/local365/meetings`: what a person does in Teams, on request. Described in the README of local365. */
import { USERS } from '../core/directory.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { ControlRefusal, type ControlRequest, controlPage, readObject } from '../directory/controlPage.ts';
import { readCues } from './cues.ts';
import { type EndedMeeting, endMeeting } from './endMeeting.ts';
import { attachInsights } from './insights.ts';
import { meetings, transcripts } from './records.ts';

const END_PROPERTIES = [
  'vtt',
  'transcript',
  'base64',
  'filename',
  'meetingId',
  'subject',
  'organiserId',
  'attendees',
  'start',
  'end',
  'channelMeeting',
  'calendarBacked',
  'lateBySeconds',
  'contentLateBySeconds',
  'missingAs',
  'restartOf',
  'language',
];

export function meetingControl(context: PartContext): PlainHandler {
  return controlPage('/local365/meetings', (request) => {
    const route = `${request.method} ${request.below.join('/')}`.trim();
    if (route === 'GET') return { status: 200, body: listAll(context) };
    if (route === 'POST end')
      return { status: 201, body: endMeeting(context, readEnd(context, request.body)) };
    if (route === 'POST insights') return { status: 201, body: attachInsights(context, request) };
    if (route === 'POST expire') return { status: 200, body: expire(context, request) };
    if (request.below.length === 0 || ['end', 'expire', 'insights'].includes(request.below.join('/')))
      throw new ControlRefusal(`${request.method} is not possible here.`, 405);
    return null;
  });
}

function listAll({ store }: PartContext): object {
  return { meetings: [...meetings(store).values()], transcripts: [...transcripts(store).values()] };
}

/** Makes a meeting expire at once, or lets it live again with `isExpired: false`. */
function expire({ store }: PartContext, { body }: ControlRequest): object {
  const { meetingId, isExpired = true } = readObject(body, ['meetingId', 'isExpired']);
  const meeting = meetings(store).get(String(meetingId));
  if (meeting === undefined)
    throw new ControlRefusal(`There is no online meeting '${String(meetingId)}'.`, 404);
  if (typeof isExpired !== 'boolean') throw new ControlRefusal("'isExpired' is true or false.");
  const changed = { ...meeting, isExpired };
  meetings(store).put(meeting.id, changed);
  return changed;
}

function readEnd(context: PartContext, body: unknown): EndedMeeting {
  const sent = readObject(body, END_PROPERTIES);
  const cues = readCues(readFile(sent));
  if (cues.length === 0)
    throw new ControlRefusal(
      'Nothing is said in this file. Send WebVTT of Teams or Zoom, or lines of plain text such as "Name: words".',
    );
  return {
    cues,
    isCalendarBacked: optional(sent.calendarBacked, 'boolean', 'calendarBacked') ?? true,
    lateBySeconds: readSeconds(sent.lateBySeconds, 'lateBySeconds'),
    contentLateBySeconds: readSeconds(sent.contentLateBySeconds, 'contentLateBySeconds'),
    missingAs: readMissingAs(sent.missingAs),
    language: optional(sent.language, 'string', 'language') ?? 'en-gb',
    ...present({
      meetingId: optional(sent.meetingId, 'string', 'meetingId'),
      subject: optional(sent.subject, 'string', 'subject'),
      restartOf: optional(sent.restartOf, 'string', 'restartOf'),
      organiserId: readPerson(context, sent.organiserId, 'organiserId'),
      attendeeIds: readPeople(context, sent.attendees),
      start: readTime(sent.start, 'start'),
      end: readTime(sent.end, 'end'),
      channelMeeting: readChannelMeeting(sent.channelMeeting),
    }),
  };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the properties that are undefined. */
const present = <T extends object>(value: T): Present<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Present<T>;

function optional(value: unknown, type: 'string', name: string): string | undefined;
function optional(value: unknown, type: 'boolean', name: string): boolean | undefined;
function optional(value: unknown, type: 'string' | 'boolean', name: string): unknown {
  if (value === undefined || typeof value === type) return value;
  throw new ControlRefusal(`'${name}' is a ${type}.`);
}

function readFile(sent: Readonly<Record<string, unknown>>): Uint8Array {
  const given = ['vtt', 'transcript', 'base64'].filter((name) => sent[name] !== undefined);
  const [name] = given;
  const text = name === undefined ? undefined : sent[name];
  if (given.length !== 1 || typeof text !== 'string')
    throw new ControlRefusal("Send the file in one of 'vtt', 'transcript' (text) or 'base64' (bytes).");
  const filename = optional(sent.filename, 'string', 'filename') ?? '';
  if (/\.(docx|pdf|mp4|m4a|zip)$/i.test(filename))
    throw new ControlRefusal(`${filename} is no transcript as text. Send .vtt or .txt.`);
  return Buffer.from(text, name === 'base64' ? 'base64' : 'utf8');
}

function readSeconds(value: unknown, name: string): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !(value >= 0))
    throw new ControlRefusal(`'${name}' is a number of seconds.`);
  return value;
}

function readMissingAs(value: unknown): 'empty' | 'not-found' {
  if (value === undefined || value === 'empty') return 'empty';
  if (value === 'not-found') return value;
  throw new ControlRefusal(
    "'missingAs' is 'empty' (the list is empty until then) or 'not-found' (the list answers 404).",
  );
}

function readTime(value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  const at =
    typeof value === 'string' && /(?:Z|[+-]\d{2}:\d{2})$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(at))
    throw new ControlRefusal(`'${name}' is a time with offset, such as 2026-11-24T10:00:00Z.`);
  return new Date(at).toISOString();
}

function readChannelMeeting(value: unknown): string | true | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true || typeof value === 'string') return value;
  throw new ControlRefusal("'channelMeeting' is true, or the name or id of the channel.");
}

/** By id, mail address or user principal name. */
function readPerson({ directory }: PartContext, value: unknown, name: string): string | undefined {
  if (value === undefined) return undefined;
  const user = directory.user(String(value)) ?? directory.userByName(String(value));
  if (user === undefined)
    throw new ControlRefusal(`'${name}': there is no person '${String(value)}' in ${USERS}.`);
  return user.id;
}

function readPeople(context: PartContext, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw new ControlRefusal("'attendees' is a list of ids or mail addresses.");
  return value.flatMap((one) => readPerson(context, one, 'attendees') ?? []);
}
