/** `$filter` as a tree ("Use the $filter query parameter"). */
import { GraphFault } from '../route.ts';

export type FilterValue = string | number | boolean | null;

/** A literal remembers how it was written: a date without quotes is a date, in quotes a text. */
export interface Literal {
  readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'date';
  readonly value: FilterValue;
}

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
type TextFunction = 'startswith' | 'endswith' | 'contains';

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly path: string;
      readonly literal: Literal;
    }
  | { readonly kind: 'in'; readonly path: string; readonly literals: readonly Literal[] }
  | { readonly kind: 'text'; readonly operator: TextFunction; readonly path: string; readonly text: string };

type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: '(' | ')' | ',' }
  | { readonly kind: 'literal'; readonly literal: Literal };

const COMPARISONS: readonly string[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const FUNCTIONS: readonly string[] = ['startswith', 'endswith', 'contains'];
const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
};
/** Deeper nesting is refused, so that no text can exhaust the stack. */
const DEEPEST = 100;

const invalid = (why: string): GraphFault =>
  new GraphFault(400, 'invalidRequest', `Invalid filter clause: ${why}`);

/** Reads a filter. Throws 400 `invalidRequest` "Invalid filter clause" with what is wrong. */
export function parseFilter(text: string): Filter {
  const tokens = readTokens(text);
  const reader = new FilterReader(tokens);
  const filter = reader.readOr(0);
  reader.expectEnd();
  return filter;
}

/** Paths and operators that a filter uses, so that a part can refuse what it does not know. */
export function usesOf(filter: Filter): {
  readonly paths: readonly string[];
  readonly operators: readonly string[];
} {
  const paths = new Set<string>();
  const operators = new Set<string>();
  const visit = (node: Filter): void => {
    operators.add('operator' in node ? node.operator : node.kind);
    if ('path' in node) paths.add(node.path);
    if (node.kind === 'not') visit(node.of);
    if (node.kind === 'and' || node.kind === 'or') {
      visit(node.left);
      visit(node.right);
    }
  };
  visit(filter);
  return { paths: [...paths], operators: [...operators] };
}

class FilterReader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  readOr(depth: number): Filter {
    let left = this.#readAnd(depth);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#readAnd(depth) };
    return left;
  }

  expectEnd(): void {
    if (this.#at < this.#tokens.length) throw invalid(`unexpected ${this.#shown()}`);
  }

  #readAnd(depth: number): Filter {
    let left = this.#readNot(depth);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#readNot(depth) };
    return left;
  }

  #readNot(depth: number): Filter {
    if (depth > DEEPEST) throw invalid('it is nested too deeply');
    if (this.#takeWord('not')) return { kind: 'not', of: this.#readNot(depth + 1) };
    if (this.#takeMark('(')) {
      const inner = this.readOr(depth + 1);
      this.#expectMark(')');
      return inner;
    }
    return this.#readTerm();
  }

  #readTerm(): Filter {
    const token = this.#next();
    if (token?.kind === 'literal') {
      const operator = this.#readComparison();
      return {
        kind: 'compare',
        operator: MIRRORED[operator],
        path: this.#readPath(),
        literal: token.literal,
      };
    }
    if (token?.kind !== 'word') throw invalid(`unexpected ${this.#shown(-1)}`);
    const name = token.text.toLowerCase();
    if (FUNCTIONS.includes(name) && this.#takeMark('(')) return this.#readFunction(name as TextFunction);
    if (this.#peekMark('('))
      throw new GraphFault(
        501,
        'notImplemented',
        `The local Microsoft 365 does not support the function '${token.text}' in $filter.`,
      );
    if (this.#takeWord('in')) return { kind: 'in', path: token.text, literals: this.#readList() };
    return {
      kind: 'compare',
      operator: this.#readComparison(),
      path: token.text,
      literal: this.#readLiteral(),
    };
  }

  #readFunction(operator: TextFunction): Filter {
    const path = this.#readPath();
    this.#expectMark(',');
    const literal = this.#readLiteral();
    this.#expectMark(')');
    if (typeof literal.value !== 'string') throw invalid(`${operator} takes a text in quotes`);
    if (this.#takeWord('eq')) {
      const wanted = this.#readLiteral();
      if (wanted.kind !== 'boolean') throw invalid(`${operator} is compared with true or false only`);
      const term: Filter = { kind: 'text', operator, path, text: literal.value };
      return wanted.value === true ? term : { kind: 'not', of: term };
    }
    return { kind: 'text', operator, path, text: literal.value };
  }

  #readList(): readonly Literal[] {
    this.#expectMark('(');
    const literals = [this.#readLiteral()];
    while (this.#takeMark(',')) literals.push(this.#readLiteral());
    this.#expectMark(')');
    return literals;
  }

  #readComparison(): Comparison {
    const token = this.#next();
    const text = token?.kind === 'word' ? token.text.toLowerCase() : '';
    if (!COMPARISONS.includes(text)) throw invalid(`expected an operator before ${this.#shown()}`);
    return text as Comparison;
  }

  #readLiteral(): Literal {
    const token = this.#next();
    if (token?.kind !== 'literal') throw invalid(`expected a value, not ${this.#shown(-1)}`);
    return token.literal;
  }

  #readPath(): string {
    const token = this.#next();
    if (token?.kind !== 'word') throw invalid(`expected a property name, not ${this.#shown(-1)}`);
    return token.text;
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.text.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #peekMark(mark: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'mark' && token.text === mark;
  }

  #takeMark(mark: string): boolean {
    if (!this.#peekMark(mark)) return false;
    this.#at += 1;
    return true;
  }

  #expectMark(mark: string): void {
    if (!this.#takeMark(mark)) throw invalid(`expected '${mark}' before ${this.#shown()}`);
  }

  #shown(offset = 0): string {
    const token = this.#tokens[this.#at + offset];
    if (token === undefined) return 'the end';
    return token.kind === 'literal' ? `'${String(token.literal.value)}'` : `'${token.text}'`;
  }
}

const TOKEN =
  /\s+|([(),])|'((?:[^']|'')*)'|(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?)(?![\w-])|([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})(?!\w)|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w-])|([A-Za-z_@][\w.@-]*(?:\/[A-Za-z_@][\w.@-]*)*)/giy;

function readTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const expression = new RegExp(TOKEN);
  while (expression.lastIndex < text.length) {
    const start = expression.lastIndex;
    const found = expression.exec(text);
    if (found === null)
      throw invalid(`cannot read it from position ${start + 1}: ${text.slice(start, start + 20)}`);
    const token = asToken(found);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function asToken([, mark, quoted, date, guid, number, word]: RegExpExecArray): Token | null {
  if (mark !== undefined) return { kind: 'mark', text: mark as '(' | ')' | ',' };
  if (quoted !== undefined) return literal('string', quoted.replaceAll("''", "'"));
  if (date !== undefined) return literal('date', date);
  if (guid !== undefined) return literal('string', guid);
  if (number !== undefined) return literal('number', Number(number));
  if (word === undefined) return null;
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return literal('boolean', lower === 'true');
  if (lower === 'null') return literal('null', null);
  return { kind: 'word', text: word };
}

const literal = (kind: Literal['kind'], value: FilterValue): Token => ({
  kind: 'literal',
  literal: { kind, value },
});
