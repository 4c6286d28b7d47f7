/** What the talk is about at the moment: the things and people that pronouns may point at. */
import type { Language } from '../language.ts';
import type { KnownPerson } from '../people/people.ts';

/** How much of a thing's weight is left after one more sentence. */
const FADING = 0.72;
/** A thing lighter than this is no longer meant. */
const LEAST = 0.7;
/** "It" keeps the thing alive that it points at. */
const POINTED_AT = 0.6;
/** The first must outweigh the second by this factor, else nobody can tell what is meant. */
const CLEARLY = 1.25;
/** A person is meant by "him" for this many sentences. */
const PERSON_REACH = 4;
const MOST_THINGS = 16;

interface Thing {
  text: string;
  weight: number;
  readonly isPlural: boolean;
}

export class Focus {
  private things = new Map<string, Thing>();
  private lastPerson: { readonly person: KnownPerson; readonly sentence: number } | null = null;
  private heardUpTo = -1;
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** Remembers the things of a sentence; `nameOf` writes out the names in them. */
  hear(sentence: string, index: number, nameOf: (mark: number) => string): void {
    const fading = FADING ** Math.max(1, index - this.heardUpTo);
    this.heardUpTo = index;
    for (const thing of this.things.values()) thing.weight *= fading;
    const pointed = this.language.pointsBack(sentence) ? this.heaviest()[0] : undefined;
    if (pointed !== undefined) pointed.weight += POINTED_AT;
    for (const { text, head, isPlural, isBehindPreposition } of this.language.nounPhrases(sentence)) {
      const named = text.replace(/@(\d+)/g, (_, mark: string) => nameOf(Number(mark)));
      const known = this.things.get(head);
      const weight = (isBehindPreposition ? 0.55 : 1) + (known?.weight ?? 0);
      this.things.set(head, {
        text: known !== undefined && known.text.length > named.length ? known.text : named,
        weight,
        isPlural,
      });
    }
    if (this.things.size > MOST_THINGS * 2) this.forget();
  }

  /** Remembers that somebody was spoken of. */
  hearPerson(person: KnownPerson, sentence: number): void {
    this.lastPerson = { person, sentence };
  }

  /** The thing that "it", or the things that "them" most likely is; null where nobody can tell. */
  thing(isPlural: boolean): string | null {
    const [first, second] = this.heaviest().filter((thing) => thing.isPlural === isPlural);
    if (first === undefined || first.weight < LEAST) return null;
    return second !== undefined && first.weight < second.weight * CLEARLY ? null : first.text;
  }

  /** Who "him" or "her" is, other than those who speak with each other. */
  person(sentence: number, others: readonly (KnownPerson | null)[]): KnownPerson | null {
    if (this.lastPerson === null || sentence - this.lastPerson.sentence > PERSON_REACH) return null;
    return others.includes(this.lastPerson.person) ? null : this.lastPerson.person;
  }

  private heaviest(): Thing[] {
    return [...this.things.values()].sort((one, other) => other.weight - one.weight);
  }

  private forget(): void {
    const kept = [...this.things]
      .sort(([, one], [, other]) => other.weight - one.weight)
      .slice(0, MOST_THINGS);
    this.things = new Map(kept);
  }
}
