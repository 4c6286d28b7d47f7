/** Gives every meeting a model that has seen no meeting of its series. */
import { scoreWith, type UtteranceScore } from '../../src/meetings/minutes/model/scoreMeeting.ts';
import type { Spoken } from '../../src/meetings/minutes/model/words.ts';
import { makeCorpusRows } from './corpusRows.ts';
import { makeFirstStageFitter } from './fitFirstStage.ts';
import { assignFolds } from './folds.ts';
import type { LabelledMeeting } from './readCorpus.ts';
import { trainModel } from './trainModel.ts';

export interface CrossValidated {
  readonly meeting: LabelledMeeting;
  readonly fold: number;
  /** Scores utterances by the model that has not seen the meeting's series. */
  readonly scorer: (utterances: readonly Spoken[]) => readonly UtteranceScore[];
}

/** `progress` is told after each fold. The meetings must be in the order of their series. */
export function crossValidate(
  meetings: readonly LabelledMeeting[],
  foldCount: number,
  seed: number,
  progress: (fold: number) => void = () => {},
): CrossValidated[] {
  const corpus = makeCorpusRows(meetings);
  const folds = assignFolds(meetings, foldCount);
  const fitter = makeFirstStageFitter(corpus, folds);
  const results: CrossValidated[] = [];
  for (let fold = 0; fold < foldCount; fold += 1) {
    const model = trainModel({ corpus, folds, foldCount, fitter, seed }, fold);
    const scorer: CrossValidated['scorer'] = (utterances) => scoreWith(model, utterances);
    meetings.forEach((meeting, index) => {
      if (folds[index] === fold) results.push({ meeting, fold, scorer });
    });
    progress(fold);
  }
  return results;
}
