import assert from 'node:assert/strict';
import { readPieces, scoreFirst } from '../../../../src/meetings/minutes/model/firstStage.ts';
import { unpackModel } from '../../../../src/meetings/minutes/model/model.ts';
import { splitUtterances } from '../../../../src/meetings/minutes/model/splitUtterance.ts';
import { makeCorpusRows } from '../../../../tools/trainMinutesModel/corpusRows.ts';
import { makeFirstStageFitter } from '../../../../tools/trainMinutesModel/fitFirstStage.ts';
import { assignFolds } from '../../../../tools/trainMinutesModel/folds.ts';
import { packModel } from '../../../../tools/trainMinutesModel/packModel.ts';
import type { LabelledMeeting } from '../../../../tools/trainMinutesModel/readCorpus.ts';
import { trainModel } from '../../../../tools/trainMinutesModel/trainModel.ts';

const FOLDS = 3;

/** Small talk with a promise near the end, a little different each time. */
function makeMeeting(number: number): LabelledMeeting {
  const topics = ['router', 'firewall', 'printer', 'payroll', 'backup', 'licence'];
  const topic = (at: number): string => topics[(number + at) % topics.length] ?? '';
  const texts = Array.from({ length: 40 }, (_, at) =>
    at === 30 + (number % 5)
      ? `So you will prepare the ${topic(at)} report for the next meeting.`
      : `I think the ${topic(at)} was rather slow in week ${at} of the year.`,
  );
  return {
    id: `m${number}`,
    series: `s${Math.floor(number / 2)}`,
    source: 'other',
    utterances: texts.map((text) => ({ speaker: null, text })),
    utteranceIds: texts.map((_, at) => String(at)),
    seconds: texts.map((_, at) => [at, at + 1] as const),
    actionItems: [[30 + (number % 5)]],
    decisionItems: [[3], [7]],
    hasActionLabels: true,
    vttPath: '',
  };
}

const meetings = Array.from({ length: 12 }, (_, number) => makeMeeting(number));

function train(): ReturnType<typeof packModel> {
  const corpus = makeCorpusRows(meetings);
  const folds = assignFolds(meetings, FOLDS);
  const fitter = makeFirstStageFitter(corpus, folds);
  const model = trainModel({ corpus, folds, foldCount: FOLDS, fitter, seed: 1 }, null);
  return packModel(model, 'made up', ['m0']);
}

describe('trainModel', () => {
  it('gives the same bytes twice, and a model that knows a promise from talk', () => {
    const packed = train();
    assert.equal(JSON.stringify(train()), JSON.stringify(packed));
    const fresh = makeMeeting(13);
    const pieces = readPieces(splitUtterances(fresh.utterances.map(({ text }) => text)));
    const { full } = scoreFirst(unpackModel(packed), pieces).action;
    assert.equal(full.indexOf(Math.max(...full)), fresh.actionItems[0]?.[0]);
  }).timeout(20_000);
});

describe('assignFolds', () => {
  it('keeps a series in one fold and uses every fold', () => {
    const folds = assignFolds(meetings, FOLDS);
    meetings.forEach(({ series }, index) => {
      assert.equal(folds[index], folds[meetings.findIndex((other) => other.series === series)]);
    });
    assert.equal(new Set(folds).size, FOLDS);
  });
});
