/** Which transcripts belong to one sitting: what people call one meeting. */
import { HOUR_MS, type Instant, MINUTE_MS, millisecondsBetween } from '../kernel/time.ts';
import type { TranscriptRef } from './ports.ts';

/**
 * Longest pause between the end of one transcript and the start of the next within one sitting. Recording that is
 * stopped and started again makes several transcripts; the next occurrence of a series is days away, back-to-back
 * uses of one "personal" meeting are told apart by the call as well.
 */
const LONGEST_PAUSE_MS = 90 * MINUTE_MS;
/** Within one call a longer break (lunch) is still the same sitting. */
const LONGEST_PAUSE_IN_CALL_MS = 4 * HOUR_MS;

/** Groups transcripts of one online meeting into sittings; each sitting and the list of them are oldest first. */
export function groupSittings(refs: readonly TranscriptRef[]): readonly (readonly TranscriptRef[])[] {
  const sorted = [...refs].sort(
    (a, b) =>
      (a.createdAt ?? '').localeCompare(b.createdAt ?? '') || a.transcriptId.localeCompare(b.transcriptId),
  );
  const sittings: TranscriptRef[][] = [];
  for (const ref of sorted) {
    const current = sittings.at(-1);
    const previous = current?.at(-1);
    if (current !== undefined && previous !== undefined && isSameSitting(previous, ref)) current.push(ref);
    else sittings.push([ref]);
  }
  return sittings;
}

function isSameSitting(previous: TranscriptRef, next: TranscriptRef): boolean {
  const end: Instant | null = previous.endedAt ?? previous.createdAt;
  if (end === null || next.createdAt === null)
    return previous.callId !== null && previous.callId === next.callId;
  const pauseMs = millisecondsBetween(end, next.createdAt);
  const isOneCall = previous.callId !== null && previous.callId === next.callId;
  return pauseMs <= (isOneCall ? LONGEST_PAUSE_IN_CALL_MS : LONGEST_PAUSE_MS);
}
