/** What the judge of promises in no known form learns from. */
import { type Judge, judgedKindOf } from '../../src/meetings/minutes/judge/judge.ts';
import { readPromiseFacts } from '../../src/meetings/minutes/judge/promiseFacts.ts';
import { readUnheardFacts } from '../../src/meetings/minutes/judge/unheardFacts.ts';
import type { Evidence } from '../../src/meetings/minutes/minutes.ts';
import { pairUp } from '../meetings/pairUp.ts';
import { likeness, type MarkedItem } from '../meetings/writtenMeetings.ts';

export interface PromiseRow {
  readonly round: string;
  /** A rule has made an action of the words: they are learnt from, and never lifted. */
  readonly isKnown: boolean;
  readonly facts: readonly number[];
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

interface Candidate {
  readonly text: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  readonly isKnown: boolean;
  readonly facts: readonly number[];
  readonly around: readonly number[];
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
      around: readUnheardFacts(draft, surroundings),
    });
  }

  rows(marks: readonly MarkedItem[], round: string): PromiseRow[] {
    const known = new Set(pairUp(this.drafted, marks, likeness).map(([, mark]) => mark));
    // Marks of two readings of a meeting are not the same: each has its own candidates.
    const own = marks.map((mark) => ({ mark: { ...mark }, isMissed: !known.has(mark) }));
    return this.candidates.map(({ isKnown, facts, around, ...candidate }) => ({
      round,
      isKnown,
      facts,
      around,
      told: own
        .map(({ mark, isMissed }) => ({ mark, isMissed, likeness: likeness(candidate, mark) }))
        .filter((one) => one.likeness > 0),
    }));
  }
}

/** What rules hold for less likely than this may be missed. */
const DRAFTED_FROM = -0.5;
