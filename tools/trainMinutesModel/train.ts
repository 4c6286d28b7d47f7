/**
 * `npm run train [-- CORPUS_FOLDER [FILE]]`: trains on the AMI and ICSI meetings of a folder (`../shared/corpus` unless
 * another is named) and writes the shipped weights, or FILE. The same meetings always give the same bytes.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { makeCorpusRows } from './corpusRows.ts';
import { makeFirstStageFitter } from './fitFirstStage.ts';
import { assignFolds } from './folds.ts';
import { packModel } from './packModel.ts';
import { readCorpus } from './readCorpus.ts';
import { trainModel } from './trainModel.ts';

const FOLDS = 6;
const SEED = 20261;
const ATTRIBUTION = 'Trained on the AMI and ICSI meeting corpora (CC BY 4.0); see NOTICE.';

const SHIPPED = fileURLToPath(new URL('../../src/meetings/minutes/model/weights.json', import.meta.url));
/** Larger files are not shipped. */
const MOST_BYTES = 5 * 1024 * 1024;

const [folder = fileURLToPath(new URL('../../../shared/corpus', import.meta.url)), file = SHIPPED] =
  process.argv.slice(2);

if (existsSync(folder)) train();
else {
  process.stderr.write(`There is no folder ${folder}; name the folder of the AMI and ICSI meetings.\n`);
  process.exitCode = 2;
}

function train(): void {
  // The Zoom calls are share-alike: they check, they do not train what ships.
  const meetings = readCorpus(folder).filter(({ source }) => source === 'ami' || source === 'icsi');
  if (meetings.length < 2 * FOLDS) {
    process.stderr.write(`${folder} has ${meetings.length} meetings of AMI and ICSI: too few to train on.\n`);
    process.exitCode = 2;
    return;
  }
  const corpus = makeCorpusRows(meetings);
  const folds = assignFolds(meetings, FOLDS);
  const fitter = makeFirstStageFitter(corpus, folds);
  const model = trainModel({ corpus, folds, foldCount: FOLDS, fitter, seed: SEED }, null);
  const ids = meetings.map(({ id }) => id);
  const text = `${JSON.stringify(packModel(model, ATTRIBUTION, ids))}\n`;
  if (text.length > MOST_BYTES)
    throw new Error(`The model has ${text.length} bytes, more than ${MOST_BYTES}.`);
  writeFileSync(file, text);
  process.stdout.write(
    `${meetings.length} meetings, ${corpus.numbers.size} features, ${text.length} bytes.\n`,
  );
}
