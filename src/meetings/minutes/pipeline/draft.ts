/** A minute while the meeting is still being read. */
import type { ActKind } from '../acts.ts';
import type { Due, Evidence, ItemChange, MinuteKind, Owner, Standing } from '../minutes.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';

export interface Draft {
  readonly kind: MinuteKind;
  readonly rule: string;
  readonly act: ActKind | 'statement';
  /** Sentence that it rests on. */
  readonly sentence: Sentence;
  /** Label or person that said it. */
  readonly speaker: KnownPerson | null;
  text: string;
  verb: string;
  /** Stems of its content words. */
  keys: readonly string[];
  owners: Owner[];
  /** People asked; empty when nobody in particular was, or nobody was asked. */
  askedOf: readonly KnownPerson[];
  due: Due | null;
  standing: Standing;
  /** Log odds so far. */
  weight: number;
  /** True while the words point at a thing that was not found. */
  isPointing: boolean;
  /** The last sentence in which it was spoken of. */
  lastSentence: number;
  readonly evidence: [Evidence, ...Evidence[]];
  readonly history: ItemChange[];
  /** Taken back as a joke, or merged into another: not shown. */
  isGone: boolean;
}

/** Exact words longer than this are cut to the clause by the reader. */
export function evidenceOf(sentence: Sentence): Evidence {
  const { cueIds, startMs, endMs, speaker, text } = sentence;
  return { cueIds, startMs, endMs, speaker, quote: text };
}

export function addEvidence(draft: Draft, sentence: Sentence): Evidence {
  const evidence = evidenceOf(sentence);
  const known = draft.evidence.some(
    ({ startMs, quote }) => startMs === evidence.startMs && quote === evidence.quote,
  );
  if (!known) draft.evidence.push(evidence);
  draft.lastSentence = Math.max(draft.lastSentence, sentence.index);
  return evidence;
}

/** A readable form of an owner or a due date for the history. */
export const ownersText = (owners: readonly Owner[]): string =>
  owners
    .map((owner) =>
      owner.kind === 'ambiguous'
        ? owner.said
        : owner.kind === 'unknown'
          ? (owner.label ?? 'unknown')
          : owner.name,
    )
    .join(', ');

export const dueText = (due: Due | null): string => (due === null ? '' : (due.day ?? due.phrase));

export function changeDue(draft: Draft, due: Due, sentence: Sentence): void {
  const evidence = addEvidence(draft, sentence);
  if (draft.due !== null && dueText(draft.due) !== dueText(due)) {
    draft.history.push({ what: 'due', from: dueText(draft.due), to: dueText(due), evidence });
  }
  draft.due = due;
}

export function changeOwners(draft: Draft, owners: Owner[], sentence: Sentence): void {
  const evidence = addEvidence(draft, sentence);
  const from = ownersText(draft.owners);
  if (from !== ownersText(owners) && draft.owners.some(({ kind }) => kind !== 'unknown')) {
    draft.history.push({ what: 'owner', from, to: ownersText(owners), evidence });
  }
  draft.owners = owners;
}

export function changeStanding(draft: Draft, standing: Standing, sentence: Sentence): void {
  if (draft.standing === standing) return;
  const evidence = addEvidence(draft, sentence);
  draft.history.push({ what: 'standing', from: draft.standing, to: standing, evidence });
  draft.standing = standing;
}
