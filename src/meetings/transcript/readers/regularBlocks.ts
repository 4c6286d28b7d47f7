/**
 * The blocks of a regular WebVTT file, in one pass over its bytes: a header, then comments, and an identifier or none,
 * padded times, and words up to a blank line. What is not regular is left to the tolerant reader.
 */
import { languageIn } from '../scanCues.ts';
import type { Cue } from '../transcript.ts';
import { idNumber, isPlainId, plainNumber, timeAt } from './regularBytes.ts';

const HEADER = Buffer.from('WEBVTT');
const COMMENT = Buffer.from('NOTE');
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** `00:00:02.250 --> 00:00:05.880` */
const TIMES_LENGTH = 29;
const END_AT = 17;
const ARROW = Buffer.from(' --> ');
const ARROW_AT = 12;
const [NEWLINE, RETURN, SPACE, AMPERSAND, LESS, GREATER, DELETE] = [10, 13, 32, 38, 60, 62, 127] as const;

/** Stands for bytes that are no UTF-8. */
const NO_UTF8 = '\ufffd';
/** Bytes that are decoded at a time. */
const WINDOW = 32_768;

/** Reads the blocks one after the other: `next` stands at the words of a block, which its caller takes. */
export class RegularBlocks {
  /** The file with LF at the end of its lines; `at` is the place of what is read next. */
  readonly bytes: Buffer;
  at: number;
  /** The block that `next` came to: 0-based place in the file, identifier, times. */
  place = -1;
  id: string | null = null;
  startMs = 0;
  endMs = 0;
  /** What header and comments said of the language so far, lower case. */
  language: string | null = null;
  /** The meeting in the ids and the number of the last one: while numbers rise, no id comes twice. */
  private prefix: Uint8Array = new Uint8Array();
  private lastNumber = -1;
  /** All ids from the first one on whose number did not rise. */
  private ids: Set<string> | null = null;
  private readonly seenIds: string[] = [];
  /** A stretch of the file as a string: cutting one string costs less than decoding many. */
  private window = '';
  private windowFrom = 0;
  /** True for bytes beyond ASCII in the words that were looked at last. */
  private isBeyondAscii = false;

  private constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Null for what does not begin as a regular file. */
  static open(content: Uint8Array): RegularBlocks | null {
    const bytes = withLineFeeds(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    if (bytes === null) return null;
    const from = startsWith(bytes, BYTE_ORDER_MARK, 0) ? BYTE_ORDER_MARK.length : 0;
    if (!startsWith(bytes, HEADER, from) || !isWhite(bytes[from + HEADER.length])) return null;
    const blocks = new RegularBlocks(bytes, from);
    const lines = blocks.takeLines();
    if (lines === null) return null;
    for (const line of lines.slice(1)) blocks.language ??= languageIn(line);
    return blocks;
  }

  /** Goes to the words of the next block; false at the end of the file, null where it is not regular. */
  next(): boolean | null {
    const { bytes } = this;
    for (;;) {
      while (this.at < bytes.length && bytes[this.at] === NEWLINE) this.at += 1;
      if (this.at >= bytes.length) return false;
      if (!startsWith(bytes, COMMENT, this.at) || !isWhite(bytes[this.at + COMMENT.length])) break;
      const lines = this.takeLines();
      if (lines === null) return null;
      this.language ??= languageIn(lines[0] ?? '');
    }
    return this.readId() && this.readTimes() ? true : null;
  }

  /** True where the bytes are these. */
  isAt(wanted: Uint8Array, at: number): boolean {
    return startsWith(this.bytes, wanted, at);
  }

  /** True where a line ends and the next is blank, or the file is over. */
  isBlockEnd(at: number): boolean {
    const { bytes } = this;
    return (
      at >= bytes.length || (bytes[at] === NEWLINE && (at + 1 === bytes.length || bytes[at + 1] === NEWLINE))
    );
  }

  /**
   * The place of `mark` (or of the file's end, for the end of a line) behind words that the tolerant reader would leave
   * as they are: no tags, entities, control characters or doubled white space. -1 where they are none.
   */
  endOfPlain(from: number, mark: number): number {
    const { bytes } = this;
    let before: number = SPACE;
    let bits = 0;
    let at = from;
    for (; at < bytes.length; at += 1) {
      const code = bytes[at] ?? 0;
      if (code === mark) break;
      if (code === SPACE ? before === SPACE : code < 33 || code === AMPERSAND || code === LESS) return -1;
      if (code === GREATER || code === DELETE) return -1;
      bits |= code;
      before = code;
    }
    this.isBeyondAscii = bits > DELETE;
    return before === SPACE || (at === bytes.length && mark !== NEWLINE) ? -1 : at;
  }

  /** The words that `endOfPlain` looked at; empty where they hold marks that the tolerant reader takes out. */
  decoded(from: number, end: number): string {
    if (!this.isBeyondAscii) return this.ascii(from, end);
    const words = this.bytes.toString('utf8', from, end);
    for (let at = 0; at < words.length; at += 1) {
      const code = words.charCodeAt(at);
      if (code > DELETE && !isPlainBeyondAscii(code)) return '';
    }
    return words;
  }

  /** The lines of this block, which is left behind; null where another reader might see something else in them. */
  takeLines(): string[] | null {
    const { bytes, at } = this;
    let end = at;
    while (end < bytes.length && !(bytes[end] === NEWLINE && bytes[end + 1] === NEWLINE)) end += 1;
    this.at = end + 1;
    const block = bytes.toString('utf8', at, end).replace(/\n$/, '');
    if (block.includes('-->') || block.includes(NO_UTF8) || block.trimStart().startsWith('{')) return null;
    const lines = block.split('\n');
    return lines.some((line) => line.trim() === '') ? null : lines;
  }

  /** A cue of this block; `part` counts the people within it from 1. */
  cue(speaker: string | null, text: string, part: number): Cue {
    const { id, place, startMs, endMs } = this;
    if (id !== null && part === 1) return { id, startMs, endMs, speaker, text };
    const name = id ?? `c${place + 1}`;
    const own = part === 1 ? name : `${name}~${part}`;
    return { id: own, startMs, endMs, speaker, text, inFile: id ?? String(place) };
  }

  private readId(): boolean {
    const { bytes, at } = this;
    this.place += 1;
    this.id = null;
    if (startsWith(bytes, ARROW, at + ARROW_AT)) return true;
    let end = at;
    while (end < bytes.length && bytes[end] !== NEWLINE) end += 1;
    if (end === bytes.length || !this.isNewId(at, end)) return false;
    this.id = this.ascii(at, end);
    this.seenIds.push(this.id);
    this.at = end + 1;
    return true;
  }

  /** Blocks of one identifier share it: the tolerant reader tells them apart. */
  private isNewId(from: number, end: number): boolean {
    const { bytes, prefix } = this;
    if (this.ids === null) {
      const number = this.numberOf(from, end);
      if (number > this.lastNumber) {
        this.lastNumber = number;
        return true;
      }
    }
    if (!isPlainId(bytes, from, end)) return false;
    const id = this.ascii(from, end);
    if (prefix.length === 0 && this.seenIds.length === 0) {
      this.prefix = bytes.subarray(from, from + id.indexOf('/') + 1);
      this.lastNumber = idNumber(bytes, from + this.prefix.length, end);
      if (this.prefix.length > 0 && this.lastNumber >= 0) return true;
    }
    this.ids ??= new Set(this.seenIds);
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    return true;
  }

  private numberOf(from: number, end: number): number {
    const { bytes, prefix } = this;
    if (prefix.length === 0) return plainNumber(bytes, from, end);
    return startsWith(bytes, prefix, from) ? idNumber(bytes, from + prefix.length, end) : -1;
  }

  private readTimes(): boolean {
    const { bytes, at } = this;
    if (!startsWith(bytes, ARROW, at + ARROW_AT) || bytes[at + TIMES_LENGTH] !== NEWLINE) return false;
    const startMs = timeAt(bytes, at);
    const endMs = timeAt(bytes, at + END_AT);
    if (startMs < 0 || endMs < 0) return false;
    this.startMs = startMs;
    this.endMs = Math.max(startMs, endMs);
    this.at = at + TIMES_LENGTH + 1;
    return true;
  }

  private ascii(from: number, end: number): string {
    if (from < this.windowFrom || end > this.windowFrom + this.window.length) {
      this.windowFrom = from;
      this.window = this.bytes.toString('latin1', from, Math.max(end, from + WINDOW));
    }
    return this.window.slice(from - this.windowFrom, end - this.windowFrom);
  }
}

/** The cues of a file that says its language. */
export const inLanguage = (cues: readonly Cue[], language: string | null): readonly Cue[] =>
  language === null ? cues : cues.map((cue) => ({ ...cue, language }));

/** CRLF as LF; null for a lone CR, which ends a line too but in no regular file. */
function withLineFeeds(bytes: Buffer): Buffer | null {
  if (!bytes.includes(RETURN)) return bytes;
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === RETURN) {
      if (bytes[at + 1] === NEWLINE) continue;
      return null;
    }
    kept[length] = byte;
    length += 1;
  }
  return kept.subarray(0, length);
}

const isWhite = (code = 0): boolean => code === SPACE || code === NEWLINE;

function startsWith(bytes: Buffer, wanted: Uint8Array, at: number): boolean {
  for (let place = 0; place < wanted.length; place += 1)
    if (bytes[at + place] !== wanted[place]) return false;
  return true;
}

/** Latin, Greek, Cyrillic, Hebrew, Arabic, Indic and East Asian letters, dashes and quotation marks. */
const isPlainBeyondAscii = (code: number): boolean =>
  (code >= 0xa1 && code < 0x1680) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x3001 && code <= 0xd7ff);
