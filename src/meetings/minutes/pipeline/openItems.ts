/** Open items of the register that the meeting speaks of, and reports that they are done. */
import { OpenItemMatcher } from '../carryOver.ts';
import type { OpenItem, Owner } from '../minutes.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { addEvidence, beginDraft, type Draft, evidenceOf } from './draft.ts';
import type { Ledger } from './ledger.ts';
import { personOwner } from './owners.ts';
import type { MeetingTools, Spoken } from './spoken.ts';

/** "That's done" speaks of an open item named at most this many sentences before or after. */
const REACH = 12;
/** A promise speaks of the open item that was named at most this many sentences before. */
const PROMISE_REACH = { sharedWord: 16, ownerOnly: 8 } as const;

/** "We're looking at the fifteenth", "the earliest is Monday": another day than the one agreed. */
const NEW_DAY =
  /\b(?:looking at|(?:the )?earliest|not before|need(?:s)? until|can offer|slips? to|won't make)\b/i;

/** Follows which open item is talked about. */
export class OpenItemTalk {
  private readonly matcher: OpenItemMatcher;
  private readonly byKey: ReadonlyMap<string, OpenItem>;
  private topic: { readonly item: OpenItem; readonly sentence: number; readonly isNamed: boolean } | null =
    null;
  private done: { readonly spoken: Spoken } | null = null;
  private readonly reported = new Map<string, Draft>();
  /** The one promise that speaks of each item: the most alike. */
  private readonly marked = new Map<string, { readonly draft: Draft; readonly share: number }>();
  private readonly items: readonly OpenItem[];
  private readonly isEmpty: boolean;
  private readonly ledger: Ledger;
  private readonly tools: MeetingTools;

  constructor(openItems: readonly OpenItem[], ledger: Ledger, tools: MeetingTools) {
    this.matcher = new OpenItemMatcher(openItems);
    this.byKey = new Map(openItems.map((item) => [item.key.toUpperCase(), item]));
    this.items = openItems;
    this.isEmpty = openItems.length === 0;
    this.ledger = ledger;
    this.tools = tools;
  }

  /** The item that is talked about in this sentence or shortly before. */
  topicAt(sentence: number): OpenItem | null {
    return this.topic !== null && sentence - this.topic.sentence <= REACH ? this.topic.item : null;
  }

  hear(spoken: Spoken): void {
    if (this.isEmpty) return;
    const { language } = this.tools;
    const { text, sentence } = spoken;
    const said = language.rowKeyIn(text);
    const isDone = language.isCompletion(text);
    const named =
      said === null ? undefined : (this.byKey.get(said) ?? (isDone ? this.byNumber(said) : undefined));
    const item = named ?? this.matcher.find(text.replace(/@\d+/g, ' '))?.openItem;
    if (item !== undefined) this.topic = { item, sentence: sentence.index, isNamed: named !== undefined };
    if (isDone) this.done = { spoken };
    const topic = this.topicAt(sentence.index);
    if (topic === null || this.done === null || sentence.index - this.done.spoken.sentence.index > REACH)
      return;
    if (isDone || named !== undefined) this.report(topic, this.done.spoken, spoken);
  }

  /** "We close seventy four". */
  private byNumber(said: string): OpenItem | undefined {
    const number = said.replace(/^.*-/, '-');
    return [...this.byKey.values()].find(({ key }) => key.endsWith(number));
  }

  private report(item: OpenItem, done: Spoken, now: Spoken): void {
    const known = this.reported.get(item.key);
    if (known !== undefined) {
      addEvidence(known, now.sentence);
      return;
    }
    const owners = this.tools.people.withIds(item.ownerIds).map((person) => personOwner(person, true));
    const draft = beginDraft(done.sentence, done.speaking.person, {
      kind: 'action',
      rule: 'reported as done',
      act: 'report',
      text: item.text,
      verb: '',
      keys: this.tools.language.keysOf(item.text),
      owners: owners.length === 0 ? [{ kind: 'unknown' }] : owners,
      due: null,
      standing: 'committed',
      weight: 1.5,
      openItem: item,
    });
    if (now.sentence.index !== done.sentence.index) draft.evidence.push(evidenceOf(now.sentence));
    this.reported.set(item.key, draft);
    this.ledger.drafts.push(draft);
    this.topic = null;
  }

  /** "What I can offer you is Monday", where the open item was just named and nothing was promised yet: its new day. */
  redate(spoken: Spoken, isDayTalk: boolean): Draft | null {
    const { due, sentence, speaking, isQuestion } = spoken;
    const { topic } = this;
    if (topic === null || isQuestion || due?.due.day == null) return null;
    if (isDayTalk ? !topic.isNamed : !NEW_DAY.test(spoken.text)) return null;
    const { item } = topic;
    const isNew =
      sentence.index > topic.sentence && !this.reported.has(item.key) && !this.marked.has(item.key);
    const isOwners = speaking.person === null || item.ownerIds.some((id) => id === speaking.person?.personId);
    if (!isNew || !isOwners || sentence.index - topic.sentence > PROMISE_REACH.ownerOnly) return null;
    const owners = this.tools.people.withIds(item.ownerIds).map((person) => personOwner(person, true));
    const draft = beginDraft(sentence, speaking.person, {
      kind: 'action',
      rule: 'new day of an open item',
      act: 'commitment',
      text: item.text,
      verb: '',
      keys: this.tools.language.keysOf(item.text),
      owners: owners.length === 0 ? [{ kind: 'unknown' }] : owners,
      due: due.due,
      standing: 'committed',
      weight: 1.2,
    });
    this.mark(draft, item);
    this.ledger.drafts.push(draft);
    return draft;
  }

  /** Marks a promise with the open item it speaks of; one that comes after "it's done" means that it is not. */
  attach(draft: Draft, sentence: Sentence): void {
    if (this.isEmpty || draft.kind !== 'action' || draft.act === 'report') return;
    const found = this.matcher.find(draft.text);
    const item = found?.openItem ?? this.topicFor(draft, sentence);
    if (item === null || draft.openItem !== undefined) return;
    const rival = this.marked.get(item.key);
    const share = found?.share ?? 0;
    if (rival !== undefined && rival.draft !== draft && rival.share >= share) return;
    if (rival !== undefined) delete rival.draft.openItem;
    this.marked.set(item.key, { draft, share });
    const report = this.reported.get(item.key);
    if (report !== undefined && draft.sentence.index > report.sentence.index) report.isGone = true;
    draft.openItem = item;
  }

  /** The one open item of these people that shares a word with a line of the recap. */
  ownedLike(keys: readonly string[], owner: Owner): OpenItem | null {
    if (owner.kind !== 'person') return null;
    const alike = this.items.filter(
      (item) =>
        item.ownerIds.includes(owner.personId) &&
        !this.reported.has(item.key) &&
        !this.marked.has(item.key) &&
        this.tools.language.keysOf(item.text).some((key) => keys.includes(key)),
    );
    const [only] = alike;
    return alike.length === 1 && only !== undefined ? only : null;
  }

  /** Marks a draft that a recap made of an open item. */
  mark(draft: Draft, item: OpenItem): void {
    this.marked.set(item.key, { draft, share: 1 });
    draft.openItem = item;
    draft.text = item.text;
    draft.keys = [...new Set([...draft.keys, ...this.tools.language.keysOf(item.text)])];
  }

  /** The open item that was named shortly before and that one of these people owns. */
  topicOf(owners: readonly Owner[], sentence: Sentence): OpenItem | null {
    if (
      this.topic === null ||
      !this.topic.isNamed ||
      sentence.index - this.topic.sentence > PROMISE_REACH.ownerOnly
    )
      return null;
    const { item } = this.topic;
    return owners.some((owner) => owner.kind === 'person' && item.ownerIds.includes(owner.personId))
      ? item
      : null;
  }

  /** The open item under discussion, when the promise is its owner's or shares a word with it. */
  private topicFor(draft: Draft, sentence: Sentence): OpenItem | null {
    if (this.topic === null) return null;
    const distance = sentence.index - this.topic.sentence;
    const { item } = this.topic;
    const keys = this.tools.language.keysOf(item.text);
    const shares = draft.keys.some((key) => keys.includes(key));
    const isOwners = draft.owners.some(
      (owner) => owner.kind === 'person' && item.ownerIds.includes(owner.personId),
    );
    const isMeant = shares
      ? isOwners && distance <= PROMISE_REACH.sharedWord
      : isOwners && this.topic.isNamed && distance <= PROMISE_REACH.ownerOnly;
    return isMeant ? item : null;
  }
}
