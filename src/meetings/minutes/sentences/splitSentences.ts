/** Cuts turns into sentences and remembers in which cues each one stands. */
import type { Cue, Transcript } from '../../transcript/transcript.ts';
import { joinTurns, type Turn } from './joinTurns.ts';
import type { Sentence } from './sentence.ts';

/** Longer runs without a full stop (speech recognition without punctuation) are cut at the border of a cue. */
const LONGEST_SENTENCE = 320;
/** Within one cue, a run longer than this is cut between words: no rule ever looks at more. */
const LONGEST_PIECE = 1_000;

const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|approx|no|nr|mr|mrs|ms|dr|prof|st|jr|sr|fig|sec|ca|bzw|z\.b|d\.h|\p{Lu})\.$/iu;
const END = /[.?!…]+["'”’)\]]*(?=\s)|[。？！]+/gu;

/** "No. 7" is a number; "Todavía no." is the end of a sentence. */
function isAbbreviated(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(start, end - 8), end);
  if (/(?:^|\s)no\.$/i.test(before)) return /^\s*\d/.test(text.slice(end, end + 3));
  return ABBREVIATION.test(before);
}

const ORDINAL = /(?:^|\s)\d{1,2}\.$/;
const COUNTED = /^\s+(?:\p{Ll}|(?:Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\p{Ll}*\b)/u;

/** Finds where sentences begin in words without punctuation: offsets in ascending order. */
type FindBeginnings = (run: string) => readonly number[];

/**
 * Sentences of a transcript in order. Takes time in proportion to the words. Where speech recognition gave no
 * punctuation, `findBeginnings` of the meeting's language cuts the runs, and the sentences are marked as bare.
 */
export function splitSentences(transcript: Transcript, findBeginnings?: FindBeginnings): Sentence[] {
  const sentences: Sentence[] = [];
  const isBare = findBeginnings !== undefined && isUnpunctuated(transcript.cues);
  const width = Math.max(0, ...(isBare ? transcript.cues : []).map(({ text }) => text.length));
  for (const [turn, { speaker, cues }] of joinTurns(transcript.cues).entries()) {
    for (const piece of cutTurn({ speaker, cues }, isBare ? { findBeginnings, width } : null))
      sentences.push({
        index: sentences.length,
        turn,
        speaker,
        ...piece,
        ...(isBare ? { isBare: true } : {}),
      });
  }
  return sentences;
}

/** Characters for each full stop or comma from which on a transcript counts as one without punctuation. */
const BARE = 400;

function isUnpunctuated(cues: readonly Cue[]): boolean {
  let length = 0;
  let marks = 0;
  for (const { text } of cues) {
    length += text.length;
    for (const letter of text) if (letter === '.' || letter === ',' || letter === '?') marks += 1;
  }
  return length >= BARE && marks * BARE < length;
}

type Piece = Pick<Sentence, 'text' | 'cueIds' | 'startMs' | 'endMs'>;

interface Placed {
  readonly cue: Cue;
  readonly start: number;
  readonly end: number;
}

/** How words without punctuation are cut; `width` is the length at which the file wraps its cues. */
interface BareCuts {
  readonly findBeginnings: FindBeginnings;
  readonly width: number;
}

function cutTurn(turn: Turn, bare: BareCuts | null): Piece[] {
  let text = '';
  const places: Placed[] = [];
  for (const cue of turn.cues) {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? cue.text : `${text} ${cue.text}`;
    places.push({ cue, start, end: text.length });
  }
  const pieces: Piece[] = [];
  let first = 0;
  for (const [start, end] of cutPoints(text, places, bare)) {
    while ((places[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first += 1;
    const cues: Placed[] = [];
    for (let at = first; at < places.length && (places[at]?.start ?? 0) < end; at++) {
      const place = places[at];
      if (place !== undefined) cues.push(place);
    }
    const piece = placePiece(text, start, end, cues);
    if (piece !== null) pieces.push(piece);
  }
  return pieces;
}

function placePiece(text: string, from: number, to: number, places: readonly Placed[]): Piece | null {
  const words = text.slice(from, to).trim();
  const [first] = places;
  const last = places.at(-1);
  if (words === '' || first === undefined || last === undefined) return null;
  return {
    text: words,
    cueIds: places.map(({ cue }) => cue.id),
    startMs: first.cue.startMs,
    endMs: Math.max(first.cue.endMs, last.cue.endMs),
  };
}

function cutPoints(text: string, places: readonly Placed[], bare: BareCuts | null): [number, number][] {
  const cuts: [number, number][] = [];
  let start = 0;
  const cutAt = (end: number) => {
    addPiece(cuts, text, start, end, places);
    start = end;
  };
  const beginnings = bare === null ? [] : bare.findBeginnings(text);
  const ends = bare === null ? [] : unwrappedEnds(text, places, bare.width);
  for (const cut of [...beginnings, ...ends].sort((one, other) => one - other)) if (cut > start) cutAt(cut);
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0] === '.' && isAbbreviated(text, start, end)) continue;
    // "Am 15. Dezember", "der 3. Lauf": the figure goes on with what it counts.
    if (
      match[0] === '.' &&
      ORDINAL.test(text.slice(Math.max(0, end - 4), end)) &&
      COUNTED.test(text.slice(end, end + 14))
    )
      continue;
    // An ellipsis before a small letter is a pause, not an end.
    if (/^(?:\.{2,}|…)$/.test(match[0]) && /^\s+\p{Ll}/u.test(text.slice(end, end + 3))) continue;
    cutAt(end);
  }
  cutAt(text.length);
  return cuts;
}

/** Ends of cues into which the next word would still have gone: the file did not wrap there, somebody stopped. */
function unwrappedEnds(text: string, places: readonly Placed[], width: number): number[] {
  return places.slice(0, -1).flatMap(({ start, end }) => {
    const space = text.indexOf(' ', end + 1);
    const word = (space < 0 ? text.length : space) - end;
    return end - start + word <= width ? [end] : [];
  });
}

/** Cuts a piece that is too long at the borders of cues. */
function addPiece(
  cuts: [number, number][],
  text: string,
  start: number,
  end: number,
  places: readonly Placed[],
): void {
  let from = start;
  if (end - from > LONGEST_SENTENCE) {
    for (let at = firstPlaceAfter(places, from); at < places.length; at++) {
      const place = places[at];
      if (place === undefined || place.end >= end) break;
      if (place.end - from >= LONGEST_SENTENCE / 2) {
        cuts.push([from, place.end]);
        from = place.end;
      }
    }
  }
  while (end - from > LONGEST_PIECE) {
    const space = text.indexOf(' ', from + LONGEST_PIECE / 2);
    const cut = space < 0 || space - from > LONGEST_PIECE ? from + LONGEST_PIECE : space;
    cuts.push([from, cut]);
    from = cut;
  }
  if (end > from) cuts.push([from, end]);
}

function firstPlaceAfter(places: readonly Placed[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
