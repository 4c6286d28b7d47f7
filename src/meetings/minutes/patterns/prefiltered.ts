/** Regular expressions that are tried only on texts that may match: a sentence is asked for hundreds of them. */
import { Prefilter } from './prefilter.ts';

/** What is asked of a pattern; a `RegExp` is one too. */
export type Pattern = Pick<RegExp, 'test' | 'exec'>;

/**
 * A pattern is looked into when it is asked for the so-manieth time, which is in the second hour of talk that a process
 * reads: looking into all of them takes half a second in a process that has just begun.
 */
export const PAYS_FROM = 2_000;

const shared = new Prefilter();

/** Patterns that are looked for together, from when on it pays. */
class Sought {
  private readonly expressions: readonly RegExp[];
  private asksLeft: number;
  /** Number of the first; the others follow. */
  private first = -1;

  constructor(expressions: readonly RegExp[], paysFrom: number) {
    this.expressions = expressions;
    this.asksLeft = paysFrom;
  }

  /** Places of those that may match the text; null while looking into them does not pay: all may. */
  placesIn(text: string): number[] | null {
    return this.isWaiting() ? null : shared.placesOf(text, this.first, this.expressions.length);
  }

  /** Whether the only one may match the text. */
  mayMatch(text: string): boolean {
    return this.isWaiting() || shared.mayMatch(this.first, text);
  }

  private isWaiting(): boolean {
    if (this.asksLeft > 0) {
      this.asksLeft -= 1;
      return true;
    }
    if (this.first < 0) this.first = shared.add(this.expressions);
    return false;
  }
}

const soughtAlone = new WeakMap<RegExp, Sought>();

/** False where the expression cannot match anywhere in the text. For constants: what was asked for once is kept. */
export function mayMatch(expression: RegExp, text: string, paysFrom = PAYS_FROM): boolean {
  const known = soughtAlone.get(expression) ?? new Sought([expression], paysFrom);
  soughtAlone.set(expression, known);
  return known.mayMatch(text);
}

class PrefilteredPattern implements Pattern {
  private readonly expression: RegExp;
  private readonly sought: Sought;

  constructor(expression: RegExp, paysFrom: number) {
    this.expression = expression;
    this.sought = new Sought([expression], paysFrom);
  }

  test(text: string): boolean {
    return this.sought.mayMatch(text) && this.expression.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.sought.mayMatch(text) ? this.expression.exec(text) : null;
  }
}

/** Matches as the expression does, which may not be global or sticky: those go on from where they were. */
export function prefiltered(expression: RegExp, paysFrom = PAYS_FROM): Pattern {
  if (expression.global || expression.sticky)
    throw new Error(`${String(expression)} is global or sticky; ask mayMatch and use it as it is.`);
  return new PrefilteredPattern(expression, paysFrom);
}

/** Rules that are asked of one text after another: none is tried whose pattern cannot match. */
export class RuleSet<Rule extends { readonly pattern: RegExp }> {
  readonly rules: readonly Rule[];
  private readonly sought: Sought;

  constructor(rules: readonly Rule[], paysFrom = PAYS_FROM) {
    this.rules = rules;
    this.sought = new Sought(
      rules.map(({ pattern }) => pattern),
      paysFrom,
    );
  }

  /** The rules that may match, in their order. */
  candidates(text: string): readonly Rule[] {
    return this.sought.placesIn(text)?.map((place) => this.rules[place] as Rule) ?? this.rules;
  }

  /** The first rule that matches, in any way. */
  find(text: string, accepts: (rule: Rule) => boolean = () => true): Rule | undefined {
    return this.candidates(text).find((rule) => accepts(rule) && rule.pattern.test(text));
  }
}
