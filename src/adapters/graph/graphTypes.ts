/** Schemas of the Graph resources that Docket reads: only the fields that are used. */
import type { CallTranscript, OnlineMeeting as GraphMeeting } from '@microsoft/microsoft-graph-types';
import { z } from 'zod';
import { asPersonId, type PersonId } from '../../kernel/ids.ts';
import { asInstant, type Instant } from '../../kernel/time.ts';
import type { OnlineMeeting, TranscriptRef } from '../../meetings/ports.ts';

const optionalText = z.string().nullish();

const identity = z.object({ user: z.object({ id: optionalText }).nullish() }).nullish();

export const callTranscriptSchema = z.object({
  id: z.string().min(1),
  meetingId: optionalText,
  callId: optionalText,
  createdDateTime: optionalText,
  endDateTime: optionalText,
  meetingOrganizer: identity,
} satisfies Partial<Record<keyof CallTranscript, z.ZodTypeAny>>);

const participant = z.object({ identity });

export const onlineMeetingSchema = z.object({
  id: z.string().min(1),
  subject: optionalText,
  joinWebUrl: optionalText,
  startDateTime: optionalText,
  endDateTime: optionalText,
  expiryDateTime: optionalText,
  chatInfo: z.object({ threadId: optionalText }).nullish(),
  participants: z
    .object({ organizer: participant.nullish(), attendees: z.array(participant).nullish() })
    .nullish(),
} satisfies Partial<Record<keyof GraphMeeting | 'expiryDateTime', z.ZodTypeAny>>);

/** A moment of Graph, null where there is none; .NET's zero (year 1) counts as none. */
export function readMoment(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined || text.startsWith('0001-')) return null;
  const withZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
  return Number.isNaN(Date.parse(withZone)) ? null : asInstant(withZone);
}

export function readTranscriptRef(
  value: z.infer<typeof callTranscriptSchema>,
  asked: { readonly organiserId: PersonId; readonly onlineMeetingId: string },
): TranscriptRef {
  const organiser = value.meetingOrganizer?.user?.id;
  return {
    organiserId: organiser ? asPersonId(organiser) : asked.organiserId,
    onlineMeetingId: value.meetingId ?? asked.onlineMeetingId,
    transcriptId: value.id,
    callId: value.callId ?? null,
    createdAt: readMoment(value.createdDateTime),
    endedAt: readMoment(value.endDateTime),
  };
}

export function readOnlineMeeting(
  value: z.infer<typeof onlineMeetingSchema>,
  asked: PersonId,
): OnlineMeeting {
  const idOf = (each: { identity?: z.infer<typeof identity> } | null | undefined): string[] => {
    const id = each?.identity?.user?.id;
    return id ? [id] : [];
  };
  const [organiser] = idOf(value.participants?.organizer);
  return {
    onlineMeetingId: value.id,
    organiserId: organiser === undefined ? asked : asPersonId(organiser),
    subject: value.subject ?? '',
    joinUrl: value.joinWebUrl ?? '',
    start: readMoment(value.startDateTime),
    end: readMoment(value.endDateTime),
    threadId: value.chatInfo?.threadId ?? null,
    attendeeIds: (value.participants?.attendees ?? []).flatMap(idOf).map(asPersonId),
  };
}
