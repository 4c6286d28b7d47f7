/** `node --import tsx tools/trainMinutesModel/train.ts [CORPUS_FOLDER]`: trains and writes the shipped weights. */
import { writeFileSync } from 'node:fs';
import { makeCorpusRows } from './corpusRows.ts';
import { makeFirstStageFitter } from './fitFirstStage.ts';
import { assignFolds } from './folds.ts';
import { packModel } from './packModel.ts';
import { readCorpus } from './readCorpus.ts';
import { trainModel } from './trainModel.ts';

const FOLDS = 6;
const SEED = 20261;
const ATTRIBUTION = 'Trained on the AMI and ICSI meeting corpora (CC BY 4.0); see NOTICE.';

const folder = process.argv[2] ?? '../shared/corpus';
// The Zoom calls are share-alike: they check, they do not train what ships.
const meetings = readCorpus(folder).filter(({ source }) => source === 'ami' || source === 'icsi');
const corpus = makeCorpusRows(meetings);
const folds = assignFolds(meetings, FOLDS);
const fitter = makeFirstStageFitter(corpus, folds);
const model = trainModel({ corpus, folds, foldCount: FOLDS, fitter, seed: SEED }, null);
const text = `${JSON.stringify(
  packModel(
    model,
    ATTRIBUTION,
    meetings.map(({ id }) => id),
  ),
)}\n`;
writeFileSync(new URL('../../src/meetings/minutes/model/weights.json', import.meta.url), text);
process.stdout.write(`${meetings.length} meetings, ${corpus.numbers.size} features, ${text.length} bytes.\n`);
