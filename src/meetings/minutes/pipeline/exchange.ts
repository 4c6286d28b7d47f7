/** What was asked a moment ago, and what the turn has said yes to: an answer is read in their light. */
import type { Sentence } from '../sentences/sentence.ts';
import type { Draft } from './draft.ts';

/** A question is answered within so many turns; what a turn said yes to is meant for so many of its sentences. */
const REACH = { turns: 2, sentences: 2 } as const;

export class Exchange {
  /** Where somebody last asked for something, or said what must be done. */
  private asked: Sentence | null = null;
  private answered: { readonly draft: Draft; readonly sentence: Sentence } | null = null;

  ask(sentence: Sentence): void {
    this.asked = sentence;
  }

  answer(draft: Draft, sentence: Sentence): void {
    this.answered = { draft, sentence };
  }

  isAnswer(sentence: Sentence): boolean {
    const { asked } = this;
    if (asked === null || sentence.turn - asked.turn > REACH.turns) return false;
    return sentence.speaker === null ? sentence.index > asked.index : sentence.speaker !== asked.speaker;
  }

  answeredIn({ turn, index }: Sentence): Draft | null {
    const { answered } = this;
    return answered !== null &&
      answered.sentence.turn === turn &&
      index - answered.sentence.index <= REACH.sentences
      ? answered.draft
      : null;
  }
}
