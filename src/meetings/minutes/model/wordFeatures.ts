/** What the linear models read of one piece of speech: its words, its cues and those beside it, its place. */
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
    features.push([`q ${cue}`, 1]);
    for (const later of cues.slice(place + 1)) features.push([`q ${cue} ${later}`, 0.7]);
  });
  return features;
}

/** Features of the cues before and after the piece at `index` of the meeting, and of its place and length. */
export function readPlace(meeting: readonly ReadPiece[], index: number): NamedFeature[] {
  const features: NamedFeature[] = [];
  for (const cue of meeting[index - 1]?.cues ?? []) features.push([`qp ${cue}`, 0.5]);
  for (const cue of meeting[index + 1]?.cues ?? []) features.push([`qn ${cue}`, 0.5]);
  addPlace(features, index, meeting.length);
  const length = meeting[index]?.words.length ?? 0;
  features.push([`length ${Math.min(5, Math.floor(Math.log2(length + 1)))}`, 1]);
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
  addKnots(features, 'left', Math.min(9, Math.log2(count - index)));
  addKnots(features, 'tenth', (index / count) * 10);
}

function addKnots(features: NamedFeature[], name: string, value: number): void {
  const knot = Math.floor(value);
  features.push([`${name} ${knot}`, 1 - (value - knot)]);
  if (value > knot) features.push([`${name} ${knot + 1}`, value - knot]);
}
