/** Says which of many patterns may match a text, by one look at its words: those that require some of them. */
import { foldedCode, isAsciiToSome, isLetter, isMark } from './folding.ts';
import { BEGINNING, LONGEST_BEGINNING, SHORTEST_BEGINNING } from './literals.ts';
import { requiredWords } from './requiredWords.ts';

/** Texts whose answers are kept: a sentence, its clauses and its neighbours are asked for in turn. */
const MOST_KEPT = 1_024;

/** Offset and prime of the FNV-1a hash; words that share one are taken for each other, which only costs a trial. */
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;
/** Tells the beginning of a word from the word. */
const OF_BEGINNING = 0x5bd1e995;
const SPACE = 0x20;

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

  /** Number of the first; the others follow. */
  addAll(patterns: readonly RegExp[]): number {
    const first = this.count;
    for (const pattern of patterns) this.add(pattern);
    return first;
  }

  /** Number of the pattern, to be asked for by. */
  add(pattern: RegExp): number {
    const number = this.count;
    this.count += 1;
    const words = requiredWords(pattern);
    if (words === null) this.always.push(number);
    for (const hash of new Set(words?.map(hashOf))) this.required.add(hash, number);
    return number;
  }

  /** False where the pattern of this number cannot match the text. */
  mayMatch(number: number, text: string): boolean {
    if (text !== this.lastText || number >= this.last.count) this.look(text, number);
    return (((this.last.bits[number >> 5] as number) >>> (number & 31)) & 1) === 1;
  }

  /** Numbers of those that may match the text, of `count` from `first` on. */
  numbersOf(text: string, first: number, count: number): number[] {
    const end = first + count;
    if (text !== this.lastText || end > this.last.count) this.look(text, end - 1);
    const { bits } = this.last;
    const numbers: number[] = [];
    for (let word = first >> 5; word << 5 < end; word += 1)
      for (let left = bits[word] as number; left !== 0; left &= left - 1) {
        const number = (word << 5) + 31 - Math.clz32(left & -left);
        if (number >= first && number < end) numbers.push(number);
      }
    return numbers;
  }

  private look(text: string, number: number): void {
    const before = this.kept.get(text);
    this.last = before !== undefined && number < before.count ? before : this.walk(text);
    this.lastText = text;
    if (this.last === before) return;
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(text, this.last);
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

/** Lists of numbers by hash, with open addressing: most hashes have none, and that is told by a bit. */
class HashLists {
  /** Bits by the hash's own last bits. */
  private readonly isKnown = new Uint8Array(0x2000);
  /** By slot the hash and the place of its list; 0 is a free slot. */
  private slots = new Int32Array(2 * 1_024);
  private readonly lists: number[][] = [[]];

  at(hash: number): readonly number[] {
    if ((((this.isKnown[byteOf(hash)] as number) >> (hash & 7)) & 1) === 0) return NONE;
    const place = this.slots[this.slotOf(hash) + 1] as number;
    return place === 0 ? NONE : (this.lists[place] as number[]);
  }

  add(hash: number, number: number): void {
    this.isKnown[byteOf(hash)] = (this.isKnown[byteOf(hash)] as number) | (1 << (hash & 7));
    if (4 * this.lists.length > this.slots.length / 2) this.enlarge();
    const slot = this.slotOf(hash);
    const place = this.slots[slot + 1] as number;
    if (place > 0) this.lists[place]?.push(number);
    else this.slots.set([hash, this.lists.push([number]) - 1], slot);
  }

  private slotOf(hash: number): number {
    const { slots } = this;
    const mask = slots.length / 2 - 1;
    let at = (hash ^ (hash >>> 15)) & mask;
    while (slots[2 * at + 1] !== 0 && slots[2 * at] !== hash) at = (at + 1) & mask;
    return 2 * at;
  }

  private enlarge(): void {
    const before = this.slots;
    this.slots = new Int32Array(2 * before.length);
    for (let at = 0; at < before.length; at += 2)
      if (before[at + 1] !== 0)
        this.slots.set(before.subarray(at, at + 2), this.slotOf(before[at] as number));
  }
}

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
