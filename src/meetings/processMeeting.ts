/**
 * The story of a meeting, from an announcement to proposed minutes: look what transcripts there are, group them into
 * sittings, fetch the words, read, minute, carry over, publish for review. It runs as often as anything announces the
 * meeting (notification, calendar, sweep, a late look) and does each step once.
 */

import { InputError } from '../kernel/errors.ts';
import type { MeetingId, TenantId } from '../kernel/ids.ts';
import { DAY_MS, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import { candidatesOf } from './candidates.ts';
import { matchProject } from './matchProject.ts';
import type { KeptTranscript, Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { type AnnouncedMeeting, newMeeting } from './newMeeting.ts';
import { NOTHING_YET, noteListed, noteObstacle, noteUnreadable } from './noteObstacle.ts';
import { isObstacle, type OnlineMeeting, type TranscriptObstacle, type TranscriptRef } from './ports.ts';
import { proposeMinutes } from './proposeMinutes.ts';
import { isSettled, isSittingOf } from './sittingOf.ts';
import { groupSittings } from './sittings.ts';
import { OLDEST_SITTING_MS } from './trySchedule.ts';

export async function processMeeting(
  ports: MeetingPorts,
  tenantId: TenantId,
  announced: AnnouncedMeeting,
): Promise<void> {
  const { organiserId, onlineMeetingId } = announced;
  const listed = await ports.transcripts(tenantId).listTranscripts(organiserId, onlineMeetingId);
  if (isObstacle(listed)) return noteObstacle(ports, tenantId, announced, listed);
  const known = await ports.transact(tenantId, ({ meetings }) => meetings.byOnlineMeeting(onlineMeetingId));
  const oldest = instantPlus(ports.clock.now(), -OLDEST_SITTING_MS);
  let online: OnlineMeeting | TranscriptObstacle | null = null;
  const noted = new Set<MeetingId>();
  for (const sitting of groupSittings(listed)) {
    if (isSettled(sitting, known) || (sitting.at(-1)?.createdAt ?? oldest) < oldest) continue;
    online ??= await ports.transcripts(tenantId).getMeeting(organiserId, onlineMeetingId);
    if (isObstacle(online)) return noteObstacle(ports, tenantId, announced, online);
    const waiting = await processSitting(ports, tenantId, online, sitting, known);
    if (waiting !== null) noted.add(waiting);
  }
  // An occurrence of the series that is over and has no words goes on waiting, whatever became of the others.
  await noteObstacle(ports, tenantId, announced, NOTHING_YET, noted);
}

/** The id of the meeting whose words cannot be had, which was noted; null when there is nothing more to say of it. */
async function processSitting(
  ports: MeetingPorts,
  tenantId: TenantId,
  online: OnlineMeeting,
  sitting: readonly TranscriptRef[],
  known: readonly Meeting[],
): Promise<MeetingId | null> {
  const project = await projectOf(ports, tenantId, online, sitting, known);
  if (project === null || project.places.length === 0) {
    ports.logger.info('A transcript belongs to no linked project.', {
      tenantId,
      meeting: online.onlineMeetingId,
    });
    return null;
  }
  const start = sitting[0]?.createdAt ?? null;
  const isBeforeSetUp =
    project.setUpAt !== undefined && start !== null && start < instantPlus(project.setUpAt, -DAY_MS);
  if (isBeforeSetUp) return null;
  const fetched: KeptTranscript[] = [];
  for (const ref of sitting) {
    const content = await ports.transcripts(tenantId).fetchTranscript(ref);
    if (isObstacle(content)) {
      const meeting =
        known.find((each) => isSittingOf(each, sitting)) ?? newMeeting(tenantId, project, online, sitting);
      await noteListed(ports, project, meeting, content);
      return meeting.id;
    }
    fetched.push({ ref, content: content.content, isAttributed: content.attributed });
  }
  const meeting = await keepTranscripts(ports, tenantId, project, online, fetched);
  try {
    await proposeMinutes(ports, project, meeting);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await noteUnreadable(ports, project, meeting, error);
    return meeting.id;
  }
}

async function projectOf(
  ports: MeetingPorts,
  tenantId: TenantId,
  online: OnlineMeeting,
  sitting: readonly TranscriptRef[],
  known: readonly Meeting[],
): Promise<Project | null> {
  const meeting = known.find((each) => isSittingOf(each, sitting)) ?? known[0];
  if (meeting !== undefined) return ports.projects.get(tenantId, meeting.projectId);
  return matchProject(online, await candidatesOf(ports, tenantId));
}

/** In one transaction: finds or makes the meeting of this sitting and keeps the words with it. */
function keepTranscripts(
  { transact }: MeetingPorts,
  tenantId: TenantId,
  project: Project,
  online: OnlineMeeting,
  fetched: readonly KeptTranscript[],
): Promise<Meeting> {
  return transact(tenantId, async ({ meetings }) => {
    await meetings.lock(online.onlineMeetingId);
    const refs = fetched.map(({ ref }) => ref);
    const known = await meetings.byOnlineMeeting(online.onlineMeetingId);
    const kept = await Promise.all(refs.map(({ transcriptId }) => meetings.byTranscript(transcriptId)));
    const meeting =
      kept.find((each) => each !== null) ??
      known.find((each) => isSittingOf(each, refs)) ??
      newMeeting(tenantId, project, online, refs);
    const dated: Meeting = {
      ...meeting,
      start: refs[0]?.createdAt ?? meeting.start,
      end: refs.at(-1)?.endedAt ?? meeting.end,
    };
    await meetings.save(dated);
    for (const transcript of fetched) await meetings.keepTranscript(dated.id, transcript);
    return dated;
  });
}
