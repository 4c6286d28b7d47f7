/** Days on forms: as the client's date input gives them, and never today for one that was left empty. Pure. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import { isDay } from '../../kernel/time.ts';
import type { Field, RegisterDefinition, RowValues } from '../definition.ts';
import { textOf } from '../values.ts';

/** A date input gives `YYYY-MM-DD` ("Input.Date"); words and 06/01/2027, which has two meanings, are asked for again. */
export function refuseFormDay({ title, type }: Pick<Field, 'title' | 'type'>, text: string): Refusal | null {
  if (type !== 'day' || isDay(text)) return null;
  return refuse(
    'day-not-read',
    `${title}: \u201c${text.slice(0, 40)}\u201d is no day that I can read; choose the day.`,
  );
}

/** What is said to have happened has its day, and that is not still to come. Days of other statuses are left alone. */
export function refuseUnsaidDay(
  { saidDay, statusField, fields }: Pick<RegisterDefinition, 'saidDay' | 'statusField' | 'fields'>,
  values: RowValues,
  today: string,
): Refusal | null {
  const status = textOf(values[statusField]);
  if (saidDay?.statuses.includes(status) !== true) return null;
  const title = fields.find(({ name }) => name === saidDay.field)?.title ?? saidDay.field;
  const day = textOf(values[saidDay.field]);
  if (day === '') return refuse('day-missing', `${title} is missing; say the day of \u201c${status}\u201d.`);
  return day > today ? refuse('day-to-come', `${title}: ${day} is still to come.`) : null;
}
