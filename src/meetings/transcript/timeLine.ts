/** Time lines of caption files: `00:00:03.120 --> 00:00:06.480`. */

export interface TimeSpan {
  readonly startMs: number;
  readonly endMs: number;
}

const ARROW = '-->';

export const hasArrow = (line: string): boolean => line.includes(ARROW);

/** True for what is meant as a time line, readable or not: digits, then an arrow. */
export const looksLikeTimeLine = (line: string): boolean => /^\s*[-−]?\d[^\s>]{0,40}\s*-->/.test(line);

/**
 * Reads a time line; cue settings after the times are left aside. Digits need no padding, hours have any length and
 * may be missing, the fraction has any number of digits after a point or a comma, and times may be negative. An end
 * before the start becomes the start. Null when it is no time line.
 */
export function parseTimeLine(line: string): TimeSpan | null {
  const arrow = line.indexOf(ARROW);
  if (arrow < 0) return null;
  const startMs = parseTime(line.slice(0, arrow).trim());
  if (startMs === null) return null;
  const right = line.slice(arrow + ARROW.length).trimStart();
  const endMs = parseTime(right.split(/\s/, 1)[0] ?? '');
  return endMs === null ? null : { startMs, endMs: Math.max(startMs, endMs) };
}

/** Milliseconds of `h:mm:ss.fff`, `mm:ss.fff`, or of either without its fraction; null for anything else. */
export function parseTime(text: string): number | null {
  let at = 0;
  const sign = text.startsWith('-') || text.startsWith('−') ? -1 : 1;
  if (sign < 0) at = 1;
  const parts: number[] = [];
  let value = 0;
  let digits = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      digits += 1;
    } else if (code === 58 && digits > 0) {
      parts.push(value);
      value = 0;
      digits = 0;
    } else break;
  }
  if (digits === 0 || digits > 9) return null;
  parts.push(value);
  const fractionMs = at < text.length ? parseFraction(text, at) : 0;
  if (fractionMs === null) return null;
  const seconds = toSeconds(parts);
  return seconds === null ? null : sign * (seconds * 1000 + fractionMs) || 0;
}

function toSeconds(parts: readonly number[]): number | null {
  const [seconds = 0, minutes = 0, hours = 0] = [...parts].reverse();
  if (parts.length < 2 || parts.length > 3 || seconds > 59) return null;
  if (parts.length === 3 && minutes > 59) return null;
  return hours * 3600 + minutes * 60 + seconds;
}

function parseFraction(text: string, at: number): number | null {
  const mark = text.charCodeAt(at);
  if (mark !== 46 && mark !== 44) return null;
  const digits = text.slice(at + 1);
  if (!/^\d{1,12}$/.test(digits)) return null;
  return Number(digits.slice(0, 3).padEnd(3, '0'));
}
