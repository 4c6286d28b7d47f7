/** Mailboxes: who has one, and who may look into it. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { GraphFault, type GraphRequest } from '../core/route.ts';
import { mailboxSettings } from '../directory/records.ts';
import { requireUser } from '../directory/users.ts';

/** The owner of the mailbox in the path. Guests have none. */
export function requireMailbox(context: PartContext, request: GraphRequest): DirectoryUser {
  const user = requireUser(context, request.params.userId);
  if (mailboxSettings(context.store).get(user.id) === undefined)
    throw new GraphFault(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  if (request.caller.userId !== undefined && request.caller.userId !== user.id)
    throw new GraphFault(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  return user;
}

export const mailboxItemNotFound = (): GraphFault =>
  new GraphFault(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
