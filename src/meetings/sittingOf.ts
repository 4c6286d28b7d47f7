/** Whether a sitting's transcripts are those of a known meeting. */
import { HOUR_MS, instantPlus } from '../kernel/time.ts';
import type { Meeting } from './meeting.ts';
import type { TranscriptRef } from './ports.ts';

/** Talk begins before the scheduled start and runs over the scheduled end; occurrences of a series are further apart. */
const AROUND_MS = 2 * HOUR_MS;

/** The meeting was read from one of them, or has no words yet and took place when the sitting began. */
export function isSittingOf(meeting: Meeting, sitting: readonly TranscriptRef[]): boolean {
  if (sitting.some(({ transcriptId }) => meeting.readFrom.includes(transcriptId))) return true;
  return meeting.readFrom.length === 0 && isAround(meeting, sitting);
}

/** Every transcript of the sitting was read, or somebody gave its words as a file before they came. */
export function isSettled(sitting: readonly TranscriptRef[], known: readonly Meeting[]): boolean {
  return known.some(
    (meeting) =>
      sitting.every(({ transcriptId }) => meeting.readFrom.includes(transcriptId)) ||
      (isFromFile(meeting) && isAround(meeting, sitting)),
  );
}

export const fileTranscriptId = (id: string): string => `file:${id}`;

const isFromFile = ({ readFrom }: Meeting): boolean =>
  readFrom.length > 0 && readFrom.every((id) => id.startsWith(fileTranscriptId('')));

function isAround({ start, end }: Meeting, sitting: readonly TranscriptRef[]): boolean {
  const begun = sitting[0]?.createdAt ?? null;
  if (begun === null || start === null) return false;
  return begun >= instantPlus(start, -AROUND_MS) && begun <= instantPlus(end ?? start, AROUND_MS);
}
