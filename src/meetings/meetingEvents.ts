/** Teams tells that a meeting began or ended where the app is installed: its transcript is looked for, calendar or not. */
import type { MeetingEvent } from '../kernel/chat.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { asMeetingId, asPersonId, type PersonId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import { candidatesOf } from './candidates.ts';
import { matchProject } from './matchProject.ts';
import type { Meeting, MeetingStore } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { isObstacle, type OnlineMeeting } from './ports.ts';
import { nextLook } from './trySchedule.ts';

export async function onMeetingEvent(ports: MeetingPorts, event: MeetingEvent): Promise<void> {
  const organiserId = organiserOf(event.joinUrl);
  if (organiserId === null) {
    ports.logger.info('A meeting’s join address names no organiser.', { title: event.title });
    return;
  }
  const { tenantId } = event.place;
  const mark = `meeting-started:${event.joinUrl}`;
  if (event.event === 'started') {
    await ports.transact(tenantId, ({ marks }) => marks.set(mark, event.at));
    return;
  }
  const online = await ports.transcripts(tenantId).findMeeting(organiserId, event.joinUrl);
  if (isObstacle(online)) {
    ports.logger.warn('A meeting that ended cannot be looked up.', { tenantId, obstacle: online.obstacle });
    return;
  }
  const { onlineMeetingId } = online;
  const threadId = online.threadId ?? event.place.conversationId;
  const project = matchProject({ ...online, threadId }, await candidatesOf(ports, tenantId));
  await ports.transact(tenantId, async ({ meetings, marks, jobs }) => {
    const started = await marks.get(mark);
    if (project !== null && project.places.length > 0) {
      await meetings.lock(onlineMeetingId);
      const ended = endedMeeting(project, online, event, started as Instant | null);
      if (!(await isKnown(meetings, ended))) {
        await meetings.save(ended);
        const look = nextLook(event.at, ports.clock.now(), false);
        const key = `${onlineMeetingId}/${ended.id}`;
        if (look !== null)
          await jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key, startAt: look });
      }
    }
    await jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key: onlineMeetingId });
  });
}

/** The calendar told of this occurrence, or its words are there already. */
async function isKnown(
  meetings: MeetingStore,
  { id, onlineMeetingId, start, end }: Meeting,
): Promise<boolean> {
  if (onlineMeetingId === null || start === null || end === null) return true;
  const known = await meetings.byOnlineMeeting(onlineMeetingId);
  return known.some(
    (each) =>
      each.id === id ||
      (each.state !== 'cancelled' &&
        each.start !== null &&
        each.start <= end &&
        (each.end ?? each.start) >= start),
  );
}

function endedMeeting(
  project: Project,
  online: OnlineMeeting,
  event: MeetingEvent,
  started: Instant | null,
): Meeting {
  const dayBefore = instantPlus(event.at, -DAY_MS);
  const start = [started, online.start].find((each) => each !== null && each > dayBefore && each <= event.at);
  return {
    id: asMeetingId(deterministicId(project.tenantId, 'event', online.onlineMeetingId, event.at)),
    tenantId: project.tenantId,
    projectId: project.id,
    subject: online.subject,
    state: 'waiting',
    source: 'meeting-event',
    onlineMeetingId: online.onlineMeetingId,
    organiserId: online.organiserId,
    joinUrl: event.joinUrl,
    start: start ?? event.at,
    end: event.at,
    attendeeIds: online.attendeeIds,
    tries: 0,
    lastObstacle: null,
    toldAt: null,
    readFrom: [],
  };
}

/** A join address carries `context={"Tid":"...","Oid":"..."}`: tenant and organiser. */
export function organiserOf(joinUrl: string): PersonId | null {
  if (!URL.canParse(joinUrl)) return null;
  const context = new URL(joinUrl).searchParams.get('context') ?? '';
  const match = /"Oid"\s*:\s*"([0-9a-f-]{36})"/i.exec(context);
  return match?.[1] === undefined ? null : asPersonId(match[1]);
}
