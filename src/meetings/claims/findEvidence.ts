/** Finds claimed words in the cues that are named for them, and gives them back as they were really said. */
import type { Evidence } from '../minutes/minutes.ts';
import type { Cue, Transcript } from '../transcript/transcript.ts';
import type { ClaimedEvidence } from './claim.ts';
import { findExactly, findMost, type Run, wordsOf } from './words.ts';

/** More cues than this are no evidence for one thing. */
const MOST_CUES = 20;
/** Share of the quoted words that must stand together where they are said to stand. */
const SAID_AT = 0.75;
/** A shorter quotation must stand there word for word. */
const LOOSE_FROM_WORDS = 4;
/** Cues around the named ones in which the words are looked for, to say where they stand. */
const NEARBY = 6;

export interface EvidenceFinder {
  /** Evidence whose quote is cut from the transcript, or a sentence that says what is wrong with the claim. */
  find(claimed: ClaimedEvidence): Evidence | string;
  /** Place of a cue in the transcript; -1 for an id that is none. */
  placeOf(cueId: string): number;
}

/** `nameOf` is how a cue is called in the sentences: the claimant may know it under another id. */
export function makeEvidenceFinder(
  { cues }: Transcript,
  nameOf: (cueId: string) => string = (cueId) => cueId,
): EvidenceFinder {
  const places = new Map(cues.map(({ id }, place) => [id, place]));
  const placeOf = (cueId: string): number => places.get(cueId) ?? -1;
  return {
    placeOf,
    find({ cueIds, quote }) {
      const wanted = wordsOf(quote).map(({ fold }) => fold);
      if (wanted.length === 0) return 'the quote has no words';
      if (cueIds.length === 0) return `no cue is named for "${shorten(quote)}"`;
      if (cueIds.length > MOST_CUES) return `"${shorten(quote)}" names more than ${MOST_CUES} cues`;
      const missing = cueIds.filter((cueId) => placeOf(cueId) < 0);
      if (missing.length > 0) return `cue ${missing.map(nameOf).join(', ')} does not exist`;
      const named = [...new Set(cueIds.map(placeOf))].sort((one, other) => one - other);
      const found = bestOf(runsOf(named, cues), wanted);
      if (found !== null) return found;
      const where = lookAround(named, cues, wanted);
      const hint = where === null ? '' : `; they stand in cue ${where.map(nameOf).join(', ')}`;
      return `the words "${shorten(quote)}" are not said in cue ${cueIds.map(nameOf).join(', ')}${hint}`;
    },
  };
}

export const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);

/** Cues that follow each other and are said by one person. */
function runsOf(places: readonly number[], cues: readonly Cue[]): readonly (readonly Cue[])[] {
  const runs: Cue[][] = [];
  let before = -2;
  for (const place of places) {
    const cue = cues[place];
    if (cue === undefined) continue;
    const last = runs.at(-1);
    if (last !== undefined && place === before + 1 && last[0]?.speaker === cue.speaker) last.push(cue);
    else runs.push([cue]);
    before = place;
  }
  return runs;
}

function bestOf(runs: readonly (readonly Cue[])[], wanted: readonly string[]): Evidence | null {
  let best: { readonly evidence: Evidence; readonly share: number } | null = null;
  for (const run of runs) {
    const found = quoteFrom(run, wanted);
    if (found !== null && found.share > (best?.share ?? 0)) best = found;
  }
  return best?.evidence ?? null;
}

/** The words as they stand in these cues, with those cues only that hold some of them. */
function quoteFrom(
  cues: readonly Cue[],
  wanted: readonly string[],
): { readonly evidence: Evidence; readonly share: number } | null {
  const spans: { readonly cue: Cue; readonly start: number; readonly end: number }[] = [];
  let text = '';
  for (const cue of cues) {
    const start = text === '' ? 0 : text.length + 1;
    text = text === '' ? cue.text : `${text} ${cue.text}`;
    spans.push({ cue, start, end: text.length });
  }
  const words = wordsOf(text);
  const run = findRun(
    words.map(({ fold }) => fold),
    wanted,
  );
  const first = run === null ? undefined : words[run.start];
  const last = run === null ? undefined : words[run.end - 1];
  if (run === null || first === undefined || last === undefined) return null;
  const end = last.end + (/^[.?!…]+/.exec(text.slice(last.end))?.[0].length ?? 0);
  const held = spans.filter((span) => span.start < last.end && first.start < span.end).map(({ cue }) => cue);
  const [one] = held;
  if (one === undefined) return null;
  return {
    share: run.share,
    evidence: {
      cueIds: held.map(({ id }) => id),
      startMs: one.startMs,
      endMs: Math.max(...held.map(({ endMs }) => endMs)),
      speaker: one.speaker,
      quote: text.slice(first.start, end),
    },
  };
}

function findRun(words: readonly string[], wanted: readonly string[]): Run | null {
  const exact = findExactly(words, wanted);
  if (exact !== null || wanted.length < LOOSE_FROM_WORDS) return exact;
  const most = findMost(words, wanted);
  return most !== null && most.share >= SAID_AT ? most : null;
}

function lookAround(
  named: readonly number[],
  cues: readonly Cue[],
  wanted: readonly string[],
): readonly string[] | null {
  if (wanted.length < LOOSE_FROM_WORDS) return null;
  const from = Math.max(0, (named[0] ?? 0) - NEARBY);
  const to = Math.min(cues.length, (named.at(-1) ?? 0) + NEARBY + 1);
  if (to - from > MOST_CUES + 2 * NEARBY) return null;
  const places = Array.from({ length: to - from }, (_, at) => from + at);
  return bestOf(runsOf(places, cues), wanted)?.cueIds ?? null;
}
