/** Activities as Teams sends them, for people and places of the sample project. Overrides replace whole fields. */

import type { Place } from '../../src/kernel/chat.ts';
import { asTenantId } from '../../src/kernel/ids.ts';

export const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
export const BOT = { id: '28:docket', name: 'Docket' };
export const AMARA = {
  id: '29:amara',
  name: 'Amara Okafor',
  aadObjectId: 'a1000000-0000-4000-8000-000000000001',
};
export const CHANNEL = '19:cutover@thread.tacv2';
export const TEAM = '19:general@thread.tacv2';
export const GROUP_ID = '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01';

export type ActivityOverrides = Readonly<Record<string, unknown>>;

/** A message in a thread of the Cutover channel. */
export function makeActivity(overrides: ActivityOverrides = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: '1795600000001',
    timestamp: '2026-11-25T09:00:00.123Z',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:1/',
    text: '<at>Docket</at> status\n',
    textFormat: 'plain',
    locale: 'en-GB',
    from: AMARA,
    recipient: BOT,
    conversation: {
      id: `${CHANNEL};messageid=1795600000001`,
      conversationType: 'channel',
      isGroup: true,
      tenantId: TENANT,
    },
    entities: [
      { type: 'mention', text: '<at>Docket</at>', mentioned: BOT },
      { type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows', timezone: 'Europe/Madrid' },
    ],
    attachments: [{ contentType: 'text/html', content: '<div><at>Docket</at> status</div>' }],
    channelData: {
      team: { id: TEAM, aadGroupId: GROUP_ID, name: 'Atlas ERP' },
      channel: { id: CHANNEL },
      tenant: { id: TENANT },
    },
    ...overrides,
  };
}

/** A press on a button of a card, as `adaptiveCard/action`. */
export function makeInvoke(
  action: ActivityOverrides = {},
  overrides: ActivityOverrides = {},
): Record<string, unknown> {
  return makeActivity({
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:click-1',
    text: undefined,
    entities: undefined,
    attachments: undefined,
    replyToId: '1795600000002',
    value: {
      action: { type: 'Action.Execute', verb: 'publish', data: { minutes: 'm-1' }, ...action },
      trigger: 'manual',
    },
    ...overrides,
  });
}

/** Parts of an activity for the 1:1 chat with Amara. */
export const PERSONAL: ActivityOverrides = {
  conversation: { id: 'a:amara', conversationType: 'personal', tenantId: TENANT },
  channelData: { tenant: { id: TENANT } },
};

/** The Cutover channel as a place, reached through a connector. */
export function makePlace(serviceUrl: string, overrides: Partial<Place> = {}): Place {
  return {
    kind: 'channel',
    tenantId: asTenantId(TENANT),
    conversationId: CHANNEL,
    serviceUrl,
    botId: BOT.id,
    botName: BOT.name,
    channelId: CHANNEL,
    teamId: TEAM,
    groupId: GROUP_ID,
    ...overrides,
  };
}
