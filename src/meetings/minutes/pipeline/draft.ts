/** A minute while the meeting is still being read. */
import type { ActKind, Doer } from '../acts.ts';
import type { Due, Evidence, ItemChange, MinuteKind, OpenItem, Owner, Standing } from '../minutes.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';

export interface Draft {
  readonly kind: MinuteKind;
  readonly rule: string;
  readonly act: ActKind | 'statement' | 'recap' | 'report';
  /** Sentence that it rests on. */
  readonly sentence: Sentence;
  /** Who said it, where that is known. */
  readonly speaker: KnownPerson | null;
  text: string;
  verb: string;
  /** Stems of its content words. */
  keys: readonly string[];
  /** Stems of the words said around it; they help to recognise it in a recap. */
  context: ReadonlySet<string>;
  owners: Owner[];
  /** People asked; empty when nobody in particular was, or nobody was asked. */
  askedOf: readonly KnownPerson[];
  due: Due | null;
  /** Its own clause says when it is due. */
  readonly saysDay?: boolean;
  standing: Standing;
  /** Log odds so far. */
  weight: number;
  /** Said to put something right: it may give an item to somebody else. */
  readonly isCorrecting: boolean;
  /** The words name their thing themselves. */
  readonly isExplicit?: boolean;
  /** The text with this thing in the place of "it"; missing where the words point at nothing. */
  retell?: (thing: string) => string;
  /** True while the words point at a thing that was not found. */
  isPointing: boolean;
  /** How it was confirmed: each counts once. */
  readonly confirmed: Set<
    'accepted' | 'refused' | 'perhaps' | 'thanked' | 'restated' | 'recapped' | 'decided' | 'dated'
  >;
  /** Places of the sentences in which it was spoken of. */
  readonly heard: number[];
  /** The last sentence and turn in which it was spoken of. */
  lastSentence: number;
  lastTurn: number;
  readonly evidence: [Evidence, ...Evidence[]];
  readonly history: ItemChange[];
  /** What only the judge may make an action of: its words as the rules see them, names masked. */
  readonly loose?: LooseWords;
  /** The open row of the register that it speaks of. */
  openItem?: OpenItem;
  /** Taken back as a joke, or merged into another: not shown. */
  isGone: boolean;
}

/** Words in no known form that may be a promise or an order. */
export interface LooseWords {
  readonly text: string;
  /** What somebody else said to it, where that made a promise of it. */
  readonly answer: string | null;
  readonly doer: Doer['by'];
  /** Of the work; empty where none was understood. */
  readonly verb: string;
  /** A rule has made an action of it: only to learn from. */
  readonly isKnown: boolean;
  /** Somebody else has just called whoever speaks by name. */
  readonly isCalled: boolean;
  /** Its text holds a pointing word whose thing was not found. */
  readonly hasOpenPointer: boolean;
}

/** What the first sentence of a draft says of it by itself. */
type FromSentence =
  | 'sentence'
  | 'speaker'
  | 'confirmed'
  | 'heard'
  | 'lastSentence'
  | 'lastTurn'
  | 'evidence'
  | 'history'
  | 'isGone';
/** What most drafts have not. */
type SeldomSaid = 'context' | 'askedOf' | 'isCorrecting' | 'isPointing';

/** A draft that begins with what this person says in this sentence. */
export function beginDraft(
  sentence: Sentence,
  speaker: Draft['speaker'],
  what: Omit<Draft, FromSentence | SeldomSaid> & Partial<Pick<Draft, SeldomSaid>>,
): Draft {
  return {
    context: new Set(),
    askedOf: [],
    isCorrecting: false,
    isPointing: false,
    ...what,
    sentence,
    speaker,
    confirmed: new Set(),
    heard: [sentence.index],
    lastSentence: sentence.index,
    lastTurn: sentence.turn,
    evidence: [evidenceOf(sentence)],
    history: [],
    isGone: false,
  };
}

export function evidenceOf({ cueIds, startMs, endMs, speaker, text }: Sentence): Evidence {
  return { cueIds, startMs, endMs, speaker, quote: text };
}

/** An item that is spoken of more often than this needs no more proof. */
const MOST_EVIDENCE = 40;

export function addEvidence(draft: Draft, sentence: Sentence): Evidence {
  const evidence = evidenceOf(sentence);
  const isKnown = draft.evidence.some(
    ({ startMs, quote }) => startMs === evidence.startMs && quote === evidence.quote,
  );
  if (!isKnown && draft.evidence.length < MOST_EVIDENCE) {
    draft.evidence.push(evidence);
    draft.heard.push(sentence.index);
  }
  draft.lastSentence = Math.max(draft.lastSentence, sentence.index);
  draft.lastTurn = Math.max(draft.lastTurn, sentence.turn);
  return evidence;
}

/** Verbs that say nothing of the work. */
const ANY_VERB =
  /^(?:do|have|get|make|take|handle|put|start|try|keep|bring|help|finish|complete|be|go|own|manage|sort|deal)$/;

/** How well a text tells what is to be done to somebody who was not there. */
function clarity(text: string, keys: readonly string[]): number {
  const open = text.match(/[“"]/g)?.length ?? 0;
  const words = text.split(' ').length;
  const isVague = /^(?:do|have|get|take|make|handle|look|see|give|start)\b/i.test(text);
  return Math.min(keys.length, 7) - 3 * open - (isVague ? 1 : 0) - Math.max(0, words - 14) * 0.5;
}

/** Takes another wording of the same work where it says more; what was said first stays in the evidence. */
export function improveText(draft: Draft, text: string, verb: string, keys: readonly string[]): void {
  if (ANY_VERB.test(verb) && !draft.text.includes('“')) return;
  if (draft.kind !== 'action' || draft.act === 'report' || draft.openItem !== undefined || text === '')
    return;
  const isAlike =
    draft.text.includes('“') || draft.keys.length <= 2 || keys.some((key) => draft.keys.includes(key));
  if (/^take care of/i.test(text) && !/^take care of/i.test(draft.text)) return;
  if (!isAlike || clarity(text, keys) < clarity(draft.text, draft.keys) + 1) return;
  draft.text = text;
  draft.verb = verb;
  draft.keys = [...new Set([...keys, ...draft.keys])];
  draft.isPointing = false;
  delete draft.retell;
}

/** A readable form of owners for the history. */
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

/** The later day wins; what it was before goes to the history. */
export function changeDue(draft: Draft, due: Due, sentence: Sentence): void {
  const evidence = addEvidence(draft, sentence);
  if (draft.due !== null && draft.due.day !== null && due.day === draft.due.day) {
    if (!due.needsConfirmation) draft.due = { ...due, phrase: draft.due.phrase };
    return;
  }
  // "The Friday before the cutover", and in the recap "before the cutover": the nearer day is in it.
  const isWider =
    due.milestone !== undefined &&
    due.day !== null &&
    draft.due?.day != null &&
    draft.due.day < due.day &&
    /^before\b/i.test(due.phrase);
  if (isWider) return;
  if (draft.due !== null) {
    draft.history.push({ what: 'due', from: dueText(draft.due), to: dueText(due), evidence });
  }
  draft.due = due;
}

export function changeOwners(draft: Draft, owners: readonly Owner[], sentence: Sentence): void {
  const evidence = addEvidence(draft, sentence);
  const from = ownersText(draft.owners);
  const wasKnown = draft.owners.some(({ kind }) => kind !== 'unknown');
  if (wasKnown && from !== ownersText(owners)) {
    draft.history.push({ what: 'owner', from, to: ownersText(owners), evidence });
  }
  draft.owners = [...owners];
}

export function changeStanding(draft: Draft, standing: Standing, sentence: Sentence): void {
  if (draft.standing === standing) return;
  const evidence = addEvidence(draft, sentence);
  draft.history.push({ what: 'standing', from: draft.standing, to: standing, evidence });
  draft.standing = standing;
}
