/** Reads a meeting's words and puts the minutes before the coordinator: hops 3 to 6 of the way of a meeting. */
import { InputError } from '../kernel/errors.ts';
import type { Instant } from '../kernel/time.ts';
import type { Project, ProjectSetting } from '../projects/index.ts';
import { onlyNewItems } from './addendum.ts';
import { reviewReply } from './cards/reviewView.ts';
import { discoverAttendees } from './discoverAttendees.ts';
import { lockMeeting } from './lockMeeting.ts';
import type { KeptTranscript, Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { mergeTranscripts, type TranscriptPart } from './mergeTranscripts.ts';
import { carryOver } from './minutes/carryOver.ts';
import type { Minutes } from './minutes/minutes.ts';
import { readTranscript } from './transcript/index.ts';

/**
 * Key of the review card in the outbox: one a meeting, replaced by each later reading; one for all that is read after
 * the publication, until that is published or discarded.
 */
export const reviewKey = (
  meetingId: string,
  { publishedAt }: { readonly publishedAt: Instant | null },
): string => (publishedAt === null ? `review:${meetingId}` : `review:${meetingId}:after:${publishedAt}`);

/**
 * Proposes minutes from all transcripts kept for the meeting. A reading of the same transcripts a second time does
 * nothing. After publication only what is new is proposed, as an addendum.
 */
export async function proposeMinutes(ports: MeetingPorts, project: Project, meeting: Meeting): Promise<void> {
  const kept = await ports.transact(project.tenantId, ({ meetings }) => meetings.transcripts(meeting.id));
  const ids = kept.map(({ ref }) => ref.transcriptId);
  if (kept.length === 0 || isSame(ids, meeting.readFrom)) return;
  const setting = await ports.projects.setting(project);
  const minutes = await readMinutes(ports, setting, meeting, kept);
  await ports.transact(project.tenantId, async ({ meetings, outbox }) => {
    const current = await lockMeeting(meetings, meeting.id);
    if (current === null || isSame(ids, current.readFrom)) return;
    const before = await meetings.minutes(meeting.id);
    const published = before?.published ?? null;
    const proposal = published === null ? minutes : onlyNewItems(minutes, published);
    const next: Meeting = { ...current, readFrom: ids };
    if (published !== null && proposal.items.length === 0) return meetings.save(next);
    await meetings.save({ ...next, state: 'proposed' });
    const revision = await meetings.propose(meeting.id, proposal);
    const [place] = project.places;
    if (place === undefined) return;
    const isAddendum = published !== null;
    const review = {
      project,
      meeting: next,
      minutes: proposal,
      revision,
      isAddendum,
      people: setting.roster,
    };
    const reply = reviewReply(review);
    const key = reviewKey(meeting.id, { publishedAt: before?.publishedAt ?? null });
    await outbox.post({ key, to: place, reply });
    await outbox.replace(key, reply);
  });
}

async function readMinutes(
  ports: MeetingPorts,
  { project, roster, milestones }: ProjectSetting,
  meeting: Meeting,
  kept: readonly KeptTranscript[],
): Promise<Minutes> {
  const parts = await Promise.all(
    kept.map(
      async ({ ref, content }): Promise<TranscriptPart> => ({
        transcriptId: ref.transcriptId,
        start: ref.createdAt,
        transcript: await readTranscript(content),
      }),
    ),
  );
  const [first, ...rest] = parts;
  if (first === undefined)
    throw new InputError('no-transcript', `No transcript is kept for ${meeting.subject}.`);
  const transcript = mergeTranscripts([first, ...rest]);
  const openItems = await ports.projects.openItems(project);
  const minutes = await ports.engine.write(transcript, {
    start: first.start ?? meeting.start ?? ports.clock.now(),
    zone: project.zone,
    locale: project.locale,
    roster,
    attendeeIds: discoverAttendees(meeting, roster),
    calendar: {
      zone: project.zone,
      workingWeekdays: project.workingWeekdays,
      holidays: project.holidays,
    },
    milestones,
    openItems,
  });
  return carryOver(minutes, openItems);
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
