/** Reads a meeting's words and puts the minutes before the coordinator: hops 3 to 6 of the way of a meeting. */
import type { Project } from '../projects/index.ts';
import { onlyNewItems } from './addendum.ts';
import { reviewReply } from './cards/reviewView.ts';
import { mergeInsights } from './insights.ts';
import { findInsights, LOOK_FOR_INSIGHTS, nextInsightLook } from './lateInsights.ts';
import { lockMeeting } from './lockMeeting.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { carryOver } from './minutes/carryOver.ts';
import { readWords } from './readWords.ts';
import { editedMinutes } from './review/itemEdit.ts';
import { reviewKey } from './reviewKey.ts';

/**
 * Proposes minutes from all transcripts kept for the meeting. A reading of the same transcripts a second time does
 * nothing. After publication only what is new is proposed, as an addendum.
 */
export async function proposeMinutes(ports: MeetingPorts, project: Project, meeting: Meeting): Promise<void> {
  const kept = await ports.transact(project.tenantId, ({ meetings }) => meetings.transcripts(meeting.id));
  const ids = kept.map(({ ref }) => ref.transcriptId);
  if (kept.length === 0 || isSame(ids, meeting.readFrom)) return;
  const setting = await ports.projects.setting(project);
  const { transcript, context } = await readWords(ports, setting, meeting, kept);
  const written = await ports.engine.write(transcript, context);
  const insights = await findInsights(ports, project.tenantId, meeting, kept);
  const minutes = carryOver(mergeInsights(written, insights ?? [], transcript, context), context.openItems);
  const look = insights?.length === 0 ? nextInsightLook(meeting.id, ports.clock.now(), 0) : null;
  await ports.transact(project.tenantId, async ({ meetings, outbox, jobs }) => {
    const current = await lockMeeting(meetings, meeting.id);
    if (current === null || isSame(ids, current.readFrom)) return;
    const before = await meetings.minutes(meeting.id);
    const published = before?.published ?? null;
    const proposal = published === null ? minutes : onlyNewItems(minutes, published);
    const next: Meeting = { ...current, readFrom: ids };
    if (published !== null && proposal.items.length === 0) return meetings.save(next);
    await meetings.save({ ...next, state: 'proposed' });
    const revision = await meetings.propose(meeting.id, proposal);
    const shown = editedMinutes({ minutes: proposal, edits: before?.edits ?? [] });
    if (look !== null && published === null) await jobs.send(LOOK_FOR_INSIGHTS, look.payload, look.options);
    const [place] = project.places;
    if (place === undefined) return;
    const isAddendum = published !== null;
    const review = {
      project,
      meeting: next,
      minutes: shown,
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

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
