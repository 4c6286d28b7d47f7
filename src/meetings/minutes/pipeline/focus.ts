/** What the talk is about at the moment: things and people that pronouns may point at. */
import type { Language } from '../language.ts';
import type { KnownPerson } from '../people/people.ts';

/** A thing is pointed at from this many sentences away at most. */
const REACH = 5;

interface Thing {
  readonly text: string;
  readonly sentence: number;
  readonly isBehindPreposition: boolean;
}

export class Focus {
  lastPerson: KnownPerson | null = null;
  private things: Thing[] = [];
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** Remembers the things of a sentence; `nameOf` writes out the names in them. */
  hear(sentence: string, index: number, nameOf: (mark: number) => string): void {
    for (const { text, isBehindPreposition } of this.language.nounPhrases(sentence)) {
      const named = text.replace(/@(\d+)/g, (_, mark: string) => nameOf(Number(mark)));
      this.things.push({ text: named, sentence: index, isBehindPreposition });
    }
    if (this.things.length > 40) this.things = this.things.slice(-20);
  }

  /** The thing that "it" most likely is in a sentence: the latest one, subjects and objects before the rest. */
  thingBefore(index: number): string | null {
    const near = this.things.filter(({ sentence }) => sentence < index && index - sentence <= REACH);
    const last = near.at(-1);
    if (last === undefined) return null;
    for (let back = 1; back <= REACH; back++) {
      const here = near.filter(({ sentence }) => sentence === index - back);
      const best = here.findLast(({ isBehindPreposition }) => !isBehindPreposition) ?? here.at(-1);
      if (best !== undefined) return best.text;
    }
    return null;
  }
}
