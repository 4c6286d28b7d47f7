/** What the linear models read of one piece of speech: its words, its cues and those beside it, its place. */
import { MOST_WORDS_KEPT, remember } from '../remember.ts';
import { stemWord } from './words.ts';

/** A feature's name and its value. */
export type NamedFeature = readonly [name: string, value: number];

/** A piece of speech as the features see it. */
export interface ReadPiece {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly cues: readonly string[];
}

export function readPiece(words: readonly string[], cues: readonly string[]): ReadPiece {
  return { words, stems: words.map(stemWord), cues };
}

/** Names of features are asked for again and again: each is written once. */
const namesOfCue = remember(
  (cue: string) => ({
    own: `q ${cue}`,
    before: `qp ${cue}`,
    after: `qn ${cue}`,
    with: remember((later: string) => `q ${cue} ${later}`, MOST_WORDS_KEPT),
  }),
  MOST_WORDS_KEPT,
);
const MOST_KNOTS = 10;
const numbered = (name: string): readonly string[] =>
  Array.from({ length: MOST_KNOTS + 1 }, (_, number) => `${name} ${number}`);
const LEFT = numbered('left');
const TENTH = numbered('tenth');
const LENGTH = numbered('length');

/** Features of the words and cues of the piece itself. */
export function readOwnFeatures(piece: ReadPiece): NamedFeature[] {
  const runs = nameRuns(piece.stems);
  const share = shareOfRun(runs.size);
  return [...[...runs].map((run): NamedFeature => [run, share]), ...readCueFeatures(piece)];
}

/** What one of so many runs of stems counts. */
export const shareOfRun = (runs: number): number => 4 / Math.sqrt(Math.max(16, runs));

export function readCueFeatures({ cues }: ReadPiece): NamedFeature[] {
  const features: NamedFeature[] = [];
  cues.forEach((cue, place) => {
    const names = namesOfCue(cue);
    features.push([names.own, 1]);
    for (let later = place + 1; later < cues.length; later += 1)
      features.push([names.with(cues[later] as string), 0.7]);
  });
  return features;
}

/** Features of the cues before and after the piece at `index` of the meeting, and of its place and length. */
export function readPlace(meeting: readonly ReadPiece[], index: number): NamedFeature[] {
  const features: NamedFeature[] = [];
  for (const cue of meeting[index - 1]?.cues ?? []) features.push([namesOfCue(cue).before, 0.5]);
  for (const cue of meeting[index + 1]?.cues ?? []) features.push([namesOfCue(cue).after, 0.5]);
  addPlace(features, index, meeting.length);
  const length = meeting[index]?.words.length ?? 0;
  features.push([LENGTH[Math.min(5, Math.floor(Math.log2(length + 1)))] as string, 1]);
  return features;
}

/** Marks of a piece's start and end among its stems. */
export const PIECE_START = '^';
export const PIECE_END = '$';

/** Single stems, pairs and triples, with the piece's ends marked. */
export function nameRuns(stems: readonly string[]): Set<string> {
  const names = new Set<string>();
  const fenced = [PIECE_START, ...stems, PIECE_END];
  for (let at = 0; at < fenced.length; at += 1) {
    const [first, second, third] = [fenced[at], fenced[at + 1], fenced[at + 2]];
    if (first !== PIECE_START && first !== PIECE_END) names.add(`1 ${first}`);
    if (second === undefined) continue;
    names.add(`2 ${first} ${second}`);
    if (third !== undefined) names.add(`3 ${first} ${second} ${third}`);
  }
  return names;
}

/** Actions are summed up near a meeting's end, decisions all along: knots with straight lines between them. */
function addPlace(features: NamedFeature[], index: number, count: number): void {
  addKnots(features, LEFT, Math.min(9, Math.log2(count - index)));
  addKnots(features, TENTH, (index / count) * 10);
}

function addKnots(features: NamedFeature[], names: readonly string[], value: number): void {
  const knot = Math.floor(value);
  features.push([names[knot] as string, 1 - (value - knot)]);
  if (value > knot) features.push([names[knot + 1] as string, value - knot]);
}
