/**
 * The layout that Teams writes nearly always, read in one pass without cutting the file into lines: a header of one
 * word, then blocks of an identifier or none, padded times, and words in voice tags. A large file takes a tenth of the
 * time of the tolerant reader; anything unusual is left to that one.
 */

import { inOrder } from '../buildTranscript.ts';
import type { Cue, Transcript } from '../transcript.ts';
import { readVoices } from '../voices.ts';

const HEADER = 'WEBVTT\n\n';
/** `00:00:02.250 --> 00:00:05.880` */
const TIMES_LENGTH = 29;
const END_AT = 17;
const ARROW = ' --> ';
const ARROW_AT = 12;
const NEWLINE = 10;
const CLOSE = '</v>';

/** What `teamsVtt` reads from the same text (lines end in LF), or null where this reader is not sure of it. */
export function readRegularTeamsVtt(text: string): Transcript | null {
  if (!text.startsWith(HEADER)) return null;
  const reader = new RegularReader(text);
  if (!reader.read()) return null;
  return { format: 'teams-vtt', cues: inOrder(reader.cues), attributed: reader.attributed, dropped: [] };
}

class RegularReader {
  readonly cues: Cue[] = [];
  attributed = false;
  private at = HEADER.length;
  private place = -1;
  private id: string | null = null;
  private startMs = 0;
  private endMs = 0;
  private hasSpeaker = false;
  /** The last voice tag and its speaker: people speak in runs. */
  private tag = '';
  private speaker: string | null = null;
  /** The meeting in the ids and the number of the last one: while numbers rise, no id comes twice. */
  private prefix = '';
  private lastNumber = -1;
  /** All ids, once numbers did not rise. */
  private ids: Set<string> | null = null;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** False when the file is not regular throughout. */
  read(): boolean {
    const { text } = this;
    while (this.at < text.length) {
      if (text.charCodeAt(this.at) === NEWLINE) this.at += 1;
      else if (!this.readId() || !this.readTimes() || !this.readWords()) return false;
    }
    return this.hasSpeaker;
  }

  private readId(): boolean {
    const { text, at } = this;
    this.place += 1;
    this.id = null;
    if (text.startsWith(ARROW, at + ARROW_AT)) return true;
    const end = text.indexOf('\n', at);
    if (end < 0 || !this.isNewId(at, end)) return false;
    this.id = text.slice(at, end);
    this.at = end + 1;
    return true;
  }

  /** Blocks of one identifier share it: the tolerant reader tells them apart. */
  private isNewId(from: number, end: number): boolean {
    const { text } = this;
    if (this.ids === null && this.prefix !== '' && text.startsWith(this.prefix, from)) {
      const number = idNumber(text, from + this.prefix.length, end);
      if (number > this.lastNumber) {
        this.lastNumber = number;
        return true;
      }
    }
    if (!isPlainId(text, from, end)) return false;
    const id = text.slice(from, end);
    if (this.prefix === '') {
      this.prefix = id.slice(0, id.indexOf('/') + 1);
      this.lastNumber = idNumber(text, from + this.prefix.length, end);
      if (this.prefix !== '' && this.lastNumber >= 0) return true;
    }
    this.ids ??= new Set(this.cues.map((cue) => cue.id));
    if (this.ids.has(id)) return false;
    this.ids.add(id);
    return true;
  }

  private readTimes(): boolean {
    const { text, at } = this;
    if (!text.startsWith(ARROW, at + ARROW_AT) || text.charCodeAt(at + TIMES_LENGTH) !== NEWLINE)
      return false;
    const startMs = timeAt(text, at);
    const endMs = timeAt(text, at + END_AT);
    if (startMs < 0 || endMs < 0) return false;
    this.startMs = startMs;
    this.endMs = Math.max(startMs, endMs);
    this.at = at + TIMES_LENGTH + 1;
    return true;
  }

  private readWords(): boolean {
    const { text, at } = this;
    const blank = text.indexOf('\n\n', at);
    const end = blank >= 0 ? blank : text.length - (text.endsWith('\n') ? 1 : 0);
    this.at = end + 1;
    return this.readOneVoice(at, end) || this.readAnyVoices(text.slice(at, end));
  }

  /** `<v Name>words</v>` on one line, with nothing in it that needs a second look. */
  private readOneVoice(from: number, end: number): boolean {
    const { text } = this;
    const close = end - CLOSE.length;
    if (!text.startsWith('<v ', from) || !text.startsWith(CLOSE, close)) return false;
    if (this.tag === '' || !text.startsWith(this.tag, from)) {
      const tagEnd = text.indexOf('>', from);
      const name = text.slice(from + 3, tagEnd);
      if (tagEnd >= close || name.includes('=') || !isPlainText(text, from + 3, tagEnd)) return false;
      this.tag = text.slice(from, tagEnd + 1);
      this.speaker = name;
    }
    const start = from + this.tag.length;
    if (!isPlainText(text, start, close)) return false;
    this.hasSpeaker = true;
    this.addCue(this.speaker, text.slice(start, close), 1);
    return true;
  }

  /** Words with entities, of several lines, or of several people. */
  private readAnyVoices(block: string): boolean {
    const lines = block.split('\n');
    if (
      block.includes('-->') ||
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

/** Utterances have at most so many parts, and files so many utterances, for an id to be read as a number. */
const MOST_PARTS = 10_000;
const MOST_UTTERANCES = 1e9;

/** One number for `42-1`, greater for what comes later; -1 for anything else. */
function idNumber(text: string, from: number, end: number): number {
  let utterance = 0;
  let at = from;
  for (; at < end && isDigit(text.charCodeAt(at)); at += 1)
    utterance = utterance * 10 + text.charCodeAt(at) - 48;
  if (at === from || at >= end - 1 || text.charCodeAt(at) !== DASH || utterance > MOST_UTTERANCES) return -1;
  let part = 0;
  for (at += 1; at < end && isDigit(text.charCodeAt(at)); at += 1)
    part = part * 10 + text.charCodeAt(at) - 48;
  return at === end && part < MOST_PARTS ? utterance * MOST_PARTS + part : -1;
}

/** A digit first and then letters, digits, `/` and `-`; or such of a meeting and an utterance, `2fcf.../42-1`. */
function isPlainId(text: string, from: number, end: number): boolean {
  let slashes = 0;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === SLASH) slashes += 1;
    else if (code !== DASH && !isDigit(code) && !isHexLetter(code)) return false;
  }
  return end > from && (slashes === 1 || isDigit(text.charCodeAt(from)));
}

const SLASH = 47;
const DASH = 45;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isHexLetter = (code: number): boolean => (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Words that the tolerant reader would leave as they are: no tags, entities, marks or doubled white space. */
function isPlainText(text: string, from: number, end: number): boolean {
  let before = 32;
  for (let at = from; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      if (before === 32) return false;
    } else if (
      code < 33 ||
      code === 38 ||
      code === 60 ||
      code === 62 ||
      (code > 126 && !isPlainBeyondAscii(code))
    )
      return false;
    before = code;
  }
  return before !== 32;
}

/** Latin, Greek, Cyrillic, Hebrew, Arabic, Indic and East Asian letters, dashes and quotation marks. */
const isPlainBeyondAscii = (code: number): boolean =>
  (code >= 0xa1 && code < 0x1680) || (code >= 0x2010 && code <= 0x2027) || (code >= 0x3001 && code <= 0xd7ff);

/** Milliseconds of `hh:mm:ss.fff` at a place of the text, or -1. */
function timeAt(text: string, at: number): number {
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58 || text.charCodeAt(at + 8) !== 46)
    return -1;
  const hours = twoDigits(text, at);
  const minutes = twoDigits(text, at + 3);
  const seconds = twoDigits(text, at + 6);
  const tens = twoDigits(text, at + 9);
  const last = text.charCodeAt(at + 11) - 48;
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  if (tens < 0 || last < 0 || last > 9) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + tens * 10 + last;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
