/** What a text must hold for a pattern to match, worked out from the pattern: one of some words. */
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { foldedChar, isAsciiToSome } from './folding.ts';
import { BORDER, endsOutside, joinLiterals, oftennessOf, rarestWords } from './literals.ts';

/** What is known of a part of a pattern. */
interface Part {
  /** All that it can match; null where that is too much, or unknown. */
  readonly whole: readonly string[] | null;
  /** What it begins with, where that is known of something repeated. */
  readonly head?: readonly string[];
  /** What it ends with; where nothing is known, with the empty text. */
  readonly tail: readonly string[];
  /** It may be left out. */
  readonly isOptional?: true;
  /** One of these words is in all that it matches, or beside it; null where nothing is known. */
  readonly required: readonly string[] | null;
}

/** So many texts of a part are spelled out, and so many where each of several goes on in several ways. */
const MOST_WHOLE = 400;
const MOST_CROSSED = 24;
/** A pattern with more alternatives than this is tried on every text. */
const MOST_REQUIRED = 1_000;
/** Nor is anything spared by what so many words of a usual text are. */
const TOO_OFTEN = 2;

const UNKNOWN_END: readonly string[] = [''];
const UNKNOWN: Part = { whole: null, tail: UNKNOWN_END, required: null };
const EMPTY: Part = { whole: [''], tail: UNKNOWN_END, required: null };

const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * One of these words (see `rarestWords`) is in every text that the pattern matches; null where nothing is known (as of any
 * with the flag `m`), so that each text must be tried. A text that holds one may still not match.
 */
export function requiredWords({ source, flags }: RegExp): readonly string[] | null {
  if (flags.includes('m')) return null;
  const { alternatives } = parser.parsePattern(source, 0, source.length, {
    unicode: flags.includes('u'),
    unicodeSets: flags.includes('v'),
  });
  const required = requiredBy(readAlternatives(alternatives));
  return required === null || oftenness(required) > TOO_OFTEN ? null : required;
}

/** `before` is what the text before it ends with. */
function readAlternatives(
  alternatives: readonly AST.Alternative[],
  before: readonly string[] = UNKNOWN_END,
): Part {
  const parts = alternatives.map(({ elements }) => readSequence(elements, before));
  const wholes = parts.flatMap(({ whole }) => (whole === null ? [] : [whole]));
  const whole = wholes.length === parts.length ? limit(wholes.flat()) : null;
  return {
    whole,
    tail: whole ?? limit(parts.flatMap(({ tail }) => tail)) ?? UNKNOWN_END,
    required: unite(parts.map(whole === null ? requiredBy : ({ required }) => required)),
  };
}

/** Of several ways each must require something. */
function unite(required: readonly (readonly string[] | null)[]): readonly string[] | null {
  const all = new Set<string>();
  for (const each of required) {
    if (each === null) return null;
    for (const word of each) all.add(word);
  }
  return all.size > MOST_REQUIRED ? null : [...all];
}

function readSequence(elements: readonly AST.Element[], before: readonly string[]): Part {
  let run = before;
  let required: readonly string[] | null = null;
  let isWhole = before === UNKNOWN_END;
  for (const element of elements) {
    const known = readAlone(element);
    const whole = known.whole === null ? null : join(run, known.whole);
    if (whole !== null) {
      required = rarer(required, known.required);
      run = whole;
      continue;
    }
    isWhole = false;
    const end = shortened(run);
    const part = end === UNKNOWN_END ? known : readElement(element, end);
    required = rarer(rarer(required, part.required), wordsOf(run));
    const next = part.whole ?? part.head;
    const joined = next === undefined ? null : join(end, next);
    if (joined !== null) required = rarer(required, wordsOf(joined));
    // What may be left out leaves what stood before it.
    if (part.isOptional === true) run = limit([...end, ...part.tail]) ?? UNKNOWN_END;
    else run = part.whole === null ? part.tail : (joined ?? part.tail);
  }
  return isWhole
    ? { whole: run, tail: run, required }
    : { whole: null, tail: run, required: rarer(required, wordsOf(run)) };
}

/** What is known of an element whatever stands before it, worked out once: groups in groups are looked at again. */
function readAlone(element: AST.Element): Part {
  const before = alone.get(element);
  if (before !== undefined) return before;
  const part = readElement(element);
  alone.set(element, part);
  return part;
}
const alone = new WeakMap<AST.Element, Part>();

/** What many texts end with, in one: where no word goes on behind any of them. */
const shortened = (run: readonly string[]): readonly string[] =>
  run.length > 1 && run.every(endsOutside) ? [BORDER] : run;

function readElement(element: AST.Element, before?: readonly string[]): Part {
  switch (element.type) {
    case 'Character':
      return wholly(charOf(element.value));
    case 'CharacterSet':
      return wholly(setOf(element));
    case 'CharacterClass':
      return wholly(classOf(element));
    case 'Group':
    case 'CapturingGroup':
      return readAlternatives(element.alternatives, before);
    case 'Quantifier':
      return readQuantifier(element, before);
    case 'Assertion':
      return readAssertion(element);
    default:
      return UNKNOWN;
  }
}

const wholly = (whole: readonly string[] | null): Part =>
  whole === null ? UNKNOWN : { whole, tail: whole, required: null };

function readQuantifier({ min, max, element }: AST.Quantifier, before?: readonly string[]): Part {
  const part = readElement(element, min === 0 ? undefined : before);
  if (min === 1 && max === 1) return part;
  const { whole, tail } = part;
  const once = min === 0 && max === 1 && whole !== null ? limit(['', ...whole]) : null;
  if (once !== null) return { whole: once, tail: once, required: null };
  if (min === 0) return { whole: null, tail, isOptional: true, required: null };
  return { whole: null, ...(whole === null ? {} : { head: whole }), tail, required: requiredBy(part) };
}

/** What an assertion looks at stands in the text, though not in what is matched. At the ends of a text no word goes on. */
function readAssertion(assertion: AST.Assertion): Part {
  switch (assertion.kind) {
    case 'start':
    case 'end':
      return wholly([BORDER]);
    case 'word':
      return assertion.negate ? EMPTY : wholly([BORDER]);
    default:
      return assertion.negate
        ? EMPTY
        : { ...EMPTY, required: requiredBy(readAlternatives(assertion.alternatives)) };
  }
}

/** Null where what it matches depends on the flags, or is two characters of a text. */
const charOf = (code: number): readonly string[] | null =>
  code > 0xffff || isAsciiToSome(code) ? null : [foldedChar(code)];

const setOf = (set: AST.CharacterSet): readonly string[] | null => {
  if (set.kind === 'digit' && !set.negate) return ['0'];
  return set.kind === 'space' && !set.negate ? [' '] : null;
};

function classOf({ negate, elements }: AST.CharacterClass): readonly string[] | null {
  if (negate) return null;
  const chars: string[] = [];
  for (const element of elements) {
    const some =
      element.type === 'Character'
        ? charOf(element.value)
        : element.type === 'CharacterSet'
          ? setOf(element)
          : null;
    if (some === null) return null;
    chars.push(...some);
  }
  return limit(chars);
}

/** Null where there are too many. */
function join(run: readonly string[], more: readonly string[]): readonly string[] | null {
  const most = run.length > 1 && more.length > 1 ? MOST_CROSSED : MOST_WHOLE;
  if (run.length * more.length > most) return null;
  const joined: string[] = [];
  for (const first of run)
    for (const second of more) {
      const text = joinLiterals(first, second);
      if (text !== null) joined.push(text);
    }
  return more.length === 1 ? joined : limit(joined);
}

function limit(texts: readonly string[]): readonly string[] | null {
  if (texts.length <= 1) return texts;
  const different = new Set(texts);
  return different.size > MOST_WHOLE ? null : [...different];
}

const requiredBy = ({ whole, required }: Part): readonly string[] | null =>
  whole === null ? required : rarer(required, wordsOf(whole));

/** A word of each text; null where one has none. */
function wordsOf(texts: readonly string[]): readonly string[] | null {
  const words = new Set<string>();
  for (const text of texts) {
    const word = rarestWords(text);
    if (word === null) return null;
    words.add(word);
  }
  return [...words];
}

/** Which of two is found in fewer texts. */
function rarer(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (one === null || other === null) return one ?? other;
  return oftenness(other) < oftenness(one) ? other : one;
}

/** Each list is held against several others. */
const sums = new WeakMap<readonly string[], number>();
function oftenness(words: readonly string[]): number {
  const before = sums.get(words);
  if (before !== undefined) return before;
  let sum = 0;
  for (const word of words) sum += oftennessOf(word);
  sums.set(words, sum);
  return sum;
}
