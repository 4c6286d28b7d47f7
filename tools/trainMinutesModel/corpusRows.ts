/** The meetings of a corpus as numbered features, read once for all fittings. */
import { LEAST_WORDS, readPieces } from '../../src/meetings/minutes/model/firstStage.ts';
import type { ScoredKind } from '../../src/meetings/minutes/model/model.ts';
import { type Piece, splitUtterances } from '../../src/meetings/minutes/model/splitUtterance.ts';
import {
  type NamedFeature,
  readOwnFeatures,
  readPlace,
} from '../../src/meetings/minutes/model/wordFeatures.ts';
import { gatherWordsAround, type WordsAround } from '../../src/meetings/minutes/model/wordsAround.ts';
import type { LabelledMeeting } from './readCorpus.ts';
import { makeSparseCollector, type SparseMatrix } from './sparse.ts';

/** Pieces of all meetings, one after the other. */
export interface CorpusRows {
  readonly meetings: readonly LabelledMeeting[];
  readonly pieces: readonly (readonly Piece[])[];
  /** First row of each meeting. */
  readonly starts: readonly number[];
  readonly rows: number;
  /** Meeting of each row. */
  readonly meetingOf: Int32Array;
  readonly numbers: ReadonlyMap<string, number>;
  readonly full: SparseMatrix;
  readonly own: SparseMatrix;
  /** 1 where the annotators linked the utterance. */
  readonly targets: Readonly<Record<ScoredKind, Float32Array>>;
  /** Rows worth a fitting: long enough, and of a meeting whose labels say something about the kind. */
  readonly usable: Readonly<Record<ScoredKind, Uint8Array>>;
}

/** A feature must be seen this often and in this many series: names and topics of a single team are left out. */
const LEAST_ROWS = 3;
const LEAST_SERIES = 2;

export function makeCorpusRows(meetings: readonly LabelledMeeting[]): CorpusRows {
  const collector = makeSparseCollector();
  const starts: number[] = [];
  const lengths: number[] = [];
  const meetingOf: number[] = [];
  const allPieces = meetings.map(({ utterances }) => splitUtterances(utterances.map(({ text }) => text)));
  meetings.forEach((meeting, number) => {
    starts.push(lengths.length);
    const pieces = readPieces(allPieces[number] ?? []);
    const around = gatherWordsAround(pieces);
    pieces.forEach((piece, index) => {
      if (piece.words.length < LEAST_WORDS) collector.addRow([], [], meeting.series);
      else {
        const more = [...readPlace(pieces, index), ...readAround(around, index)];
        collector.addRow(readOwnFeatures(piece), more, meeting.series);
      }
      lengths.push(piece.words.length);
      meetingOf.push(number);
    });
  });
  const rows = lengths.length;
  const usable = (says: (meeting: LabelledMeeting) => boolean): Uint8Array =>
    Uint8Array.from(meetingOf, (number, row) =>
      says(meetings[number] as LabelledMeeting) && (lengths[row] ?? 0) >= LEAST_WORDS ? 1 : 0,
    );
  const layout = {
    meetings,
    pieces: allPieces,
    starts,
    rows,
    meetingOf: Int32Array.from(meetingOf),
  };
  return {
    ...layout,
    ...collector.finish(LEAST_ROWS, LEAST_SERIES),
    targets: {
      action: markTargets(layout, ({ actionItems }) => actionItems),
      decision: markTargets(layout, ({ decisionItems }) => decisionItems),
    },
    usable: { action: usable(({ hasActionLabels }) => hasActionLabels), decision: usable(() => true) },
  };
}

function readAround(around: WordsAround, index: number): NamedFeature[] {
  const features: NamedFeature[] = [];
  around.visit(index, (name, value) => {
    features.push([around.names[name] ?? '', value]);
  });
  return features;
}

function markTargets(
  { meetings, pieces, starts, rows }: Pick<CorpusRows, 'meetings' | 'pieces' | 'starts' | 'rows'>,
  itemsOf: (meeting: LabelledMeeting) => readonly (readonly number[])[],
): Float32Array {
  const targets = new Float32Array(rows);
  meetings.forEach((meeting, number) => {
    const linked = new Set(itemsOf(meeting).flat());
    pieces[number]?.forEach(({ utterance }, index) => {
      if (linked.has(utterance)) targets[(starts[number] ?? 0) + index] = 1;
    });
  });
  return targets;
}
