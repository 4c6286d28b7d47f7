/** Who was invited, as far as the roster knows them. */
import type { PersonId } from '../kernel/ids.ts';
import type { RosterMember } from '../kernel/people.ts';
import type { Meeting } from './meeting.ts';

export function discoverAttendees(meeting: Meeting, roster: readonly RosterMember[]): readonly PersonId[] {
  const known = new Set(roster.map((member) => member.id));
  return [
    ...new Set([...meeting.attendeeIds, ...(meeting.organiserId === null ? [] : [meeting.organiserId])]),
  ].filter((id) => known.has(id));
}
