/** A meeting that Docket hears of for the first time. */
import { deterministicId } from '../kernel/deterministicId.ts';
import { InputError } from '../kernel/errors.ts';
import { asMeetingId, type PersonId, type TenantId } from '../kernel/ids.ts';
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
    start: first.createdAt ?? online.start,
    end: first.endedAt ?? online.end,
    attendeeIds: online.attendeeIds,
    tries: 0,
    lastObstacle: null,
    toldAt: null,
    readFrom: [],
  };
}
