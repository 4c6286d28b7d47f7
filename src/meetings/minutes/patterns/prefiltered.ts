/** Regular expressions that are tried only on texts that may match: a sentence is asked for hundreds of them. */
import { Prefilter } from './prefilter.ts';

/** What is asked of a pattern; a `RegExp` is one too. */
export type Pattern = Pick<RegExp, 'test' | 'exec'>;

const shared = new Prefilter();
const numbers = new WeakMap<RegExp, number>();

/** An expression is looked into when it is first asked for. */
function numberOf(expression: RegExp): number {
  const known = numbers.get(expression);
  if (known !== undefined) return known;
  const number = shared.add(expression);
  numbers.set(expression, number);
  return number;
}

/** False where the expression cannot match anywhere in the text. For constants: what was asked for once is kept. */
export const mayMatch = (expression: RegExp, text: string): boolean =>
  shared.mayMatch(numberOf(expression), text);

class PrefilteredPattern implements Pattern {
  private number = -1;
  private readonly expression: RegExp;

  constructor(expression: RegExp) {
    this.expression = expression;
  }

  test(text: string): boolean {
    return this.mayMatch(text) && this.expression.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.mayMatch(text) ? this.expression.exec(text) : null;
  }

  private mayMatch(text: string): boolean {
    if (this.number < 0) this.number = numberOf(this.expression);
    return shared.mayMatch(this.number, text);
  }
}

/** Matches as the expression does, which may not be global or sticky: those go on from where they were. */
export function prefiltered(expression: RegExp): Pattern {
  if (expression.global || expression.sticky)
    throw new Error(`${String(expression)} is global or sticky; ask mayMatch and use it as it is.`);
  return new PrefilteredPattern(expression);
}

/** Rules that are asked of one text after another: none is tried whose pattern cannot match. */
export class RuleSet<Rule extends { readonly pattern: RegExp }> {
  readonly rules: readonly Rule[];
  /** Number of the first pattern; the others follow. */
  private first = -1;

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
  }

  /** The rules that may match, in their order. */
  candidates(text: string): readonly Rule[] {
    if (this.first < 0) this.first = shared.addAll(this.rules.map(({ pattern }) => pattern));
    return shared
      .numbersOf(text, this.first, this.rules.length)
      .map((number) => this.rules[number - this.first] as Rule);
  }

  /** The first rule that matches, in any way. */
  find(text: string, accepts: (rule: Rule) => boolean = () => true): Rule | undefined {
    return this.candidates(text).find((rule) => accepts(rule) && rule.pattern.test(text));
  }
}
