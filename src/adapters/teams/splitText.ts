/** Cuts a long text into messages at the best border that fits. Pure. */

/** Length of a text inside a JSON payload, in UTF-16 units, as Teams counts it. */
export const payloadLength = (text: string): number => JSON.stringify(text).length - 2;

/** What is never cut: a mention, a Markdown link, an address, an escaped mark. */
const WHOLE = /<at>[^<]*<\/at>|\[[^[\]\n]*\]\([^()\s]*\)|https?:\/\/[^\s<>()]+|\\[^\s]/g;

/** Borders from best to worst; each is looked for from the end of what fits. */
const BORDERS: readonly RegExp[] = [/\n[^\S\n]*\n\s*/g, /\n\s*/g, /\s+/g];

/** A cut at a better border is taken only when the part before it is at least this full. */
const LEAST_FULL = 0.3;

/**
 * Parts of at most `limit` UTF-16 units (`firstLimit` for the first), cut at a paragraph, else a line, else a word,
 * else between characters as people see them. Blanks at a cut are dropped. Something uncuttable that is longer than a
 * whole message is cut between characters after all.
 */
export function splitText(text: string, limit: number, firstLimit = limit): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (payloadLength(rest) > (parts.length === 0 ? firstLimit : limit)) {
    const fits = longestPrefix(rest, parts.length === 0 ? firstLimit : limit);
    const cut = cutWithin(rest, fits);
    const part = rest.slice(0, cut.end).trimEnd();
    if (part !== '') parts.push(part);
    rest = rest.slice(cut.next);
  }
  if (rest !== '' || parts.length === 0) parts.push(rest);
  return parts;
}

/** How many UTF-16 units of the text fit into the limit once they are in JSON; at least one character. */
function longestPrefix(text: string, limit: number): number {
  let end = 0;
  let length = 0;
  for (const character of text) {
    length += payloadLength(character);
    if (length > limit && end > 0) break;
    end += character.length;
  }
  return end;
}

interface Cut {
  /** Where the part ends. */
  readonly end: number;
  /** Where the next one begins, after the blanks at the cut. */
  readonly next: number;
}

function cutWithin(text: string, fits: number): Cut {
  // One more unit is looked at, so that a border right after the last unit that fits counts.
  const head = text.slice(0, fits + 1);
  const wholes = [...text.slice(0, fits * 2).matchAll(WHOLE)].map((found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
  const isInside = (at: number): boolean => wholes.some(({ from, to }) => from < at && at < to);
  for (const border of BORDERS) {
    const found = [...head.matchAll(border)].filter(
      ({ index }) => index <= fits && index >= fits * LEAST_FULL && !isInside(index),
    );
    const last = found.at(-1);
    if (last?.index !== undefined) return { end: last.index, next: skipBlanks(text, last.index) };
  }
  const end = characterBorder(text, fits, wholes);
  return { end, next: skipBlanks(text, end) };
}

function skipBlanks(text: string, from: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = from;
  return from + (blanks.exec(text)?.[0].length ?? 0);
}

/** The last border between characters that fits, outside of what must stay whole where that leaves anything. */
function characterBorder(
  text: string,
  fits: number,
  wholes: readonly { readonly from: number; readonly to: number }[],
): number {
  const across = wholes.find(({ from, to }) => from < fits && fits < to);
  if (across !== undefined && across.from > 0) return across.from;
  const start = sureBorder(text, fits - LONGEST_CHARACTER);
  const end = Math.min(text.length, fits + LONGEST_CHARACTER);
  let last = 0;
  for (const { index } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(
    text.slice(start, end),
  )) {
    if (start + index > fits) break;
    last = start + index;
  }
  // A single character longer than a message is cut between its code points.
  return last > 0 ? last : fits;
}

/** Longer than any real character with its joined parts. */
const LONGEST_CHARACTER = 64;

/** The last place at or before `from` where a character surely begins: at a letter or mark of ASCII, or the start. */
function sureBorder(text: string, from: number): number {
  for (let at = from; at > 0; at -= 1) {
    const code = text.charCodeAt(at);
    if (code > 0x20 && code < 0x7f) return at;
  }
  return 0;
}
