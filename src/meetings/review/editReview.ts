/** Changes proposed minutes and shows everybody the review card as it is then. */
import type { Refusal } from '../../kernel/errors.ts';
import type { MeetingId } from '../../kernel/ids.ts';
import type { Person, RosterMember } from '../../kernel/people.ts';
import type { Project } from '../../projects/index.ts';
import { type Review, reviewReply } from '../cards/reviewView.ts';
import { lockMeeting } from '../lockMeeting.ts';
import type { Meeting, MinutesRecord } from '../meeting.ts';
import type { MeetingPorts } from '../meetingPorts.ts';
import type { Minutes } from '../minutes/minutes.ts';
import { reviewKey } from '../reviewKey.ts';
import { editedMinutes, type ItemEdit } from './itemEdit.ts';
import { refuseUnlessLead } from './leads.ts';
import { refuseReview } from './refusals.ts';

export interface Editing {
  readonly project: Project;
  readonly meetingId: MeetingId;
  /** Revision that the person saw; null takes the newest. */
  readonly revision: number | null;
  readonly by: Person;
  /** The edits, by the minutes as they are; a refusal, in the project's language, changes nothing. */
  readonly edits: (
    minutes: Minutes,
    people: readonly RosterMember[],
    locale: string,
  ) => readonly ItemEdit[] | Refusal;
}

/** The review as it is after the edits; without edits nothing is written. */
export async function editReview(ports: MeetingPorts, editing: Editing): Promise<Review | Refusal> {
  const { project, meetingId, revision, by } = editing;
  const denied = await refuseUnlessLead(ports.projects, project, by);
  if (denied !== null) return denied;
  const { roster } = await ports.projects.setting(project);
  return ports.transact(project.tenantId, async ({ meetings, outbox }) => {
    const meeting = await lockMeeting(meetings, meetingId);
    const record = await meetings.minutes(meetingId);
    if (
      meeting === null ||
      record === null ||
      meeting.projectId !== project.id ||
      meeting.state !== 'proposed'
    )
      return refuseReview('settled', project.locale);
    if (revision !== null && revision !== record.revision) return refuseReview('readAgain', project.locale);
    const edits = editing.edits(editedMinutes(record), roster, project.locale);
    if ('refused' in edits) return edits;
    if (edits.length === 0) return reviewOf(project, meeting, record, roster);
    const next = await meetings.edit(meetingId, edits);
    const review = reviewOf(project, meeting, { ...record, ...next }, roster);
    await outbox.replace(reviewKey(meetingId, record), reviewReply(review));
    return review;
  });
}

export const reviewOf = (
  project: Project,
  meeting: Meeting,
  record: MinutesRecord,
  people: readonly RosterMember[],
): Review => ({
  project,
  meeting,
  minutes: editedMinutes(record),
  revision: record.revision,
  isAddendum: record.publishedAt !== null,
  people,
});
