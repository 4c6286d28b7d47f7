/** Measures the trained model alone, and the whole engine around it, on labelled meetings. */
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import {
  chooseThreshold,
  DECISION_AT,
  type Spoken,
  scoreUtterances,
  TRAINED_ON,
  type UtteranceScore,
} from '../../../src/meetings/minutes/model/scorer.ts';
import { crossValidate } from '../../../tools/trainMinutesModel/crossValidate.ts';
import type { LabelledMeeting } from '../../../tools/trainMinutesModel/readCorpus.ts';
import { agreeOnItems, agreeOnUtterances, binReliability, groupUtterances, type Judged } from './measure.ts';
import type { Report } from './report.ts';
import { type EngineItem, runEngine } from './runEngine.ts';

const FOLDS = 5;
const SEED = 20261;
/** A training on less than this says little of the shipped one, which has seen 117. */
const LEAST_TO_TRAIN = 60;
/**
 * The labels of the calls were made by a machine and lie a few cues off: items agree within so many cues, and
 * proposals of the model alone that are closer than half of it are one.
 */
const LOOSE = 10;
const SOURCES = ['ami', 'icsi', 'zoom', 'other'] as const;

/** A meeting and a model that has not seen it. */
interface Unseen {
  readonly meeting: LabelledMeeting;
  readonly scorer: (utterances: readonly Spoken[]) => readonly UtteranceScore[];
}

/** Meetings with a model that has not seen them: by folds for those of the training, else the shipped one. */
export function pairWithModels(
  meetings: readonly LabelledMeeting[],
  report: Report,
  progress: (fold: number) => void,
): Unseen[] {
  const known = meetings.filter(({ id }) => TRAINED_ON.includes(id));
  const fresh = meetings.filter(({ id }) => !TRAINED_ON.includes(id));
  const isEnough = known.length >= LEAST_TO_TRAIN;
  if (isEnough)
    report.print(
      `${known.length} meetings by ${FOLDS}-fold cross-validation over series, the rules' few numbers aside.`,
    );
  else if (known.length > 0)
    report.print(
      `${known.length} meetings are left out: the shipped weights have seen them, and ${LEAST_TO_TRAIN} are needed to train others.`,
    );
  report.print(`${fresh.length} meetings by the shipped weights, which have not seen them.`);
  return [
    ...(isEnough ? crossValidate(known, FOLDS, SEED, progress) : []),
    ...fresh.map((meeting) => ({ meeting, scorer: scoreUtterances })),
  ];
}

export async function reportCorpus(unseen: readonly Unseen[], report: Report): Promise<void> {
  for (const attributed of [true, false]) await reportEngine(unseen, attributed, report);
  reportModel(unseen, report);
}

async function reportEngine(unseen: readonly Unseen[], attributed: boolean, report: Report): Promise<void> {
  const how = attributed ? '' : ', no speakers';
  report.heading(`What Docket proposes${how}: items of the engine`);
  const confidences: Judged[] = [];
  for (const source of SOURCES) {
    const some = unseen.filter(({ meeting }) => meeting.source === source);
    if (some.length === 0) continue;
    const found: EngineItem[][] = [];
    for (const { meeting, scorer } of some)
      found.push(await runEngine(makeRulesEngine({ scorer }), meeting, attributed));
    for (const kind of ['action', 'decision'] as const) {
      const judged = some.map(({ meeting }, index) => judgeItems(meeting, found[index] ?? [], kind));
      reportJudged(`${source} ${kind}`, how, judged, source === 'zoom' ? LOOSE : 0, report);
      if (kind === 'action' && source === 'ami') confidences.push(...judged);
    }
  }
  if (attributed && confidences.length > 0)
    reportBins('confidence of the items proposed on AMI', confidences.map(itemsAsBins), report);
}

function judgeItems(
  meeting: LabelledMeeting,
  items: readonly EngineItem[],
  kind: 'action' | 'decision',
): Judged & { readonly confidences: readonly number[] } {
  const proposed = items.filter((item) => item.kind === kind);
  return {
    gold: kind === 'action' ? meeting.actionItems : meeting.decisionItems,
    proposed: proposed.map(({ utterances }) => utterances),
    confidences: proposed.map(({ confidence }) => confidence),
    probabilities: [],
  };
}

/** Items stand for utterances, so that the bins of utterances serve for items too. */
function itemsAsBins(judged: Judged & { readonly confidences?: readonly number[] }): Judged {
  const linked = new Set(judged.gold.flat());
  const hits = judged.proposed.flatMap((utterances, item) =>
    utterances.some((each) => linked.has(each)) ? [item] : [],
  );
  return { gold: [hits], proposed: [], probabilities: judged.confidences ?? [] };
}

function reportModel(unseen: readonly Unseen[], report: Report): void {
  report.heading('The model alone; it reads no speakers');
  const bins: Judged[] = [];
  for (const source of SOURCES) {
    const some = unseen.filter(({ meeting }) => meeting.source === source);
    if (some.length === 0) continue;
    const scored = some.map(({ meeting, scorer }) => ({ meeting, scores: scorer(meeting.utterances) }));
    const tolerance = source === 'zoom' ? LOOSE : 0;
    const apart = source === 'zoom' ? LOOSE / 2 : 1;
    const actions = scored.map(({ meeting, scores }) => {
      const probabilities = scores.map(({ action }) => action);
      const atLeast = chooseThreshold(probabilities, countWords(meeting));
      return {
        gold: meeting.actionItems,
        probabilities,
        proposed: groupUtterances(probabilities, atLeast, apart),
      };
    });
    const decisions = scored.map(({ meeting, scores }) => {
      const probabilities = scores.map(({ decision }) => decision);
      const proposed = groupUtterances(probabilities, DECISION_AT, apart);
      return { gold: meeting.decisionItems, probabilities, proposed };
    });
    reportJudged(`model ${source} action`, '', actions, tolerance, report);
    reportJudged(`model ${source} decision`, '', decisions, tolerance, report);
    if (source === 'ami') bins.push(...actions);
  }
  if (bins.length > 0) reportBins('action probability of utterances, all AMI meetings', bins, report);
}

/** Counted over meetings that have items of the kind, as the papers do. */
function reportJudged(
  name: string,
  how: string,
  all: readonly Judged[],
  tolerance: number,
  report: Report,
): void {
  const judged = all.filter(({ gold }) => gold.length > 0);
  if (judged.length === 0) return;
  report.agreement(`${name} utterances${how}`, agreeOnUtterances(judged));
  report.agreement(`${name} items${how}`, agreeOnItems(judged, tolerance));
}

export function reportBins(title: string, judged: readonly Judged[], report: Report): void {
  report.print(`\nReliability: ${title}; said, seen, count`);
  const key = title.replaceAll(/[ ,]+/g, '.').toLowerCase();
  for (const { from, to, count, said, seen } of binReliability(judged)) {
    if (count === 0) continue;
    report.print(
      `  ${from.toFixed(2)}-${to.toFixed(2)}  ${said.toFixed(3)}  ${seen.toFixed(3)}  ${String(count).padStart(6)}`,
    );
    report.figures[`reliability.${key}.${from}-${to}.said`] = said;
    report.figures[`reliability.${key}.${from}-${to}.seen`] = seen;
    report.figures[`reliability.${key}.${from}-${to}.count`] = count;
  }
}

function countWords({ utterances }: LabelledMeeting): number {
  return utterances.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0);
}
