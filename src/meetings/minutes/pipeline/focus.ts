/** What the talk is about at the moment: the things and people that pronouns may point at. */
import { withNames } from '../acts.ts';
import type { Language } from '../language.ts';
import type { KnownPerson } from '../people/people.ts';

/** "It" means a thing that was named at most this many sentences before. */
const THING_REACH = 3;
/** A thing that keeps being spoken of is followed over this many sentences. */
const TOPIC_REACH = 7;
/** A person is meant by "him" for this many sentences. */
const PERSON_REACH = 4;

/** A sentence that nobody has asked about yet. */
interface Heard {
  readonly text: string;
  readonly index: number;
  readonly nameOf: (mark: number) => string;
}

interface Thing {
  readonly text: string;
  readonly head: string;
  readonly isPlural: boolean;
  readonly isBehindPreposition: boolean;
  readonly sentence: number;
}

/** Says what a pronoun means only where one thing can be meant; a wrong object is worse than an open one. */
export class Focus {
  /** The last sentences: most are forgotten before anybody asks for a thing in them. */
  private unread: Heard[] = [];
  private things: Thing[] = [];
  /** Sentences that themselves point back: "it was in somebody's mailbox". */
  private pointing = new Set<number>();
  private people: { readonly person: KnownPerson; readonly sentence: number }[] = [];
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** Remembers the things of a sentence; `nameOf` writes out the names in them. */
  hear(text: string, index: number, nameOf: (mark: number) => string): void {
    this.unread.push({ text, index, nameOf });
    if (this.unread.length > 2 * TOPIC_REACH) this.unread = this.unread.filter(isNear(index));
  }

  private readUnread(): void {
    const last = this.unread.at(-1);
    if (last === undefined) return;
    this.things = this.things.filter(({ sentence }) => last.index - sentence <= TOPIC_REACH);
    if (this.pointing.size > TOPIC_REACH * 2) this.pointing = new Set([...this.pointing].slice(-TOPIC_REACH));
    for (const { text, index, nameOf } of this.unread.filter(isNear(last.index))) {
      if (this.language.pointsBack(text)) this.pointing.add(index);
      for (const phrase of this.language.nounPhrases(text))
        this.things.push({ ...phrase, text: withNames(phrase.text, nameOf), sentence: index });
    }
    this.unread = [];
  }

  /** Remembers that somebody was spoken of. */
  hearPerson(person: KnownPerson, sentence: number): void {
    this.people = this.people.filter((known) => sentence - known.sentence <= PERSON_REACH);
    this.people.push({ person, sentence });
  }

  /** The thing that "it", or the things that "them" are; null where several may be meant. `index` is the sentence's place. */
  thing(isPlural: boolean, index: number): string | null {
    this.readUnread();
    const reach = this.reachFrom(index);
    const near = this.things.filter(
      (thing) =>
        thing.isPlural === isPlural &&
        index - thing.sentence <= reach &&
        !(thing.isBehindPreposition && this.pointing.has(thing.sentence)),
    );
    const direct = near.filter((thing) => !thing.isBehindPreposition);
    const pool = direct.length > 0 ? direct : near;
    const heads = new Set(pool.map(({ head }) => head));
    return heads.size === 1 ? this.fullest(pool[0]?.head ?? '', isPlural) : null;
  }

  /** Who "him" or "her" is, other than those who speak with each other; null where several may be meant. */
  person(sentence: number, others: readonly (KnownPerson | null)[]): KnownPerson | null {
    for (const reach of [PERSON_REACH / 2, PERSON_REACH]) {
      const near = new Set(
        this.people
          .filter((known) => sentence - known.sentence <= reach && !others.includes(known.person))
          .map(({ person }) => person),
      );
      const [only] = near;
      if (only !== undefined) return near.size === 1 ? only : null;
    }
    return null;
  }

  /** A sentence that points back itself keeps the thing before it in reach. */
  private reachFrom(index: number): number {
    let reach = THING_REACH;
    for (let at = index - 1; at >= index - reach && reach < TOPIC_REACH; at -= 1)
      if (this.pointing.has(at)) reach += 1;
    return reach;
  }

  /** "The report" and "the report of the trial load" are one thing: the longer words name it better. */
  private fullest(head: string, isPlural: boolean): string | null {
    const same = this.things.filter((thing) => thing.head === head && thing.isPlural === isPlural);
    return same.reduce<string | null>(
      (best, { text }) => (best === null || text.length > best.length ? text : best),
      null,
    );
  }
}

const isNear =
  (from: number) =>
  ({ index }: Heard): boolean =>
    from - index <= TOPIC_REACH;
