/** What the directory keeps beside users and apps (`core/directory.ts`). */
import { GraphFault } from '../core/route.ts';
import type { Collection, Store } from '../core/store.ts';

export interface TenantRecord {
  readonly id: string;
  readonly displayName: string;
  readonly domain: string;
  readonly timeZone: string;
}

/** Working time and zone of a mailbox, as `mailboxSettings` shows them. */
export interface MailboxSettings {
  readonly timeZone: string;
  readonly language: string;
  readonly workingHours: {
    readonly daysOfWeek: readonly string[];
    readonly startTime: string;
    readonly endTime: string;
  };
}

export interface GroupRecord {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly mailNickname: string;
  readonly mail: string | null;
  readonly createdDateTime: string;
  readonly ownerIds: readonly string[];
  readonly memberIds: readonly string[];
  readonly isTeam: boolean;
}

export interface ChannelRecord {
  /** `19:...@thread.tacv2` */
  readonly id: string;
  readonly teamId: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly membershipType: 'standard' | 'private' | 'shared';
  readonly isPrimary: boolean;
  readonly createdDateTime: string;
  /** Members of a private or shared channel; those of the team otherwise. */
  readonly memberIds: readonly string[];
}

export interface ChatRecord {
  /** `19:...@thread.v2` */
  readonly id: string;
  readonly chatType: 'oneOnOne' | 'group' | 'meeting';
  readonly topic: string | null;
  readonly createdDateTime: string;
  readonly memberIds: readonly string[];
  readonly onlineMeetingInfo: {
    readonly calendarEventId: string | null;
    readonly joinWebUrl: string;
    readonly organizer: {
      readonly id: string;
      readonly displayName: null;
      readonly userIdentityType: 'aadUser';
    };
  } | null;
}

export interface TeamsAppRecord {
  readonly id: string;
  readonly externalId: string;
  readonly displayName: string;
}

const tenants = (store: Store): Collection<TenantRecord> => store.collection('directory.tenant');
export const groups = (store: Store): Collection<GroupRecord> => store.collection('directory.groups');
export const channels = (store: Store): Collection<ChannelRecord> => store.collection('directory.channels');
export const chats = (store: Store): Collection<ChatRecord> => store.collection('directory.chats');
/** By user id: the id of that user's manager. */
export const managers = (store: Store): Collection<string> => store.collection('directory.managers');
export const mailboxSettings = (store: Store): Collection<MailboxSettings> =>
  store.collection('directory.mailboxSettings');
export const teamsApps = (store: Store): Collection<TeamsAppRecord> =>
  store.collection('directory.teamsApps');

export const putTenant = (store: Store, tenant: TenantRecord): void => tenants(store).put('tenant', tenant);

/** The one tenant. Throws when the state has not been seeded. */
export function tenantOf(store: Store): TenantRecord {
  const tenant = tenants(store).get('tenant');
  if (tenant === undefined)
    throw new GraphFault(500, 'generalException', 'The local tenant is empty. Start it with a seed file.');
  return tenant;
}
