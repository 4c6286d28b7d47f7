/**
 * `node --import tsx tests/bench/meetings/bench.ts [--corpus DIR] [--shipped] [--no-speakers] [--no-engine] [--json]`
 *
 * Measures the reading of meetings. Meetings that the shipped weights were trained on are scored by models trained
 * without their series; all others, and all with `--shipped`, by the shipped weights. `--json` prints one object of
 * named figures on the last line.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import {
  chooseThreshold,
  DECISION_AT,
  scoreUtterances,
  TRAINED_ON,
} from '../../../src/meetings/minutes/model/scorer.ts';
import { crossValidate } from '../../../tools/trainMinutesModel/crossValidate.ts';
import { type LabelledMeeting, readCorpus } from '../../../tools/trainMinutesModel/readCorpus.ts';
import {
  type Agreement,
  agreeOnItems,
  agreeOnUtterances,
  binReliability,
  groupUtterances,
  type Judged,
} from './measure.ts';
import { type EngineItem, runEngine } from './runEngine.ts';

interface Scored {
  readonly meeting: LabelledMeeting;
  readonly scores: ReturnType<typeof scoreUtterances>;
}

const FOLDS = 5;
const SEED = 20261;
/**
 * The labels of the calls were made by a machine and lie a few cues off: items agree within so many cues, and
 * proposals closer than half of it are one.
 */
const LOOSE = 10;
const SOURCES = ['ami', 'icsi', 'zoom', 'other'] as const;

const { values: options } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpus' },
    shipped: { type: 'boolean', default: false },
    'no-speakers': { type: 'boolean', default: false },
    'no-engine': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const figures: Record<string, number> = {};

await main();

async function main(): Promise<void> {
  if (!existsSync(options.corpus)) {
    process.stderr.write(`There is no folder ${options.corpus}; name the corpus with --corpus DIR.\n`);
    process.exitCode = 2;
    return;
  }
  const meetings = readCorpus(options.corpus);
  const known = options.shipped ? [] : meetings.filter(({ id }) => TRAINED_ON.includes(id));
  const fresh = meetings.filter((meeting) => !known.includes(meeting));
  const scored: Scored[] = [
    ...(known.length > 0 ? crossValidate(known, FOLDS, SEED, tellProgress) : []),
    ...fresh.map((meeting) => ({ meeting, scores: scoreUtterances(meeting.utterances) })),
  ];
  print(`${known.length} meetings by cross-validation over series, ${fresh.length} by the shipped weights.`);
  print('The model reads no speakers: its figures are the same with and without them.\n');
  print(heading('Model alone'));
  for (const source of SOURCES)
    reportModel(
      source,
      scored.filter(({ meeting }) => meeting.source === source),
    );
  if (!options['no-engine']) await reportEngine(meetings);
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

function reportModel(source: string, scored: readonly Scored[]): void {
  const tolerance = source === 'zoom' ? LOOSE : 0;
  const apart = source === 'zoom' ? LOOSE / 2 : 1;
  const actions = scored.map(({ meeting, scores }) => {
    const probabilities = scores.map(({ action }) => action);
    return judge(
      meeting.actionItems,
      probabilities,
      chooseThreshold(probabilities, countWords(meeting)),
      apart,
    );
  });
  const withActions = actions.filter(({ gold }) => gold.length > 0);
  if (withActions.length > 0) {
    reportLine(`${source} action utterances`, agreeOnUtterances(withActions));
    reportLine(`${source} action items`, agreeOnItems(withActions, tolerance));
  }
  const decisions = scored.map(({ meeting, scores }) => {
    const probabilities = scores.map(({ decision }) => decision);
    return judge(meeting.decisionItems, probabilities, DECISION_AT, apart);
  });
  const withDecisions = decisions.filter(({ gold }) => gold.length > 0);
  if (withDecisions.length > 0) {
    reportLine(`${source} decision utterances`, agreeOnUtterances(withDecisions));
    reportLine(`${source} decision items`, agreeOnItems(withDecisions, tolerance));
  }
  if (source === 'ami' && actions.length > 0) reportReliability(actions);
}

function judge(
  gold: Judged['gold'],
  probabilities: readonly number[],
  atLeast: number,
  apart: number,
): Judged {
  return { gold, probabilities, proposed: groupUtterances(probabilities, atLeast, apart) };
}

function countWords({ utterances }: LabelledMeeting): number {
  return utterances.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}

function reportReliability(actions: readonly Judged[]): void {
  print('\nReliability of the action probability (all AMI meetings): said, seen, utterances');
  for (const { from, to, count, said, seen } of binReliability(actions)) {
    print(`  ${from.toFixed(2)}-${to.toFixed(2)}  ${said.toFixed(3)}  ${seen.toFixed(3)}  ${count}`);
    figures[`ami.action.reliability.${from}-${to}.seen`] = seen;
    figures[`ami.action.reliability.${from}-${to}.said`] = said;
  }
  print('');
}

/** The whole engine reads the VTT files. Its weights have seen the meetings it was trained on, and it says so. */
async function reportEngine(meetings: readonly LabelledMeeting[]): Promise<void> {
  const engine = makeRulesEngine();
  const unseen = meetings.filter(({ id, vttPath }) => !TRAINED_ON.includes(id) && existsSync(vttPath));
  const seen = meetings.filter(({ id, vttPath }) => TRAINED_ON.includes(id) && existsSync(vttPath));
  for (const attributed of options['no-speakers'] ? [false] : [true, false]) {
    const how = attributed ? 'with speakers' : 'without speakers';
    for (const [name, part] of [
      ['unseen', unseen],
      ['trained on', seen],
    ] as const) {
      if (part.length === 0) continue;
      print(heading(`Whole engine (${engine.name}), ${how}, meetings ${name}`));
      for (const source of SOURCES) {
        const some = part.filter((meeting) => meeting.source === source);
        const found: EngineItem[][] = [];
        for (const meeting of some) found.push(await runEngine(engine, meeting, attributed));
        reportKind(`${source} engine ${how} ${name}`, some, found, 'action');
        reportKind(`${source} engine ${how} ${name}`, some, found, 'decision');
      }
    }
  }
}

function reportKind(
  label: string,
  meetings: readonly LabelledMeeting[],
  found: readonly (readonly EngineItem[])[],
  kind: 'action' | 'decision',
): void {
  const judged = meetings
    .map(({ actionItems, decisionItems }, index) => ({
      gold: kind === 'action' ? actionItems : decisionItems,
      proposed: (found[index] ?? []).filter((item) => item.kind === kind).map(({ utterances }) => utterances),
      probabilities: [],
    }))
    .filter(({ gold }) => gold.length > 0);
  if (judged.length === 0) return;
  const tolerance = label.startsWith('zoom') ? LOOSE : 0;
  reportLine(`${label} ${kind} utterances`, agreeOnUtterances(judged));
  reportLine(`${label} ${kind} items`, agreeOnItems(judged, tolerance));
}

function reportLine(name: string, { precision, recall, f1, proposed, wanted }: Agreement): void {
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(6);
  print(
    `${name.padEnd(58)}${percent(precision)}${percent(recall)}${percent(f1)}${String(proposed).padStart(9)}${String(wanted).padStart(8)}`,
  );
  const key = name.replaceAll(' ', '.');
  figures[`${key}.precision`] = precision;
  figures[`${key}.recall`] = recall;
  figures[`${key}.f1`] = f1;
}

function heading(title: string): string {
  return `${title.padEnd(58)}     P     R    F1 proposed  wanted`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tellProgress(fold: number): void {
  process.stderr.write(`Fold ${fold + 1} of ${FOLDS} is done.\n`);
}
