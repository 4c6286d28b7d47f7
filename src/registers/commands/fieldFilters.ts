/** Conditions that name a field: days, numbers, choices, people, texts. Pure. */

import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { type Day, dayPlus, weekdayOf } from '../../kernel/time.ts';
import type { Field } from '../definition.ts';
import { readDay } from '../readDay.ts';
import { type Reader, type Reading, word } from './listReading.ts';
import { fieldAt, type ReadingContext, readFieldValue, readPeople } from './readField.ts';
import { type Token, wordOf } from './tokens.ts';

/** `due this week`, `due before friday`, `overdue` apart. */
export const readDays: Reader = (reading, at) => {
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
export const readFieldFilter: Reader = (reading, at) => {
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
export function choiceAt(
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

/** Rows that one of these people owns or takes part in. */
export function pushPeople(
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
