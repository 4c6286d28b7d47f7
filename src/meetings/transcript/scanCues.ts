/** Cuts a caption file (WebVTT, SubRip, Graph's unattributed text) into timed blocks, whatever their dialect. */
import { hasArrow, looksLikeTimeLine, parseTimeLine, type TimeSpan } from './timeLine.ts';
import type { DroppedCue } from './transcript.ts';

/** One timed block as the file has it. */
export interface RawCue extends TimeSpan {
  /** 1-based line of its time line. */
  readonly line: number;
  /** 0-based place among the file's timed blocks. */
  readonly place: number;
  /** The line above the time line, where there is one. */
  readonly id: string | null;
  readonly lines: readonly string[];
}

export interface CueScan {
  /** True when the file begins with `WEBVTT`. */
  readonly hasHeader: boolean;
  /** What the file says of its language, lower case. */
  readonly language: string | null;
  readonly cues: readonly RawCue[];
  readonly dropped: readonly DroppedCue[];
}

const EXPECTED_TIMES = 'expected times such as "00:00:03.120 --> 00:00:06.480"';

/** One pass over the lines. Broken blocks go to `dropped`; comments, styles and regions are no speech. */
export function scanCues(lines: readonly string[]): CueScan {
  return new CueScanner(lines).scan();
}

class CueScanner {
  private at = 0;
  private place = 0;
  private language: string | null = null;
  private readonly cues: RawCue[] = [];
  private readonly dropped: DroppedCue[] = [];
  private readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  scan(): CueScan {
    const hasHeader = this.skipHeader();
    while (this.at < this.lines.length) this.readBlock(hasHeader);
    return { hasHeader, language: this.language, cues: this.cues, dropped: this.dropped };
  }

  private line(offset = 0): string {
    return this.lines[this.at + offset] ?? '';
  }

  private isBlank(offset = 0): boolean {
    return this.line(offset).trim() === '';
  }

  private skipHeader(): boolean {
    while (this.at < this.lines.length && this.isBlank()) this.at += 1;
    if (!/^WEBVTT(?:[\s-]|$)/i.test(this.line())) return false;
    this.at += 1;
    while (this.at < this.lines.length && !this.isBlank() && !hasArrow(this.line())) {
      if (hasArrow(this.line(1))) break;
      this.noteLanguage();
      this.at += 1;
    }
    return true;
  }

  private noteLanguage(): void {
    this.language ??= languageIn(this.line());
  }

  private readBlock(hasHeader: boolean): void {
    if (this.isBlank()) {
      this.at += 1;
    } else if (
      hasArrow(this.line()) &&
      (parseTimeLine(this.line()) !== null || looksLikeTimeLine(this.line()))
    ) {
      this.readCue(null);
    } else if (hasHeader && /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(this.line())) {
      this.noteLanguage();
      this.skipComment();
    } else if (hasArrow(this.line(1)) && looksLikeTimeLine(this.line(1))) {
      const id = this.line().trim();
      this.at += 1;
      this.readCue(id);
    } else {
      this.readStray(hasHeader);
    }
  }

  private skipComment(): void {
    this.at += 1;
    while (this.at < this.lines.length && !this.isBlank() && !looksLikeTimeLine(this.line())) this.at += 1;
  }

  private readCue(id: string | null): void {
    const line = this.at + 1;
    const times = parseTimeLine(this.line());
    const found = this.line().trim();
    this.at += 1;
    let text = this.takeText();
    if (text.length === 0) text = this.takeTextAfterBlank();
    const place = this.place++;
    if (times !== null) this.cues.push({ ...times, line, place, id, lines: text });
    else this.dropped.push({ line, problem: `${EXPECTED_TIMES}, found "${cut(found)}"` });
  }

  /** Lines up to a blank one, or to the next cue where the blank line is missing. */
  private takeText(): string[] {
    const taken: string[] = [];
    while (this.at < this.lines.length && !this.isBlank()) {
      if (hasArrow(this.line()) && looksLikeTimeLine(this.line())) break;
      if (taken.length > 0 && startsCue(this.line(), this.line(1))) break;
      taken.push(this.line());
      this.at += 1;
    }
    return taken;
  }

  /** Graph's unattributed form puts a blank line between a time line and its words. */
  private takeTextAfterBlank(): string[] {
    const back = this.at;
    while (this.at < this.lines.length && this.isBlank()) this.at += 1;
    const startsNext = looksLikeTimeLine(this.line()) || looksLikeTimeLine(this.line(1));
    if (!startsNext && !/^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(this.line())) return this.takeText();
    this.at = back;
    return [];
  }

  /** A block without a time line: in a file without a header it goes on with the words of the cue above. */
  private readStray(hasHeader: boolean): void {
    const line = this.at + 1;
    const text = [this.line()];
    this.at += 1;
    while (this.at < this.lines.length && !this.isBlank() && !looksLikeTimeLine(this.line(1))) {
      if (looksLikeTimeLine(this.line())) break;
      text.push(this.line());
      this.at += 1;
    }
    const last = this.cues.at(-1);
    if (!hasHeader && last !== undefined) {
      this.cues[this.cues.length - 1] = { ...last, lines: [...last.lines, ...text] };
    } else {
      this.dropped.push({ line, problem: `${EXPECTED_TIMES}, found "${cut(text[0] ?? '')}"` });
    }
  }
}

/** What a line of the header or of a comment says of the language, lower case. */
export function languageIn(line: string): string | null {
  const said = /^(?:NOTE\s+)?language:\s*"?([a-z]{2,3}(?:-[a-z0-9]{2,8})*)/i.exec(line);
  return said?.[1]?.toLowerCase() ?? null;
}

/** An identifier line right above a time line, with no blank line before it. */
const startsCue = (line: string, next: string): boolean =>
  looksLikeTimeLine(next) && /^\s*(?:\d+|[\w-]+\/[\w-]+|[0-9a-f]{8}-[0-9a-f-]{27})\s*$/i.test(line);

const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
