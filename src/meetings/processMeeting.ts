/**
 * The story of a meeting, from an announcement to proposed minutes: look what transcripts there are, group them into
 * sittings, fetch the words, read, minute, carry over, publish for review. It runs as often as anything announces the
 * meeting (notification, calendar, sweep, a late look) and does each step once.
 */

import type { TenantId } from '../kernel/ids.ts';
import { DAY_MS, HOUR_MS, type Instant, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import { matchProject } from './matchProject.ts';
import type { KeptTranscript, Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { type AnnouncedMeeting, newMeeting } from './newMeeting.ts';
import { noteObstacle } from './noteObstacle.ts';
import { isObstacle, type OnlineMeeting, type TranscriptObstacle, type TranscriptRef } from './ports.ts';
import { proposeMinutes } from './proposeMinutes.ts';
import { groupSittings } from './sittings.ts';

/** A transcript that appears later than this after its meeting is not minuted unasked. */
const OLDEST_SITTING_MS = 8 * DAY_MS;

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
  let wasTaken = false;
  for (const sitting of groupSittings(listed)) {
    if (isSettled(sitting, known) || (sitting.at(-1)?.createdAt ?? oldest) < oldest) continue;
    online ??= await ports.transcripts(tenantId).getMeeting(organiserId, onlineMeetingId);
    if (isObstacle(online)) return noteObstacle(ports, tenantId, announced, online);
    wasTaken = (await processSitting(ports, tenantId, online, sitting, known)) || wasTaken;
  }
  if (!wasTaken) await noteObstacle(ports, tenantId, announced, NOTHING_YET);
}

const NOTHING_YET: TranscriptObstacle = {
  obstacle: 'not-there-yet',
  sentence: 'Teams has no transcript of this meeting yet.',
  forWhom: 'coordinator',
  tryAgain: 'later',
};

/** Every transcript of it has been read into the minutes of one meeting. */
function isSettled(sitting: readonly TranscriptRef[], known: readonly Meeting[]): boolean {
  return known.some((meeting) =>
    sitting.every(({ transcriptId }) => meeting.readFrom.includes(transcriptId)),
  );
}

/** False when the sitting belongs to no project or its words are not there yet. */
async function processSitting(
  ports: MeetingPorts,
  tenantId: TenantId,
  online: OnlineMeeting,
  sitting: readonly TranscriptRef[],
  known: readonly Meeting[],
): Promise<boolean> {
  const project = await projectOf(ports, tenantId, online, sitting, known);
  if (project === null) {
    ports.logger.info('A transcript belongs to no linked project.', {
      tenantId,
      meeting: online.onlineMeetingId,
    });
    return true;
  }
  const start = sitting[0]?.createdAt ?? null;
  if (project.setUpAt !== undefined && start !== null && start < instantPlus(project.setUpAt, -DAY_MS))
    return true;
  const fetched: KeptTranscript[] = [];
  for (const ref of sitting) {
    const content = await ports.transcripts(tenantId).fetchTranscript(ref);
    if (isObstacle(content)) {
      const announced = { organiserId: online.organiserId, onlineMeetingId: online.onlineMeetingId };
      await noteObstacle(ports, tenantId, announced, content, { online, project, ref });
      return true;
    }
    fetched.push({ ref, content: content.content, isAttributed: content.attributed });
  }
  const meeting = await keepTranscripts(ports, tenantId, project, online, fetched);
  await proposeMinutes(ports, project, meeting);
  return true;
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
  const projects = await ports.projects.all(tenantId);
  const candidates = await Promise.all(
    projects.map(async (project) => ({
      project,
      rosterIds: (await ports.projects.setting(project)).roster.map((member) => member.id),
    })),
  );
  return matchProject(online, candidates);
}

/** Talk begins before the scheduled start and runs over the scheduled end; occurrences of a series are further apart. */
const AROUND_MS = 2 * HOUR_MS;

function isSittingOf(meeting: Meeting, sitting: readonly TranscriptRef[]): boolean {
  if (sitting.some(({ transcriptId }) => meeting.readFrom.includes(transcriptId))) return true;
  const start = sitting[0]?.createdAt ?? null;
  if (start === null || meeting.start === null || meeting.readFrom.length > 0) return false;
  const end: Instant = meeting.end ?? meeting.start;
  return start >= instantPlus(meeting.start, -AROUND_MS) && start <= instantPlus(end, AROUND_MS);
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
