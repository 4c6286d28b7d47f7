/** The nets below the notifications: meetings in the calendar, and transcripts that nobody announced. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { DocketError } from '../kernel/errors.ts';
import { asMeetingId, type PersonId, type TenantId } from '../kernel/ids.ts';
import { DAY_MS, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { matchProject } from './matchProject.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { type CalendarEntry, isObstacle } from './ports.ts';
import { nextLook } from './trySchedule.ts';

/** How far ahead the calendars are read; the job runs hourly. */
const AHEAD_MS = 2 * DAY_MS;
const BACK_MS = DAY_MS;

/** Reads the calendars of those who lead the tenant's projects and keeps what is to come. */
export async function expectMeetings(ports: MeetingPorts, tenantId: TenantId): Promise<void> {
  const projects = await ports.projects.all(tenantId);
  const candidates = await Promise.all(
    projects.map(async (project) => ({
      project,
      rosterIds: (await ports.projects.setting(project)).roster.map((member) => member.id),
    })),
  );
  const now = ports.clock.now();
  for (const organiserId of leadersOf(projects)) {
    const entries = await ports
      .calendar(tenantId)
      .onlineMeetings(organiserId, instantPlus(now, -BACK_MS), instantPlus(now, AHEAD_MS));
    for (const entry of entries) {
      if (entry.organiserId === null) continue;
      const signs = { ...entry, organiserId: entry.organiserId, threadId: null };
      const project = matchProject(signs, candidates);
      if (project !== null) await expectOne(ports, project, entry, entry.organiserId);
    }
  }
}

export function leadersOf(projects: readonly Project[]): readonly PersonId[] {
  return [
    ...new Set(projects.flatMap(({ coordinatorId, projectManagerId }) => [coordinatorId, projectManagerId])),
  ];
}

async function expectOne(
  ports: MeetingPorts,
  project: Project,
  entry: CalendarEntry,
  organiserId: PersonId,
): Promise<void> {
  const { tenantId } = project;
  if (project.setUpAt !== undefined && entry.end < project.setUpAt) return;
  const onlineMeetingId = await resolveMeeting(ports, tenantId, organiserId, entry.joinUrl);
  if (onlineMeetingId === null) return;
  const id = asMeetingId(deterministicId(tenantId, 'calendar', entry.joinUrl, entry.start));
  await ports.transact(tenantId, async ({ meetings, jobs }) => {
    await meetings.lock(onlineMeetingId);
    const known = await meetings.byOnlineMeeting(onlineMeetingId);
    const same = known.find((meeting) => meeting.id === id || overlaps(meeting, entry));
    if (same !== undefined && same.state !== 'expected') return;
    const expected: Meeting = {
      ...(same ?? { tries: 0, lastObstacle: null, toldAt: null, readFrom: [], source: 'calendar' as const }),
      id: same?.id ?? id,
      tenantId,
      projectId: project.id,
      subject: entry.subject,
      state: entry.isCancelled ? 'cancelled' : 'expected',
      onlineMeetingId,
      organiserId,
      joinUrl: entry.joinUrl,
      start: entry.start,
      end: entry.end,
      attendeeIds: entry.attendeeIds,
    };
    await meetings.save(expected);
    const look = nextLook(entry.end, ports.clock.now(), false);
    if (entry.isCancelled || look === null) return;
    await jobs.send(
      'process-meeting',
      { organiserId, onlineMeetingId },
      { key: `${onlineMeetingId}/${expected.id}`, startAt: look },
    );
  });
}

function overlaps(meeting: Meeting, entry: CalendarEntry): boolean {
  if (meeting.start === null) return false;
  return meeting.start < entry.end && (meeting.end ?? meeting.start) >= entry.start;
}

/** Graph's meeting id of a join URL, asked for once; null while it cannot be had. */
async function resolveMeeting(
  ports: MeetingPorts,
  tenantId: TenantId,
  organiserId: PersonId,
  joinUrl: string,
): Promise<string | null> {
  const name = `online-meeting:${joinUrl}`;
  const known = await ports.transact(tenantId, ({ marks }) => marks.get(name));
  if (known !== null) return known;
  const found = await ports.transcripts(tenantId).findMeeting(organiserId, joinUrl);
  if (isObstacle(found)) {
    ports.logger.warn('A meeting of the calendar cannot be looked up.', {
      tenantId,
      obstacle: found.obstacle,
    });
    return null;
  }
  await ports.transact(tenantId, ({ marks }) => marks.set(name, found.onlineMeetingId));
  return found.onlineMeetingId;
}

/** Looks through the organisers' new transcripts, in case a notification was lost. */
export async function sweepTranscripts(ports: MeetingPorts, tenantId: TenantId): Promise<void> {
  const projects = await ports.projects.all(tenantId);
  for (const organiserId of leadersOf(projects)) {
    const name = `transcripts-since:${organiserId}`;
    const mark = await ports.transact(tenantId, ({ marks }) => marks.get(name));
    const since = instantPlus(ports.clock.now(), -BACK_MS);
    const found = await sweepOne(ports, tenantId, organiserId, since, mark);
    if (found === null) continue;
    await ports.transact(tenantId, async ({ marks, jobs }) => {
      for (const onlineMeetingId of new Set(found.refs.map((ref) => ref.onlineMeetingId))) {
        await jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key: onlineMeetingId });
      }
      await marks.set(name, found.mark);
    });
  }
}

async function sweepOne(
  ports: MeetingPorts,
  tenantId: TenantId,
  organiserId: PersonId,
  since: ReturnType<typeof instantPlus>,
  mark: string | null,
) {
  try {
    const found = await ports.transcripts(tenantId).transcriptsSince(organiserId, since, mark);
    if (!isObstacle(found)) return found;
    ports.logger.info('An organiser’s transcripts cannot be listed.', {
      tenantId,
      organiserId,
      obstacle: found.obstacle,
    });
    return null;
  } catch (error) {
    // One organiser's fault must not hide the others' transcripts; the next sweep asks again.
    if (!(error instanceof DocketError)) throw error;
    ports.logger.warn('A sweep for transcripts failed and is repeated later.', {
      tenantId,
      organiserId,
      error,
    });
    return null;
  }
}
