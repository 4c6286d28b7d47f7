/** `/users/{id}/onlineMeetings`: "Get onlineMeeting". */
import { badRequest, notSupported } from '../core/errorBody.ts';
import { selectProperties } from '../core/odata/answer.ts';
import { type Filter, parseFilter } from '../core/odata/filter.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest, type Route } from '../core/route.ts';
import { tenantOf } from '../directory/records.ts';
import { unsupported } from '../directory/unsupported.ts';
import { requireUser } from '../directory/users.ts';
import { MEETING_ROLES, type MeetingSwitches, meetingNotFound, requireAccessPolicy } from './access.ts';
import { isExpired, type MeetingRecord, meetings } from './records.ts';

const PROPERTIES = [
  'id',
  'allowRecording',
  'allowTranscription',
  'chatInfo',
  'creationDateTime',
  'endDateTime',
  'joinMeetingIdSettings',
  'joinWebUrl',
  'participants',
  'recordAutomatically',
  'startDateTime',
  'subject',
  'meetingType',
  'expiryDateTime',
  'meetingSpokenLanguageTag',
];

export function onlineMeetingRoutes(context: PartContext, switches: MeetingSwitches): readonly Route[] {
  const path = '/users/{userId}/onlineMeetings';
  return [
    {
      method: 'GET',
      path,
      query: ['$filter', '$select'],
      anyOf: MEETING_ROLES,
      page: 'Get onlineMeeting',
      handle: (request) => {
        const meeting = findMeeting(context, switches, request);
        return { status: 200, body: { value: [show(context, request, meeting)] } };
      },
    },
    {
      method: 'GET',
      path: `${path}/{meetingId}`,
      query: ['$select'],
      anyOf: MEETING_ROLES,
      page: 'Get onlineMeeting',
      handle: (request) => {
        const userId = requireReader(context, switches, request);
        const meeting = meetings(context.store).get(request.params.meetingId ?? '');
        if (meeting === undefined || !isInvited(meeting, userId)) throw meetingNotFound();
        if (isExpired(meeting, context.clock.now())) throw meetingNotFound();
        return { status: 200, body: show(context, request, meeting) };
      },
    },
    ...unsupported([
      `${path}/getAllRecordings`,
      `${path}/getAllRecordings({arguments})`,
      `${path}/{meetingId}/recordings`,
      `${path}/{meetingId}/recordings/{recordingId}`,
      `${path}/{meetingId}/recordings/{recordingId}/content`,
    ]),
  ];
}

/** The user in the path, once the caller may act for them. */
function requireReader(context: PartContext, switches: MeetingSwitches, request: GraphRequest): string {
  const user = requireUser(context, request.params.userId);
  if (request.caller.userId === undefined) requireAccessPolicy(switches, user.id);
  else if (request.caller.userId !== user.id)
    throw new GraphFault(403, 'Forbidden', 'The signed-in user may read their own meetings only.');
  return user.id;
}

/** Organiser and invited people get it ("Get onlineMeeting": organizer or an invited attendee). */
const isInvited = (meeting: MeetingRecord, userId: string): boolean =>
  meeting.organiserId === userId || meeting.attendeeIds.includes(userId);

function findMeeting(context: PartContext, switches: MeetingSwitches, request: GraphRequest): MeetingRecord {
  const userId = requireReader(context, switches, request);
  const text = request.query.get('$filter');
  if (text === undefined)
    throw badRequest(
      'A $filter by JoinWebUrl, joinMeetingIdSettings/joinMeetingId or VideoTeleconferenceId is required: online meetings cannot be listed.',
    );
  const { path, value } = readMeetingFilter(parseFilter(text));
  const now = context.clock.now();
  for (const meeting of meetings(context.store).values()) {
    const held = path === 'joinweburl' ? meeting.joinWebUrl : meeting.joinMeetingId;
    if (held === value && isInvited(meeting, userId) && !isExpired(meeting, now)) return meeting;
  }
  throw meetingNotFound();
}

function readMeetingFilter(filter: Filter): { readonly path: string; readonly value: string } {
  if (filter.kind !== 'compare' || filter.operator !== 'eq' || typeof filter.literal.value !== 'string')
    throw badRequest('Online meetings are filtered by one property with eq and a text.');
  const path = filter.path.toLowerCase();
  if (path === 'videoteleconferenceid')
    throw notSupported('$filter by VideoTeleconferenceId on onlineMeetings');
  if (path !== 'joinweburl' && path !== 'joinmeetingidsettings/joinmeetingid')
    throw badRequest(`Online meetings cannot be filtered by '${filter.path}'.`);
  return { path, value: filter.literal.value };
}

function show(context: PartContext, request: GraphRequest, meeting: MeetingRecord): object {
  const select = parseSelect(request.query.get('$select'));
  return selectProperties(showMeeting(context, meeting), select, PROPERTIES, 'onlineMeeting');
}

function showMeeting({ store, directory }: PartContext, meeting: MeetingRecord): Record<string, unknown> {
  const tenantId = tenantOf(store).id;
  const participant = (id: string, role: string): object => ({
    upn: directory.user(id)?.userPrincipalName ?? null,
    role,
    identity: {
      user: { id, displayName: null, tenantId, identityProvider: 'AAD', userIdentityType: 'aadUser' },
    },
  });
  return {
    id: meeting.id,
    creationDateTime: meeting.createdAt,
    startDateTime: meeting.start,
    endDateTime: meeting.end,
    joinWebUrl: meeting.joinWebUrl,
    subject: meeting.subject,
    allowRecording: true,
    allowTranscription: true,
    recordAutomatically: false,
    meetingType: meeting.lastEnd === meeting.end ? 'scheduled' : 'recurring',
    meetingSpokenLanguageTag: null,
    expiryDateTime:
      meeting.lastEnd === null ? null : new Date(Date.parse(meeting.lastEnd) + 5_184_000_000).toISOString(),
    chatInfo: { threadId: meeting.threadId, messageId: meeting.rootMessageId, replyChainMessageId: null },
    joinMeetingIdSettings: {
      isPasscodeRequired: false,
      joinMeetingId: meeting.joinMeetingId,
      passcode: null,
    },
    participants: {
      organizer: participant(meeting.organiserId, 'presenter'),
      attendees: meeting.attendeeIds.map((id) => participant(id, 'attendee')),
    },
  };
}
