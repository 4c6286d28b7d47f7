/** Several transcripts of one sitting as one. */
import { type Instant, millisecondsBetween } from '../kernel/time.ts';
import type { Cue, Transcript } from './transcript/transcript.ts';

export interface TranscriptPart {
  readonly transcriptId: string;
  /** Start of the transcription; null counts as the start of the sitting. */
  readonly start: Instant | null;
  readonly transcript: Transcript;
}

/**
 * Cues in the order of the sitting, their offsets counted from the first part's start. With more than one part, cue
 * ids get the part's number before them, so that they stay unique.
 */
export function mergeTranscripts(parts: readonly [TranscriptPart, ...TranscriptPart[]]): Transcript {
  const [first] = parts;
  if (parts.length === 1) return first.transcript;
  const cues = parts.flatMap(({ transcript, start }, index): Cue[] => {
    const offsetMs = first.start === null || start === null ? 0 : millisecondsBetween(first.start, start);
    return transcript.cues.map((cue) => ({
      ...cue,
      id: `${index + 1}/${cue.id}`,
      startMs: cue.startMs + offsetMs,
      endMs: cue.endMs + offsetMs,
    }));
  });
  return {
    format: first.transcript.format,
    cues,
    attributed: parts.some(({ transcript }) => transcript.attributed),
    dropped: parts.flatMap(({ transcript }) => transcript.dropped),
  };
}
