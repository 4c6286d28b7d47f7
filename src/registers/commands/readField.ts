/** Reads the name of a field and its value from words that a person typed. Pure. */
import type { Mention } from '../../kernel/chat.ts';
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { checkValue } from '../checkValues.ts';
import type { Field, FieldValue, RegisterDefinition, RowPerson } from '../definition.ts';
import { type DayContext, readDay } from '../readDay.ts';
import { fractionDigits } from '../showValue.ts';

/** All that a typed value may depend on. */
export interface ReadingContext extends DayContext {
  readonly roster: readonly RosterMember[];
  readonly mentions: readonly Mention[];
  /** The person who typed; `me` in a command. */
  readonly me: RowPerson;
}

const wordsOf = ({ name, title, aliases = [] }: Field): readonly string[] =>
  [name, title, ...aliases].map((word) => word.toLowerCase());

/** The field that these words name, the longest name first, and how many words its name has. */
export function fieldAt(
  definition: RegisterDefinition,
  words: readonly string[],
): { readonly field: Field; readonly length: number } | null {
  for (let length = Math.min(4, words.length); length > 0; length -= 1) {
    const wanted = words.slice(0, length).join(' ').toLowerCase();
    const field = definition.fields.find((other) => wordsOf(other).includes(wanted));
    if (field !== undefined) return { field, length };
  }
  return null;
}

/** The value that the whole text means for a field, or why it means none. `none` and `-` empty the field. */
export function readFieldValue(field: Field, text: string, context: ReadingContext): FieldValue | Refusal {
  const given = text.trim();
  if (field.derived === true) return refuse('field-derived', `${field.title} follows from other fields.`);
  if (/^(?:-|none|nobody|nothing|empty)$/i.test(given)) return null;
  const value = readTyped(field, given, context);
  return typeof value === 'object' && value !== null && 'refused' in value ? value : checkValue(field, value);
}

function readTyped(field: Field, text: string, context: ReadingContext): FieldValue | Refusal {
  switch (field.type) {
    case 'day':
      return readDay(text, context) ?? noDay(field, text, context);
    case 'person':
    case 'people':
      return readPeople(text, context);
    case 'number':
    case 'percent':
      return readNumber(text) ?? text;
    case 'money':
      return readMoney(text) ?? text;
    case 'boolean':
      return /^(?:yes|true|on|y)$/i.test(text) ? true : /^(?:no|false|off|n)$/i.test(text) ? false : text;
    case 'keys':
      return text.split(/[\s,;]+/).filter((key) => key !== '');
    default:
      return text;
  }
}

function noDay({ title }: Field, text: string, { locale }: DayContext): Refusal {
  const example = /^en-US\b/i.test(locale) ? '12/4/2026' : '4/12/2026';
  return refuse(
    'day-not-read',
    `${title}: \u201c${text}\u201d is no day that I can read; it takes 2026-12-04, ${example}, Friday, in 2 weeks or the name of a milestone.`,
  );
}

/** A number with a point or a comma as decimal mark; null when it is none. */
function readNumber(text: string): number | null {
  const plain = text.replace(/\s*%$/, '').replace(',', '.');
  return /^-?\d{1,12}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}

/** `1200.50 EUR`, `EUR 1,200.50` or `1.200,50 EUR`; null when the amount or the currency is missing. */
function readMoney(text: string): { minor: number; currency: string } | null {
  const match = /^(?:([a-z]{3})\s*)?(-?[\d.,\s\u00a0']+?)(?:\s*([a-z]{3}))?$/i.exec(text);
  const currency = (match?.[1] ?? match?.[3])?.toUpperCase();
  if (match?.[2] === undefined || currency === undefined) return null;
  const digits = fractionDigits(currency);
  const amount = match[2].replace(/[\s\u00a0']/g, '');
  const mark = /([.,])(\d{1,3})$/.exec(amount);
  const isDecimal =
    mark !== null && (mark[2]?.length ?? 0) <= Math.max(digits, 2) && (mark[2]?.length ?? 0) < 3;
  const whole = (isDecimal ? amount.slice(0, mark.index) : amount).replace(/[.,]/g, '');
  const fraction = isDecimal ? (mark[2] ?? '') : '';
  const minor = Math.round(Number(`${whole}.${fraction || '0'}`) * 10 ** digits);
  return Number.isSafeInteger(minor) ? { minor, currency } : null;
}

/** Mentions, `me`, and names of the roster, parted by commas or `and`. */
export function readPeople(text: string, context: ReadingContext): readonly RowPerson[] | Refusal {
  const people: RowPerson[] = [];
  const parts = text
    .split(/\s*(?:,|;|&|\band\b|(?=@\[))\s*/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const person = readPerson(part, context);
    if ('refused' in person) return person;
    if (!people.some((other) => other.personId !== null && other.personId === person.personId))
      people.push(person);
  }
  return people;
}

function readPerson(text: string, context: ReadingContext): RowPerson | Refusal {
  if (/^(?:me|myself|i)$/i.test(text)) return context.me;
  const index = /^@\[(\d+)\]$/.exec(text)?.[1];
  if (index !== undefined) {
    const mention = context.mentions[Number(index)];
    if (mention === undefined) return refuse('mention-unknown', 'One of the mentions could not be read.');
    const member = context.roster.find(({ id }) => id === mention.personId);
    return member === undefined
      ? { personId: mention.personId ?? null, name: mention.name }
      : personOf(member);
  }
  const id = /^@([0-9a-f-]{36})$/i.exec(text)?.[1]?.toLowerCase();
  const found = context.roster.filter((member) =>
    id === undefined ? isCalled(member, text) : member.id === id,
  );
  if (found.length === 1 && found[0] !== undefined) return personOf(found[0]);
  if (found.length > 1) {
    const names = found.map(({ name }) => name).join(', ');
    return refuse(
      'person-ambiguous',
      `\u201c${text}\u201d may be ${names}; say the whole name or mention the person.`,
    );
  }
  return refuse(
    'person-unknown',
    `\u201c${text}\u201d is nobody of this project; mention the person or say the whole name.`,
  );
}

const personOf = ({ id, name, mail }: RosterMember): RowPerson => ({
  personId: id,
  name,
  ...(mail === undefined ? {} : { mail }),
});

/** By whole name, mail, first name, last name or a nickname, without regard to case and accents. */
function isCalled(member: RosterMember, text: string): boolean {
  const wanted = fold(text.replace(/^@/, ''));
  const { name, mail = '', nicknames = [] } = member;
  const parts = fold(name).split(' ');
  const names = [
    name,
    mail,
    member.givenName ?? parts[0] ?? '',
    member.surname ?? parts.at(-1) ?? '',
    ...nicknames,
  ];
  return names.some((other) => other !== '' && fold(other) === wanted);
}

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
