/** Decisions that are only told from the talk before them: something was on the table, others were for it, and it was concluded. */

import type { Language, Statement } from '../language.ts';
import type { Spoken } from './spoken.ts';

/** Sentences that are looked back on. */
const REACH = { choice: 12, support: 9 } as const;
/** Not even the judge makes a decision of less weight, or of so few words that say it only half. */
const LEAST = -3;
const LEAST_WORDS = 3;
/** Log odds of a conclusion by what came before it. */
const WEIGHTS = { base: -0.7, choice: 0.5, support: 0.5, mostSupport: 2 } as const;

/** Nothing but the opening of the next sentence. */
const OPENING =
  /^(?:(?:okay|ok|right|righto|fine|good|great|alright|all right|very well|so|then|agreed|perfect|so be it|grand|cool)[\s,.!]*)+$/i;

interface Heard {
  readonly at: number;
  readonly speaker: string | null;
  readonly isQuestion: boolean;
}

/** Listens to a meeting sentence by sentence. */
export class Outcomes {
  private choices: Heard[] = [];
  private supports: Heard[] = [];
  /** "Okay." before the sentence, as if it were one with it. */
  private opening: { readonly text: string; readonly turn: number } | null = null;
  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** The decision that a sentence concludes, null for none. Of a weight below 0 only the judge can make one. */
  conclude({ text, sentence, isQuestion }: Spoken): Statement | null {
    const opening = this.opening?.turn === sentence.turn ? `${this.opening.text} ` : '';
    const outcome = isQuestion ? null : (this.language.readOutcome?.(opening + text) ?? null);
    if (outcome === null) return null;
    const { index, speaker } = sentence;
    const isChoice = this.choices.some(({ at }) => index - at <= REACH.choice);
    const supporters = this.supports.filter(
      (heard) => index - heard.at <= REACH.support && (speaker === null || heard.speaker !== speaker),
    );
    const support = Math.min(WEIGHTS.mostSupport, supporters.length);
    const weight =
      WEIGHTS.base + outcome.weight + (isChoice ? WEIGHTS.choice : 0) + support * WEIGHTS.support;
    const isSupported = isChoice || supporters.length > 0 || opening !== '';
    const isTooBare = !isSupported || outcome.body.split(' ').length < LEAST_WORDS;
    if (weight < LEAST || (weight < 0 && isTooBare)) return null;
    return { rule: outcome.rule, kind: 'decision', body: outcome.body, weight, needsAgreement: false };
  }

  /** Somebody asked for a choice behind this sentence. */
  isAskedSince(index: number): boolean {
    return this.choices.some(({ at, isQuestion }) => isQuestion && at > index);
  }

  /** A decision was taken: what follows needs a choice of its own. */
  settle(): void {
    this.choices = [];
    this.supports = [];
  }

  hear({ text, sentence, isQuestion }: Spoken): void {
    const { language } = this;
    this.opening = OPENING.test(text) ? { text, turn: sentence.turn } : null;
    const heard = { at: sentence.index, speaker: sentence.speaker, isQuestion };
    if (language.offersChoice?.(text, isQuestion) === true) this.choices = [...this.choices.slice(-8), heard];
    if (!isQuestion && language.isSupport?.(text) === true)
      this.supports = [...this.supports.slice(-8), heard];
  }
}
