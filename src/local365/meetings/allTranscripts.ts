/** All transcripts of an organiser: "onlineMeeting: getAllTranscripts" and "callTranscript: delta". */
import { badRequest } from '../core/errorBody.ts';
import { answerPage } from '../core/odata/answer.ts';
import { parseFilter } from '../core/odata/filter.ts';
import { parseTop } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { requireUser } from '../directory/users.ts';
import { type MeetingSwitches, requireAccessPolicy, requireGraphAccess, TRANSCRIPT_ROLE } from './access.ts';
import { isChannelThread } from './ids.ts';
import { listTranscripts, meetings, type TranscriptRecord } from './records.ts';
import { showTranscript } from './transcripts.ts';

const PAGE_SIZE = 10;
const MOST = 100;

export function allTranscriptsRoutes(context: PartContext, switches: MeetingSwitches): readonly Route[] {
  const path = '/users/{userId}/onlineMeetings/getAllTranscripts';
  const shared = { method: 'GET', anyOf: [TRANSCRIPT_ROLE] } as const;
  return [
    {
      ...shared,
      path,
      query: ['$filter', '$top', '$skiptoken'],
      page: 'onlineMeeting: getAllTranscripts',
      handle: (request) => ({ status: 200, body: list(context, switches, request) }),
    },
    {
      ...shared,
      path: `${path}({arguments})`,
      query: ['$top', '$skiptoken'],
      page: 'onlineMeeting: getAllTranscripts',
      handle: (request) => ({ status: 200, body: list(context, switches, request) }),
    },
    {
      ...shared,
      path: `${path}({arguments})/delta`,
      query: ['$top', '$skiptoken'],
      page: 'callTranscript: delta',
      handle: (request) => ({ status: 200, body: delta(context, switches, request) }),
    },
  ];
}

interface Window {
  readonly organiserId: string;
  readonly from: string | null;
  readonly to: string | null;
}

function readWindow(context: PartContext, switches: MeetingSwitches, request: GraphRequest): Window {
  requireGraphAccess(switches);
  const user = requireUser(context, request.params.userId);
  if (request.caller.userId !== undefined)
    throw new GraphFault(403, 'Forbidden', 'getAllTranscripts is for application permissions only.');
  const sent = request.params.arguments;
  const given = sent === undefined ? readFilter(request.query.get('$filter')) : readArguments(sent);
  const organiser = requireUser(context, given.organiserId);
  if (organiser.id !== user.id)
    throw badRequest('meetingOrganizerUserId must be the user in the path of the request.');
  requireAccessPolicy(switches, organiser.id);
  return { ...given, organiserId: organiser.id };
}

/** `meetingOrganizerUserId='id',startDateTime=2026-01-01T00:00:00Z,endDateTime=...`; times without quotes. */
function readArguments(text: string): Window {
  const given = new Map<string, string>();
  for (const part of text.split(',')) {
    const [, name, value] = /^\s*([A-Za-z]+)\s*=\s*(.*?)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined)
      throw badRequest(`'${part}' is no argument of getAllTranscripts.`);
    if (given.has(name)) throw badRequest(`The argument '${name}' was given more than once.`);
    given.set(name, value);
  }
  for (const name of given.keys())
    if (!['meetingOrganizerUserId', 'startDateTime', 'endDateTime'].includes(name))
      throw badRequest(`getAllTranscripts has no argument '${name}'.`);
  const organiserId = /^'([^']+)'$/.exec(given.get('meetingOrganizerUserId') ?? '')?.[1];
  if (organiserId === undefined) throw organiserMissing();
  return {
    organiserId,
    from: readTime(given.get('startDateTime'), 'startDateTime'),
    to: readTime(given.get('endDateTime'), 'endDateTime'),
  };
}

function readTime(text: string | undefined, name: string): string | null {
  if (text === undefined) return null;
  const at = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw badRequest(`The argument '${name}' is a date and time without quotes, not ${text}.`);
  return new Date(at).toISOString();
}

function readFilter(text: string | undefined): Window {
  const filter = text === undefined ? null : parseFilter(text);
  const isOrganiser =
    filter?.kind === 'compare' &&
    filter.operator === 'eq' &&
    filter.path.toLowerCase() === 'meetingorganizer/user/id' &&
    typeof filter.literal.value === 'string';
  if (!isOrganiser) throw organiserMissing();
  return { organiserId: String(filter.literal.value), from: null, to: null };
}

const organiserMissing = (): GraphFault =>
  badRequest(
    "Specify the organiser: getAllTranscripts(meetingOrganizerUserId='{id}') or $filter=MeetingOrganizer/User/Id eq '{id}'.",
  );

/** Channel meetings are seen through beta only, as with a single meeting. */
function isSeen(context: PartContext, switches: MeetingSwitches, request: GraphRequest, window: Window) {
  return (record: TranscriptRecord): boolean => {
    if (record.organiserId !== window.organiserId) return false;
    if (window.from !== null && record.createdDateTime < window.from) return false;
    if (window.to !== null && record.createdDateTime > window.to) return false;
    const meeting = meetings(context.store).get(record.meetingId);
    if (meeting === undefined || !meeting.isCalendarBacked) return false;
    return !isChannelThread(meeting.threadId) || request.version === 'beta' || switches.channelMeetingsOnV1();
  };
}

function list(context: PartContext, switches: MeetingSwitches, request: GraphRequest): object {
  const window = readWindow(context, switches, request);
  const found = listTranscripts(
    context.store,
    context.clock.now(),
    isSeen(context, switches, request, window),
  );
  return answerPage(
    request,
    found.map((record) => showTranscript(context, request, record)),
    { defaultSize: PAGE_SIZE, mostSize: MOST },
  );
}

/**
 * Where a round stands: what became available since `after` up to `upTo`, `skip` of it already sent. `seen` has the
 * ids of the moment `after` itself, so that nothing of that moment is lost or sent twice.
 */
interface DeltaMark {
  readonly after: string;
  readonly seen: readonly string[];
  readonly upTo: string;
  readonly skip: number;
}

/** Additions only; there are no removed entries. */
function delta(context: PartContext, switches: MeetingSwitches, request: GraphRequest): object {
  const window = readWindow(context, switches, request);
  const now = context.clock.now();
  const mark = readMark(request.query.get('$skiptoken'), now);
  const isWanted = isSeen(context, switches, request, window);
  const added = listTranscripts(
    context.store,
    mark.upTo,
    (record) => record.availableAt >= mark.after && !mark.seen.includes(record.id) && isWanted(record),
  );
  const size = parseTop(request.query.get('$top'), MOST) ?? PAGE_SIZE;
  const page = added.slice(mark.skip, mark.skip + size);
  const isLast = mark.skip + size >= added.length;
  const next: DeltaMark = isLast ? nextRound(mark, added) : { ...mark, skip: mark.skip + size };
  const top = request.query.has('$top') ? `$top=${size}&` : '';
  const link = `${request.baseUrl}${request.path}?${top}$skiptoken=${writeMark(next)}`;
  return {
    value: page.map((record) => showTranscript(context, request, record)),
    [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
  };
}

function nextRound(mark: DeltaMark, added: readonly TranscriptRecord[]): DeltaMark {
  const last = added.filter(({ availableAt }) => availableAt === mark.upTo).map(({ id }) => id);
  const seen = mark.after === mark.upTo ? [...mark.seen, ...last] : last;
  return { after: mark.upTo, seen, upTo: '', skip: 0 };
}

const writeMark = (mark: DeltaMark): string => Buffer.from(JSON.stringify(mark)).toString('base64url');

function readMark(token: string | undefined, now: string): DeltaMark {
  if (token === undefined) return { after: '', seen: [], upTo: now, skip: 0 };
  try {
    const { after, seen, upTo, skip } = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    ) as DeltaMark;
    if (
      typeof after === 'string' &&
      typeof upTo === 'string' &&
      Number.isInteger(skip) &&
      Array.isArray(seen)
    )
      return { after, seen, upTo: upTo === '' ? now : upTo, skip };
  } catch {
    // Falls through to the refusal below: a token that was cut or made up.
  }
  throw badRequest('The skip token is not valid.');
}
