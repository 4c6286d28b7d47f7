/** Who gets a digest. Pure. */
import type { PersonId } from '../kernel/ids.ts';
import type { Meeting, Minutes } from '../meetings/index.ts';

export interface Recipients {
  /** Who spoke and is known. */
  readonly attendees: readonly PersonId[];
  /** Who was invited, or called the meeting, and was not heard. */
  readonly absentees: readonly PersonId[];
}

export function findRecipients(meeting: Meeting, minutes: Minutes | null): Recipients {
  const attendees = [
    ...new Set((minutes?.attendees ?? []).flatMap(({ personId }) => (personId === null ? [] : [personId]))),
  ];
  const invited = [...meeting.attendeeIds, ...(meeting.organiserId === null ? [] : [meeting.organiserId])];
  return { attendees, absentees: [...new Set(invited)].filter((id) => !attendees.includes(id)) };
}
