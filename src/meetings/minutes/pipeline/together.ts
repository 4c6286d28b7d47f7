/** Work of two or three together: who they are, where the words name only some of them. */
import type { Language } from '../language.ts';
import type { Owner } from '../minutes.ts';
import type { KnownPerson } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { changeOwners, type Draft, ownersText } from './draft.ts';
import type { Ledger } from './ledger.ts';
import { mentionOwner, personOwner, speakerOwner } from './owners.ts';
import type { Spoken } from './spoken.ts';

/** "The pair of you" are people who spoke within so many turns. */
const TURNS = 6;
/** A sentence that says no more than who: so many words. */
const MOST_WORDS = 12;

export class TogetherTalk {
  private spoke: { readonly person: KnownPerson; readonly turn: number }[] = [];
  private readonly language: Language;
  private readonly ledger: Ledger;

  constructor(language: Language, ledger: Ledger) {
    this.language = language;
    this.ledger = ledger;
  }

  /** Gives what was found in the sentence to all who do it; of a sentence without an act, what was last spoken of. */
  share(spoken: Spoken, found: readonly Draft[], addressed: readonly KnownPerson[]): void {
    const { sentence, text, masked } = spoken;
    const together = this.language.readTogether?.(text) ?? null;
    if (together === null) return;
    const owners: Owner[] = together.withSpeaker ? [speakerOwner(spoken.speaking)] : [];
    const named = together.mentions.flatMap((mark) => masked.mentions[mark] ?? []);
    owners.push(...named.map(mentionOwner));
    const vocatives = masked.mentions.flatMap(({ people }) => (people.length === 1 ? people : []));
    for (const person of [
      ...vocatives,
      ...addressed,
      ...this.othersBefore(sentence, spoken.speaking.person),
    ]) {
      if (owners.length >= together.count) break;
      const owner = personOwner(person, vocatives.includes(person));
      if (!owners.some((known) => isSame(known, owner))) owners.push(owner);
    }
    if (owners.length < together.count || owners.some(({ kind }) => kind === 'unknown')) return;
    const isOwn = (draft: Draft) =>
      draft.sentence.index === sentence.index ||
      draft.owners.every(
        (owner) =>
          owner.kind === 'unknown' || (together.withSpeaker && owners.some((one) => isSame(one, owner))),
      );
    const shared =
      found.length > 0 ? found.filter((draft) => isOpenWork(draft) && isOwn(draft)) : this.spokenOf(spoken);
    for (const draft of shared) {
      if (draft.lastSentence === sentence.index && draft.sentence.index === sentence.index)
        draft.owners = owners;
      else if (ownersText(draft.owners) !== ownersText(owners)) changeOwners(draft, owners, sentence);
    }
  }

  hear({ sentence, speaking: { person } }: Spoken): void {
    if (sentence.speaker === null || person === null) return;
    this.spoke = this.spoke.filter((known) => known.person !== person && sentence.turn - known.turn <= TURNS);
    this.spoke.push({ person, turn: sentence.turn });
  }

  /** Who else spoke, the last first. */
  private othersBefore({ turn }: Sentence, speaker: KnownPerson | null): KnownPerson[] {
    return this.spoke
      .filter(({ person, turn: then }) => person !== speaker && turn - then <= TURNS)
      .map(({ person }) => person)
      .reverse();
  }

  private spokenOf({ sentence, text, isQuestion }: Spoken): Draft[] {
    if (isQuestion || text.split(' ').length > MOST_WORDS) return [];
    const last = this.ledger.recent(sentence, 4, isOpenWork);
    return last === null ? [] : [last];
  }
}

const isOpenWork = ({ kind, standing, act }: Draft): boolean =>
  kind === 'action' && standing !== 'withdrawn' && act !== 'report';

const isSame = (one: Owner, other: Owner): boolean =>
  one.kind === 'person' && other.kind === 'person' && one.personId === other.personId;
