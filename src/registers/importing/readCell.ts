/** Reads a cell of somebody's own log as the value of a field. Pure. */
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { checkValue } from '../checkValues.ts';
import { type ReadingContext, readFieldValue } from '../commands/readField.ts';
import type { Field, FieldValue, RowPerson } from '../definition.ts';
import type { SheetCell } from '../sheets.ts';
import { fractionDigits } from '../showValue.ts';
import { type DayOrder, readSheetDay } from './sheetDay.ts';
import { plainWords, SCALE_WORDS, VALUE_GROUPS } from './synonyms.ts';

export interface CellReading {
  readonly context: ReadingContext;
  readonly dayOrder: DayOrder;
  /** Of the row's amounts, where its own cells do not say. */
  readonly currency: string;
}

/** The value, or why the field does not take it. An empty cell, and one that says so, is null. */
export function readCell(field: Field, cell: SheetCell, reading: CellReading): FieldValue | Refusal {
  if (
    cell === null ||
    (typeof cell === 'string' && /^(?:[-\u2013\u2014]|n\/?a|tbd|tbc|none)?$/i.test(cell.trim()))
  )
    return null;
  if (typeof cell === 'string' && /^#(?:N\/A|REF!|NAME\?|DIV\/0!|NULL!|VALUE!|NUM!)$/.test(cell)) {
    return refuse('cell-error', `${field.title}: the cell shows the error ${cell}.`);
  }
  const value = readTyped(field, cell, reading);
  return isRefusal(value) ? value : checkValue(field, value);
}

function readTyped(field: Field, cell: Exclude<SheetCell, null>, reading: CellReading): FieldValue | Refusal {
  const text = cellText(cell);
  switch (field.type) {
    case 'day':
      return (
        readSheetDay(cell, reading.dayOrder, reading.context.locale) ??
        refuse('day-not-read', `${field.title}: \u201c${text.slice(0, 40)}\u201d is no day.`)
      );
    case 'choice':
      return meantChoice(field.choices ?? [], text);
    case 'person':
      return readNames(text, reading.context).slice(0, 1);
    case 'people':
      return readNames(text, reading.context);
    case 'number':
    case 'percent':
      return typeof cell === 'number'
        ? cell
        : (scaleOf(field, text) ?? readFieldValue(field, text, reading.context));
    case 'money':
      return readAmount(field, cell, reading);
    case 'boolean':
      return typeof cell === 'boolean'
        ? cell
        : readFieldValue(field, text.replace(/^(?:x|\u2713|1)$/i, 'yes'), reading.context);
    case 'keys':
      return text.match(/\b[A-Z]{1,4}-\d{1,9}\b/gi) ?? text;
    default:
      return text;
  }
}

export const cellText = (cell: SheetCell): string =>
  cell === null ? '' : typeof cell === 'object' ? cell.day : String(cell).trim();

/** The choice that is written there or is meant by it, such as `WIP` for `In progress`; else the text itself. */
export function meantChoice(choices: readonly string[], text: string): string {
  const exact = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (exact !== undefined) return exact;
  const wanted = plainWords(text);
  const same = choices.find((choice) => plainWords(choice) === wanted);
  // `2 - High` and `P2 High` are numbered lists of people.
  const bare = wanted.replace(/^(?:p|sev|s)?\s?\d+\s+/, '');
  const named = choices.find((choice) => plainWords(choice) === bare);
  const meant = VALUE_GROUPS.filter((group) => group.includes(wanted) || group.includes(bare))
    .flatMap((group) => choices.filter((choice) => group.includes(plainWords(choice))))
    .at(0);
  return same ?? named ?? meant ?? text;
}

/** `High` and `4 - Likely` on a scale from 1 to 5. */
function scaleOf({ minimum, maximum }: Field, text: string): number | null {
  if (minimum !== 1 || maximum !== 5) return null;
  const digit = /^([1-5])\b/.exec(text)?.[1];
  return digit === undefined ? (SCALE_WORDS[plainWords(text)] ?? null) : Number(digit);
}

/** People of the roster by name or mail; whoever is not there is kept in words, to be resolved later. */
function readNames(text: string, context: ReadingContext): readonly RowPerson[] {
  const names = text
    .split(/\s*(?:;|\n|\/|&|\band\b|,(?!\s*[A-Z]\.?$))\s*/)
    .map((name) => name.replace(/^@/, '').trim())
    .filter((name) => name !== '');
  const whole = findPerson(text, context) ?? findPerson(turned(text), context);
  if (whole !== null) return [whole];
  return names.map((name) => findPerson(name, context) ?? { personId: null, name: name.slice(0, 120) });
}

/** `Raman, Priya` as `Priya Raman`. */
const turned = (text: string): string => text.replace(/^([^,]+),\s*([^,]+)$/, '$2 $1');

const PERSON: Field = { name: 'person', title: 'Person', type: 'person' };

function findPerson(name: string, context: ReadingContext): RowPerson | null {
  if (/^(?:me|myself|i)$/i.test(name)) return null;
  const found = readFieldValue(PERSON, name, context);
  return Array.isArray(found) && found.length === 1 ? (found[0] as RowPerson) : null;
}

function readAmount(
  field: Field,
  cell: Exclude<SheetCell, null>,
  { context, currency }: CellReading,
): FieldValue | Refusal {
  if (typeof cell === 'number') return { minor: Math.round(cell * 10 ** fractionDigits(currency)), currency };
  const text = cellText(cell)
    .replace('\u20ac', ' EUR ')
    .replace('\u00a3', ' GBP ')
    .replace('$', ' USD ')
    .trim();
  return readFieldValue(field, /[A-Z]{3}/i.test(text) ? text : `${text} ${currency}`, context);
}
