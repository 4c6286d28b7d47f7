/** Fills a tenant from its file. What is there already stays as it is, so that a second start changes nothing. */

import { asCalendarOwner } from '../calendar/mailbox.ts';
import { events } from '../calendar/records.ts';
import { readRecurrence } from '../calendar/recurrence.ts';
import { createEvent } from '../calendar/writeEvents.ts';
import { readMoment } from '../calendar/zones.ts';
import { APPS, type AppRegistration, type DirectoryUser, USERS } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { grantResourceConsent, listResourceConsents } from '../directory/consents.ts';
import { channels, groups, mailboxSettings, managers, putTenant, teamsApps } from '../directory/records.ts';
import { addSite, addSiteVisitor, grantSiteToApp } from '../sharepoint/index.ts';
import { openSharePoint } from '../sharepoint/world.ts';
import { readTenantFile, type TenantFile } from './tenantFile.ts';

/** From the path of a file or from its checked value. Throws one sentence when the file is wrong. */
export function seedTenant(context: PartContext, file: string | TenantFile): void {
  const tenant = typeof file === 'string' ? readTenantFile(file) : file;
  const isFirst = context.store.collection<string>('seed').get(tenant.tenant.id) === undefined;
  putTenant(context.store, tenant.tenant);
  seedPeople(context, tenant);
  seedGroups(context, tenant);
  seedApps(context, tenant);
  for (const site of tenant.sites) seedSite(context, tenant, site);
  for (const event of tenant.events) seedEvent(context, event);
  if (!isFirst) return;
  const problem = context.settings.change(tenant.settings);
  if (problem !== null) throw new Error(`The seed file has a wrong setting. ${problem}`);
  context.store.collection<string>('seed').put(tenant.tenant.id, context.clock.now());
}

function seedPeople({ store, clock }: PartContext, tenant: TenantFile): void {
  const users = store.collection<DirectoryUser>(USERS);
  for (const { managerId, mailbox, ...user } of tenant.users) {
    if (users.get(user.id) !== undefined) continue;
    users.put(user.id, {
      ...user,
      accountEnabled: true,
      businessPhones: [],
      mobilePhone: null,
      createdDateTime: clock.now(),
    });
    if (managerId !== undefined) managers(store).put(user.id, managerId);
    const settings = mailbox === undefined && user.userType === 'Member' ? tenant.mailbox : mailbox;
    if (settings != null) mailboxSettings(store).put(user.id, settings);
  }
}

function seedGroups({ store, clock }: PartContext, tenant: TenantFile): void {
  for (const { channels: held, ...group } of tenant.groups) {
    if (groups(store).get(group.id) === undefined)
      groups(store).put(group.id, { ...group, createdDateTime: clock.now() });
    for (const channel of held)
      if (channels(store).get(channel.id) === undefined)
        channels(store).put(channel.id, { ...channel, teamId: group.id, createdDateTime: clock.now() });
  }
}

function seedApps({ store }: PartContext, tenant: TenantFile): void {
  const apps = store.collection<AppRegistration>(APPS);
  for (const { secret, ...app } of tenant.apps)
    if (apps.get(app.appId) === undefined)
      apps.put(app.appId, secret === undefined ? app : { ...app, secret });
  for (const app of tenant.teamsApps)
    if (teamsApps(store).get(app.id) === undefined) teamsApps(store).put(app.id, app);
  const held = listResourceConsents(store);
  for (const { scopeId, appId, permissions } of tenant.consents)
    if (held[scopeId]?.[appId] === undefined) grantResourceConsent(store, scopeId, appId, permissions);
}

function seedSite(context: PartContext, tenant: TenantFile, wanted: TenantFile['sites'][number]): void {
  const { visitorIds, grants, groupId, ...given } = wanted;
  for (const site of openSharePoint(context).sites.values())
    if (site.hostname === given.hostname && site.path === given.path) return;
  const site = addSite(context, groupId === undefined ? given : { ...given, groupId });
  for (const userId of visitorIds) addSiteVisitor(context, site.id, userId);
  for (const { appId, role } of grants) {
    const displayName = tenant.apps.find((app) => app.appId === appId)?.displayName ?? appId;
    grantSiteToApp(context, site.id, { id: appId, displayName }, role);
  }
}

function seedEvent(context: PartContext, wanted: TenantFile['events'][number]): void {
  for (const event of events(context.store).values()) if (event.iCalUId === wanted.iCalUId) return;
  const organiser = requirePerson(context, wanted.organiserId);
  const start = readMoment(wanted.start, 'start');
  const end = readMoment(wanted.end, 'end');
  createEvent(
    context,
    asCalendarOwner(organiser),
    {
      subject: wanted.subject,
      body: wanted.body,
      bodyType: 'text',
      location: wanted.location,
      start: start.at,
      end: end.at,
      startTimeZone: start.zone,
      endTimeZone: end.zone,
      showAs: wanted.showAs,
      sensitivity: wanted.sensitivity,
      isAllDay: wanted.isAllDay,
      isOnlineMeeting: wanted.isOnlineMeeting,
      recurrence: wanted.recurrence === undefined ? null : readRecurrence(wanted.recurrence, start.zone),
      attendees: wanted.attendeeIds.map((id) => {
        const { displayName, mail, userPrincipalName } = requirePerson(context, id);
        return {
          address: mail ?? userPrincipalName,
          name: displayName,
          type: 'required',
          response: 'accepted',
        };
      }),
    },
    {
      iCalUId: wanted.iCalUId,
      copiesShowAs: wanted.showAs,
      ...(wanted.threadGuid === undefined ? {} : { meetingThreadGuid: wanted.threadGuid }),
      ...(wanted.channelId === undefined ? {} : { channelId: wanted.channelId }),
    },
  );
}

function requirePerson({ directory }: PartContext, id: string): DirectoryUser {
  const user = directory.user(id);
  if (user === undefined)
    throw new Error(`The seed file names the person ${id}, who is not among its users.`);
  return user;
}
