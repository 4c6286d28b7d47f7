/** "calendar: getSchedule", and the refusal of "user: findMeetingTimes" to apps. */
import { notSupported } from '../core/errorBody.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { mailboxSettings } from '../directory/records.ts';
import { CALENDAR_READERS, mayReadBodies } from './events.ts';
import { type EventInstance, instancesIn } from './instances.ts';
import { requireMailbox } from './mailbox.ts';
import type { ShowAs } from './records.ts';
import { preferredZone, readMoment, writeMoment } from './zones.ts';

/** Digits of availabilityView, in the order in which one hides another. */
const DIGITS: readonly (readonly [ShowAs, string])[] = [
  ['oof', '3'],
  ['busy', '2'],
  ['tentative', '1'],
  ['workingElsewhere', '4'],
];
const MINUTE_MS = 60_000;
const MOST_DAYS = 62;
const MOST_ADDRESSES = 20;

export function scheduleRoutes(context: PartContext): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/users/{userId}/calendar/getSchedule',
      prefer: ['outlook.timezone'],
      anyOf: CALENDAR_READERS,
      page: 'calendar: getSchedule',
      handle: (request) => ({ status: 200, body: getSchedule(context, request) }),
    },
    {
      method: 'POST',
      path: '/users/{userId}/findMeetingTimes',
      page: 'user: findMeetingTimes',
      handle: ({ caller }) => {
        if (caller.userId === undefined)
          throw new GraphFault(
            403,
            'ErrorAccessDenied',
            'Access is denied. Check credentials and try again.',
          );
        throw notSupported('findMeetingTimes');
      },
    },
  ];
}

interface Wish {
  readonly schedules: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
}

function getSchedule(context: PartContext, request: GraphRequest): object {
  requireMailbox(context, request);
  const wish = readWish(request.json());
  const zone = preferredZone(request.headers.prefer);
  return { value: wish.schedules.map((address) => scheduleOf(context, request, address, wish, zone)) };
}

function readWish(body: unknown): Wish {
  const { schedules, startTime, endTime, availabilityViewInterval = 30, ...rest } = lowerFirst(body);
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw invalid('ErrorInvalidRequest', `getSchedule has no parameter '${other}'.`);
  if (
    !Array.isArray(schedules) ||
    schedules.length === 0 ||
    !schedules.every((one) => typeof one === 'string')
  )
    throw invalid('ErrorInvalidRequest', "'schedules' must be a list of addresses.");
  if (schedules.length > MOST_ADDRESSES)
    throw invalid(
      'ErrorInvalidRequest',
      `'schedules' takes at most ${MOST_ADDRESSES} addresses in one request.`,
    );
  const minutes = Number(availabilityViewInterval);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 1440)
    throw invalid(
      'ErrorInvalidMergedFreeBusyInterval',
      'availabilityViewInterval must be at least 5 and at most 1440 minutes.',
    );
  const from = readMoment(startTime, 'startTime').at;
  const to = readMoment(endTime, 'endTime').at;
  if (to <= from || to - from < minutes * MINUTE_MS || to - from > MOST_DAYS * 1440 * MINUTE_MS)
    throw invalid(
      'ErrorInvalidTimeInterval',
      'The time duration specified for FreeBusyViewOptions.TimeWindow is invalid.',
    );
  return { schedules, from, to, minutes };
}

/** Outlook takes the parameters with a capital first letter too. */
const lowerFirst = (body: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as object).map(([name, value]) => [
      `${name[0]?.toLowerCase()}${name.slice(1)}`,
      value,
    ]),
  );

const invalid = (code: string, message: string): GraphFault => new GraphFault(400, code, message);

function scheduleOf(
  context: PartContext,
  request: GraphRequest,
  address: string,
  { from, to, minutes }: Wish,
  zone: string,
): object {
  const user = context.directory.userByName(address);
  const settings = user === undefined ? undefined : mailboxSettings(context.store).get(user.id);
  if (user === undefined || settings === undefined) return unknownAddress(address);
  const instances = instancesIn(context.store, user.id, from, to).filter(
    ({ record }) => record.showAs !== 'free',
  );
  const { timeZone, workingHours } = settings;
  return {
    scheduleId: address,
    availabilityView: availabilityView(instances, from, to, minutes),
    scheduleItems: instances.map((instance) => showItem(instance, zone, mayReadBodies(request))),
    workingHours: { ...workingHours, timeZone: { name: timeZone } },
  };
}

const unknownAddress = (address: string): object => ({
  scheduleId: address,
  availabilityView: '',
  scheduleItems: [],
  error: {
    message: `Unable to resolve e-mail address ${address} to an Active Directory object.`,
    responseCode: '5009',
  },
});

function availabilityView(
  instances: readonly EventInstance[],
  from: number,
  to: number,
  minutes: number,
): string {
  let view = '';
  for (let at = from; at < to; at += minutes * MINUTE_MS) {
    const next = Math.min(to, at + minutes * MINUTE_MS);
    const here = instances.filter(({ start, end }) => start < next && end > at);
    view += DIGITS.find(([showAs]) => here.some(({ record }) => record.showAs === showAs))?.[1] ?? '0';
  }
  return view;
}

function showItem({ record, start, end }: EventInstance, zone: string, withSubject: boolean): object {
  const isPrivate = record.sensitivity === 'private' || record.sensitivity === 'confidential';
  return {
    isPrivate,
    status: record.showAs,
    ...(withSubject && !isPrivate ? { subject: record.subject, location: record.location } : {}),
    start: writeMoment(start, zone),
    end: writeMoment(end, zone),
  };
}
