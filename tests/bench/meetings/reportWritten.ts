/** Measures owners, days, precision and recall on the meetings written for this repository. */
import { english } from '../../../src/meetings/minutes/english/index.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import {
  judgeWritten,
  type WrittenFigures,
  type WrittenMeeting,
} from '../../../tools/meetings/writtenMeetings.ts';
import { keyOf, type Report } from './report.ts';
import { reportBins } from './reportCorpus.ts';

export async function reportWritten(
  title: string,
  meetings: readonly WrittenMeeting[],
  report: Report,
): Promise<void> {
  if (meetings.length === 0) return;
  report.print(`\n${title}: committed actions of ${meetings.length} meetings`);
  for (const attributed of [true, false]) {
    const judged: WrittenFigures[] = [];
    for (const meeting of meetings) judged.push(await judgeWritten(makeRulesEngine(), meeting, attributed));
    const how = attributed ? 'with speakers' : 'no speakers';
    const sum = (of: (figures: WrittenFigures) => number): number =>
      judged.reduce((total, figures) => total + of(figures), 0);
    const paired = sum((each) => each.paired);
    const lines: readonly (readonly [string, number, number])[] = [
      ['precision', paired, sum((each) => each.proposed)],
      ['recall', paired, sum((each) => each.wanted)],
      ['precision of all that is shown', sum((each) => each.shownPaired), sum((each) => each.shown)],
      ['recall of all that is shown', sum((each) => each.shownPaired), sum((each) => each.wanted)],
      ['owner accuracy', sum((each) => each.ownersRight), paired],
      ['due date accuracy', sum((each) => each.daysRight), paired],
      ['decision precision', sum((each) => each.decisionsPaired), sum((each) => each.decisionsProposed)],
      ['decision recall', sum((each) => each.decisionsPaired), sum((each) => each.decisionsWanted)],
    ];
    for (const [name, right, all] of lines) {
      const share = right / Math.max(1, all);
      report.print(
        `  ${`${name}, ${how}`.padEnd(46)} ${(100 * share).toFixed(1).padStart(6)}  (${right} of ${all})`,
      );
      report.figures[keyOf(`${title} ${how} ${name}`)] = share;
    }
    reportTexts(
      `${title} ${how}`,
      judged.flatMap(({ texts }) => texts),
      report,
    );
    if (!attributed) continue;
    const confidences = judged.map(({ confidences }) => ({
      gold: [confidences.flatMap(([, isMarked], index) => (isMarked ? [index] : []))],
      proposed: [],
      probabilities: confidences.map(([confidence]) => confidence),
    }));
    reportBins(`confidence of the actions, ${title}`, confidences, report);
  }
}

/** A text of fewer telling words says not what is to be done: "test it". */
const FEWEST_WORDS = 3;

/** How much of what a person called an action its text tells, and how often a pronoun was left open. */
function reportTexts(title: string, texts: WrittenFigures['texts'], report: Report): void {
  const shares = texts.map(([text, about]) => {
    const told = new Set(english.keysOf(text));
    const wanted = english.keysOf(about);
    return wanted.filter((word) => told.has(word)).length / Math.max(1, wanted.length);
  });
  const share = (of: number): number => of / Math.max(1, texts.length);
  const lines: readonly (readonly [string, number])[] = [
    ['words of the marks in the texts', share(shares.reduce((sum, each) => sum + each, 0))],
    ['texts with an open pronoun', share(texts.filter(([text]) => text.includes('“')).length)],
    [
      `texts of under ${FEWEST_WORDS} telling words`,
      share(texts.filter(([text]) => english.keysOf(text).length < FEWEST_WORDS).length),
    ],
  ];
  for (const [name, value] of lines) {
    report.print(`  ${name.padEnd(46)} ${(100 * value).toFixed(1).padStart(6)}`);
    report.figures[keyOf(`${title} ${name}`)] = value;
  }
}
