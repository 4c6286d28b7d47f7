/** What somebody else says that a meeting held: a language model, or Microsoft's own insights. Not believed before it was found in the transcript. */
import type { MinuteKind, Standing } from '../minutes/minutes.ts';

export interface Claim {
  readonly kind: MinuteKind;
  /** As a person would write it, in the language of the meeting. */
  readonly text: string;
  readonly standing: Standing;
  readonly owners: readonly ClaimedOwner[];
  /** The words that name the deadline, as they were said; never a date that somebody computed. */
  readonly duePhrase: string | null;
  /** First the sentence that it rests on, then what confirmed or changed it. */
  readonly evidence: readonly ClaimedEvidence[];
  readonly changes: readonly ClaimedChange[];
  /** Key of the open register row that it speaks of. */
  readonly openItem: { readonly key: string; readonly isDone: boolean } | null;
  /** 0 to 1, before anything was checked. */
  readonly confidence: number;
}

/** `speaker` is whoever says the first evidence: a first-person promise. Its name is not used. */
export interface ClaimedOwner {
  readonly kind: 'speaker' | 'person' | 'team';
  readonly name: string;
}

export interface ClaimedEvidence {
  readonly cueIds: readonly string[];
  readonly quote: string;
}

/** Something that was said differently before; what it is now stands in the claim itself. */
export interface ClaimedChange {
  readonly what: 'text' | 'owner' | 'due' | 'standing';
  /** What it was before, in a few words. */
  readonly from: string;
  /** Where it was changed. */
  readonly evidence: ClaimedEvidence;
}
