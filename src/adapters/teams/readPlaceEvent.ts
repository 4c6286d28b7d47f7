/** What an installation or conversation update says about a place. */
import type { PlaceEvent } from '../../kernel/chat.ts';
import type { TeamsActivity } from './activitySchema.ts';

type ReadPlaceEvent = Pick<PlaceEvent, 'event' | 'channelName' | 'teamName'> | { readonly ignored: string };

/** Team events by `channelData.eventType` ("Conversation events in your Teams bot"). */
const BY_EVENT_TYPE: Readonly<Record<string, PlaceEvent['event']>> = {
  channelRenamed: 'channel-renamed',
  channelDeleted: 'channel-deleted',
  teamRenamed: 'team-renamed',
  // A deleted team takes its bots with it and a restored one brings them back, without any installation event.
  teamDeleted: 'bot-removed',
  teamHardDeleted: 'bot-removed',
  teamRestored: 'bot-added',
};

export function readPlaceEvent(activity: TeamsActivity): ReadPlaceEvent {
  const event = activity.type === 'installationUpdate' ? installation(activity) : conversation(activity);
  if (event === undefined) {
    const what = activity.action ?? activity.channelData?.eventType ?? 'without a type';
    return { ignored: `${activity.type} ${what} changes nothing for Docket` };
  }
  const { channel, team } = activity.channelData ?? {};
  return {
    event,
    ...(channel?.name ? { channelName: channel.name } : {}),
    ...(team?.name ? { teamName: team.name } : {}),
  };
}

/** An upgrade (`add-upgrade`, `remove-upgrade`) leaves the bot where it is. */
function installation({ action }: TeamsActivity): PlaceEvent['event'] | undefined {
  if (action === 'add') return 'bot-added';
  return action === 'remove' ? 'bot-removed' : undefined;
}

function conversation(activity: TeamsActivity): PlaceEvent['event'] | undefined {
  const { membersAdded, membersRemoved, recipient } = activity;
  if (membersAdded?.some(({ id }) => id === recipient.id)) return 'bot-added';
  if (membersRemoved?.some(({ id }) => id === recipient.id)) return 'bot-removed';
  if (membersAdded?.length || membersRemoved?.length) return 'members-changed';
  return BY_EVENT_TYPE[activity.channelData?.eventType ?? ''];
}
