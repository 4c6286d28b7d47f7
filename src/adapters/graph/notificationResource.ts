/** Reads which transcript or list a notification's resource names. */

/** Both spellings: `communications/onlineMeetings('id')/transcripts('id')` and `users/id/onlineMeetings/id/transcripts/id`. */
const TRANSCRIPT =
  /^\/?(?:communications|users(?:\('([^']+)'\)|\/([^/]+)))\/onlineMeetings(?:\('([^']+)'\)|\/([^/]+))\/transcripts(?:\('([^']+)'\)|\/([^/]+))$/i;
const LIST = /^\/?sites(?:\('([^']+)'\)|\/([^/]+))\/lists(?:\('([^']+)'\)|\/([^/]+))$/i;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface TranscriptResource {
  readonly organiserId: string | null;
  readonly onlineMeetingId: string;
  readonly transcriptId: string;
}

export function readTranscriptResource(resource: string): TranscriptResource | null {
  const found = TRANSCRIPT.exec(resource);
  if (found === null) return null;
  const [, userA, userB, meetingA, meetingB, transcriptA, transcriptB] = found;
  const onlineMeetingId = meetingA ?? meetingB ?? '';
  const user = userA ?? userB ?? null;
  return {
    organiserId: organiserOf(onlineMeetingId) ?? user,
    onlineMeetingId,
    transcriptId: transcriptA ?? transcriptB ?? '',
  };
}

export function readListResource(resource: string): { siteId: string; listId: string } | null {
  const [, siteA, siteB, listA, listB] = LIST.exec(resource) ?? [];
  const siteId = siteA ?? siteB;
  const listId = listA ?? listB;
  return siteId === undefined || listId === undefined ? null : { siteId, listId };
}

/**
 * The organiser that a meeting id names: it is base64 of `1*{organiser}*{root message or 0}**{thread}`. Null when it has
 * another shape; ids are read, never built.
 */
export function organiserOf(onlineMeetingId: string): string | null {
  const [kind, organiser] = Buffer.from(onlineMeetingId, 'base64').toString('utf8').split('*');
  return kind === '1' && organiser !== undefined && GUID.test(organiser) ? organiser.toLowerCase() : null;
}
