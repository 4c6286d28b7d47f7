/** From an activity as Teams sends it to what Docket understands by it. Pure. */
import { createHash } from 'node:crypto';
import type {
  CardClick,
  Incoming,
  IncomingMessage,
  MeetingEvent,
  Place,
  PlaceEvent,
} from '../../kernel/chat.ts';
import { asInstant, asZoneName, type Instant, isZoneName } from '../../kernel/time.ts';
import {
  cardActionSchema,
  clientInfoOf,
  meetingValueSchema,
  mentionsOf,
  submitSchema,
  type TeamsActivity,
} from './activitySchema.ts';
import { readFiles } from './readFiles.ts';
import { readPerson, readPlace } from './readPlace.ts';
import { readPlaceEvent } from './readPlaceEvent.ts';
import { readText } from './readText.ts';

/** `ignored` says why in words for the log; nothing is wrong with such an activity. */
export type ReadActivity = { readonly incoming: Incoming } | { readonly ignored: string };

const MEETING_EVENTS: Readonly<Record<string, MeetingEvent['event']>> = {
  'application/vnd.microsoft.meetingStart': 'started',
  'application/vnd.microsoft.meetingEnd': 'ended',
};

/** What is common to all kinds of incoming things. */
interface Frame {
  readonly id: string;
  readonly at: Instant;
  readonly place: Place;
}

/** Reads one activity of a tenant that was checked before. `now` stands in where the activity has no time. */
export function readActivity(activity: TeamsActivity, tenantId: string, now: Instant): ReadActivity {
  const place = readPlace(activity, tenantId);
  const frame = { id: idOf(activity, place), at: timeOf(activity, now), place };
  switch (activity.type) {
    case 'message':
      return isSubmit(activity) ? readSubmit(activity, frame) : readMessage(activity, frame);
    case 'invoke':
      return readCardAction(activity, frame);
    case 'installationUpdate':
    case 'conversationUpdate':
      return readEvent(activity, frame);
    case 'event':
      return readMeetingEvent(activity, frame);
    default:
      return { ignored: `activities of type ${activity.type} are not used` };
  }
}

/** A message with data and no text is what `Action.Submit` sends. */
function isSubmit({ type, text, value }: TeamsActivity): boolean {
  return type === 'message' && !text?.trim() && typeof value === 'object' && value !== null;
}

function readMessage(activity: TeamsActivity, frame: Frame): ReadActivity {
  if (!activity.from) return { ignored: 'the message names no sender' };
  const { text, mentions } = readText(
    activity.text ?? '',
    mentionsOf(activity),
    activity.recipient.id,
    isFormatted(activity),
  );
  const client = clientInfoOf(activity);
  const locale = activity.locale ?? client.locale;
  const zone = client.timezone ?? activity.localTimezone;
  const incoming: IncomingMessage = {
    kind: 'message',
    ...frame,
    from: readPerson(activity.from),
    text,
    mentions,
    files: readFiles(activity.attachments ?? []),
    ...(locale ? { locale } : {}),
    ...(zone && isZoneName(zone) ? { zone: asZoneName(zone) } : {}),
  };
  return { incoming };
}

/** Teams attaches the HTML of a message that holds formatting ("Bot conversations": attachments of a message). */
const isFormatted = ({ attachments }: TeamsActivity): boolean =>
  (attachments ?? []).some(({ contentType }) => contentType === 'text/html');

function readSubmit(activity: TeamsActivity, frame: Frame): ReadActivity {
  const data = submitSchema.safeParse(activity.value);
  const verb = data.success ? data.data.verb : undefined;
  if (!data.success || typeof verb !== 'string' || verb === '') {
    return { ignored: 'the card data names no verb' };
  }
  return readClick(activity, frame, { verb, data: data.data, trigger: 'manual' });
}

function readCardAction(activity: TeamsActivity, frame: Frame): ReadActivity {
  if (activity.name !== 'adaptiveCard/action') {
    return { ignored: `invokes of name ${activity.name ?? '(none)'} are not used` };
  }
  const value = cardActionSchema.safeParse(activity.value);
  if (!value.success || !value.data.action.verb) return { ignored: 'the card action names no verb' };
  const { action, trigger } = value.data;
  return readClick(activity, frame, {
    verb: value.data.action.verb,
    data: action.data ?? {},
    trigger: trigger === 'automatic' ? 'automatic' : 'manual',
  });
}

function readClick(
  activity: TeamsActivity,
  frame: Frame,
  clicked: Pick<CardClick, 'verb' | 'data' | 'trigger'>,
): ReadActivity {
  if (!activity.from) return { ignored: 'the click names no person' };
  const locale = activity.locale ?? clientInfoOf(activity).locale;
  const incoming: CardClick = {
    kind: 'click',
    ...frame,
    from: { ...readPerson(activity.from), ...(locale ? { locale } : {}) },
    ...clicked,
    ...(activity.replyToId ? { cardMessageId: activity.replyToId } : {}),
  };
  return { incoming };
}

function readEvent(activity: TeamsActivity, frame: Frame): ReadActivity {
  const found = readPlaceEvent(activity);
  if ('ignored' in found) return found;
  const incoming: PlaceEvent = {
    kind: 'place',
    ...frame,
    ...(activity.from ? { from: readPerson(activity.from) } : {}),
    ...found,
  };
  return { incoming };
}

function readMeetingEvent(activity: TeamsActivity, frame: Frame): ReadActivity {
  const event = MEETING_EVENTS[activity.name ?? ''];
  if (event === undefined) return { ignored: `events of name ${activity.name ?? '(none)'} are not used` };
  // "Meeting apps APIs": conversation.id and value.Id are not the meeting's id.
  const meetingId = activity.channelData?.meeting?.id;
  const value = meetingValueSchema.safeParse(activity.value);
  if (!meetingId || !value.success)
    return { ignored: 'the meeting event has no meeting id or no join address' };
  return {
    incoming: {
      kind: 'meeting',
      ...frame,
      event,
      meetingId,
      joinUrl: value.data.JoinUrl,
      title: value.data.Title ?? '',
    },
  };
}

function timeOf({ timestamp }: TeamsActivity, now: Instant): Instant {
  if (!timestamp || Number.isNaN(Date.parse(timestamp))) return now;
  return asInstant(timestamp);
}

/**
 * The same for every delivery of one activity, different for any two. Activity ids are times and unique in their
 * conversation only; an activity without an id is known by what it says.
 */
function idOf(activity: TeamsActivity, { conversationId }: Place): string {
  if (activity.id) return `${conversationId}/${activity.id}`;
  const { type, name, action, timestamp, from, text, value, replyToId, channelData } = activity;
  const said = { type, name, action, timestamp, from: from?.id, text, value, replyToId, channelData };
  const hash = createHash('sha256').update(JSON.stringify(said)).digest('base64url');
  return `${conversationId}/h-${hash.slice(0, 22)}`;
}
