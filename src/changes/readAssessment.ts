/** Reads an assessor's answer from the form's texts or from one typed line. Pure. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import {
  type FieldValue,
  isMoney,
  type ReadingContext,
  type RowValues,
  readFieldValue,
  readValues,
  textOf,
} from '../registers/index.ts';
import { type Assessment, changesRegister } from './changeRequest.ts';

/** Field of the register for each dimension, and what else people call it. */
const DIMENSIONS = {
  scope: 'scopeImpact',
  days: 'scheduleImpactDays',
  cost: 'costImpact',
  quality: 'qualityImpact',
  risk: 'riskImpact',
} as const;

const NAMES = Object.entries(DIMENSIONS) as readonly (readonly [keyof Assessment, string])[];
const FIELDS = NAMES.flatMap(([alias, name]) =>
  changesRegister.fields
    .filter((field) => field.name === name)
    .map((field) => ({ ...field, aliases: [...new Set([...(field.aliases ?? []), alias])] })),
);
const READ = { ...changesRegister, fields: FIELDS };

/** Inputs by dimension; an empty one says nothing of it. */
export function readForm(
  given: Readonly<Record<string, string>>,
  context: ReadingContext,
): Assessment | Refusal {
  const values: Record<string, FieldValue> = {};
  for (const [alias, name] of NAMES) {
    const field = FIELDS.find((each) => each.name === name);
    const text = (given[alias] ?? '').trim();
    if (field === undefined || text === '') continue;
    const value = readFieldValue(field, text, context);
    if (isRefusal(value)) return value;
    values[name] = value;
  }
  return toAssessment(values);
}

/** `days 5 cost 12000 EUR risk "Cutover moves into the freeze"`. */
export function readLine(text: string, context: ReadingContext): Assessment | Refusal {
  const read = readValues(READ, text, context, { loose: true });
  if (isRefusal(read)) return read;
  const left = [read.free, ...read.lines].filter((line) => line !== '').join(' ');
  if (left !== '') {
    return refuse(
      'assessment-unread',
      `I cannot read “${left}”; say scope, days, cost, quality or risk before each part, such as \`days 5 cost 1000 EUR risk "..."\`.`,
    );
  }
  return toAssessment(read.values);
}

function toAssessment(values: RowValues): Assessment {
  const { scopeImpact, scheduleImpactDays, costImpact, qualityImpact, riskImpact } = values;
  const words = (value: typeof scopeImpact) => textOf(value) || null;
  return {
    scope: words(scopeImpact),
    days: typeof scheduleImpactDays === 'number' ? scheduleImpactDays : null,
    cost: costImpact !== null && costImpact !== undefined && isMoney(costImpact) ? costImpact : null,
    quality: words(qualityImpact),
    risk: words(riskImpact),
  };
}
