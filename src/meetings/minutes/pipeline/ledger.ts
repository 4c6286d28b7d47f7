/** The drafts of a meeting: kept in order, found again by words, by owner and by how recent they are. */
import type { Language } from '../language.ts';
import type { Owner } from '../minutes.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { addEvidence, changeDue, changeOwners, changeStanding, type Draft, improveText } from './draft.ts';
import { DraftIndex } from './matchDrafts.ts';
import type { Speaking } from './owners.ts';
import { WEIGHTS } from './score.ts';

/** Recent drafts that are looked at; keeps every step short. */
const RECENT = 14;
/** A firm promise takes the place of a weaker one this many sentences later. */
const SUPERSEDES = 10;

export class Ledger {
  readonly drafts: Draft[] = [];
  readonly index = new DraftIndex();
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** Adds a draft, or tells an earlier one of the same thing again; returns the one that now stands for it. */
  add(draft: Draft): Draft {
    const earlier =
      draft.keys.length === 0
        ? null
        : this.index.findSame(
            draft.kind,
            draft.keys,
            (other) => mayBeSame(other, draft) && this.isSameWork(other, draft) && isNearEnough(other, draft),
          );
    if (earlier !== null) {
      restate(earlier, draft);
      return earlier;
    }
    const twin = this.findTwin(draft);
    if (twin !== null) {
      restate(twin, draft);
      return twin;
    }
    const weaker = this.findWeaker(draft);
    if (weaker !== null) {
      restate(weaker, draft);
      weaker.text = draft.text;
      weaker.verb = draft.verb;
      weaker.keys = draft.keys;
      this.index.add(weaker);
      return weaker;
    }
    this.drafts.push(draft);
    this.index.add(draft);
    return draft;
  }

  private isSameWork(earlier: Draft, later: Draft): boolean {
    return (
      earlier.kind !== 'action' ||
      later.act === 'recap' ||
      this.language.mayBeSameWork(earlier.verb, later.verb)
    );
  }

  /** "I'll retest the merge. ... I'll have all of the merge cases done by Tuesday": one person, one day, one thing. */
  private findTwin(draft: Draft): Draft | null {
    if (
      draft.kind !== 'action' ||
      draft.due?.day == null ||
      draft.owners.some(({ kind }) => kind === 'unknown')
    )
      return null;
    const things = draft.keys.slice(1);
    return this.recent(
      draft.sentence,
      SUPERSEDES,
      (other) =>
        other.kind === 'action' &&
        other.act !== 'report' &&
        (other.due === null || other.due.day === draft.due?.day) &&
        other.sentence.index < draft.sentence.index &&
        isSamePerson(other.speaker, draft.speaker) &&
        isCompatible(other.owners, draft.owners) &&
        this.language.mayBeSameWork(other.verb, draft.verb) &&
        things.some((key) => other.keys.slice(1).includes(key)),
    );
  }

  /** What the same person offered or said must be done a moment ago, and now promises. */
  private findWeaker(draft: Draft): Draft | null {
    if (draft.kind !== 'action' || (draft.act !== 'commitment' && draft.act !== 'offer') || draft.isPointing)
      return null;
    const things = draft.keys.slice(1);
    return this.recent(
      draft.sentence,
      SUPERSEDES,
      (other) =>
        isWeak(other) &&
        other.sentence.index < draft.sentence.index &&
        (other.speaker === null
          ? other.sentence.turn === draft.sentence.turn
          : isSamePerson(other.speaker, draft.speaker)) &&
        things.some((key) => other.keys.includes(key)),
    );
  }

  /** The newest draft that was spoken of at most `reach` sentences ago. */
  recent(sentence: Sentence, reach: number, accepts: (draft: Draft) => boolean): Draft | null {
    let best: Draft | null = null;
    for (let at = this.drafts.length - 1; at >= 0 && at >= this.drafts.length - RECENT; at--) {
      const draft = this.drafts[at];
      if (draft === undefined || draft.isGone || draft.standing === 'withdrawn') continue;
      if (sentence.index - draft.lastSentence > reach || !accepts(draft)) continue;
      if (best === null || draft.lastSentence > best.lastSentence) best = draft;
    }
    return best;
  }
}

const isWeak = ({ kind, act, rule }: Draft): boolean =>
  kind === 'action' &&
  (act === 'offer' || act === 'need' || act === 'proposal' || rule === 'I must' || rule === 'let me');

/** Counts a way of being confirmed once. */
export function confirm(draft: Draft, how: Draft['confirmed'] extends Set<infer Way> ? Way : never): void {
  if (draft.confirmed.has(how)) return;
  draft.confirmed.add(how);
  draft.weight += WEIGHTS[how];
}

/** The same thing said again: the later words win where they say more. */
export function restate(earlier: Draft, later: Draft): void {
  const { sentence } = later;
  const isFirm = later.standing === 'committed';
  addEvidence(earlier, sentence);
  if (later.due !== null && (later.due.day !== null || earlier.due === null))
    changeDue(earlier, later.due, sentence);
  const isVague =
    later.act === 'need' || later.act === 'proposal' || later.owners.every(({ kind }) => kind === 'unknown');
  if (!isVague && (isFirm || earlier.owners.every(({ kind }) => kind === 'unknown'))) {
    changeOwners(earlier, mergeOwners(earlier.owners, later.owners), sentence);
  }
  if (isFirm && earlier.standing !== 'committed' && earlier.kind === 'action') {
    earlier.standing = 'committed';
    addEvidence(earlier, sentence);
  } else if (isFirm && earlier.standing === 'proposed') changeStanding(earlier, 'committed', sentence);
  if (later.keys.length > earlier.keys.length && earlier.act === 'need' && isFirm) {
    earlier.text = later.text;
    earlier.keys = later.keys;
    earlier.isPointing = later.isPointing;
  } else if (
    later.kind === 'action' &&
    later.act !== 'need' &&
    later.act !== 'proposal' &&
    (later.isExplicit === true || later.act === 'recap' || earlier.isPointing)
  ) {
    improveText(earlier, later.text, later.verb, later.keys);
  }
  earlier.weight = Math.max(earlier.weight, later.weight);
  confirm(earlier, 'restated');
}

export const isSamePerson = (one: KnownPerson | null, other: KnownPerson | null): boolean =>
  one !== null &&
  other !== null &&
  (one === other || (one.personId !== null && one.personId === other.personId));

/** Asked or proposed, and not answered yet. */
export const isWaiting = (draft: Draft): boolean =>
  draft.standing === 'requested' ||
  (draft.standing === 'proposed' && draft.kind !== 'risk' && draft.kind !== 'issue');

/** The speaker was asked to do it, or nobody in particular was. */
export const isAskedOf = (draft: Draft, { speaking }: { readonly speaking: Speaking }): boolean =>
  draft.act === 'request' &&
  (draft.askedOf.length === 0 || draft.askedOf.some((person) => isSamePerson(person, speaking.person)));

/** Where nobody is named, an answer is taken to come from somebody else. */
export const isFromOther = (draft: Draft, sentence: Sentence): boolean =>
  draft.sentence.speaker === null
    ? draft.sentence.index !== sentence.index
    : draft.sentence.speaker !== sentence.speaker;

/** Minutes of a word or two are alike by chance: they are the same only a moment later. */
function isNearEnough(earlier: Draft, later: Draft): boolean {
  const isShort = Math.min(earlier.keys.length, later.keys.length) <= 2;
  return !isShort || later.sentence.index - earlier.lastSentence <= SUPERSEDES;
}

function mayBeSame(earlier: Draft, later: Draft): boolean {
  if (earlier.standing === 'withdrawn') return false;
  if (earlier.kind !== 'action') return true;
  const isVague =
    earlier.act === 'need' || earlier.act === 'proposal' || later.act === 'need' || later.act === 'proposal';
  return isVague || later.isCorrecting || isCompatible(earlier.owners, later.owners);
}

const nameKey = (owner: Owner): string | null =>
  owner.kind === 'person'
    ? owner.personId
    : owner.kind === 'named' || owner.kind === 'team'
      ? owner.name
      : null;

/** Nobody known on one side, or somebody in common. */
function isCompatible(one: readonly Owner[], other: readonly Owner[]): boolean {
  const names = one.map(nameKey);
  const others = other.map(nameKey);
  return (
    names.every((name) => name === null) ||
    others.every((name) => name === null) ||
    others.some((name) => name !== null && names.includes(name))
  );
}

/** The later owners, with what was stated before kept where they are the same people. */
function mergeOwners(earlier: readonly Owner[], later: readonly Owner[]): Owner[] {
  const isPart = later.every((owner) => earlier.some((before) => nameKey(before) === nameKey(owner)));
  if (later.length < earlier.length && isPart) return [...earlier];
  return later.map((owner) => {
    const before = earlier.find((candidate) => nameKey(candidate) === nameKey(owner));
    return before?.kind === 'person' && owner.kind === 'person' && before.stated ? before : owner;
  });
}
