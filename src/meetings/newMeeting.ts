/** A meeting that Docket hears of for the first time. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { InputError } from '../kernel/errors.ts';
import { asMeetingId, type PersonId, type TenantId } from '../kernel/ids.ts';
import { DAY_MS, type Instant, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import type { Meeting } from './meeting.ts';
import type { OnlineMeeting, TranscriptRef } from './ports.ts';

export interface AnnouncedMeeting {
  readonly organiserId: PersonId;
  readonly onlineMeetingId: string;
}

export function newMeeting(
  tenantId: TenantId,
  project: Project,
  online: OnlineMeeting,
  refs: readonly TranscriptRef[],
): Meeting {
  const first = refs[0];
  if (first === undefined)
    throw new InputError('no-transcript', `No transcript was given for ${online.subject}.`);
  const start = first.createdAt ?? online.start;
  return {
    id: asMeetingId(deterministicId(tenantId, online.onlineMeetingId, first.transcriptId)),
    tenantId,
    projectId: project.id,
    subject: online.subject,
    state: 'waiting',
    source: 'notification',
    onlineMeetingId: online.onlineMeetingId,
    organiserId: online.organiserId,
    joinUrl: online.joinUrl,
    start,
    end: refs.at(-1)?.endedAt ?? scheduledEnd(online, start),
    attendeeIds: online.attendeeIds,
    tries: 0,
    lastObstacle: null,
    toldAt: null,
    readFrom: [],
  };
}

/** A series has the times of its first occurrence, which say nothing of a later one. */
function scheduledEnd({ end }: OnlineMeeting, start: Instant | null): Instant | null {
  if (end === null || start === null) return end;
  return end > start && end < instantPlus(start, DAY_MS) ? end : null;
}
