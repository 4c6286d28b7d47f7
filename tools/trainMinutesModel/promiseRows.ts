/** What the judge of promises in no known form learns from. */
import { type Judge, judgedKindOf } from '../../src/meetings/minutes/judge/judge.ts';
import { readPromiseFacts } from '../../src/meetings/minutes/judge/promiseFacts.ts';
import { readUnheardFacts } from '../../src/meetings/minutes/judge/unheardFacts.ts';
import { readWordRuns } from '../../src/meetings/minutes/judge/words.ts';
import type { Evidence } from '../../src/meetings/minutes/minutes.ts';
import { pairUp } from '../meetings/pairUp.ts';
import { likeness, type MarkedItem } from '../meetings/writtenMeetings.ts';

export interface PromiseRow {
  readonly round: string;
  /** A rule has made an action of the words: they are learnt from, and never lifted. */
  readonly isKnown: boolean;
  readonly facts: readonly number[];
  readonly runs: ReadonlyMap<string, number>;
  readonly around: readonly number[];
  /** Marked actions of which it tells something. */
  readonly told: readonly ToldMark[];
}

interface ToldMark {
  readonly mark: MarkedItem;
  readonly likeness: number;
  /** Nothing that the rules drafted tells it. */
  readonly isMissed: boolean;
}

interface Candidate extends Pick<PromiseRow, 'isKnown' | 'facts' | 'runs' | 'around'> {
  readonly text: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
}

/** Listens to what a judge is asked, and knows afterwards which rows it was. */
export class PromiseListener {
  private readonly candidates: Candidate[] = [];
  private readonly drafted: Pick<Candidate, 'text' | 'evidence'>[] = [];

  hear(...[draft, surroundings]: Parameters<Judge>): void {
    const told = { text: draft.text, evidence: [...draft.evidence] as Candidate['evidence'] };
    const kind = judgedKindOf(draft);
    if (kind === 'action' && draft.weight >= DRAFTED_FROM) this.drafted.push(told);
    if (kind !== 'promise') return;
    this.candidates.push({
      ...told,
      isKnown: draft.loose?.isKnown === true,
      facts: readPromiseFacts(draft, surroundings),
      runs: readWordRuns(draft.sentence, surroundings.sentences),
      around: readUnheardFacts(draft, surroundings),
    });
  }

  rows(marks: readonly MarkedItem[], round: string): PromiseRow[] {
    const known = new Set(pairUp(this.drafted, marks, likeness).map(([, mark]) => mark));
    // Marks of two readings of a meeting are not the same: each has its own candidates.
    const own = marks.map((mark) => ({ mark: { ...mark }, isMissed: !known.has(mark) }));
    return this.candidates.map(({ isKnown, facts, runs, around, ...candidate }) => ({
      round,
      isKnown,
      facts,
      runs,
      around,
      told: own
        .map(({ mark, isMissed }) => ({ mark, isMissed, likeness: likeness(candidate, mark) }))
        .filter((one) => one.likeness > 0),
    }));
  }
}

/** What rules hold for less likely than this may be missed. */
const DRAFTED_FROM = -0.5;

/** Whether it is the sentence most like one of the marks that it tells of: what the words are taught of promises. */
export function likeliest(rows: readonly PromiseRow[]): ReadonlySet<PromiseRow> {
  const best = new Map<MarkedItem, { row: PromiseRow; likeness: number }>();
  for (const row of rows)
    for (const { mark, likeness: like } of row.told)
      if (like > (best.get(mark)?.likeness ?? 0)) best.set(mark, { row, likeness: like });
  return new Set([...best.values()].map(({ row }) => row));
}
