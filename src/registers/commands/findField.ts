/** Finds a field with its value at a place of what was typed. Pure. */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { Field, FieldValue, RegisterDefinition } from '../definition.ts';
import { fieldAt, type ReadingContext, readFieldValue } from './readField.ts';
import type { Token } from './tokens.ts';

/** What is read, and how. */
export interface FieldReading {
  readonly definition: RegisterDefinition;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly context: ReadingContext;
  /** Whether a field of text takes the words after its name without a colon. */
  readonly loose: boolean;
  /** Whether a field was found before: the person is past the title. */
  readonly hasFields: boolean;
}

export interface Found {
  readonly field: Field;
  readonly value: FieldValue;
  /** Index of the token after the value. */
  readonly next: number;
}

/** Most tokens that one value has, by what it is. */
const LONGEST: Readonly<Partial<Record<Field['type'], number>>> = {
  day: 5,
  choice: 4,
  people: 3,
  person: 3,
  money: 2,
};

/** Null when no field stands there; a refusal when one clearly does and its value cannot be taken. */
export function findField(reading: FieldReading, at: number): Found | Refusal | null {
  const { definition, tokens } = reading;
  const token = tokens[at];
  if (token?.kind === 'mention') return mentionedOwner(reading, token, at);
  if (token?.kind !== 'word') return null;
  const words = wordsFrom(tokens, at);
  const colon = words.findIndex((word) => /[:=]$/.test(word) || /^[^:=]+[:=][^/]/.test(word));
  const found = colon === -1 || colon > 3 ? null : afterColon(reading, at, colon);
  if (found !== null) return found;
  const named = fieldAt(definition, words);
  return named === null ? null : valueAfter(reading, at, at + named.length, named.field);
}

function wordsFrom(tokens: readonly Token[], at: number): readonly string[] {
  const run = tokens.slice(at, at + 5);
  const end = run.findIndex(({ kind }) => kind !== 'word');
  return (end === -1 ? run : run.slice(0, end)).map((token) => token.text);
}

/** A bare mention is the owner. */
function mentionedOwner(
  { definition, context }: FieldReading,
  { text }: Token,
  at: number,
): Found | Refusal | null {
  const field = definition.fields.find(({ name }) => name === definition.ownerField);
  if (field === undefined) return null;
  const value = readFieldValue(field, text, context);
  return isRefusal(value) ? value : { field, value, next: at + 1 };
}

/** `Field: value` up to the next field with a colon or the end of the line. */
function afterColon(
  { definition, text, tokens, context }: FieldReading,
  at: number,
  colon: number,
): Found | Refusal | null {
  const marked = tokens[at + colon] as Token;
  const cut = marked.text.search(/[:=]/);
  const names = [...wordsFrom(tokens, at).slice(0, colon), marked.text.slice(0, cut)];
  const named = fieldAt(definition, names);
  if (named === null || named.length !== names.length) return null;
  let next = at + colon + 1;
  while (next < tokens.length && tokens[next]?.kind !== 'break' && !startsField(definition, tokens, next)) {
    next += 1;
  }
  const [, only, ...others] = tokens.slice(at + colon, next);
  const isQuoted = only?.kind === 'quoted' && others.length === 0 && cut === marked.text.length - 1;
  const raw = text.slice(marked.from + cut + 1, tokens[next - 1]?.to ?? marked.to);
  const value = readFieldValue(named.field, isQuoted ? only.text : raw, context);
  return isRefusal(value) ? value : { field: named.field, value, next };
}

/** Whether a field with a colon begins at this token. */
function startsField(definition: RegisterDefinition, tokens: readonly Token[], at: number): boolean {
  const words = wordsFrom(tokens, at);
  const colon = words.findIndex((word) => /[:=]$/.test(word));
  if (colon === -1) return false;
  const names = words.slice(0, colon + 1).map((word) => word.replace(/[:=]$/, ''));
  return fieldAt(definition, names)?.length === names.length;
}

/** The value right after a field's name; null when what follows is none, so that the name is only a word. */
function valueAfter(reading: FieldReading, at: number, from: number, field: Field): Found | Refusal | null {
  const { text, tokens, context, loose } = reading;
  const start = /^(?:to|is|as|=)$/i.test(tokens[from]?.text ?? '') ? from + 1 : from;
  const first = tokens[start];
  if (first === undefined || first.kind === 'break') return null;
  if (first.kind === 'quoted') {
    const value = readFieldValue(field, first.text, context);
    return isRefusal(value) ? value : { field, value, next: start + 1 };
  }
  if (field.type === 'text' || field.type === 'note') return loose ? looseText(reading, start, field) : null;
  const end = endOfLine(tokens, start);
  for (let next = Math.min(end, start + (LONGEST[field.type] ?? 1)); next > start; next -= 1) {
    const value = readFieldValue(field, textOf(text, tokens, start, next), context);
    if (!isRefusal(value)) return { field, value, next };
  }
  if (!meansValue(reading, at, start, end, field)) return null;
  const refusal = readFieldValue(field, textOf(text, tokens, start, end), context);
  if (!isRefusal(refusal) || loose) return isRefusal(refusal) ? refusal : null;
  const title = reading.definition.fields.find(({ name }) => name === reading.definition.titleField)?.title;
  const hint = `Put the words in quotes if they belong to the ${(title ?? 'title').toLowerCase()}.`;
  return refuse(refusal.code, `${refusal.reason} ${hint}`);
}

const textOf = (text: string, tokens: readonly Token[], from: number, to: number): string =>
  text.slice(tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? 0);

/**
 * Whether a name and a word that is no value of it are a mistake rather than words of the title: `due blursday` and
 * `probability 9` are, `the priority list` is not; after a first field every such name is.
 */
function meansValue(
  { tokens, loose, hasFields }: FieldReading,
  at: number,
  start: number,
  end: number,
  { name, type }: Field,
): boolean {
  if (loose) return true;
  const first = tokens[start]?.text ?? '';
  if (type === 'number' || type === 'percent') return /^-?\d/.test(first);
  const isLast = end - start === 1;
  const isNamed = tokens[at]?.text.toLowerCase() === name.toLowerCase();
  return isLast && isNamed && (type === 'day' || hasFields);
}

function endOfLine(tokens: readonly Token[], from: number): number {
  const end = tokens.findIndex(({ kind }, index) => index >= from && kind === 'break');
  return end === -1 ? tokens.length : end;
}

/** Words up to the next field that has its value, or the end of the line. */
function looseText(reading: FieldReading, start: number, field: Field): Found | Refusal | null {
  const { text, tokens, context } = reading;
  const end = endOfLine(tokens, start);
  let next = start + 1;
  while (next < end) {
    const other = findField({ ...reading, loose: false, hasFields: false }, next);
    if (other !== null && !isRefusal(other)) break;
    next += 1;
  }
  const value = readFieldValue(field, textOf(text, tokens, start, next), context);
  return isRefusal(value) ? value : { field, value, next };
}
