/** Says which of many patterns may match a text, by one look at its words: those that require some of them. */
import { foldedCode, isAsciiToSome, isLetter, isMark, SPACE } from './folding.ts';
import { BEGINNING, LONGEST_BEGINNING, SHORTEST_BEGINNING } from './literals.ts';
import { requiredWords } from './requiredWords.ts';

/** Texts whose answers are kept: a sentence, its clauses and its neighbours are asked for in turn. */
const MOST_KEPT = 1_024;

/** Offset and prime of the FNV-1a hash; words that share one are taken for each other, which only costs a trial. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
/** Tells the beginning of a word from the word. */
const OF_BEGINNING = 0x5bd1e995;

/** A bit for each pattern, set where it may match. */
interface Answer {
  readonly bits: Uint32Array;
  /** Patterns that came later are not told. */
  readonly count: number;
}

/**
 * Patterns are numbered as they come. A number that is asked for the first time of a text costs a walk through it, and all
 * others of that text none.
 */
export class Prefilter {
  private readonly required = new HashLists();
  /** Numbers of patterns that must be tried on every text. */
  private readonly always: number[] = [];
  private count = 0;
  private readonly kept = new Map<string, Answer>();
  private lastText: string | null = null;
  private last: Answer = { bits: new Uint32Array(0), count: 0 };

  /** Number of the first, to be asked for by; the others follow. */
  add(patterns: readonly RegExp[]): number {
    const first = this.count;
    for (const pattern of patterns) {
      const words = requiredWords(pattern);
      if (words === null) this.always.push(this.count);
      for (const hash of new Set(words?.map(hashOf))) this.required.add(hash, this.count);
      this.count += 1;
    }
    return first;
  }

  /** False where the pattern of this number cannot match the text. */
  mayMatch(number: number, text: string): boolean {
    const bits = this.answerTo(text, number + 1);
    return (((bits[number >> 5] as number) >>> (number & 31)) & 1) === 1;
  }

  /** Of `count` patterns from `first` on those that may match the text, by their places from the first. */
  placesOf(text: string, first: number, count: number): number[] {
    const end = first + count;
    const bits = this.answerTo(text, end);
    const places: number[] = [];
    for (let word = first >> 5; word << 5 < end; word += 1)
      for (let left = bits[word] as number; left !== 0; left &= left - 1) {
        const number = (word << 5) + 31 - Math.clz32(left & -left);
        if (number >= first && number < end) places.push(number - first);
      }
    return places;
  }

  /** Bits of at least so many patterns. */
  private answerTo(text: string, count: number): Uint32Array {
    if (text === this.lastText && count <= this.last.count) return this.last.bits;
    const before = this.kept.get(text);
    this.last = before !== undefined && count <= before.count ? before : this.walk(text);
    this.lastText = text;
    if (this.last !== before) {
      if (this.kept.size >= MOST_KEPT) this.kept.clear();
      this.kept.set(text, this.last);
    }
    return this.last.bits;
  }

  private walk(text: string): Answer {
    const bits = new Uint32Array((this.count + 31) >> 5);
    for (const number of this.always) tell(bits, number);
    let word = OFFSET;
    let pair = OFFSET;
    let letters = 0;
    for (let at = 0; at <= text.length; at += 1) {
      const code = at < text.length ? text.charCodeAt(at) : SPACE;
      if (isAsciiToSome(code)) return { bits: bits.fill(0xffffffff), count: this.count };
      const folded = foldedCode(code);
      if (!isLetter(folded)) {
        if (letters > 0) {
          this.find(word, bits);
          this.find(pair, bits);
          pair = word;
        }
        if (isMark(folded)) this.find(hashed(OFFSET, folded), bits);
        pair = hashed(pair, folded);
        word = OFFSET;
        letters = 0;
        continue;
      }
      word = hashed(word, folded);
      pair = hashed(pair, folded);
      letters += 1;
      if (letters < SHORTEST_BEGINNING || letters > LONGEST_BEGINNING) continue;
      this.find(word ^ OF_BEGINNING, bits);
      this.find(pair ^ OF_BEGINNING, bits);
    }
    return { bits, count: this.count };
  }

  private find(hash: number, bits: Uint32Array): void {
    for (const number of this.required.at(hash)) tell(bits, number);
  }
}

const NONE: readonly number[] = [];

/** Lists of numbers by hash: most hashes have none, and that is told by a bit. */
class HashLists {
  /** Bits by the hash's own last bits. */
  private readonly isKnown = new Uint8Array(0x2000);
  private readonly lists = new Map<number, number[]>();

  at(hash: number): readonly number[] {
    if ((((this.isKnown[byteOf(hash)] as number) >> (hash & 7)) & 1) === 0) return NONE;
    return this.lists.get(hash & SMALL) ?? NONE;
  }

  add(hash: number, number: number): void {
    this.isKnown[byteOf(hash)] = (this.isKnown[byteOf(hash)] as number) | (1 << (hash & 7));
    this.lists.set(hash & SMALL, [...(this.lists.get(hash & SMALL) ?? []), number]);
  }
}

/** Keys of so many bits are kept as they are, larger ones as numbers of their own. */
const SMALL = 0x3fffffff;

/** The byte among 8,192 that holds the hash's bit. */
const byteOf = (hash: number): number => ((hash >>> 3) ^ (hash >>> 16)) & 0x1fff;

const hashed = (hash: number, folded: number): number => Math.imul(hash ^ folded, PRIME);

function tell(bits: Uint32Array, number: number): void {
  bits[number >> 5] = (bits[number >> 5] as number) | (1 << (number & 31));
}

function hashOf(word: string): number {
  const isBeginning = word.length > 1 && word.endsWith(BEGINNING);
  let hash = OFFSET;
  for (let at = 0; at < word.length - (isBeginning ? 1 : 0); at += 1)
    hash = hashed(hash, word.charCodeAt(at));
  return isBeginning ? hash ^ OF_BEGINNING : hash;
}
