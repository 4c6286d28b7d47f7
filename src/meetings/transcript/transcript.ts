/** A meeting's spoken words in one shape, whatever file or service they came from. */

export type TranscriptFormat =
  | 'teams-vtt'
  | 'teams-metadata'
  | 'teams-unattributed'
  | 'zoom-vtt'
  | 'plain-vtt'
  | 'srt'
  | 'name-text'
  | 'docx';

/** One stretch of speech. */
export interface Cue {
  /** Stable within the transcript: the file's own cue id when it has a unique one, else `c1`, `c2`, ... */
  readonly id: string;
  /**
   * The file's own identifier, or the cue's 0-based place in the file where it gives none. Left out where it equals
   * `id`. Several cues share one when several people speak in one cue of the file.
   */
  readonly inFile?: string;
  /** Milliseconds from the start of the transcription; may be negative when talk began before it. */
  readonly startMs: number;
  readonly endMs: number;
  /** Speaker's label as written, badges included; null when the file names nobody. */
  readonly speaker: string | null;
  /** Spoken words only: no tags, ids or entities; lines joined by one space. Never empty. */
  readonly text: string;
  /** BCP 47 tag, lower case, where the file tells it. */
  readonly language?: string;
}

export interface Transcript {
  readonly format: TranscriptFormat;
  /** In the order of their start; cues with equal start keep the file's order. */
  readonly cues: readonly Cue[];
  /** True when at least one cue names its speaker. */
  readonly attributed: boolean;
  /** Broken cues that were left out, with the line (1-based) at which each begins and what was wrong. */
  readonly dropped: readonly DroppedCue[];
}

export interface DroppedCue {
  readonly line: number;
  readonly problem: string;
}
