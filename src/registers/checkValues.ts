/** Checks values that a person or another capability gives for a row. Pure. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import { isDay } from '../kernel/time.ts';
import type { Field, FieldValue, RegisterDefinition, RowValues } from './definition.ts';
import { isEmptyValue, isKeys, isMoney, isPeople } from './values.ts';

/** Single line of text in a SharePoint list (Graph: "columnDefinition", text `maxLength`). */
export const TEXT_MAX_LENGTH = 255;
/** Multiple lines of plain text. */
export const NOTE_MAX_LENGTH = 63_999;

/**
 * The values with choices and keys in their declared spelling, texts without outer blanks, nothing for unknown names.
 * Refuses the first value that its field does not take, with what it takes; `required` also what is missing.
 */
export function checkValues(
  definition: RegisterDefinition,
  values: RowValues,
  { required }: { readonly required: boolean },
): RowValues | Refusal {
  const checked: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = definition.fields.find((other) => other.name === name);
    if (field === undefined) return refuse('field-unknown', `${definition.title} has no field ${name}.`);
    const result = checkValue(field, value);
    if (typeof result === 'object' && result !== null && 'refused' in result) return result;
    checked[name] = result;
  }
  const asked = definition.fields.filter(
    (field) => field.required === true && (required || field.name in checked),
  );
  const missing = asked.find((field) => isEmptyValue(checked[field.name]));
  if (missing !== undefined) {
    return refuse('value-missing', `${missing.title} is missing; a ${definition.singular} needs it.`);
  }
  return checked;
}

/** One value in its field's spelling, or why it cannot be one. An empty value is null. */
export function checkValue(field: Field, value: FieldValue): FieldValue | Refusal {
  if (isEmptyValue(value)) return null;
  const no = (allowed: string): Refusal =>
    refuse('value-not-allowed', `${field.title} cannot be ${showGiven(value)}; ${allowed}.`);
  switch (field.type) {
    case 'text':
      return checkText(value, TEXT_MAX_LENGTH, no, true);
    case 'note':
      return checkText(value, NOTE_MAX_LENGTH, no, false);
    case 'choice':
      return checkChoice(field.choices ?? [], value, no);
    case 'day':
      return typeof value === 'string' && isDay(value) ? value : no('it takes a day such as 2026-12-04');
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? value
        : no('it takes a moment in time');
    case 'person':
    case 'people':
      return isPeople(value) && (field.type === 'people' || value.length === 1)
        ? value
        : no('it takes people');
    case 'number':
    case 'percent':
      return checkNumber(field, value, no);
    case 'money':
      return value !== null && isMoney(value) ? value : no('it takes an amount and a currency');
    case 'boolean':
      return typeof value === 'boolean' ? value : no('it takes yes or no');
    case 'keys':
      return checkKeys(value, no);
  }
}

type No = (allowed: string) => Refusal;

function checkText(value: FieldValue, longest: number, no: No, singleLine: boolean): FieldValue | Refusal {
  if (typeof value !== 'string') return no('it takes text');
  const text = singleLine ? value.replace(/\s+/g, ' ').trim() : value.trim();
  return text.length <= longest
    ? text
    : no(`it takes at most ${longest} characters, this has ${text.length}`);
}

function checkChoice(choices: readonly string[], value: FieldValue, no: No): FieldValue | Refusal {
  const wanted = typeof value === 'string' ? value.trim().toLowerCase() : '';
  const exact = choices.find((choice) => choice.toLowerCase() === wanted);
  return exact ?? no(`it is one of ${choices.join(', ')}`);
}

function checkNumber(field: Field, value: FieldValue, no: No): FieldValue | Refusal {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = field;
  if (typeof value === 'number' && value >= minimum && value <= maximum) return value;
  const bounds = [
    Number.isFinite(minimum) ? `from ${minimum}` : '',
    Number.isFinite(maximum) ? `to ${maximum}` : '',
  ].filter((bound) => bound !== '');
  return no(['it takes a number', ...bounds].join(' '));
}

function checkKeys(value: FieldValue, no: No): FieldValue | Refusal {
  const keys = isKeys(value) ? value.map((key) => key.trim().toUpperCase()) : [];
  const allKeys = keys.length > 0 && keys.every((key) => /^[A-Z]{1,4}-\d{1,9}$/.test(key));
  return allKeys ? [...new Set(keys)] : no('it takes keys such as R-3, I-7');
}

function showGiven(value: FieldValue): string {
  if (typeof value !== 'string') return 'that';
  return `\u201c${value.length > 60 ? `${value.slice(0, 59)}\u2026` : value}\u201d`;
}
