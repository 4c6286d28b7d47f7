/** The drafts of a meeting, and how later words change them: answers, take-overs, corrections, withdrawals, repetitions. */
import type { Act } from '../acts.ts';
import type { Body, Language } from '../language.ts';
import type { Due, Owner } from '../minutes.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { addEvidence, changeDue, changeOwners, changeStanding, type Draft } from './draft.ts';
import type { Spoken } from './draftActs.ts';
import { DraftIndex } from './matchDrafts.ts';
import { mentionOwner, personOwner, speakerOwner } from './owners.ts';
import { WEIGHTS } from './score.ts';

/** How far back an answer, a take-over or a correction may reach, in sentences. */
const REACH = { reply: 6, takeover: 8, correction: 10, withdrawal: 8, joke: 2, thanks: 5 } as const;
/** Recent drafts that are looked at; keeps every step short. */
const RECENT = 12;

export class Ledger {
  readonly drafts: Draft[] = [];
  private readonly index = new DraftIndex();
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** False when it only repeats an earlier draft. */
  add(draft: Draft, spoken: Spoken): boolean {
    const earlier =
      draft.keys.length === 0
        ? null
        : this.index.findSame(draft.kind, draft.keys, (other) => mayBeSame(other, draft));
    if (earlier !== null) {
      this.restate(earlier, draft, spoken.sentence);
      return true;
    }
    this.drafts.push(draft);
    this.index.add(draft);
    return true;
  }

  recentAction(sentence: Sentence, reach: number): Draft | null {
    return this.recent(sentence, reach, (draft) => draft.kind === 'action');
  }

  /** An answer to what was asked or proposed shortly before. */
  hearReply(spoken: Spoken): boolean {
    const { sentence, speaking, due, text } = spoken;
    const asked = this.recent(
      sentence,
      REACH.reply,
      (draft) => isWaiting(draft) && isOtherSpeaker(draft, sentence),
    );
    if (asked === null) return false;
    const reply = this.language.readReply(text);
    if (reply === null) return false;
    const isAsked =
      asked.askedOf.length === 0 ||
      speaking.person === null ||
      asked.askedOf.some((person) => isSame(person, speaking.person));
    if (asked.kind === 'action' && asked.act === 'request' && !isAsked) return false;
    if (reply === 'no') {
      asked.weight += WEIGHTS.refused;
      addEvidence(asked, sentence);
      return true;
    }
    if (reply === 'perhaps') {
      asked.weight += WEIGHTS.perhaps;
      return true;
    }
    this.accept(asked, spoken);
    if (due !== null && asked.kind === 'action') changeDue(asked, due.due, sentence);
    return true;
  }

  private accept(asked: Draft, { sentence, speaking }: Spoken): void {
    addEvidence(asked, sentence);
    asked.weight += WEIGHTS.accepted;
    asked.standing = 'committed';
    if (asked.kind !== 'action' || asked.act !== 'request') return;
    const named = asked.owners.filter((owner) => owner.kind !== 'unknown' && owner.kind !== 'ambiguous');
    if (named.length > 0) return;
    if (speaking.person !== null) asked.owners = [personOwner(speaking.person, asked.askedOf.length > 0)];
    else if (asked.askedOf.length === 0) asked.owners = [speakerOwner(speaking)];
  }

  /** "I'll do that", "Sam will take it": the draft that is pointed at gets this owner. */
  takeOver(act: Act, body: Body, owners: readonly Owner[], due: Due | null, spoken: Spoken): boolean {
    const { sentence } = spoken;
    const waiting = (draft: Draft) => draft.kind === 'action' && !draft.isPointing;
    const target =
      this.recent(
        sentence,
        REACH.takeover,
        (draft) =>
          waiting(draft) && (isWaiting(draft) || draft.standing === 'requested') && fitsVerb(draft, body),
      ) ??
      (act.doer.by === 'mentions' || this.language.isCorrection(spoken.text)
        ? this.recent(sentence, REACH.takeover, waiting)
        : null) ??
      this.recent(
        sentence,
        2,
        (draft) =>
          waiting(draft) &&
          draft.speaker !== null &&
          isSame(draft.speaker, spoken.speaking.person) &&
          fitsVerb(draft, body),
      );
    if (target === null) return false;
    if (act.kind === 'request' || act.kind === 'need' || act.kind === 'proposal') {
      addEvidence(target, sentence);
      if (due !== null) changeDue(target, due, sentence);
      return true;
    }
    changeOwners(target, [...owners], sentence);
    if (due !== null) changeDue(target, due, sentence);
    target.standing = 'committed';
    target.weight += WEIGHTS.accepted;
    return true;
  }

  /** "Let's not do that", "we don't need the second firewall any more". */
  hearWithdrawal({ text, sentence }: Spoken): boolean {
    const withdrawal = this.language.readWithdrawal(text);
    if (withdrawal === null) return false;
    const target =
      withdrawal.what === ''
        ? this.recent(
            sentence,
            REACH.withdrawal,
            (draft) => draft.kind === 'action' || draft.kind === 'decision',
          )
        : this.index.findSame(
            'action',
            this.language.keysOf(withdrawal.what),
            (draft) => draft.standing !== 'withdrawn',
            0.5,
          );
    if (target === null) return false;
    changeStanding(target, 'withdrawn', sentence);
    return true;
  }

  /** "Actually make that Thursday", "no, Sam will take it", "sorry, I meant the 12th". */
  hearCorrection(spoken: Spoken): boolean {
    const { text, sentence, due, masked } = spoken;
    if (!this.language.isCorrection(text) || /\?\s*$/.test(text)) return false;
    const words = text.split(/\s+/).length;
    if (words > 22) return false;
    const named = this.language
      .keysOf(due === null ? text : text.replace(due.due.phrase, ' '))
      .filter(
        (key) => !/^(?:actual|correct|sor|wait|mean|instead|rath|bet|mak|mov|push|chang|mistak)/.test(key),
      );
    const isShort = named.length <= 2;
    const target =
      (isShort ? null : this.index.findSame('action', named, () => true, 0.6)) ??
      (isShort || words <= 10 ? this.recentAction(sentence, REACH.correction) : null);
    if (target === null || target.standing === 'withdrawn') return false;
    if (due?.due.day != null && (isShort || target.keys.some((key) => named.includes(key)))) {
      changeDue(target, due.due, sentence);
      return true;
    }
    const owner =
      /(?:^|\b(?:no|actually|sorry|wait|rather|give (?:it|that) to|that(?:'s| is) for|better)[, ]+)@(\d+)(?:'ll| will| should| can| does| takes|\s*(?:instead|then|,? not @\d+)?[.!]?$)/i.exec(
        text,
      );
    const mention = masked.mentions[Number(owner?.[1] ?? -1)];
    if (mention === undefined || !isShort) return false;
    changeOwners(target, [mentionOwner(mention)], sentence);
    return true;
  }

  hearThanks(spoken: Spoken): void {
    if (!this.language.isThanks(spoken.text)) return;
    const last = this.recent(
      spoken.sentence,
      REACH.thanks,
      (draft) => draft.kind === 'action' && isOtherSpeaker(draft, spoken.sentence),
    );
    if (last === null) return;
    last.weight += WEIGHTS.thanked;
    if (last.act === 'offer' && last.standing === 'proposed') last.standing = 'committed';
  }

  takeAsJoke(sentence: Sentence): void {
    const last = this.recent(sentence, REACH.joke, () => true);
    if (last !== null) last.isGone = true;
  }

  /** Somebody was thanked by name: what was promised just before, by nobody known, is that person's. */
  attribute(person: KnownPerson, sentence: Sentence): void {
    const last = this.recent(
      sentence,
      3,
      (draft) => draft.kind === 'action' && draft.owners.every(({ kind }) => kind === 'unknown'),
    );
    if (last !== null) last.owners = [personOwner(person, false)];
  }

  private recent(sentence: Sentence, reach: number, accepts: (draft: Draft) => boolean): Draft | null {
    for (let at = this.drafts.length - 1; at >= 0 && at >= this.drafts.length - RECENT; at--) {
      const draft = this.drafts[at];
      if (draft === undefined || draft.isGone || draft.standing === 'withdrawn') continue;
      if (sentence.index - draft.lastSentence > reach) continue;
      if (accepts(draft)) return draft;
    }
    return null;
  }

  private restate(earlier: Draft, later: Draft, sentence: Sentence): void {
    const firm = later.standing === 'committed';
    if (later.due !== null) changeDue(earlier, later.due, sentence);
    else addEvidence(earlier, sentence);
    if (
      later.owners.some(({ kind }) => kind !== 'unknown') &&
      later.act !== 'need' &&
      later.act !== 'proposal' &&
      firm
    ) {
      changeOwners(earlier, mergeOwners(earlier.owners, later.owners), sentence);
    }
    if (firm && earlier.standing !== 'committed') changeStanding(earlier, 'committed', sentence);
    if (later.keys.length > earlier.keys.length && earlier.isPointing) {
      earlier.text = later.text;
      earlier.keys = later.keys;
    }
    earlier.weight = Math.max(earlier.weight, later.weight) + WEIGHTS.restated;
  }
}

const isSame = (one: KnownPerson | null, other: KnownPerson | null): boolean =>
  one !== null &&
  other !== null &&
  (one === other || (one.personId !== null && one.personId === other.personId));

const isWaiting = (draft: Draft): boolean =>
  draft.standing === 'requested' ||
  (draft.standing === 'proposed' && draft.kind !== 'risk' && draft.kind !== 'issue');

/** Where nobody is named, an answer is taken to come from somebody else. */
const isOtherSpeaker = (draft: Draft, sentence: Sentence): boolean =>
  draft.sentence.speaker === null
    ? draft.sentence.index !== sentence.index
    : draft.sentence.speaker !== sentence.speaker;

/** "Do", "take" and "handle" fit any work; another verb only its own. */
const fitsVerb = (draft: Draft, body: Body): boolean =>
  body.verb === draft.verb ||
  /^(?:do|take|handle|own|cover|help|look|sort|deal|see|pick|get|have|try|make|finish|follow|check|machen|hacer|faire)$/.test(
    body.verb,
  );

function mayBeSame(earlier: Draft, later: Draft): boolean {
  if (earlier.standing === 'withdrawn') return false;
  if (earlier.kind !== 'action') return true;
  return (
    isCompatible(earlier.owners, later.owners) ||
    later.act === 'assignment' ||
    later.act === 'takeover' ||
    earlier.act === 'need' ||
    earlier.act === 'proposal' ||
    later.act === 'need'
  );
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
  return (
    names.every((name) => name === null) ||
    other.map(nameKey).every((name) => name === null) ||
    other.some((owner) => names.includes(nameKey(owner)))
  );
}

/** The later owners, with what was stated before kept where they are the same person. */
function mergeOwners(earlier: readonly Owner[], later: readonly Owner[]): Owner[] {
  if (
    later.length < earlier.length &&
    later.every((owner) => earlier.some((before) => nameKey(before) === nameKey(owner)))
  )
    return [...earlier];
  return later.map((owner) => {
    const before = earlier.find((candidate) => nameKey(candidate) === nameKey(owner));
    return before?.kind === 'person' && owner.kind === 'person' && before.stated ? before : owner;
  });
}
