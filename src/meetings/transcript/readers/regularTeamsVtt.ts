/**
 * The layout that Teams writes nearly always, read in one pass over the bytes of the file: a header of one word, then
 * blocks of an identifier or none, padded times, and words in voice tags. A large file takes a tenth of the time of the
 * tolerant reader; anything unusual is left to that one.
 */
import { inOrder } from '../buildTranscript.ts';
import type { Cue, Transcript } from '../transcript.ts';
import { readVoices } from '../voices.ts';
import { idNumber, isPlainId, timeAt } from './regularBytes.ts';

const HEADER = Buffer.from('WEBVTT\n\n');
const BYTE_ORDER_MARK = Buffer.from('\ufeff');
/** `00:00:02.250 --> 00:00:05.880` */
const TIMES_LENGTH = 29;
const END_AT = 17;
const ARROW = Buffer.from(' --> ');
const ARROW_AT = 12;
const OPEN = Buffer.from('<v ');
const CLOSE = Buffer.from('</v>');
const [NEWLINE, RETURN, SPACE, AMPERSAND, LESS, GREATER, DELETE] = [10, 13, 32, 38, 60, 62, 127] as const;

/** Stands for bytes that are no UTF-8. */
const NO_UTF8 = '\ufffd';
/** Bytes that are decoded at a time. */
const WINDOW = 32_768;

/** What `teamsVtt` reads from the same file, or null where this reader is not sure of it. */
export function readRegularTeamsVtt(content: Uint8Array): Transcript | null {
  const bytes = withLineFeeds(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  const from = startsWith(bytes, BYTE_ORDER_MARK, 0) ? BYTE_ORDER_MARK.length : 0;
  if (!startsWith(bytes, HEADER, from)) return null;
  const reader = new RegularReader(bytes, from + HEADER.length);
  if (!reader.read()) return null;
  return { format: 'teams-vtt', cues: inOrder(reader.cues), attributed: reader.attributed, dropped: [] };
}

/** CRLF as LF; a lone CR stays, and no regular file has one. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (!bytes.includes(RETURN)) return bytes;
  return bytes.filter((byte, at) => byte !== RETURN || bytes[at + 1] !== NEWLINE) as Buffer;
}

function startsWith(bytes: Buffer, wanted: Uint8Array, at: number): boolean {
  for (let place = 0; place < wanted.length; place += 1)
    if (bytes[at + place] !== wanted[place]) return false;
  return true;
}

class RegularReader {
  readonly cues: Cue[] = [];
  attributed = false;
  private at: number;
  private place = -1;
  private id: string | null = null;
  private startMs = 0;
  private endMs = 0;
  private hasSpeaker = false;
  /** The last voice tag and its speaker: people speak in runs. */
  private tag: Uint8Array = new Uint8Array();
  private speaker: string | null = null;
  /** The meeting in the ids and the number of the last one: while numbers rise, no id comes twice. */
  private prefix: Uint8Array = new Uint8Array();
  private lastNumber = -1;
  /** All ids, once numbers did not rise. */
  private ids: Set<string> | null = null;
  /** A stretch of the file as a string: cutting one string costs less than decoding many. */
  private window = '';
  private windowFrom = 0;
  private readonly bytes: Buffer;

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** False when the file is not regular throughout. */
  read(): boolean {
    const { bytes } = this;
    while (this.at < bytes.length) {
      if (bytes[this.at] === NEWLINE) this.at += 1;
      else if (!this.readId() || !this.readTimes() || !this.readWords()) return false;
    }
    return this.hasSpeaker;
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
    this.at = end + 1;
    return true;
  }

  /** Blocks of one identifier share it: the tolerant reader tells them apart. */
  private isNewId(from: number, end: number): boolean {
    const { bytes, prefix } = this;
    if (this.ids === null && prefix.length > 0 && startsWith(bytes, prefix, from)) {
      const number = idNumber(bytes, from + prefix.length, end);
      if (number > this.lastNumber) {
        this.lastNumber = number;
        return true;
      }
    }
    if (!isPlainId(bytes, from, end)) return false;
    const id = this.ascii(from, end);
    if (prefix.length === 0) {
      this.prefix = bytes.subarray(from, from + id.indexOf('/') + 1);
      this.lastNumber = idNumber(bytes, from + this.prefix.length, end);
      if (this.prefix.length > 0 && this.lastNumber >= 0) return true;
    }
    this.ids ??= new Set(this.cues.map((cue) => cue.id));
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    return true;
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

  private readWords(): boolean {
    return this.readOneVoice() || this.readAnyVoices();
  }

  /** `<v Name>words</v>` on one line and a blank line, with nothing in it that needs a second look. */
  private readOneVoice(): boolean {
    const { bytes, at } = this;
    if (this.tag.length === 0 || !startsWith(bytes, this.tag, at)) {
      if (!startsWith(bytes, OPEN, at)) return false;
      const tagEnd = this.endOfPlain(at + OPEN.length, GREATER);
      const name = tagEnd < 0 ? '' : this.decoded(at + OPEN.length, tagEnd);
      if (name === '' || name.includes('=')) return false;
      this.tag = bytes.subarray(at, tagEnd + 1);
      this.speaker = name;
    }
    const start = at + this.tag.length;
    const close = this.endOfPlain(start, LESS);
    if (close < 0 || !startsWith(bytes, CLOSE, close)) return false;
    const end = close + CLOSE.length;
    const isLast = end === bytes.length || (bytes[end] === NEWLINE && end + 1 === bytes.length);
    if (!isLast && !(bytes[end] === NEWLINE && bytes[end + 1] === NEWLINE)) return false;
    const words = this.decoded(start, close);
    if (words === '') return false;
    this.hasSpeaker = true;
    this.addCue(this.speaker, words, 1);
    this.at = end + 1;
    return true;
  }

  /** True for bytes beyond ASCII in the words that were looked at last. */
  private isBeyondAscii = false;

  /**
   * The place of `mark` behind words that the tolerant reader would leave as they are: no tags, entities, control
   * characters or doubled white space. -1 where they are none.
   */
  private endOfPlain(from: number, mark: number): number {
    const { bytes } = this;
    let before: number = SPACE;
    let bits = 0;
    for (let at = from; at < bytes.length; at += 1) {
      const code = bytes[at] ?? 0;
      if (code === mark) {
        this.isBeyondAscii = bits > DELETE;
        return before === SPACE ? -1 : at;
      }
      if (code === SPACE ? before === SPACE : code < 33 || code === AMPERSAND || code === LESS) return -1;
      if (code === GREATER || code === DELETE) return -1;
      bits |= code;
      before = code;
    }
    return -1;
  }

  /** The words that were looked at last; empty where they hold marks that the tolerant reader takes out. */
  private decoded(from: number, end: number): string {
    if (!this.isBeyondAscii) return this.ascii(from, end);
    const words = this.bytes.toString('utf8', from, end);
    for (let at = 0; at < words.length; at += 1) {
      const code = words.charCodeAt(at);
      if (code > DELETE && !isPlainBeyondAscii(code)) return '';
    }
    return words;
  }

  private ascii(from: number, end: number): string {
    if (from < this.windowFrom || end > this.windowFrom + this.window.length) {
      this.windowFrom = from;
      this.window = this.bytes.toString('latin1', from, Math.max(end, from + WINDOW));
    }
    return this.window.slice(from - this.windowFrom, end - this.windowFrom);
  }

  /** Words with entities, of several lines, or of several people. */
  private readAnyVoices(): boolean {
    const { bytes, at } = this;
    let end = at;
    while (end < bytes.length && !(bytes[end] === NEWLINE && bytes[end + 1] === NEWLINE)) end += 1;
    this.at = end + 1;
    const block = bytes.toString('utf8', at, end).replace(/\n$/, '');
    const lines = block.split('\n');
    if (
      block.includes('-->') ||
      block.includes(NO_UTF8) ||
      lines.some((line) => line.trim() === '') ||
      block.trimStart().startsWith('{')
    )
      return false;
    this.hasSpeaker ||= lines.some((line) => /<v[.\s>]/i.test(line));
    readVoices(lines.join(' ')).forEach((voice, index) => {
      this.addCue(voice.speaker, voice.text, index + 1);
    });
    return true;
  }

  /** `part` counts the people within one block from 1. */
  private addCue(speaker: string | null, text: string, part: number): void {
    this.attributed ||= speaker !== null;
    const { id, place, startMs, endMs } = this;
    const name = id ?? `c${place + 1}`;
    if (id !== null && part === 1) this.cues.push({ id, startMs, endMs, speaker, text });
    else {
      const own = part === 1 ? name : `${name}~${part}`;
      this.cues.push({ id: own, startMs, endMs, speaker, text, inFile: id ?? String(place) });
    }
  }
}

/** Latin, Greek, Cyrillic, Hebrew, Arabic, Indic and East Asian letters, dashes and quotation marks. */
const isPlainBeyondAscii = (code: number): boolean =>
  (code >= 0xa1 && code < 0x1680) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x3001 && code <= 0xd7ff);
