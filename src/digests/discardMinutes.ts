/** Discards proposed minutes: nothing goes into the registers, and all who have them not yet confirmed are told. */
import type { Card } from '../kernel/cards.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { MeetingId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { lockMeeting, refuseReview, refuseUnlessLead, reviewKey, settledReview } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { ifKnown } from './ifKnown.ts';
import type { DigestPorts } from './ports.ts';
import { sendDiscarded } from './sendMinutes.ts';

export interface Discarding {
  readonly project: Project;
  readonly meetingId: MeetingId;
  /** Revision that the person saw; null takes the newest. */
  readonly revision: number | null;
  readonly by: Person;
}

export async function discardMinutes(
  ports: DigestPorts,
  { project, meetingId, revision, by }: Discarding,
): Promise<{ readonly card: Card } | Refusal> {
  const { transact, lookup } = ports;
  const denied = await refuseUnlessLead(lookup, project, by);
  if (denied !== null) return denied;
  const roster = await ifKnown(ports, project, lookup.lastRoster(project), []);
  return transact(project.tenantId, async (stores) => {
    const { meetings, outbox, promises } = stores;
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
    const out = record.publishedAt === null ? (await promises.get(meetingId))?.unconfirmed : null;
    if (out) await sendDiscarded(stores, { project, meeting, minutes: out.minutes, roster, by });
    return { card };
  });
}
