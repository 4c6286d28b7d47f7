/**
 * `npm run train:judge [-- FILE]`: fits the last judgement on proposed actions on the written meetings of tests/meetings
 * that may be learnt from, and writes the shipped file, or FILE. The same meetings and rules always give the same bytes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  FACTS_OF,
  type JudgedKind,
  type JudgeModels,
  type ReadingModel,
} from '../../src/meetings/minutes/judge/judge.ts';
import { readWrittenMeetings } from '../meetings/writtenMeetings.ts';
import { calibrateJudge, fitJudge, judgeUnseen, type UnseenItem } from './fitJudge.ts';
import { fitPromises } from './fitPromises.ts';
import { fitWords, scoreUnseenWords, type WordsRow } from './fitWords.ts';
import { type JudgeRow, readJudgeRows } from './judgeRows.ts';
import { likeliest, type PromiseRow } from './promiseRows.ts';

/** Sets to learn from and how often each item counts. Never `held-out`: it measures. */
const SETS = [
  ['training', 3],
  ['fresh', 2],
  ['short', 2],
  ['tuning', 2],
] as const;
const SEED = 20261;
/** An item is seen in these steps of confidence when the fit is told. */
const STEPS = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1] as const;

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [file = join(ROOT, 'src/meetings/minutes/judge/judge.json')] = process.argv.slice(2);

/** Meetings written together; those not named are the newest round. */
const rounds = JSON.parse(readFileSync(join(ROOT, 'tests/meetings/rounds.json'), 'utf8')) as string[][];
const roundOf = (id: string): string => rounds.find((names) => names.includes(id))?.[0] ?? 'newest';

const items: JudgeRow[] = [];
const promises: PromiseRow[] = [];
for (const [set, times] of SETS)
  for (const meeting of readWrittenMeetings(join(ROOT, 'tests/meetings', set))) {
    const rows = await readJudgeRows(meeting, { round: roundOf(meeting.id), times });
    items.push(...rows.items);
    promises.push(...rows.promises);
  }
const fitItems = (kind: JudgedKind): ReadingModel => {
  const ofKind = items.filter((row) => row.kind === kind);
  const read = withWords(ofKind, ofKind);
  const unseen = judgeUnseen(read, SEED);
  tell(kind, unseen);
  return { ...calibrateJudge(fitJudge(read, SEED), unseen), words: fitWords(ofKind) };
};
const fitPromiseModels = (): Pick<JudgeModels, 'promise' | 'unheard'> => {
  const told = likeliest(promises);
  const taught = promises.map((row) => ({ ...row, target: told.has(row) ? 1 : 0 }));
  const { promise, unheard, unseen } = fitPromises(withWords(promises, taught), SEED);
  tell('promise', unseen);
  return { promise: { ...promise, words: fitWords(taught) }, unheard };
};
const models: JudgeModels = {
  action: fitItems('action'),
  decision: fitItems('decision'),
  ...fitPromiseModels(),
};
const text = JSON.stringify({ facts: FACTS_OF, models }, (_, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value,
);
writeFileSync(file, `${text}\n`);

/** The rows with what their words come to, by words of other rounds. */
function withWords<Row extends { readonly facts: readonly number[] }>(
  rows: readonly Row[],
  taught: readonly WordsRow[],
): Row[] {
  const scores = scoreUnseenWords(taught);
  return rows.map((row, place) => ({ ...row, facts: [...row.facts, scores[place] ?? 0] }));
}

/** How sure the judges that had not seen a round were, and how often they were right. */
function tell(kind: string, items: readonly UnseenItem[]): void {
  process.stdout.write(`${kind}, ${items.length} items; unseen, said, right, count\n`);
  const said = items.map(({ row, logOdds }) => ({ ...row, said: 1 / (1 + Math.exp(-logOdds)) }));
  STEPS.slice(1).forEach((to, place) => {
    const from = STEPS[place] ?? 0;
    const some = said.filter((item) => item.said >= from && (item.said < to || to === 1));
    if (some.length === 0) return;
    const mean = some.reduce((sum, item) => sum + item.said, 0) / some.length;
    const right = some.filter(({ target }) => target === 1).length / some.length;
    process.stdout.write(`  ${from}-${to}  ${mean.toFixed(3)}  ${right.toFixed(3)}  ${some.length}\n`);
  });
}
