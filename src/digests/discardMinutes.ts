/** Discards proposed minutes: nothing goes into the registers, and the review card says who did it. */
import type { Card } from '../kernel/cards.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { MeetingId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { lockMeeting, refuseReview, refuseUnlessLead, reviewKey, settledReview } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import type { DigestPorts } from './ports.ts';

export interface Discarding {
  readonly project: Project;
  readonly meetingId: MeetingId;
  /** Revision that the person saw; null takes the newest. */
  readonly revision: number | null;
  readonly by: Person;
}

export async function discardMinutes(
  { transact, lookup }: DigestPorts,
  { project, meetingId, revision, by }: Discarding,
): Promise<{ readonly card: Card } | Refusal> {
  const denied = await refuseUnlessLead(lookup, project, by);
  if (denied !== null) return denied;
  return transact(project.tenantId, async ({ meetings, outbox }) => {
    const meeting = await lockMeeting(meetings, meetingId);
    const record = await meetings.minutes(meetingId);
    if (meeting === null || record === null || meeting.state !== 'proposed') {
      return refuseReview('settled', project.locale);
    }
    if (revision !== null && revision !== record.revision) {
      return refuseReview('readAgain', project.locale);
    }
    // What was published before an addendum stays published.
    await meetings.save({ ...meeting, state: record.publishedAt === null ? 'discarded' : 'published' });
    const card = settledReview(project, meeting, { kind: 'discarded', by: by.name }, null);
    await outbox.replace(reviewKey(meetingId, record), { card });
    return { card };
  });
}
