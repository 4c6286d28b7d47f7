/** `node --import tsx tools/trainMinutesModel/train.ts CORPUS_FOLDER`: trains and writes the shipped weights. */
import { writeFileSync } from 'node:fs';
import { readWordFeatures } from '../../src/meetings/minutes/model/wordFeatures.ts';
import { splitWords } from '../../src/meetings/minutes/model/words.ts';
import { fitLogistic } from './logistic.ts';
import { type LabelledMeeting, readCorpus } from './readCorpus.ts';
import { makeSparseMatrix, numberFeatures } from './sparse.ts';

const folder = process.argv[2];
if (folder === undefined)
  throw new Error('Give the corpus folder as the argument, such as ../shared/corpus.');
// The Zoom calls are share-alike: they check, they do not train what ships.
const meetings = readCorpus(folder).filter(({ source }) => source === 'ami' || source === 'icsi');
const options = { l2: 0.3, positiveWeight: 1, iterations: 80 };

const rows = meetings.flatMap(({ utterances }) => {
  const words = utterances.map(({ text }) => splitWords(text));
  return words.map((_, index) => readWordFeatures(words, index));
});
const numbers = numberFeatures(rows, 3);
const matrix = makeSparseMatrix(rows, numbers);
const learn = (
  itemsOf: (meeting: LabelledMeeting) => readonly (readonly number[])[],
  uses: (meeting: LabelledMeeting) => boolean,
) => {
  const targets = new Float32Array(rows.length);
  const used: number[] = [];
  let start = 0;
  for (const meeting of meetings) {
    for (const item of itemsOf(meeting)) for (const index of item) targets[start + index] = 1;
    if (uses(meeting))
      for (let index = 0; index < meeting.utterances.length; index += 1) used.push(start + index);
    start += meeting.utterances.length;
  }
  return fitLogistic(matrix, Int32Array.from(used), targets, options);
};
const action = learn(
  ({ actionItems }) => actionItems,
  ({ hasActionLabels }) => hasActionLabels,
);
const decision = learn(
  ({ decisionItems }) => decisionItems,
  () => true,
);

const largest = (weights: Float64Array): number =>
  weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
const scale = Math.max(largest(action.weights), largest(decision.weights)) / 127;
const quantise = (weight: number): number => Math.round(weight / scale);
const kept = [...numbers].filter(
  ([, column]) =>
    quantise(action.weights[column] ?? 0) !== 0 || quantise(decision.weights[column] ?? 0) !== 0,
);
const values = new Int8Array(kept.length * 2);
kept.forEach(([, column], index) => {
  values[2 * index] = quantise(action.weights[column] ?? 0);
  values[2 * index + 1] = quantise(decision.weights[column] ?? 0);
});
const packed = {
  attribution: 'Trained on the AMI and ICSI meeting corpora (CC BY 4.0); see NOTICE.',
  bias: { action: action.bias, decision: decision.bias },
  scale,
  names: kept.map(([name]) => name).join('\n'),
  values: Buffer.from(values.buffer).toString('base64'),
};
writeFileSync(
  new URL('../../src/meetings/minutes/model/weights.json', import.meta.url),
  `${JSON.stringify(packed)}\n`,
);
process.stdout.write(`${kept.length} of ${numbers.size} weights kept.\n`);
