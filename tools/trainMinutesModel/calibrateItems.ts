/** Fits the confidence of actions on what the whole engine finds where neither model nor people had seen the meeting. */
import { fileURLToPath } from 'node:url';
import type { ItemCalibration } from '../../src/meetings/minutes/model/model.ts';
import type { MeetingScorer } from '../../src/meetings/minutes/pipeline/askModel.ts';
import { confidenceFeatures } from '../../src/meetings/minutes/pipeline/confidence.ts';
import { type JudgedDraft, judgeDrafts } from '../../tests/bench/meetings/judgeDrafts.ts';
import { readWrittenMeetings } from '../../tests/bench/meetings/writtenMeetings.ts';
import { crossValidate } from './crossValidate.ts';
import { fitLogistic } from './logistic.ts';
import type { LabelledMeeting } from './readCorpus.ts';
import type { SparseMatrix } from './sparse.ts';

const FOLDS = 5;
/** The written meetings that tune; those held out are not looked at. */
const TUNING = ['tuning', 'short'].map((set) =>
  fileURLToPath(new URL(`../../tests/meetings/${set}`, import.meta.url)),
);
const FIT = { l2: 1, positiveWeight: 1, iterations: 200 };

/** `scorer` is the model that is to be shipped. Meetings of ICSI have no annotated actions, and say nothing here. */
export async function calibrateItems(
  meetings: readonly LabelledMeeting[],
  seed: number,
  scorer: MeetingScorer,
): Promise<ItemCalibration> {
  const judged: JudgedDraft[] = [];
  for (const { meeting, scorer } of crossValidate(meetings, FOLDS, seed)) {
    if (meeting.source === 'ami') judged.push(...(await judgeDrafts.labelled(meeting, scorer)));
  }
  for (const written of TUNING.flatMap(readWrittenMeetings))
    judged.push(...(await judgeDrafts.written(written, scorer)));
  return fitItems(judged);
}

function fitItems(judged: readonly JudgedDraft[]): ItemCalibration {
  const rows = judged.map(({ weight, busyness }) => confidenceFeatures(weight, busyness));
  const width = rows[0]?.length ?? 0;
  const matrix: SparseMatrix = {
    rows: rows.length,
    width,
    starts: Int32Array.from(rows, (_, row) => row * width),
    ends: Int32Array.from(rows, (_, row) => (row + 1) * width),
    columns: Int32Array.from({ length: rows.length * width }, (_, at) => at % width),
    values: Float32Array.from(rows.flat()),
  };
  const targets = Float32Array.from(judged, ({ isRight }) => (isRight ? 1 : 0));
  const { weights, bias } = fitLogistic(matrix, Int32Array.from(rows.keys()), targets, FIT);
  const rounded = (value: number): number => Number(value.toPrecision(6));
  return { weights: Array.from(weights, rounded), bias: rounded(bias) };
}
