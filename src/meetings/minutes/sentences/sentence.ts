/** The units in which a meeting is understood. */

/** A sentence as it was spoken by one person, with the cues it stands in. */
export interface Sentence {
  /** 0-based place in the meeting. */
  readonly index: number;
  /** 0-based number of the turn; a turn is one person's uninterrupted talk. */
  readonly turn: number;
  /** Label as in the transcript. */
  readonly speaker: string | null;
  /** The exact words. */
  readonly text: string;
  readonly cueIds: readonly string[];
  readonly startMs: number;
  readonly endMs: number;
  /** Speech recognition gave no punctuation: what is a question shows by its form only. */
  readonly isBare?: true;
}

/** Ends as a question does, whatever closes behind the mark. */
export const QUESTION = /\?["')\]]*$/;
