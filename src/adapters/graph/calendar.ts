/** Calendars of people: online meetings, free and busy times, new events. */
import { z } from 'zod';
import { NotFoundError } from '../../kernel/errors.ts';
import type { PersonId } from '../../kernel/ids.ts';
import { asInstant, type Instant, instantPlus, MINUTE_MS, type ZoneName } from '../../kernel/time.ts';
import type { CalendarEntry, CalendarSource } from '../../meetings/ports.ts';
import type { GraphClient } from './client.ts';
import type { Directory } from './directory.ts';
import { graphPath } from './graphPath.ts';
import { readMoment } from './graphTypes.ts';
import { readPages } from './pages.ts';

/** When somebody cannot be met. */
export interface BusyTime {
  readonly start: Instant;
  readonly end: Instant;
  readonly status: 'tentative' | 'busy' | 'out-of-office' | 'elsewhere';
}

export interface Schedule {
  readonly mail: string;
  readonly busy: readonly BusyTime[];
  /** A sentence instead of times when Graph does not know them (an address outside, no mailbox). */
  readonly problem?: string;
}

export interface NewEvent {
  /** Makes the event once: Exchange gives the same event for the same id. */
  readonly transactionId: string;
  readonly subject: string;
  readonly html: string;
  readonly start: Instant;
  readonly end: Instant;
  /** Zone in which the event is shown. */
  readonly zone: ZoneName;
  readonly attendees: readonly { readonly mail: string; readonly name?: string }[];
  /** With a Teams meeting. Needed for a transcript: only meetings that stand in a calendar have one. */
  readonly isOnline: boolean;
}

export interface MadeEvent {
  readonly eventId: string;
  readonly joinUrl: string | null;
  readonly webLink: string | null;
}

export interface CalendarReader extends CalendarSource {
  /** Free and busy times as `asker` may see them. Throws the client's errors; what concerns one address is in its schedule. */
  schedules(
    asker: PersonId,
    mails: readonly string[],
    from: Instant,
    to: Instant,
  ): Promise<readonly Schedule[]>;
  createEvent(organiser: PersonId, event: NewEvent): Promise<MadeEvent>;
}

const UTC_TIMES = { Prefer: 'outlook.timezone="UTC"' };
const PAGE = 100;
/** "calendar: getSchedule": addresses in one call, and days in its span. */
const ADDRESSES_AT_ONCE = 20;
const SPAN_MS = 62 * 24 * 60 * MINUTE_MS;

const text = z.string().nullish();
const address = z.object({ emailAddress: z.object({ address: text, name: text }).nullish() });
const moment = z.object({ dateTime: z.string() });
const eventSchema = z.object({
  subject: text,
  start: moment,
  end: moment,
  isCancelled: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: text }).nullish(),
  onlineMeetingUrl: text,
  organizer: address.nullish(),
  attendees: z.array(address).nullish(),
});
type Event = z.infer<typeof eventSchema>;
const EVENT_FIELDS =
  'subject,start,end,isCancelled,isOnlineMeeting,onlineMeeting,onlineMeetingUrl,organizer,attendees';

const scheduleSchema = z.object({
  value: z.array(
    z.object({
      scheduleId: z.string(),
      scheduleItems: z.array(z.object({ status: z.string(), start: moment, end: moment })).nullish(),
      error: z.object({ message: text, responseCode: text }).nullish(),
    }),
  ),
});
const madeSchema = z.object({
  id: z.string(),
  webLink: text,
  onlineMeeting: z.object({ joinUrl: text }).nullish(),
});

export function makeCalendar(
  client: GraphClient,
  directory: Pick<Directory, 'peopleByMail'>,
): CalendarReader {
  return {
    async onlineMeetings(personId, from, to) {
      const events = await readOnlineEvents(client, personId, from, to);
      const mails = new Set(
        events.flatMap((event) => [event.organizer, ...(event.attendees ?? [])].flatMap(mailOf)),
      );
      const people = mails.size === 0 ? new Map() : await directory.peopleByMail([...mails]);
      const idsOf = (who: z.infer<typeof address> | null | undefined): PersonId[] =>
        mailOf(who).flatMap((mail) => people.get(mail)?.id ?? []);
      return events.flatMap((event) => readEntry(event, idsOf));
    },

    async schedules(asker, mails, from, to) {
      const found: Schedule[] = [];
      for (let at = from; at < to; at = instantPlus(at, SPAN_MS)) {
        const until = asInstant(Math.min(Date.parse(at) + SPAN_MS, Date.parse(to)));
        for (let first = 0; first < mails.length; first += ADDRESSES_AT_ONCE) {
          found.push(
            ...(await readSchedules(client, asker, mails.slice(first, first + ADDRESSES_AT_ONCE), at, until)),
          );
        }
      }
      return mails.map((mail) =>
        joined(
          mail,
          found.filter((each) => each.mail.toLowerCase() === mail.toLowerCase()),
        ),
      );
    },

    async createEvent(organiser, event) {
      const made = await client.post(graphPath`/users/${organiser}/events`, {
        schema: madeSchema,
        body: {
          subject: event.subject,
          body: { contentType: 'html', content: event.html },
          start: localTime(event.start, event.zone),
          end: localTime(event.end, event.zone),
          attendees: event.attendees.map(({ mail, name }) => ({
            type: 'required',
            emailAddress: { address: mail, ...(name === undefined ? {} : { name }) },
          })),
          ...(event.isOnline ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
          transactionId: event.transactionId,
        },
        idempotent: true,
      });
      return {
        eventId: made.id,
        joinUrl: made.onlineMeeting?.joinUrl ?? null,
        webLink: made.webLink ?? null,
      };
    },
  };
}

/** There is no filter on join addresses: the view is paged and read through. A person without mailbox has no events. */
async function readOnlineEvents(
  client: GraphClient,
  personId: PersonId,
  from: Instant,
  to: Instant,
): Promise<readonly Event[]> {
  const path = graphPath`/users/${personId}/calendarView`;
  const query = { startDateTime: from, endDateTime: to, $select: EVENT_FIELDS, $top: PAGE };
  const events: Event[] = [];
  try {
    for await (const { items } of readPages(client, {
      from: { path, query },
      item: eventSchema,
      headers: UTC_TIMES,
    })) {
      events.push(...items.filter((event) => joinUrlOf(event) !== null));
    }
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    client.logger.info('A person has no calendar to read.', { personId, ...error.details });
    return [];
  }
  return events;
}

const joinUrlOf = ({ onlineMeeting, onlineMeetingUrl }: Event): string | null =>
  onlineMeeting?.joinUrl || onlineMeetingUrl || null;

const mailOf = (who: z.infer<typeof address> | null | undefined): string[] => {
  const mail = who?.emailAddress?.address;
  return mail ? [mail.toLowerCase()] : [];
};

function readEntry(
  event: Event,
  idsOf: (who: z.infer<typeof address> | null | undefined) => PersonId[],
): CalendarEntry[] {
  const [joinUrl, start, end] = [
    joinUrlOf(event),
    readMoment(event.start.dateTime),
    readMoment(event.end.dateTime),
  ];
  if (joinUrl === null || start === null || end === null) return [];
  const [organiserId] = idsOf(event.organizer);
  return [
    {
      subject: event.subject ?? '',
      joinUrl,
      start,
      end,
      organiserId: organiserId ?? null,
      attendeeIds: (event.attendees ?? []).flatMap(idsOf),
      isCancelled: event.isCancelled === true,
    },
  ];
}

async function readSchedules(
  client: GraphClient,
  asker: PersonId,
  mails: readonly string[],
  from: Instant,
  to: Instant,
): Promise<readonly Schedule[]> {
  const { value } = await client.post(graphPath`/users/${asker}/calendar/getSchedule`, {
    schema: scheduleSchema,
    body: { schedules: mails, startTime: utcTime(from), endTime: utcTime(to), availabilityViewInterval: 30 },
    headers: UTC_TIMES,
    idempotent: true,
  });
  return value.map(({ scheduleId, scheduleItems, error }) => {
    const busy = (scheduleItems ?? []).flatMap((item) =>
      readBusy(item.status, item.start.dateTime, item.end.dateTime),
    );
    const problem = error
      ? `The times of ${scheduleId} are not known to Microsoft 365: ${error.message ?? error.responseCode ?? 'no reason given'}`
      : null;
    return problem === null ? { mail: scheduleId, busy } : { mail: scheduleId, busy, problem };
  });
}

const STATUSES: Readonly<Record<string, BusyTime['status']>> = {
  tentative: 'tentative',
  busy: 'busy',
  oof: 'out-of-office',
  workingelsewhere: 'elsewhere',
};

function readBusy(status: string, startText: string, endText: string): BusyTime[] {
  const [start, end] = [readMoment(startText), readMoment(endText)];
  if (status.toLowerCase() === 'free' || start === null || end === null) return [];
  return [{ start, end, status: STATUSES[status.toLowerCase()] ?? 'busy' }];
}

/** What several spans say of one address. */
function joined(mail: string, parts: readonly Schedule[]): Schedule {
  const busy = parts.flatMap((part) => part.busy);
  const problem =
    parts.find((part) => part.problem !== undefined)?.problem ??
    (parts.length === 0 ? `Microsoft 365 said nothing of ${mail}.` : undefined);
  return problem === undefined ? { mail, busy } : { mail, busy, problem };
}

const utcTime = (instant: Instant) => ({ dateTime: instant.replace('Z', ''), timeZone: 'UTC' });

/** The wall clock of the zone, so that the event keeps its hour for those who look at it there. */
function localTime(instant: Instant, zone: ZoneName) {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(new Date(instant));
  return { dateTime: parts.replace(' ', 'T'), timeZone: zone };
}
