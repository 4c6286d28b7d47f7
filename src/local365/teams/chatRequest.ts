/** Reads who acts, and where, from what was sent to `/local365/chat`. */
import type { DirectoryUser } from '../core/directory.ts';
import type { PartContext } from '../core/part.ts';
import { ControlRefusal } from '../directory/controlPage.ts';
import { openMessageLog } from './messageLog.ts';
import type { ConversationRecord, MessageRecord } from './records.ts';
import { findConversation, membersOf } from './world.ts';

export function readUser({ directory }: PartContext, id: unknown): DirectoryUser {
  const user = typeof id === 'string' ? directory.user(id) : undefined;
  if (user === undefined) throw new ControlRefusal(`'${String(id)}' is the id of nobody in the directory.`);
  return user;
}

/** A conversation that the person is in. */
export function readConversation(context: PartContext, id: unknown, user: DirectoryUser): ConversationRecord {
  const found = typeof id === 'string' ? findConversation(context, id) : undefined;
  if (found === undefined) throw new ControlRefusal(`There is no conversation '${String(id)}'.`, 404);
  if (!membersOf(context, found).some((member) => member.id === user.id))
    throw new ControlRefusal(`${user.displayName} is not in '${found.name}'.`, 403);
  return found;
}

export function readMessage(context: PartContext, { id }: ConversationRecord, sent: unknown): MessageRecord {
  const found = openMessageLog(context).get(id, String(sent));
  if (found === undefined || found.deletedAt !== null)
    throw new ControlRefusal(`There is no message '${String(sent)}' in this conversation.`, 404);
  return found;
}

export function readPeople(context: PartContext, ids: unknown, name: string): readonly string[] {
  if (ids === undefined) return [];
  if (!Array.isArray(ids)) throw new ControlRefusal(`'${name}' is a list of ids of people.`);
  return [...new Set(ids.map((id) => readUser(context, id).id))];
}
