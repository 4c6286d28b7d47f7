/** Why a transcript cannot be had, as a sentence for the person who can change it. One row an obstacle. */
import type { DocketError } from '../../kernel/errors.ts';
import type { ObstacleKind, TranscriptObstacle } from '../../meetings/ports.ts';

/** What the sentences name. */
export interface ObstacleSetting {
  /** Application id of Docket, for the PowerShell commands. */
  readonly appId: string;
  /** Name and Entra id of the organiser. */
  readonly organiser: string;
  readonly organiserId: string;
  /** Application permission that the refused request needs. */
  readonly permission: string;
}

type Row = Omit<TranscriptObstacle, 'sentence' | 'obstacle' | 'requestId'> & {
  readonly sentence: (setting: ObstacleSetting) => string;
};

/** "Send and receive files through a bot": Teams hands files to a bot in the 1:1 chat only. */
const BY_FILE =
  'Download the transcript from the recap of the meeting in Teams and send it to me in our 1:1 chat with the word "minutes".';

const OBSTACLES: Readonly<Record<ObstacleKind, Row>> = {
  // "Teams meeting transcript API access": off by default since July 2026, above every consent.
  'graph-access-off': {
    forWhom: 'administrator',
    tryAgain: 'daily',
    sentence: () =>
      'No app may read transcripts in this tenant: a Teams administrator must switch on "Microsoft Graph access" in the Teams admin centre under Meetings > Meeting settings > Transcript API access, or run Set-CsTeamsMeetingConfiguration -EnableGraphTranscriptAccess $true.',
  },
  'attribution-off': {
    forWhom: 'administrator',
    tryAgain: 'daily',
    sentence: () =>
      'Transcripts are refused with and without speaker names: a Teams administrator must switch on "Include speaker attribution" in the Teams admin centre under Meetings > Meeting settings > Transcript API access, or run Set-CsTeamsMeetingConfiguration -EnableAttributedTranscripts $true.',
  },
  // "Configure application access to online meetings or virtual events": up to 30 minutes to take effect.
  'access-policy-missing': {
    forWhom: 'administrator',
    tryAgain: 'daily',
    sentence: ({ organiser, organiserId, appId }) =>
      `Docket may not read the meetings of ${organiser}: a Teams administrator must run New-CsApplicationAccessPolicy -Identity Docket -AppIds "${appId}" once and Grant-CsApplicationAccessPolicy -PolicyName Docket -Identity "${organiserId}" for this organiser; it takes up to 30 minutes to work.`,
  },
  'consent-missing': {
    forWhom: 'administrator',
    tryAgain: 'daily',
    sentence: ({ permission, appId }) =>
      `Docket lacks the application permission ${permission}: an administrator must consent to it for the app ${appId} in the Entra admin centre under Enterprise applications > Docket > Permissions.`,
  },
  'app-not-in-meeting': {
    forWhom: 'organiser',
    tryAgain: 'later',
    sentence: ({ organiser, organiserId, permission }) =>
      `Docket may not read this meeting of ${organiser}: either the organiser adds the app Docket to the meeting's chat, or an administrator consents to ${permission} and runs Grant-CsApplicationAccessPolicy -PolicyName Docket -Identity "${organiserId}".`,
  },
  'channel-meeting-unsupported': {
    forWhom: 'coordinator',
    tryAgain: 'never',
    sentence: () =>
      `Microsoft Graph does not give out the transcript of this channel meeting, neither in v1.0 nor in beta. ${BY_FILE}`,
  },
  // Reported for meetings made by POST /onlineMeetings without a calendar event.
  'not-calendar-backed': {
    forWhom: 'organiser',
    tryAgain: 'never',
    sentence: () =>
      `Microsoft Graph gives out transcripts only of meetings that stand in a calendar, and this one does not. ${BY_FILE} Next time, schedule the meeting in the calendar.`,
  },
  // "Limits and specifications for Microsoft Teams": meetings expire 60 days after their end.
  'meeting-expired': {
    forWhom: 'coordinator',
    tryAgain: 'never',
    sentence: ({ organiser }) =>
      `Microsoft 365 has no such meeting of ${organiser}, or no longer: a meeting expires 60 days after its last date, "Meet now" after 8 hours, and then its transcript cannot be fetched; or somebody else organised it. If somebody kept the file, send it to me in our 1:1 chat with the word "minutes".`,
  },
  'not-there-yet': {
    forWhom: 'nobody',
    tryAgain: 'later',
    sentence: () =>
      'The transcript is not there yet; Microsoft 365 makes it after the meeting, within minutes as a rule. Docket tries again by itself.',
  },
};

/** The obstacle that an error of Graph stands for; null when it is something else and is to be thrown. */
export function obstacleKindOf(error: DocketError): ObstacleKind | null {
  switch (error.code) {
    case 'graph-access-off':
    case 'attribution-off':
    case 'access-policy-missing':
    case 'app-not-in-meeting':
    case 'channel-meeting-unsupported':
    case 'not-calendar-backed':
      return error.code;
    case 'permission-missing':
      return 'consent-missing';
    default:
      return null;
  }
}

export function makeObstacle(
  kind: ObstacleKind,
  setting: ObstacleSetting,
  requestId: string | null = null,
): TranscriptObstacle {
  const { sentence, forWhom, tryAgain } = OBSTACLES[kind];
  const obstacle = { obstacle: kind, sentence: sentence(setting), forWhom, tryAgain };
  return requestId === null ? obstacle : { ...obstacle, requestId };
}

export function requestIdOf(error: DocketError): string | null {
  const { requestId } = error.details;
  return typeof requestId === 'string' ? requestId : null;
}
