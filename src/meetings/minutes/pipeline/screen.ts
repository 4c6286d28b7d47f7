/** Which sentences are drafted although no rule is sure of them: the judge may be. */
import { isWorthDrafting } from '../judge/judge.ts';
import type { Sentence } from '../sentences/sentence.ts';

export interface Screen {
  /** Also what a rule has made an action of: to learn from. */
  readonly takesKnown: boolean;
  readonly takes: (kind: 'decision' | 'promise', sentence: Sentence) => boolean;
}

/** The screen of one talk; `takesAll` lets through even what is hopeless. */
export const makeScreen = (sentences: readonly Sentence[], takesAll: boolean): Screen => ({
  takesKnown: takesAll,
  takes: (kind, sentence) => takesAll || isWorthDrafting(kind, sentence, sentences),
});
