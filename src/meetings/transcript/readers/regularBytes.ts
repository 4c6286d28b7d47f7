/** Identifiers and times of a regular caption file, read from its bytes. */

const [DASH, POINT, SLASH, COLON] = [45, 46, 47, 58] as const;

/** Utterances have at most so many parts, and files so many utterances, for an id to be read as a number. */
const MOST_PARTS = 10_000;
const MOST_UTTERANCES = 1e9;
const MOST_DIGITS = 9;

/** One number for `42-1`, greater for what comes later; -1 for anything else. */
export function idNumber(bytes: Uint8Array, from: number, end: number): number {
  let utterance = 0;
  let at = from;
  for (; at < end && isDigit(bytes[at]); at += 1) utterance = utterance * 10 + digit(bytes[at]);
  if (at === from || at >= end - 1 || bytes[at] !== DASH || utterance > MOST_UTTERANCES) return -1;
  let part = 0;
  for (at += 1; at < end && isDigit(bytes[at]); at += 1) part = part * 10 + digit(bytes[at]);
  return at === end && part < MOST_PARTS ? utterance * MOST_PARTS + part : -1;
}

/** One number for `42`; -1 for anything else, and for what does not begin as a number is written. */
export function plainNumber(bytes: Uint8Array, from: number, end: number): number {
  if (end - from > MOST_DIGITS || digit(bytes[from]) === 0) return -1;
  let number = 0;
  for (let at = from; at < end; at += 1) {
    if (!isDigit(bytes[at])) return -1;
    number = number * 10 + digit(bytes[at]);
  }
  return end > from ? number : -1;
}

/** A digit first and then letters, digits, `/` and `-`; or such of a meeting and an utterance, `2fcf.../42-1`. */
export function isPlainId(bytes: Uint8Array, from: number, end: number): boolean {
  let slashes = 0;
  for (let at = from; at < end; at += 1) {
    const code = bytes[at];
    if (code === SLASH) slashes += 1;
    else if (code !== DASH && !isDigit(code) && !isHexLetter(code)) return false;
  }
  return end > from && (slashes === 1 || isDigit(bytes[from]));
}

const digit = (code = 0): number => code - 48;
const isDigit = (code = 0): boolean => code >= 48 && code <= 57;
const isHexLetter = (code = 0): boolean => (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

/** Milliseconds of `hh:mm:ss.fff` at a place of the file, or -1. */
export function timeAt(bytes: Uint8Array, at: number): number {
  if (bytes[at + 2] !== COLON || bytes[at + 5] !== COLON || bytes[at + 8] !== POINT) return -1;
  const hours = twoDigits(bytes, at);
  const minutes = twoDigits(bytes, at + 3);
  const seconds = twoDigits(bytes, at + 6);
  const tens = twoDigits(bytes, at + 9);
  const last = digit(bytes[at + 11]);
  if (hours < 0 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return -1;
  if (tens < 0 || last < 0 || last > 9) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + tens * 10 + last;
}

function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = digit(bytes[at]);
  const ones = digit(bytes[at + 1]);
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}
