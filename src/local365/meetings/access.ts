/** Who may read online meetings and their transcripts, in the order in which the documented refusals stand. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { type Caller, GraphFault, type GraphRequest } from '../core/route.ts';
import { hasResourceConsent } from '../directory/consents.ts';
import { channels } from '../directory/records.ts';
import { requireUser } from '../directory/users.ts';
import { isChannelThread } from './ids.ts';
import { isExpired, type MeetingRecord, meetings } from './records.ts';

export const MEETING_ROLES = ['OnlineMeetings.Read.All', 'OnlineMeetings.ReadWrite.All'];
export const TRANSCRIPT_ROLE = 'OnlineMeetingTranscript.Read.All';

/** The tenant's switches, read when a request comes. */
export interface MeetingSwitches {
  readonly graphAccess: () => boolean;
  readonly attribution: () => boolean;
  /** `global`, or ids of organisers by comma; empty when no policy was granted. */
  readonly accessPolicy: () => string;
  readonly channelMeetingsOnV1: () => boolean;
  /** `all`, or ids of people by comma; empty when nobody has a licence for Copilot. */
  readonly copilotLicences: () => string;
}

export function declareSwitches({ settings }: PartContext): MeetingSwitches {
  return {
    graphAccess: settings.declare(
      'EnableGraphTranscriptAccess',
      false,
      'Teams admin centre > Meetings > Meeting settings > Transcript API access > Microsoft Graph access. Off: every transcript call is refused.',
    ),
    attribution: settings.declare(
      'EnableAttributedTranscripts',
      false,
      'The same page > Include speaker attribution. Off: transcripts are served without speakers only.',
    ),
    accessPolicy: settings.declare(
      'ApplicationAccessPolicy',
      '',
      'Organisers to whom the application access policy is granted: "global", or their ids by comma.',
    ),
    channelMeetingsOnV1: settings.declare(
      'ChannelMeetingTranscriptsOnV1',
      false,
      'On: v1.0 serves transcripts of channel meetings too. Off: it refuses them and only beta serves them.',
    ),
    copilotLicences: settings.declare(
      'CopilotLicences',
      '',
      'People with a Microsoft 365 Copilot licence: "all", or their ids by comma. Others have no meeting insights.',
    ),
  };
}

/** "Configure application access to online meetings or virtual events", Errors. */
export function requireAccessPolicy(switches: MeetingSwitches, organiserId: string): void {
  if (isInPolicy(switches, organiserId)) return;
  throw new GraphFault(403, 'Forbidden', 'No application access policy found for this app.');
}

function isInPolicy(switches: MeetingSwitches, organiserId: string): boolean {
  const policy = switches.accessPolicy().trim().toLowerCase();
  return (
    policy === 'global' ||
    policy
      .split(',')
      .map((id) => id.trim())
      .includes(organiserId.toLowerCase())
  );
}

/** The tenant's first switch: it wins over every permission. */
export function requireGraphAccess(switches: MeetingSwitches): void {
  if (switches.graphAccess()) return;
  throw new GraphFault(403, 'Forbidden', 'Graph API access to transcripts is disabled for this tenant.', {
    innerCode: 'GraphAccessToTranscriptsDisabled',
  });
}

/** The tenant's second switch: forms that name speakers. */
export function requireAttribution(switches: MeetingSwitches): void {
  if (switches.attribution()) return;
  throw new GraphFault(
    403,
    'Forbidden',
    'Speaker-attributed transcript content is disabled for this tenant.',
    {
      innerCode: 'SpeakerAttributionNotAllowed',
    },
  );
}

/** The meeting for a transcript call, after every check that stands before it. */
export function requireTranscriptMeeting(
  context: PartContext,
  switches: MeetingSwitches,
  request: GraphRequest,
): MeetingRecord {
  requireGraphAccess(switches);
  const user = requireUser(context, request.params.userId);
  const meeting = meetings(context.store).get(request.params.meetingId ?? '');
  requireTranscriptPermission(context, switches, request.caller, user, meeting);
  if (meeting === undefined || !mayOpen(request.caller, user, meeting)) throw meetingNotFound();
  if (isExpired(meeting, context.clock.now())) throw meetingNotFound();
  if (isChannelThread(meeting.threadId) && request.version === 'v1.0' && !switches.channelMeetingsOnV1())
    throw new GraphFault(400, 'BadRequest', 'Channel based meetings are currently not supported.');
  if (!meeting.isCalendarBacked)
    throw new GraphFault(
      400,
      'BadRequest',
      'No iCalUid found for the meeting. This operation is supported only for calendar backed OnlineMeeting.',
    );
  return meeting;
}

export const meetingNotFound = (): GraphFault =>
  new GraphFault(404, 'NotFound', 'The meeting was not found.');

/** Transcripts are under the organiser; a person who signed in reaches them when invited. */
function mayOpen(caller: Caller, user: DirectoryUser, meeting: MeetingRecord): boolean {
  if (meeting.organiserId === user.id) return true;
  return caller.userId !== undefined && meeting.attendeeIds.includes(user.id);
}

function requireTranscriptPermission(
  context: PartContext,
  switches: MeetingSwitches,
  caller: Caller,
  user: DirectoryUser,
  meeting: MeetingRecord | undefined,
): void {
  const hasRole = caller.roles.includes(TRANSCRIPT_ROLE);
  if (caller.userId !== undefined && hasRole && caller.userId === user.id) return;
  if (caller.userId === undefined && hasRole && isInPolicy(switches, user.id)) return;
  if (
    caller.userId === undefined &&
    meeting !== undefined &&
    hasMeetingConsent(context, caller.appId, meeting)
  )
    return;
  if (caller.userId === undefined && hasRole)
    throw new GraphFault(403, 'Forbidden', 'No application access policy found for this app.');
  throw new GraphFault(
    403,
    'Forbidden',
    `Application is not allowed to perform operations on the user '${user.id}', neither is allowed access through RSC permission evaluation.`,
  );
}

/** Resource-specific consent: of the chat for a private meeting, of the team for one in a channel. */
export function hasMeetingConsent({ store }: PartContext, appId: string, meeting: MeetingRecord): boolean {
  const { threadId } = meeting;
  if (!isChannelThread(threadId))
    return hasResourceConsent(store, threadId, appId, 'OnlineMeetingTranscript.Read.Chat');
  const teamId = channels(store).get(threadId)?.teamId;
  return (
    teamId !== undefined && hasResourceConsent(store, teamId, appId, 'ChannelMeetingTranscript.Read.Group')
  );
}
