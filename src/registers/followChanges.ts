/** What follows from a change of a row: worked-out values, slips, the day it was closed. Pure. */
import type { Day } from '../kernel/time.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { isEmptyValue, sameValue } from './values.ts';

export const isClosed = (definition: RegisterDefinition, values: RowValues): boolean =>
  definition.closedStatuses.includes(String(values[definition.statusField] ?? ''));

/** `after` with the values that follow from how it differs from `before` (an empty object for a new row). */
export function followChanges(
  definition: RegisterDefinition,
  before: RowValues,
  after: RowValues,
  today: Day,
): RowValues {
  const values = {
    ...after,
    ...closedDay(definition, before, after, today),
    ...slips(definition, before, after),
  };
  return { ...values, ...definition.derive?.(values) };
}

function closedDay(
  definition: RegisterDefinition,
  before: RowValues,
  after: RowValues,
  today: Day,
): RowValues {
  const field = definition.closedDayField;
  if (field === undefined) return {};
  if (!isClosed(definition, after)) return isClosed(definition, before) ? { [field]: null } : {};
  const isSaid = definition.saidDay !== undefined || !sameValue(before[field], after[field]);
  const given = !isEmptyValue(after[field]) && (isClosed(definition, before) || isSaid);
  return isClosed(definition, before) || given ? {} : { [field]: today };
}

/** One more slip when a due date that was there moves to a later day. */
function slips({ dueField, fields }: RegisterDefinition, before: RowValues, after: RowValues): RowValues {
  if (dueField === undefined || !fields.some(({ name }) => name === 'slips')) return {};
  const [was, is, count] = [before[dueField], after[dueField], before.slips];
  const moved = typeof was === 'string' && typeof is === 'string' && was !== '' && is > was;
  return moved ? { slips: (typeof count === 'number' ? count : 0) + 1 } : {};
}
