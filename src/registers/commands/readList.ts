/** Reads which rows of a register a person wants to see, and in which order. Pure. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import { dayPlus } from '../../kernel/time.ts';
import type { Field, RegisterDefinition } from '../definition.ts';
import type { Condition, RowQuery } from '../query.ts';
import { OPEN, sortOf } from '../readRows.ts';
import { choiceAt, pushPeople, readDays, readFieldFilter } from './fieldFilters.ts';
import { type Reader, type Reading, word } from './listReading.ts';
import { nearest } from './nearest.ts';
import { fieldAt, type ReadingContext } from './readField.ts';
import { type Token, tokenise, wordOf } from './tokens.ts';

export interface ListRequest {
  readonly where: readonly Condition[];
  readonly words: readonly string[];
  readonly sort: RowQuery['sort'];
  /** 1 is the first. */
  readonly page: number;
  /** Rows wanted in all, for `top 5`. */
  readonly top: number | null;
}

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
    sort: 'declared',
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
  if (!reading.namesStatus) where.push(OPEN);
  return { where, words, sort, page, top };
}

function readAt(reading: Reading, at: number): number | Refusal {
  for (const reader of READERS) {
    const next = reader(reading, at);
    if (next !== 0) return next;
  }
  return 0;
}

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

const readStatusWord: Reader = (reading, at) => {
  const { definition, where } = reading;
  const { dueField } = definition;
  switch (word(reading, at)) {
    case 'open': {
      reading.namesStatus = true;
      where.push(OPEN);
      return at + 1;
    }
    case 'closed':
      reading.namesStatus = true;
      where.push({ open: false });
      return at + 1;
    case 'all':
      reading.namesStatus = true;
      return at + 1;
    case 'overdue':
    case 'late':
      if (dueField === undefined) return refuse('no-due-field', `${definition.title} have no due date.`);
      where.push({ field: dueField, days: { to: dayPlus(reading.context.today, -1) } });
      where.push(OPEN);
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
