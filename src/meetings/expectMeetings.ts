/** The nets below the notifications: meetings in the calendar, and transcripts that nobody announced. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { DocketError } from '../kernel/errors.ts';
import { asMeetingId, type PersonId, type TenantId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { candidatesOf } from './candidates.ts';
import { lockMeeting } from './lockMeeting.ts';
import { matchProject, type ProjectCandidate } from './matchProject.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { noteOrganiser } from './noteObstacle.ts';
import { type CalendarEntry, isObstacle, type TranscriptObstacle } from './ports.ts';
import { nextLook } from './trySchedule.ts';

/** How far ahead the calendars are read; the job runs hourly. */
const AHEAD_MS = 2 * DAY_MS;
const BACK_MS = DAY_MS;

/** Reads the calendars of those who lead the tenant's projects and keeps what is to come. */
export async function expectMeetings(ports: MeetingPorts, tenantId: TenantId): Promise<void> {
  const candidates = await candidatesOf(ports, tenantId);
  const now = ports.clock.now();
  const span = { from: instantPlus(now, -BACK_MS), to: instantPlus(now, AHEAD_MS) };
  const entries: CalendarEntry[] = [];
  let isWhole = true;
  for (const personId of leadersOf(candidates.map(({ project }) => project))) {
    try {
      const found = await ports.calendar(tenantId).onlineMeetings(personId, span.from, span.to);
      entries.push(...found);
      for (const entry of found) await expectEntry(ports, tenantId, entry, candidates);
    } catch (error) {
      // One calendar that cannot be read must not hide the others'; the next hour asks again.
      if (!(error instanceof DocketError)) throw error;
      isWhole = false;
      ports.logger.warn('A calendar cannot be read; its meetings are found by their notifications only.', {
        tenantId,
        personId,
        error,
      });
    }
  }
  if (isWhole) await dropMoved(ports, tenantId, entries, span);
}

async function expectEntry(
  ports: MeetingPorts,
  tenantId: TenantId,
  entry: CalendarEntry,
  candidates: readonly ProjectCandidate[],
): Promise<void> {
  const { organiserId } = entry;
  if (organiserId === null) return;
  const project = matchProject({ ...entry, organiserId, threadId: null }, candidates);
  if (project === null || (project.setUpAt !== undefined && entry.end < project.setUpAt)) return;
  const found = await resolveMeeting(ports, tenantId, organiserId, entry.joinUrl);
  if (typeof found === 'string') return expectOne(ports, project, { ...entry, organiserId }, found);
  await noteOrganiser(ports, project, organiserId, found);
}

/** What was in the calendars and is not any more was moved or called off. */
async function dropMoved(
  { transact }: MeetingPorts,
  tenantId: TenantId,
  entries: readonly CalendarEntry[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<void> {
  await transact(tenantId, async ({ meetings }) => {
    for (const { id, start, end } of await meetings.expected()) {
      if (start === null || start >= to || (end ?? start) <= from) continue;
      const meeting = await lockMeeting(meetings, id);
      if (meeting === null || meeting.state !== 'expected') continue;
      const isThere = entries.some((entry) => entry.joinUrl === meeting.joinUrl && overlaps(meeting, entry));
      if (!isThere) await meetings.save({ ...meeting, state: 'cancelled' });
    }
  });
}

export function leadersOf(projects: readonly Project[]): readonly PersonId[] {
  return [
    ...new Set(projects.flatMap(({ coordinatorId, projectManagerId }) => [coordinatorId, projectManagerId])),
  ];
}

async function expectOne(
  ports: MeetingPorts,
  project: Project,
  entry: CalendarEntry & { readonly organiserId: PersonId },
  onlineMeetingId: string,
): Promise<void> {
  const { tenantId } = project;
  const { organiserId } = entry;
  const id = asMeetingId(deterministicId(tenantId, 'calendar', entry.joinUrl, entry.start));
  await ports.transact(tenantId, async ({ meetings, jobs }) => {
    await meetings.lock(onlineMeetingId);
    const known = await meetings.byOnlineMeeting(onlineMeetingId);
    const same = known.find((meeting) => meeting.id === id || overlaps(meeting, entry));
    if (same !== undefined && same.state !== 'expected' && same.state !== 'cancelled') return;
    if (same === undefined && entry.isCancelled) return;
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

/** Graph's meeting id of a join URL, asked for once; or why it cannot be had. */
async function resolveMeeting(
  ports: MeetingPorts,
  tenantId: TenantId,
  organiserId: PersonId,
  joinUrl: string,
): Promise<string | TranscriptObstacle> {
  const name = `online-meeting:${joinUrl}`;
  const known = await ports.transact(tenantId, ({ marks }) => marks.get(name));
  if (known !== null) return known;
  const found = await ports.transcripts(tenantId).findMeeting(organiserId, joinUrl);
  if (isObstacle(found)) return found;
  await ports.transact(tenantId, ({ marks }) => marks.set(name, found.onlineMeetingId));
  return found.onlineMeetingId;
}

/** Looks through the organisers' new transcripts, in case a notification was lost. */
export async function sweepTranscripts(ports: MeetingPorts, tenantId: TenantId): Promise<void> {
  for (const organiserId of await ports.projects.organisers(tenantId)) {
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
  since: Instant,
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
