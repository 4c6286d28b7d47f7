/** Recaps and verdicts: words about what was said before. */
import { withNames } from '../acts.ts';
import type { Verdict } from '../language.ts';
import type { Due, Owner } from '../minutes.ts';
import { type Mention, saidIn } from '../people/mentions.ts';
import type { KnownPerson } from '../people/people.ts';
import { addEvidence, beginDraft, changeDue, changeOwners, type Draft, improveText } from './draft.ts';
import { confirm, type Ledger } from './ledger.ts';
import type { OpenItemTalk } from './openItems.ts';
import { mentionOwner, personOwner } from './owners.ts';
import { findRestated } from './restatements.ts';
import { isOwnerOpen } from './sameItem.ts';
import { WEIGHTS } from './score.ts';
import { type MeetingTools, type Spoken, withoutPhrase } from './spoken.ts';

/** A recap goes on for this many sentences after it was announced or last went on. */
const RECAP_LENGTH = 12;
/** So many entries make a recap of the whole meeting. */
const FULL_RECAP = 3;
/** A verdict reaches back this many sentences. */
const VERDICT_REACH = { near: 4, far: 9 } as const;
/** Reads recaps; knows whether one is going on. */
export class RecapReader {
  private until = -1;
  private lastFound = -RECAP_LENGTH;
  private entries = 0;
  private first = Number.POSITIVE_INFINITY;
  private readonly openItems: OpenItemTalk;
  private readonly ledger: Ledger;
  private readonly tools: MeetingTools;

  constructor(ledger: Ledger, tools: MeetingTools, openItems: OpenItemTalk) {
    this.openItems = openItems;
    this.ledger = ledger;
    this.tools = tools;
  }

  /**
   * Where the actions were read back, one that was not among them, has no day and was confirmed by nobody counts for
   * less.
   */
  closeMeeting(): void {
    if (this.entries < FULL_RECAP) return;
    for (const draft of this.ledger.drafts) {
      const isConfirmed = draft.confirmed.has('recapped') || draft.confirmed.has('restated');
      if (
        draft.kind !== 'action' ||
        draft.act === 'report' ||
        isConfirmed ||
        draft.sentence.index > this.first
      )
        continue;
      const isAnswered = draft.confirmed.has('accepted') || draft.confirmed.has('thanked');
      const loss = draft.due?.day == null ? WEIGHTS.leftOut : WEIGHTS.leftOutWithDay;
      draft.weight += isAnswered ? loss / 2 : loss;
    }
  }

  /** The first sentence of the last recap of several entries; infinite where there was none. */
  get closingFrom(): number {
    return this.entries < FULL_RECAP ? Number.POSITIVE_INFINITY : this.first;
  }

  get isOn(): boolean {
    return this.until >= 0;
  }

  /** True when the sentence was a line of a recap and needs no other reading. */
  hear(spoken: Spoken): boolean {
    const { language } = this.tools;
    const { text, sentence, masked } = spoken;
    if (language.isRecap(text)) this.until = sentence.index + RECAP_LENGTH;
    if (sentence.index > this.until) this.until = -1;
    let mention: Mention | null = null;
    let found = 0;
    for (const entry of language.readRecap(text)) {
      const isOwn = entry.mention === 'speaker';
      if (typeof entry.mention === 'number') mention = masked.mentions[entry.mention] ?? null;
      const owner = isOwn ? ownOf(spoken.speaking.person) : mention === null ? null : mentionOwner(mention);
      if (this.hearEntry(entry.words, owner, spoken)) found += 1;
    }
    if (found >= 2 || (found > 0 && sentence.index - this.lastFound <= 2))
      this.until = sentence.index + RECAP_LENGTH;
    if (found > 0) this.lastFound = sentence.index;
    if (found > 0 && this.isOn) {
      this.until = sentence.index + RECAP_LENGTH;
      if (this.entries === 0) this.first = sentence.index;
      this.entries += found;
    }
    return found > 0;
  }

  private hearEntry(words: string, owner: Owner | null, spoken: Spoken): boolean {
    const { sentence, speaking } = spoken;
    const due = this.tools.due.find(words)?.due ?? null;
    if (!this.isOn && owner === null && due?.day == null) return false;
    const told = due === null ? words : withoutPhrase(words, due.phrase);
    const bare = told.replace(/@\d+/g, ' ');
    const keys = this.tools.language.keysOf(bare);
    if (keys.length === 0) return false;
    if (!this.isOn && owner !== null && keys.length > 8) return false;
    const whose = owner ?? (this.isOn ? null : ownOf(speaking.person));
    const target = findRestated(
      this.ledger.drafts,
      {
        owners: whose === null ? [] : [whose],
        day: due?.day ?? null,
        keys,
        context: new Set(),
        isUnattributed: sentence.speaker === null,
      },
      this.tools.language,
    );
    if (target === null) return this.addEntry(told, keys, owner, due, spoken);
    addEvidence(target, sentence);
    if (target.speaker === null || target.speaker !== spoken.speaking.person)
      this.retell(target, told, spoken);
    if (due !== null && (due.day !== null || target.due === null)) changeDue(target, due, sentence);
    if (owner !== null && isOwnerOpen({ owners: target.owners, isUnattributed: sentence.speaker === null }))
      changeOwners(target, [owner], sentence);
    if ((this.isOn || owner !== null) && target.standing !== 'withdrawn') target.standing = 'committed';
    confirm(target, this.isOn ? 'recapped' : 'restated');
    return true;
  }

  /** A line of an announced recap that repeats nothing is an item of its own. */
  private addEntry(
    words: string,
    keys: readonly string[],
    owner: Owner | null,
    due: Due | null,
    spoken: Spoken,
  ): boolean {
    const { sentence, speaking } = spoken;
    const item = owner === null ? null : this.openItems.ownedLike(keys, owner);
    if (!this.isOn || owner === null || keys.length === 0 || keys.length > 10) return false;
    const wording = this.wordingOf(words, spoken);
    const text = wording.text;
    const draft = this.ledger.add(
      beginDraft(sentence, speaking.person, {
        kind: 'action',
        rule: 'recap',
        act: 'recap',
        text,
        verb: wording.verb,
        keys,
        owners: [owner],
        due,
        standing: 'committed',
        weight: due?.day == null ? 0.2 : 1.6,
      }),
    );
    if (item !== null && draft.openItem === undefined) this.openItems.mark(draft, item);
    return true;
  }

  /** A line of the recap often names what the promise only pointed at. */
  private retell(target: Draft, words: string, spoken: Spoken): void {
    const { verb, text, isVerb } = this.wordingOf(words, spoken);
    const { language } = this.tools;
    if (isVerb) {
      if (target.verb === '' || language.mayBeSameWork(target.verb, verb))
        improveText(target, text, verb, language.keysOf(text));
      return;
    }
    const thing = asThing(withNames(words, saidIn(spoken.masked)));
    const told = target.retell?.(language.nounPhrases(thing)[0]?.text ?? thing);
    if (told !== undefined && !told.includes('“'))
      improveText(target, told, target.verb, language.keysOf(told));
  }

  /** "Orders the firewall" as "Order the firewall"; a bare thing as something to take care of. */
  private wordingOf(
    words: string,
    { masked }: Spoken,
  ): { readonly text: string; readonly verb: string; readonly isVerb: boolean } {
    const { language } = this.tools;
    const body = language.readBody(words.replace(/^[\s,]+/, ''));
    const pointing = {
      speaker: null,
      addressee: null,
      thing: null,
      person: null,
      nameOf: (mark: number) => masked.mentions[mark]?.said ?? '',
    };
    const isVerb =
      body !== null &&
      body.verbClass === 'task' &&
      body.rest !== '' &&
      !/^(?:and|or|,)/.test(body.rest) &&
      startsAsVerb(words, body.verb);
    return isVerb
      ? { text: language.writeImperative(body.verb, body.rest, pointing), verb: body.verb, isVerb }
      : { text: language.writeImperative('take', `care of ${asThing(words)}`, pointing), verb: '', isVerb };
  }
}

/** "Reproduces the search", "order the licences": behind a verb comes its object; "report number" is a thing. */
function startsAsVerb(words: string, verb: string): boolean {
  const [first = '', second = ''] = words.trim().toLowerCase().split(/\s+/);
  return (
    first !== verb ||
    /^(?:the|a|an|our|all|that|this|those|these|two|three|\d+|with|to|for|whether|it|them|up|out|in)$/.test(
      second,
    )
  );
}

const asThing = (words: string): string => {
  const bare = words.replace(/^[\s,]+|[\s,.;]+$/g, '').replace(/\s+/g, ' ');
  return /^(?:the|a|an|our|all|two|three|four|five|six|some|each|every|\d|@|\p{Lu})/u.test(bare)
    ? bare
    : `the ${bare}`;
};

const ownOf = (person: KnownPerson | null): Owner | null =>
  person === null ? null : personOwner(person, false);

/** A sentence that a verdict may speak of. */
export interface Statable {
  readonly spoken: Spoken;
  /** Kinds of drafts that it already gave. */
  readonly drafts: readonly Draft[];
}

const isFuller = (one: Statable, other: Statable | undefined, { language }: MeetingTools): boolean => {
  // "Is it the manager, is it the lead?" goes on about what was asked before.
  const fullness = ({ spoken: { text } }: Statable) =>
    language.keysOf(text).length - (language.pointsBack(text) ? 3 : 0);
  return other === undefined || fullness(one) > fullness(other);
};

/** The sentence that "that's a risk" or "then it's decided" speaks of; `before` is in the order of the meeting. */
export function findJudged(
  verdict: Verdict,
  before: readonly Statable[],
  speaker: string | null,
  tools: MeetingTools,
): Statable | null {
  const far = before.slice(-VERDICT_REACH.far);
  const near = before.slice(-VERDICT_REACH.near);
  const already = far.findLast(({ drafts }) => drafts.some(({ kind }) => kind === verdict.kind));
  if (already !== undefined) return already;
  const least = verdict.kind === 'decision' ? 4 : 5;
  const long = ({ spoken }: Statable) =>
    spoken.text.split(' ').length >= least && tools.language.readVerdict(spoken.text) === null;
  if (verdict.kind === 'question') {
    const isAsked = (statable: Statable) =>
      statable.spoken.isQuestion && tools.language.isOpenQuestion(statable.spoken.text);
    const last = far.findLast((statable) => long(statable) && isAsked(statable));
    // "Who may declare it at night? Is it the manager, is it the lead?": the fuller question of the turn.
    const asked = far
      .filter((statable) => isAsked(statable) && statable.spoken.sentence.turn === last?.spoken.sentence.turn)
      .reduce<Statable | undefined>(
        (best, statable) => (isFuller(statable, best, tools) ? statable : best),
        last,
      );
    return (
      asked ??
      (verdict.isSoft === true
        ? null
        : (near.findLast((statable) => long(statable) && tools.language.isDoubt(statable.spoken.text)) ??
          null))
    );
  }
  if (verdict.kind === 'risk' || verdict.kind === 'issue') {
    const feared = far.findLast(
      (statable) =>
        long(statable) && !statable.spoken.isQuestion && tools.language.isFear(statable.spoken.text),
    );
    return feared ?? near.findLast((statable) => long(statable) && !statable.spoken.isQuestion) ?? null;
  }
  const isTheirs = ({ spoken }: Statable) => speaker === null || spoken.sentence.speaker === speaker;
  return (
    near.findLast(
      (statable) =>
        long(statable) &&
        isTheirs(statable) &&
        !statable.spoken.isQuestion &&
        tools.language.mayDecide(statable.spoken.text),
    ) ?? null
  );
}
