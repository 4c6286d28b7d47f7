/** What happens when a transcript cannot be had: it is noted, the right person is told once, and it is tried again. */

import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import type { TenantId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus, millisecondsBetween } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { meetingWhen } from './meetingWhen.ts';
import { type AnnouncedMeeting, newMeeting } from './newMeeting.ts';
import type { OnlineMeeting, TranscriptObstacle, TranscriptRef } from './ports.ts';
import { nextLook, TOLD_AFTER_MS } from './trySchedule.ts';

/** A transcript that is listed but cannot be fetched: enough to make its meeting. */
export interface ListedTranscript {
  readonly online: OnlineMeeting;
  readonly project: Project;
  readonly ref: TranscriptRef;
}

/** Notes the obstacle on each sitting that still waits, and on the listed transcript's when it has none yet. */
export async function noteObstacle(
  ports: MeetingPorts,
  tenantId: TenantId,
  announced: AnnouncedMeeting,
  obstacle: TranscriptObstacle,
  listed?: ListedTranscript,
): Promise<void> {
  const now = ports.clock.now();
  ports.logger.info('A transcript cannot be had now.', {
    tenantId,
    meeting: announced.onlineMeetingId,
    obstacle: obstacle.obstacle,
    requestId: obstacle.requestId,
  });
  const known = await ports.transact(tenantId, ({ meetings }) =>
    meetings.byOnlineMeeting(announced.onlineMeetingId),
  );
  const waiting = known.filter((meeting) => isOver(meeting, now));
  if (waiting.length === 0 && listed !== undefined) {
    waiting.push(newMeeting(tenantId, listed.project, listed.online, [listed.ref]));
  }
  for (const meeting of waiting) {
    const project = await ports.projects.get(tenantId, meeting.projectId);
    if (project !== null)
      await noteOn(ports, project, meeting, announced, obstacle, listed !== undefined, now);
  }
}

/** Over, and without words so far. */
function isOver(meeting: Meeting, now: Instant): boolean {
  const isOpen = meeting.state === 'expected' || meeting.state === 'waiting' || meeting.state === 'missing';
  return isOpen && meeting.readFrom.length === 0 && (meeting.end ?? now) <= now;
}

async function noteOn(
  ports: MeetingPorts,
  project: Project,
  meeting: Meeting,
  announced: AnnouncedMeeting,
  obstacle: TranscriptObstacle,
  isListed: boolean,
  now: Instant,
): Promise<void> {
  const end = meeting.end ?? now;
  const next = nextTry(obstacle, end, now, isListed);
  const isTold = meeting.toldAt !== null && meeting.lastObstacle === obstacle.obstacle;
  const mustTell = !isTold && isTimeToTell(obstacle, end, now);
  const mention = await ports.projects.mentionOf(project, project.coordinatorId);
  await ports.transact(meeting.tenantId, async ({ meetings, outbox, jobs }) => {
    await meetings.save({
      ...meeting,
      state: next === null ? 'missing' : 'waiting',
      tries: meeting.tries + 1,
      lastObstacle: obstacle.obstacle,
      toldAt: mustTell ? now : meeting.toldAt,
    });
    const [place] = project.places;
    if (mustTell && place !== undefined) {
      await outbox.post({
        key: `obstacle:${meeting.id}:${obstacle.obstacle}`,
        to: place,
        reply: obstacleReply(project, meeting, obstacle, mention),
      });
    }
    if (next !== null) {
      await jobs.send('process-meeting', announced, {
        key: `${announced.onlineMeetingId}/${meeting.id}`,
        startAt: next,
      });
    }
  });
}

function nextTry(
  obstacle: TranscriptObstacle,
  end: Instant,
  now: Instant,
  isListed: boolean,
): Instant | null {
  if (obstacle.tryAgain === 'never') return null;
  if (obstacle.tryAgain === 'daily') return instantPlus(now, DAY_MS);
  return nextLook(end, now, isListed);
}

/** A missing permission is said at once; a transcript that only takes its time, two hours after the end. */
function isTimeToTell(obstacle: TranscriptObstacle, end: Instant, now: Instant): boolean {
  if (obstacle.forWhom === 'nobody') return false;
  return obstacle.obstacle !== 'not-there-yet' || millisecondsBetween(end, now) >= TOLD_AFTER_MS;
}

/** One short note: what is missing, who can mend it, and how to get minutes without it. */
export function obstacleReply(
  project: Project,
  meeting: Meeting,
  obstacle: TranscriptObstacle,
  mention: { readonly name: string; readonly teamsId: string } | null,
): Reply {
  const whom = mention === null ? '' : `<at>${mention.name}</at>, `;
  const when = meeting.start === null ? '' : ` (${meetingWhen(project, meeting.start)})`;
  const forAdministrator =
    obstacle.forWhom === 'administrator' ? ' Please pass this on to your Microsoft 365 administrator.' : '';
  const goesOn =
    obstacle.tryAgain === 'never' ? '' : ' I go on looking, and the minutes follow as soon as it is there.';
  const text =
    `${whom}I have no transcript of **${escapeMarkdown(meeting.subject)}**${when}. ${obstacle.sentence}` +
    `${forAdministrator}${goesOn} To have the minutes now, send me the .vtt or .docx file with the word ` +
    '`minutes`.';
  return mention === null ? { text } : { text, mentions: [mention] };
}
