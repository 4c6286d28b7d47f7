/** A transcript that somebody gave as a file: the same way from there on as for one that was fetched. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { asMeetingId, type PersonId } from '../kernel/ids.ts';
import { type Instant, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { lockMeeting } from './lockMeeting.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { proposeMinutes } from './proposeMinutes.ts';
import { fileTranscriptId } from './sittingOf.ts';
import { readTranscript } from './transcript/index.ts';
import { OLDEST_SITTING_MS } from './trySchedule.ts';

export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly givenBy: PersonId;
  /** Id of the message that brought it: the same message twice is one meeting. */
  readonly messageId: string;
  /** When the meeting was; null takes the waiting meeting that ended last, else now. */
  readonly start: Instant | null;
}

/** Reads the file at once, so that a broken one is refused with its line, then proposes minutes. */
export async function takeFile(ports: MeetingPorts, project: Project, file: GivenFile): Promise<Meeting> {
  const transcript = await readTranscript(file.content, { fileName: file.name });
  const now = ports.clock.now();
  const id = asMeetingId(deterministicId(project.tenantId, project.id, file.messageId, file.name));
  const transcriptId = fileTranscriptId(id);
  const meeting = await ports.transact(project.tenantId, async ({ meetings }) => {
    await meetings.lock(transcriptId);
    const known = await meetings.byTranscript(transcriptId);
    if (known !== null) return known;
    const last = await meetings.ofProject(project.id, 20);
    const found = last.find((each) => isWithoutWords(each, now));
    const held = found === undefined ? null : await lockMeeting(meetings, found.id);
    const waiting = held !== null && isWithoutWords(held, now) ? held : null;
    const start = file.start ?? waiting?.start ?? now;
    const made: Meeting = waiting ?? {
      id,
      tenantId: project.tenantId,
      projectId: project.id,
      subject: subjectOf(file.name),
      state: 'waiting',
      source: 'file',
      onlineMeetingId: null,
      organiserId: null,
      joinUrl: null,
      start,
      end: now,
      attendeeIds: [],
      tries: 0,
      lastObstacle: null,
      toldAt: null,
      readFrom: [],
    };
    await meetings.save(made);
    await meetings.keepTranscript(made.id, {
      ref: {
        organiserId: file.givenBy,
        onlineMeetingId: made.onlineMeetingId ?? transcriptId,
        transcriptId,
        callId: null,
        createdAt: start,
        endedAt: null,
      },
      content: file.content,
      isAttributed: transcript.attributed,
    });
    return made;
  });
  await proposeMinutes(ports, project, meeting);
  return meeting;
}

/** Over, no words came, and recent enough for a file without a date to be of it. */
function isWithoutWords({ state, readFrom, end }: Meeting, now: Instant): boolean {
  const isOver = end !== null && end <= now && end > instantPlus(now, -OLDEST_SITTING_MS);
  return ['expected', 'waiting', 'missing'].includes(state) && readFrom.length === 0 && isOver;
}

/** `steering-2_2027-03-09.vtt` as `steering 2 2027-03-09`. */
function subjectOf(fileName: string): string {
  const base = fileName
    .replace(/\.[^.]+$/, '')
    .replace(/[_]+|(?<=\p{L})-(?=\p{L}|\d)/gu, ' ')
    .trim();
  return base === '' ? 'Meeting' : base.slice(0, 200);
}
