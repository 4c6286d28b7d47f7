/** What the judge of the minutes learns from: actions and decisions that the engine drafts in written meetings, and which are marked. */
import { readFileSync } from 'node:fs';
import { asZoneName } from '../../src/kernel/time.ts';
import { makeRulesEngine } from '../../src/meetings/minutes/index.ts';
import {
  type Judge,
  type JudgedKind,
  judgedKindOf,
  readFacts,
} from '../../src/meetings/minutes/judge/judge.ts';
import { readWordRuns } from '../../src/meetings/minutes/judge/words.ts';
import type { Evidence } from '../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../src/meetings/transcript/index.ts';
import { pairUp } from '../meetings/pairUp.ts';
import { committedIn, likeness, type MarkedItem, type WrittenMeeting } from '../meetings/writtenMeetings.ts';
import type { FactRow } from './fitJudge.ts';
import { PromiseListener, type PromiseRow } from './promiseRows.ts';

export interface JudgeRow extends FactRow {
  readonly kind: JudgedKind;
  /** Of its words; what they come to is a fact that is added when the other rounds have been read. */
  readonly runs: ReadonlyMap<string, number>;
}

/** As like the mark as this share of the one that was paired with it: the same told twice, and which is which is chance. */
const SECOND = 0.7;

type Told = {
  readonly kind: JudgedKind;
  readonly text: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
};

type Drafted = Told & Pick<JudgeRow, 'facts' | 'runs'>;

/** Rows of one meeting, with its speakers and without them. Second tellings of a marked action are left out. */
export async function readJudgeRows(
  meeting: WrittenMeeting,
  { round, times }: Pick<JudgeRow, 'round' | 'times'>,
): Promise<{ readonly items: JudgeRow[]; readonly promises: PromiseRow[] }> {
  const read = await readTranscript(readFileSync(meeting.vttPath));
  const items: JudgeRow[] = [];
  const promises: PromiseRow[] = [];
  for (const attributed of read.attributed ? [true, false] : [false]) {
    const cues = attributed ? read.cues : read.cues.map((cue) => ({ ...cue, speaker: null }));
    const drafted: Drafted[] = [];
    const listener = new PromiseListener();
    const judge: Judge = (draft, surroundings) => {
      listener.hear(draft, surroundings);
      const { text, evidence } = draft;
      const kind = judgedKindOf(draft);
      if (kind !== 'promise')
        drafted.push({
          kind,
          text,
          evidence: [...evidence],
          facts: readFacts(draft, surroundings),
          runs: readWordRuns(draft.sentence, surroundings.sentences),
        });
      return draft.weight;
    };
    const calendar = { zone: asZoneName(meeting.zone), ...meeting.calendar };
    const engine = makeRulesEngine({ judge, readsAll: true });
    await engine.write({ ...read, cues, attributed }, { ...meeting, calendar });
    const actions = committedIn(meeting);
    promises.push(...listener.rows(actions, round));
    for (const [kind, marked] of [
      ['action', actions],
      ['decision', meeting.decisions],
    ] as const) {
      const ofKind = drafted.filter((one) => one.kind === kind);
      items.push(...rowsOf(kind, ofKind, marked, { round, times }));
    }
  }
  return { items, promises };
}

function rowsOf(
  kind: JudgedKind,
  drafted: readonly Drafted[],
  marked: readonly MarkedItem[],
  { round, times }: Pick<JudgeRow, 'round' | 'times'>,
): JudgeRow[] {
  const rows: JudgeRow[] = [];
  const pairs = pairUp(drafted, marked, likeness);
  const right = new Set(pairs.map(([draft]) => draft));
  const best = new Map(pairs.map(([draft, mark]) => [mark, likeness(draft, mark)]));
  for (const draft of drafted) {
    const isSecond = (mark: (typeof marked)[number]): boolean =>
      likeness(draft, mark) > SECOND * (best.get(mark) ?? 0) && likeness(draft, mark) > 0;
    if (!right.has(draft) && marked.some(isSecond)) continue;
    rows.push({ kind, round, facts: draft.facts, runs: draft.runs, target: right.has(draft) ? 1 : 0, times });
  }
  return rows;
}
