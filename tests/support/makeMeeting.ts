/** Meetings, transcripts and minutes as plain values; overrides replace whole fields. */
import { asMeetingId, asPersonId } from '../../src/kernel/ids.ts';
import { asInstant } from '../../src/kernel/time.ts';
import type { Meeting } from '../../src/meetings/meeting.ts';
import type { MinuteItem, Minutes, Owner } from '../../src/meetings/minutes/minutes.ts';
import type { OnlineMeeting, TranscriptRef } from '../../src/meetings/ports.ts';
import { amara, makeProject, tomasz } from './fakeRegisters.ts';

export function makeMeeting(overrides: Partial<Meeting> = {}): Meeting {
  const { id: projectId, tenantId } = makeProject();
  return {
    id: asMeetingId('meeting-1'),
    tenantId,
    projectId,
    subject: 'Atlas weekly project meeting',
    state: 'waiting',
    source: 'notification',
    onlineMeetingId: 'online-1',
    organiserId: amara.id,
    joinUrl: 'https://teams.example/join/1',
    start: asInstant('2026-11-25T09:00:00Z'),
    end: asInstant('2026-11-25T10:00:00Z'),
    attendeeIds: [tomasz.id],
    tries: 0,
    lastObstacle: null,
    toldAt: null,
    readFrom: [],
    ...overrides,
  };
}

export function makeOnlineMeeting(overrides: Partial<OnlineMeeting> = {}): OnlineMeeting {
  return {
    onlineMeetingId: 'online-1',
    organiserId: amara.id,
    subject: 'Atlas weekly project meeting',
    joinUrl: 'https://teams.example/join/1',
    start: asInstant('2026-11-25T09:00:00Z'),
    end: asInstant('2026-11-25T10:00:00Z'),
    threadId: null,
    attendeeIds: [tomasz.id],
    ...overrides,
  };
}

/** A transcript of the hour from `createdAt` unless said. */
export function makeRef(transcriptId: string, overrides: Partial<TranscriptRef> = {}): TranscriptRef {
  return {
    organiserId: amara.id,
    onlineMeetingId: 'online-1',
    transcriptId,
    callId: null,
    createdAt: asInstant('2026-11-25T09:00:00Z'),
    endedAt: asInstant('2026-11-25T10:00:00Z'),
    ...overrides,
  };
}

export function makeItem(overrides: Partial<MinuteItem> = {}): MinuteItem {
  return {
    id: 'item-1',
    kind: 'action',
    text: 'Draft the rollback plan',
    owners: [makeOwner()],
    due: null,
    standing: 'committed',
    confidence: 0.9,
    evidence: [
      {
        cueIds: ['1'],
        startMs: 93_000,
        endMs: 96_000,
        speaker: 'Priya Raman',
        quote: 'I will draft the rollback plan.',
      },
    ],
    history: [],
    ...overrides,
  };
}

export const makeOwner = (): Owner => ({
  kind: 'person',
  personId: asPersonId('a1000000-0000-4000-8000-000000000003'),
  name: 'Priya Raman',
  stated: true,
});

export function makeMinutes(items: readonly MinuteItem[], overrides: Partial<Minutes> = {}): Minutes {
  return {
    engine: 'rules 1',
    items,
    attendees: [],
    unidentifiedSpeakers: 0,
    durationMs: 3_600_000,
    ...overrides,
  };
}
