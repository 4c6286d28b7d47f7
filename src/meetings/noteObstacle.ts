/** What happens when a transcript cannot be had: it is noted, the right person is told once, and it is tried again. */

import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import type { InputError } from '../kernel/errors.ts';
import type { MeetingId, PersonId, TenantId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus, millisecondsBetween } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import { lockMeeting } from './lockMeeting.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts, MeetingStores } from './meetingPorts.ts';
import { meetingName } from './meetingWhen.ts';
import type { AnnouncedMeeting } from './newMeeting.ts';
import type { TranscriptObstacle } from './ports.ts';
import { reviewTexts } from './texts.ts';
import { nextLook, OLDEST_SITTING_MS, TOLD_AFTER_MS } from './trySchedule.ts';

type Mention = { readonly name: string; readonly teamsId: string } | null;

/** Notes the obstacle on each sitting that is over and still waits for its words, but for those in `except`. */
export async function noteObstacle(
  ports: MeetingPorts,
  tenantId: TenantId,
  announced: AnnouncedMeeting,
  obstacle: TranscriptObstacle,
  except: ReadonlySet<MeetingId> = new Set(),
): Promise<void> {
  logObstacle(ports, tenantId, announced.onlineMeetingId, obstacle);
  const now = ports.clock.now();
  const known = await ports.transact(tenantId, ({ meetings }) =>
    meetings.byOnlineMeeting(announced.onlineMeetingId),
  );
  for (const meeting of known) {
    if (except.has(meeting.id) || !isWaiting(meeting, now)) continue;
    const project = await ports.projects.get(tenantId, meeting.projectId);
    if (project !== null) await noteOn(ports, project, meeting, obstacle, false);
  }
}

/** Notes it on the meeting of a transcript that is listed and cannot be fetched; the meeting may be a new one. */
export async function noteListed(
  ports: MeetingPorts,
  project: Project,
  meeting: Meeting,
  obstacle: TranscriptObstacle,
): Promise<void> {
  logObstacle(ports, project.tenantId, meeting.onlineMeetingId, obstacle);
  await noteOn(ports, project, meeting, obstacle, true);
}

/** A person's meetings cannot be looked up at all: said once for each thing that stands in the way. */
export async function noteOrganiser(
  ports: MeetingPorts,
  project: Project,
  organiserId: PersonId,
  obstacle: TranscriptObstacle,
): Promise<void> {
  const { tenantId } = project;
  ports.logger.info('Meetings of the calendar cannot be looked up.', {
    tenantId,
    organiserId,
    obstacle: obstacle.obstacle,
  });
  const [place] = project.places;
  if (obstacle.forWhom !== 'administrator' || place === undefined) return;
  const mention = await ports.projects.mentionOf(project, project.coordinatorId);
  const t = reviewTexts(project.locale);
  const said = [t('obstacle.someMeetings'), obstacle.sentence, t('obstacle.passOn'), t('obstacle.byFile')];
  const text = `${whomText(mention)}${said.join(' ')}`;
  await ports.transact(tenantId, ({ outbox }) =>
    outbox.post({
      key: `obstacle:${organiserId}:${obstacle.obstacle}`,
      to: place,
      reply: mention === null ? { text } : { text, mentions: [mention] },
    }),
  );
}

/** The words came and cannot be read: said once, and not tried again by itself. */
export function noteUnreadable(
  ports: MeetingPorts,
  project: Project,
  { id }: Meeting,
  problem: InputError,
): Promise<void> {
  ports.logger.warn('A transcript that was fetched cannot be read.', { meeting: id, error: problem });
  return ports.transact(project.tenantId, async ({ meetings, outbox }) => {
    const meeting = await lockMeeting(meetings, id);
    if (meeting === null || meeting.readFrom.length > 0) return;
    await meetings.save({ ...meeting, state: 'missing', toldAt: ports.clock.now() });
    const [place] = project.places;
    if (place === undefined) return;
    const t = reviewTexts(project.locale);
    const text = [
      t('obstacle.unreadable', { meeting: meetingName(project, meeting) }),
      escapeMarkdown(problem.message),
      t('obstacle.byFile'),
    ].join(' ');
    await outbox.post({ key: `unreadable:${id}`, to: place, reply: { text } });
  });
}

function logObstacle(
  { logger }: MeetingPorts,
  tenantId: TenantId,
  meeting: string | null,
  { obstacle, requestId }: TranscriptObstacle,
): void {
  logger.info('A transcript cannot be had now.', { tenantId, meeting, obstacle, requestId });
}

/** Over, without words so far, and not so long ago that its words would not be minuted any more. */
function isWaiting({ state, readFrom, end }: Meeting, now: Instant): boolean {
  const isOpen = state === 'expected' || state === 'waiting' || state === 'missing';
  const over = end ?? now;
  return isOpen && readFrom.length === 0 && over <= now && over > instantPlus(now, -OLDEST_SITTING_MS);
}

async function noteOn(
  ports: MeetingPorts,
  project: Project,
  known: Meeting,
  obstacle: TranscriptObstacle,
  isListed: boolean,
): Promise<void> {
  const now = ports.clock.now();
  const mention = await ports.projects.mentionOf(project, project.coordinatorId);
  await ports.transact(project.tenantId, async ({ meetings, outbox, jobs }) => {
    // Another announcement of the same meeting may have brought its words meanwhile.
    if (known.onlineMeetingId !== null) await meetings.lock(known.onlineMeetingId);
    const meeting = (await meetings.get(known.id)) ?? known;
    if (!isWaiting(meeting, now)) return;
    const end = meeting.end ?? now;
    const next = nextTry(obstacle, end, now, isListed);
    const isTold = meeting.toldAt !== null && meeting.lastObstacle === obstacle.obstacle;
    const mustTell = !isTold && isTimeToTell(obstacle, end, now);
    await meetings.save({
      ...meeting,
      state: next === null ? 'missing' : 'waiting',
      tries: meeting.tries + 1,
      lastObstacle: obstacle.obstacle,
      toldAt: mustTell ? now : meeting.toldAt,
    });
    const [place] = project.places;
    if (mustTell && place !== undefined) {
      const reply = obstacleReply(project, meeting, obstacle, mention);
      await outbox.post({ key: `obstacle:${meeting.id}:${obstacle.obstacle}`, to: place, reply });
    }
    const { organiserId, onlineMeetingId } = meeting;
    if (next === null || organiserId === null || onlineMeetingId === null) return;
    const key = `${onlineMeetingId}/${meeting.id}`;
    await jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key, startAt: next });
  });
}

/** Two hours after the end nothing has come, for whatever reason: people are told what to do, once. */
export async function tellMissing(
  { meetings, outbox }: Pick<MeetingStores, 'meetings' | 'outbox'>,
  project: Project,
  meeting: Meeting,
  mention: Mention,
  now: Instant,
): Promise<void> {
  await meetings.save({ ...meeting, toldAt: now, lastObstacle: NOTHING_YET.obstacle });
  const [place] = project.places;
  if (place === undefined) return;
  const reply = obstacleReply(project, meeting, NOTHING_YET, mention);
  await outbox.post({ key: `obstacle:${meeting.id}:${NOTHING_YET.obstacle}`, to: place, reply });
}

export const NOTHING_YET: TranscriptObstacle = {
  obstacle: 'not-there-yet',
  sentence: 'Teams has no transcript of this meeting yet.',
  forWhom: 'coordinator',
  tryAgain: 'later',
};

function nextTry(
  obstacle: TranscriptObstacle,
  end: Instant,
  now: Instant,
  isListed: boolean,
): Instant | null {
  if (obstacle.tryAgain === 'never') return null;
  if (obstacle.tryAgain === 'later') return nextLook(end, now, isListed);
  const tomorrow = instantPlus(now, DAY_MS);
  return tomorrow < instantPlus(end, OLDEST_SITTING_MS) ? tomorrow : null;
}

/** A missing permission is said at once; a transcript that only takes its time, two hours after the end. */
function isTimeToTell({ obstacle }: TranscriptObstacle, end: Instant, now: Instant): boolean {
  return obstacle !== 'not-there-yet' || millisecondsBetween(end, now) >= TOLD_AFTER_MS;
}

/**
 * One short note: what is missing, who can mend it, and how to get minutes without it. A file is asked for in the 1:1
 * chat, since Teams hands a bot no files in channels. What is to be switched on is said in English, as administrators
 * find it in Microsoft's pages.
 */
export function obstacleReply(
  project: Project,
  meeting: Meeting,
  obstacle: TranscriptObstacle,
  mention: Mention,
): Reply {
  const t = reviewTexts(project.locale);
  const said = [
    t('obstacle.none', { meeting: meetingName(project, meeting) }),
    obstacle.obstacle === 'not-there-yet' ? t('obstacle.notThereYet') : obstacle.sentence,
    ...(obstacle.forWhom === 'administrator' ? [t('obstacle.passOn')] : []),
    ...(obstacle.tryAgain === 'never' ? [] : [t('obstacle.goesOn')]),
    t('obstacle.byFile'),
  ];
  const text = `${whomText(mention)}${said.join(' ')}`;
  return mention === null ? { text } : { text, mentions: [mention] };
}

const whomText = (mention: Mention): string => (mention === null ? '' : `<at>${mention.name}</at>, `);
