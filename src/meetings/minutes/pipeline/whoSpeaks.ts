/** Who speaks and who is spoken to: by the transcript, and where it names nobody by what is said. */
import { prefiltered } from '../patterns/prefiltered.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import type { Draft } from './draft.ts';
import type { Ledger } from './ledger.ts';
import { personOwner } from './owners.ts';
import type { MeetingTools, Spoken } from './spoken.ts';

/** Somebody who was spoken to answers within this many sentences, and this many turns, which only pauses part. */
const ANSWER_REACH = 4;
const ANSWER_TURNS = 1;
/** Who was addressed is still meant by "you" for so many sentences of the turn. */
const ADDRESSED_REACH = 2;

/** A name at the start before a comma, or at the end behind one. */
const VOCATIVE = prefiltered(/^(?:\w+[, ]+){0,3}?@(\d+)\s*[,?.]|,\s*@(\d+)\s*[?.!]*$/);

export class WhoSpeaks {
  private addressed: { readonly people: readonly KnownPerson[]; readonly in: Sentence } | null = null;
  /** Where nobody is named: who probably speaks, until somebody else is spoken to or thanked. */
  private assumed: { readonly person: KnownPerson; readonly until: number; readonly turn: number } | null =
    null;
  private readonly ledger: Ledger;
  private readonly tools: MeetingTools;

  constructor(ledger: Ledger, tools: MeetingTools) {
    this.ledger = ledger;
    this.tools = tools;
  }

  speakerOf(sentence: Sentence): KnownPerson | null {
    if (sentence.speaker !== null) return this.tools.people.ofSpeaker(sentence.speaker);
    const { assumed } = this;
    const isStill =
      assumed !== null && sentence.index <= assumed.until && sentence.turn - assumed.turn <= ANSWER_TURNS;
    return isStill ? assumed.person : null;
  }

  /** Who was addressed by name a sentence or two before, in the same turn. */
  addressedIn(sentence: Sentence): readonly KnownPerson[] {
    const { addressed } = this;
    const isStill =
      addressed !== null &&
      addressed.in.turn === sentence.turn &&
      sentence.index - addressed.in.index <= ADDRESSED_REACH;
    return isStill ? addressed.people : [];
  }

  /** Remembers who is spoken to. `isRecapped` lines speak of many and to nobody. */
  hear(spoken: Spoken, isRecapped: boolean): void {
    const { sentence, masked, text } = spoken;
    const vocative = VOCATIVE.exec(text);
    const people = masked.mentions[Number(vocative?.[1] ?? vocative?.[2] ?? -1)]?.people ?? [];
    const [only] = people.length === 1 ? people : [];
    if (only !== undefined) this.addressed = { people: [only], in: sentence };
    if (isRecapped) this.assumed = null;
    else if (sentence.speaker === null) this.assume(spoken, only);
  }

  /** "From Joost, I mean", "I, Begoña": where nobody is named, a promise gets its owner so. */
  nameSelf({ text, masked, sentence }: Spoken, found: readonly Draft[]): void {
    if (sentence.speaker !== null) return;
    const people = masked.mentions[this.tools.language.selfNamed(text) ?? -1]?.people;
    const [person] = people?.length === 1 ? people : [];
    if (person === undefined) return;
    const own =
      found.find(({ kind }) => kind === 'action') ??
      this.ledger.recent(sentence, 2, ({ kind }) => kind === 'action');
    if (own?.owners.every((owner) => owner.kind === 'unknown' || (owner.kind === 'person' && !owner.stated)))
      own.owners = [personOwner(person, true)];
    this.assumed = { person, until: sentence.index + 1, turn: sentence.turn };
  }

  /** "Priya, can you ...?" is answered by Priya; "Thanks, Tom" says that Tom has spoken. */
  private assume({ text, sentence }: Spoken, only: KnownPerson | undefined): void {
    const isThanks = this.tools.language.isThanks(text);
    if (isThanks) this.assumed = null;
    if (only === undefined) return;
    if (!isThanks) {
      this.assumed = { person: only, until: sentence.index + ANSWER_REACH, turn: sentence.turn };
      return;
    }
    const last = this.ledger.recent(
      sentence,
      3,
      ({ kind, owners }) => kind === 'action' && owners.every((owner) => owner.kind === 'unknown'),
    );
    if (last !== null) last.owners = [personOwner(only, false)];
  }
}
