/** Reads which rows of a register a person wants to see, and in which order. Pure. */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { type Day, dayPlus, weekdayOf } from '../../kernel/time.ts';
import type { Field, RegisterDefinition } from '../definition.ts';
import type { Condition, Sort } from '../query.ts';
import { readDay } from '../readDay.ts';
import { sortOf } from '../readRows.ts';
import { nearest } from './nearest.ts';
import { fieldAt, type ReadingContext, readFieldValue, readPeople } from './readField.ts';
import { type Token, tokenise, wordOf } from './tokens.ts';

export interface ListRequest {
  readonly where: readonly Condition[];
  readonly words: readonly string[];
  readonly sort: readonly Sort[];
  /** 1 is the first. */
  readonly page: number;
  /** Rows wanted in all, for `top 5`. */
  readonly top: number | null;
}

interface Reading {
  readonly definition: RegisterDefinition;
  readonly context: ReadingContext;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly where: Condition[];
  readonly words: string[];
  sort: readonly Sort[];
  page: number;
  top: number | null;
  /** Whether the words say which states are wanted; else closed rows are left out. */
  namesStatus: boolean;
}

/** Reads at a token: the index after what it understood, 0 when it is not meant, or why it cannot be. */
type Reader = (reading: Reading, at: number) => number | Refusal;

/** `mine overdue`, `owner @[0] due this week`, `top 5`, `open workstream data sort due page 2`, `"exact words"`. */
export function readList(
  definition: RegisterDefinition,
  text: string,
  context: ReadingContext,
): ListRequest | Refusal {
  const tokens = tokenise(text).filter(({ kind }) => kind !== 'break');
  const reading: Reading = {
    definition,
    context,
    text,
    tokens,
    where: [],
    words: [],
    sort: sortOf(definition),
    page: 1,
    top: null,
    namesStatus: false,
  };
  let at = 0;
  while (at < tokens.length) {
    const next = readAt(reading, at);
    if (typeof next !== 'number') return next;
    if (next === 0) return unknownWord(reading, tokens[at] as Token);
    at = next;
  }
  const { where, words, sort, page, top } = reading;
  if (!reading.namesStatus) where.push({ field: definition.statusField, isNot: definition.closedStatuses });
  return { where, words, sort, page, top };
}

function readAt(reading: Reading, at: number): number | Refusal {
  for (const reader of READERS) {
    const next = reader(reading, at);
    if (next !== 0) return next;
  }
  return 0;
}

const word = ({ tokens }: Reading, at: number): string => {
  const token = tokens[at];
  return token === undefined ? '' : wordOf(token);
};

const skipJoiners: Reader = (reading, at) =>
  /^(?:and|with|that|are|is|the|of|in|for|-|,|list|show|all rows)$/.test(word(reading, at)) &&
  at + 1 < reading.tokens.length
    ? at + 1
    : 0;

const readMine: Reader = (reading, at) => {
  const { definition, context } = reading;
  if (!/^(?:mine|my|me)$/.test(word(reading, at)) || context.me.personId === null) return 0;
  if (definition.ownerField === undefined)
    return refuse('no-owner-field', `${definition.title} have no owner.`);
  reading.where.push({ field: definition.ownerField, person: [context.me.personId] });
  return at + 1;
};

const readMention: Reader = (reading, at) => {
  const { definition, context, tokens } = reading;
  const token = tokens[at];
  if (token?.kind !== 'mention') return 0;
  const field = definition.ownerField ?? definition.fields.find(({ type }) => type === 'person')?.name;
  if (field === undefined) return refuse('no-owner-field', `${definition.title} have no owner.`);
  return pushPeople(reading, field, token.text, at + 1, context);
};

function pushPeople(
  { where }: Reading,
  field: string,
  text: string,
  next: number,
  context: ReadingContext,
): number | Refusal {
  const people = readPeople(text, context);
  if (isRefusal(people)) return people;
  where.push({ field, person: people.flatMap(({ personId }) => (personId === null ? [] : [personId])) });
  return next;
}

const readStatusWord: Reader = (reading, at) => {
  const { definition, where } = reading;
  const { statusField, closedStatuses, dueField } = definition;
  switch (word(reading, at)) {
    case 'open': {
      reading.namesStatus = true;
      where.push({ field: statusField, isNot: closedStatuses });
      return at + 1;
    }
    case 'closed':
      reading.namesStatus = true;
      where.push({ field: statusField, is: closedStatuses });
      return at + 1;
    case 'all':
      reading.namesStatus = true;
      return at + 1;
    case 'overdue':
    case 'late':
      if (dueField === undefined) return refuse('no-due-field', `${definition.title} have no due date.`);
      where.push({ field: dueField, days: { to: dayPlus(reading.context.today, -1) } });
      where.push({ field: statusField, isNot: closedStatuses });
      reading.namesStatus = true;
      return at + 1;
    default:
      return 0;
  }
};

const readMissing: Reader = (reading, at) => {
  const { definition, where, tokens } = reading;
  const first = word(reading, at);
  if (first === 'unassigned' && definition.ownerField !== undefined) {
    where.push({ field: definition.ownerField, empty: true });
    return at + 1;
  }
  if (first !== 'without' && first !== 'no') return 0;
  const named = fieldAt(
    definition,
    tokens.slice(at + 1).map(({ text }) => text.toLowerCase()),
  );
  if (named === null) return 0;
  where.push({ field: named.field.name, empty: true });
  return at + 1 + named.length;
};

const readNumbers: Reader = (reading, at) => {
  const name = word(reading, at);
  const number = Number(word(reading, at + 1));
  if (!/^(?:top|first|page)$/.test(name)) return 0;
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    return refuse(
      'number-not-read',
      `\u201c${name}\u201d takes a number from 1, such as \u201c${name} 2\u201d.`,
    );
  }
  if (name === 'page') reading.page = number;
  else reading.top = number;
  return at + 2;
};

const readSort: Reader = (reading, at) => {
  if (!/^(?:sort|sorted|order|ordered)$/.test(word(reading, at))) return 0;
  const start = word(reading, at + 1) === 'by' ? at + 2 : at + 1;
  const { definition, tokens } = reading;
  const named = fieldAt(
    definition,
    tokens.slice(start).map((token) => wordOf(token)),
  );
  if (named === null) {
    return refuse('sort-unknown', `${definition.title} can be sorted by ${listFields(definition.fields)}.`);
  }
  const direction = word(reading, start + named.length);
  const descending = /^(?:desc|descending|down|latest|highest)$/.test(direction);
  const isDirection = descending || /^(?:asc|ascending|up|earliest|lowest)$/.test(direction);
  reading.sort = sortOf({ ...definition, sort: [{ field: named.field.name, descending }] });
  return start + named.length + (isDirection ? 1 : 0);
};

/** `due this week`, `due before friday`, `overdue` apart. */
const readDays: Reader = (reading, at) => {
  const { definition, tokens, text, context, where } = reading;
  const named = fieldAt(
    definition,
    tokens.slice(at).map((token) => wordOf(token)),
  );
  if (named === null || (named.field.type !== 'day' && named.field.type !== 'instant')) return 0;
  const start = at + named.length;
  for (let next = Math.min(tokens.length, start + 6); next > start; next -= 1) {
    const phrase = text.slice((tokens[start] as Token).from, (tokens[next - 1] as Token).to);
    const days = readSpan(phrase, context);
    if (days === null) continue;
    where.push('empty' in days ? { field: named.field.name, ...days } : { field: named.field.name, days });
    return next;
  }
  return refuse(
    'day-not-read',
    `${named.field.title}: say today, this week, next week, this month, before Friday, after 4 December, none, or a day.`,
  );
};

/** Days that a phrase covers. */
function readSpan(
  phrase: string,
  context: ReadingContext,
): { from?: Day; to?: Day } | { empty: true } | null {
  const text = phrase
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();
  const { today } = context;
  const monday = dayPlus(today, 1 - weekdayOf(today));
  if (/^(?:none|never|empty|missing)$/.test(text)) return { empty: true };
  if (text === 'this week') return { from: monday, to: dayPlus(monday, 6) };
  if (text === 'next week') return { from: dayPlus(monday, 7), to: dayPlus(monday, 13) };
  if (text === 'last week') return { from: dayPlus(monday, -7), to: dayPlus(monday, -1) };
  if (text === 'this month') return monthOf(today, 0);
  if (text === 'next month') return monthOf(today, 1);
  const [, side, rest] = /^(before|until|till|by|up to|after|from|since) (.+)$/.exec(text) ?? [];
  const day = readDay(rest ?? text, context);
  if (day === null) return null;
  if (side === undefined) return { from: day, to: day };
  if (side === 'before') return { to: dayPlus(day, -1) };
  if (side === 'after') return { from: dayPlus(day, 1) };
  return side === 'from' || side === 'since' ? { from: day } : { to: day };
}

function monthOf(today: Day, ahead: number): { from: Day; to: Day } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = (offset: number): Day => {
    const months = year * 12 + month - 1 + offset;
    return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01` as Day;
  };
  return { from: first(ahead), to: dayPlus(first(ahead + 1), -1) };
}

/** `workstream data`, `exposure >= 12`, `priority high or critical`, `related R-3`. */
const readFieldFilter: Reader = (reading, at) => {
  const { definition, tokens } = reading;
  const named = fieldAt(
    definition,
    tokens.slice(at).map((token) => wordOf(token).replace(/=$/, '')),
  );
  if (named === null) return 0;
  const { field, length } = named;
  const start = /^(?:is|=|to|of)$/.test(word(reading, at + length)) ? at + length + 1 : at + length;
  if (start >= tokens.length)
    return refuse('value-missing', `${field.title}: say which, after \u201c${field.name}\u201d.`);
  if (field.name === definition.statusField) reading.namesStatus = true;
  if (field.type === 'number' || field.type === 'percent') return readSize(reading, field, start);
  if (field.type === 'choice') return readChoices(reading, field, start);
  return readOther(reading, field, start);
};

function readSize({ tokens, where }: Reading, field: Field, start: number): number | Refusal {
  const phrase = tokens
    .slice(start, start + 2)
    .map(({ text }) => text)
    .join(' ');
  const match =
    /^(>=|<=|>|<|=|over|above|under|below|from|to|at least|min|max)?\s*(-?\d+(?:\.\d+)?)(?:\s|$|%)/i.exec(
      `${phrase} `,
    );
  if (match?.[2] === undefined) {
    return refuse(
      'number-not-read',
      `${field.title} takes a number, such as \u201c${field.name} 3\u201d or \u201c${field.name} >= 3\u201d.`,
    );
  }
  const number = Number(match[2]);
  const operator = (match[1] ?? '=').toLowerCase();
  const step = 1e-9;
  if (/^(?:>=|from|min|at least)$/.test(operator))
    where.push({ field: field.name, size: { atLeast: number } });
  else if (/^(?:<=|to|max)$/.test(operator)) where.push({ field: field.name, size: { atMost: number } });
  else if (/^(?:>|over|above)$/.test(operator))
    where.push({ field: field.name, size: { atLeast: number + step } });
  else if (/^(?:<|under|below)$/.test(operator))
    where.push({ field: field.name, size: { atMost: number - step } });
  else where.push({ field: field.name, size: { atLeast: number, atMost: number } });
  return start + (match[1] === undefined || /^[<>=]+\d/.test(tokens[start]?.text ?? '') ? 1 : 2);
}

function readChoices(reading: Reading, field: Field, start: number): number | Refusal {
  const values: string[] = [];
  let at = start;
  while (true) {
    const found = choiceAt(reading, [field], at);
    if (found === null) {
      const given = reading.tokens[at]?.text ?? '';
      const allowed = (field.choices ?? []).join(', ');
      return refuse(
        'value-not-allowed',
        `${field.title} cannot be \u201c${given}\u201d; it is one of ${allowed}.`,
      );
    }
    values.push(found.choice);
    at = found.next;
    if (word(reading, at) !== 'or') break;
    at += 1;
  }
  reading.where.push({ field: field.name, is: values });
  return at;
}

/** A choice of one of the fields at these tokens, the longest first. */
function choiceAt(
  { tokens }: Reading,
  fields: readonly Field[],
  at: number,
): { readonly field: Field; readonly choice: string; readonly next: number } | null {
  for (let next = Math.min(tokens.length, at + 4); next > at; next -= 1) {
    const wanted = tokens
      .slice(at, next)
      .map((token) => (token.kind === 'quoted' ? token.text.toLowerCase() : wordOf(token)))
      .join(' ');
    for (const field of fields) {
      const choice = field.choices?.find((other) => other.toLowerCase() === wanted);
      if (choice !== undefined) return { field, choice, next };
    }
  }
  return null;
}

function readOther(reading: Reading, field: Field, start: number): number | Refusal {
  const { tokens, text, context, where } = reading;
  const token = tokens[start] as Token;
  if (field.type === 'person' || field.type === 'people') {
    if (/^(?:none|nobody)$/.test(wordOf(token))) {
      where.push({ field: field.name, empty: true });
      return start + 1;
    }
    for (let next = Math.min(tokens.length, start + 3); next > start; next -= 1) {
      const pushed = pushPeople(
        reading,
        field.name,
        text.slice(token.from, (tokens[next - 1] as Token).to),
        next,
        context,
      );
      if (typeof pushed === 'number' || next === start + 1) return pushed;
    }
  }
  const value =
    field.type === 'text' || field.type === 'note' ? token.text : readFieldValue(field, token.text, context);
  if (isRefusal(value)) return value;
  if (typeof value === 'boolean') where.push({ field: field.name, flag: value });
  else if (Array.isArray(value)) where.push({ field: field.name, holdsKey: String(value[0]) });
  else where.push({ field: field.name, contains: token.text });
  return start + 1;
}

/** `high` or `in progress` alone, where one field has such a choice. */
const readBareChoice: Reader = (reading, at) => {
  const { definition, where } = reading;
  const found = choiceAt(reading, definition.fields, at);
  if (found === null) return 0;
  if (found.field.name === definition.statusField) reading.namesStatus = true;
  where.push({ field: found.field.name, is: [found.choice] });
  return found.next;
};

const readWords: Reader = (reading, at) => {
  const token = reading.tokens[at];
  if (token?.kind !== 'quoted') return 0;
  reading.words.push(...token.text.split(/[\s\u00a0]+/).filter((part) => part !== ''));
  return at + 1;
};

const READERS: readonly Reader[] = [
  readMine,
  readMention,
  readStatusWord,
  readMissing,
  readNumbers,
  readSort,
  readDays,
  readFieldFilter,
  readBareChoice,
  readWords,
  skipJoiners,
];

const listFields = (fields: readonly Field[]): string =>
  fields
    .filter(({ type }) => type !== 'note')
    .map(({ name }) => name)
    .join(', ');

function unknownWord({ definition }: Reading, token: Token): Refusal {
  const known = [
    ...['mine', 'open', 'closed', 'all', 'overdue', 'unassigned', 'top', 'page', 'sort', 'without'],
    ...definition.fields.flatMap(({ name, choices = [] }) => [name, ...choices]),
  ];
  const meant = nearest(token.text, known);
  const guess = meant === null ? '' : ` Did you mean \u201c${meant}\u201d?`;
  return refuse(
    'filter-unknown',
    `I cannot read \u201c${token.text}\u201d in a list of ${definition.name}.${guess} Say for example: mine, overdue, all, top 5, ${exampleOf(definition)}, or words in quotes to search for.`,
  );
}

const exampleOf = ({ fields, statusField }: RegisterDefinition): string =>
  fields
    .filter(({ name, indexed, type }) => indexed === true && type === 'choice' && name !== statusField)
    .slice(0, 1)
    .map(({ name, choices }) => `${name} ${choices?.[0] ?? ''}`.toLowerCase())
    .concat('workstream data')
    .join(', ');
