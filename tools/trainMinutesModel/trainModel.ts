/** Trains a whole model on meetings: first stage by folds, second stage on what the folds left out, calibration. */
import type { FirstScores } from '../../src/meetings/minutes/model/firstStage.ts';
import { MEETING_FEATURES, readMeetingFeatures } from '../../src/meetings/minutes/model/meetingFeatures.ts';
import {
  type KindModel,
  type MinutesModel,
  SCORED_KINDS,
  type ScoredKind,
  WEIGHTS_A_FEATURE,
} from '../../src/meetings/minutes/model/model.ts';
import { blendScores } from '../../src/meetings/minutes/model/scoreMeeting.ts';
import { makeStemRuns } from '../../src/meetings/minutes/model/stemRuns.ts';
import type { CorpusRows } from './corpusRows.ts';
import { chooseRows, type FirstStage, type FirstStageFitter, scoreFirstStage } from './fitFirstStage.ts';
import { fitCalibration, fitSecondStage } from './fitSecondStage.ts';

/** Share of the likelier pieces that the second stage looks at. */
const LOOKED_AT = 0.2;

/** What a training works on. `leftOut` are folds that it must not see. */
export interface Training {
  readonly corpus: CorpusRows;
  readonly folds: readonly number[];
  readonly foldCount: number;
  readonly fitter: FirstStageFitter;
  readonly seed: number;
}

/** A model trained on all meetings that are not in the fold `leftOut` (null: on all). */
export function trainModel(training: Training, leftOut: number | null): MinutesModel {
  const seen = Array.from({ length: training.foldCount }, (_, fold) => fold).filter(
    (fold) => fold !== leftOut,
  );
  const unseenScores = {
    action: scoreUnseen(training, 'action', seen, leftOut),
    decision: scoreUnseen(training, 'decision', seen, leftOut),
  };
  const outside = leftOut === null ? [] : [leftOut];
  const stages = {
    action: training.fitter('action', outside),
    decision: training.fitter('decision', outside),
  };
  return {
    ...joinWeights(training.corpus, stages),
    kinds: {
      action: trainKind(training, 'action', leftOut, unseenScores, stages.action),
      decision: trainKind(training, 'decision', leftOut, unseenScores, stages.decision),
    },
  };
}

/** First scores of each seen fold by models that saw neither it nor the fold left out. */
function scoreUnseen(
  { corpus, folds, fitter }: Training,
  kind: ScoredKind,
  seen: readonly number[],
  leftOut: number | null,
): FirstScores {
  const scores = { full: new Float64Array(corpus.rows), own: new Float64Array(corpus.rows) };
  for (const fold of seen) {
    const stage = fitter(kind, leftOut === null ? [fold] : [fold, leftOut]);
    const fresh = scoreFirstStage(corpus, stage);
    for (const row of chooseRows(corpus, (meeting) => folds[meeting] === fold)) {
      scores.full[row] = fresh.full[row] ?? 0;
      scores.own[row] = fresh.own[row] ?? 0;
    }
  }
  return scores;
}

function trainKind(
  { corpus, folds, foldCount, seed }: Training,
  kind: ScoredKind,
  leftOut: number | null,
  first: Readonly<Record<ScoredKind, FirstScores>>,
  stage: FirstStage,
): KindModel {
  const mine = first[kind].full;
  const usable = chooseRows(
    corpus,
    (meeting, row) => corpus.usable[kind][row] === 1 && folds[meeting] !== leftOut,
  );
  const sorted = Float64Array.from(usable, (row) => mine[row] ?? 0).sort();
  const floor = sorted[Math.floor(sorted.length * (1 - LOOKED_AT))] ?? 0;
  const rows = usable.filter((row) => (mine[row] ?? 0) >= floor);
  const features = readAllMeetings(
    corpus,
    first[kind],
    first[kind === 'action' ? 'decision' : 'action'],
    floor,
  );
  const matrix = { rows: corpus.rows, width: MEETING_FEATURES, values: features };
  const targets = corpus.targets[kind];
  const linear = { fullBias: stage.full.bias, ownBias: stage.own.bias };
  const complete = (second: ReturnType<typeof fitSecondStage>): KindModel => ({
    linear,
    floor,
    ...second,
    calibration: { slope: 1, offset: 0 },
  });
  const foldOf = (row: number): number => folds[corpus.meetingOf[row] ?? -1] ?? -1;
  const unseen = new Map<number, number>();
  for (let fold = 0; fold < foldCount; fold += 1) {
    if (fold === leftOut) continue;
    const partial = complete(
      fitSecondStage(
        matrix,
        rows.filter((row) => foldOf(row) !== fold),
        targets,
        seed,
        1,
      ),
    );
    for (const row of rows) {
      if (foldOf(row) === fold)
        unseen.set(row, blendScores(partial, mine[row] ?? 0, features, row * MEETING_FEATURES));
    }
  }
  const model = complete(fitSecondStage(matrix, rows, targets, seed, 3));
  return { ...model, calibration: fitCalibration(unseen, targets) };
}

function readAllMeetings(
  { pieces, starts, rows }: CorpusRows,
  mine: FirstScores,
  other: FirstScores,
  floor: number,
): Float32Array {
  const all = new Float32Array(rows * MEETING_FEATURES);
  pieces.forEach((meeting, number) => {
    const start = starts[number] ?? 0;
    const part = ({ full, own }: FirstScores): FirstScores => ({
      full: full.subarray(start, start + meeting.length),
      own: own.subarray(start, start + meeting.length),
    });
    const lengths = meeting.map(({ words }) => words.length);
    all.set(readMeetingFeatures(lengths, part(mine), part(other), floor), start * MEETING_FEATURES);
  });
  return all;
}

function joinWeights(
  { numbers }: CorpusRows,
  stages: Readonly<Record<ScoredKind, FirstStage>>,
): Pick<MinutesModel, 'places' | 'runs' | 'weights'> {
  const weights = new Float64Array(numbers.size * WEIGHTS_A_FEATURE);
  const places = new Map<string, number>();
  for (const [name, column] of numbers) {
    places.set(name, column * WEIGHTS_A_FEATURE);
    SCORED_KINDS.forEach((kind, place) => {
      weights[column * WEIGHTS_A_FEATURE + 2 * place] = stages[kind].full.weights[column] ?? 0;
      weights[column * WEIGHTS_A_FEATURE + 2 * place + 1] = stages[kind].own.weights[column] ?? 0;
    });
  }
  return { places, runs: makeStemRuns(places), weights };
}
