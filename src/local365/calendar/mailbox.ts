/** Mailboxes: who has one, and who may look into it. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest } from '../core/route.ts';
import { groups, mailboxSettings } from '../directory/records.ts';
import { requireUser } from '../directory/users.ts';

/** Whose calendar: a person's, or a group's. */
export interface CalendarOwner {
  readonly id: string;
  readonly displayName: string;
  readonly address: string;
}

export const asCalendarOwner = ({
  id,
  displayName,
  mail,
  userPrincipalName,
}: DirectoryUser): CalendarOwner => ({
  id,
  displayName,
  address: mail ?? userPrincipalName,
});

/** Where calendars are, with the roles that open them: an app alone does not reach a group's ("List events"). */
export const CALENDAR_ROOTS = [
  { root: '/users/{userId}', readers: null, writers: ['Calendars.ReadWrite'] },
  {
    root: '/groups/{groupId}',
    readers: ['Group.Read.All', 'Group.ReadWrite.All'],
    writers: ['Group.ReadWrite.All'],
  },
] as const;

/** The owner of the calendar in the path. */
export function requireCalendar(context: PartContext, request: GraphRequest): CalendarOwner {
  const { groupId } = request.params;
  if (groupId === undefined) return asCalendarOwner(requireMailbox(context, request));
  const group = groups(context.store).get(groupId.toLowerCase());
  if (group === undefined)
    throw new GraphFault(404, 'ErrorInvalidGroup', `The requested group '${groupId}' is invalid.`);
  const { userId } = request.caller;
  if (userId === undefined || !group.memberIds.concat(group.ownerIds).includes(userId)) throw denied();
  return { id: group.id, displayName: group.displayName, address: group.mail ?? group.mailNickname };
}

const denied = (): GraphFault =>
  new GraphFault(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');

/** The owner of the mailbox in the path. Guests have none. */
export function requireMailbox(context: PartContext, request: GraphRequest): DirectoryUser {
  const user = requireUser(context, request.params.userId);
  if (mailboxSettings(context.store).get(user.id) === undefined)
    throw new GraphFault(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  if (request.caller.userId !== undefined && request.caller.userId !== user.id) throw denied();
  return user;
}

export const mailboxItemNotFound = (): GraphFault =>
  new GraphFault(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
