/** What a person filled in on a form card, added or saved; a form that cannot be saved comes back as it was filled in. */
import type { ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { addRow } from '../addRow.ts';
import { formCard, formFields } from '../cards/formView.ts';
import { changeRow } from '../changeRow.ts';
import type { Field, FieldValue, RegisterDefinition, RowValues } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import type { RegisterPorts } from '../ports.ts';
import type { RegisterRow } from '../store.ts';
import { readFieldValue } from './readField.ts';
import { refuseFormDay, refuseUnsaidDay } from './saidDays.ts';
import type { Speaking } from './speaking.ts';

export interface FormData {
  readonly register: string;
  /** Empty for a new row. */
  readonly key: string;
  readonly posted: boolean;
  /** The form's inputs by field, and `base`: what the inputs held when the form was shown. Not trusted. */
  readonly [input: string]: unknown;
}

/** A row that was added or changed, and what to say of it. */
export interface SavedRow {
  readonly definition: RegisterDefinition;
  readonly row: RegisterRow;
  readonly note: string;
}

export async function saveForm(
  ports: RegisterPorts,
  speaking: Speaking,
  data: FormData,
): Promise<SavedRow | ClickAnswer | Refusal> {
  const definition = registerDefinitions.find(({ name }) => name === data.register);
  if (definition === undefined)
    return refuse('register-unknown', 'The register of this card is not known any more.');
  const given = givenTexts(definition, data);
  const again = (problem: string, row: RegisterRow | null): ClickAnswer => ({
    card: formCard({
      ...speaking,
      definition,
      row,
      given,
      problem,
      today: speaking.reading.today,
      isPosted: data.posted,
    }),
  });
  const before = data.key === '' ? null : await changeRow(ports, speaking.acting, data.key, {});
  if (isRefusal(before)) return before;
  const values = readForm(definition, given, before === null ? {} : baseTexts(data), speaking);
  if (isRefusal(values)) return again(values.reason, before?.row ?? null);
  const unsaid = refuseUnsaidDay(definition, { ...before?.row.values, ...values }, speaking.reading.today);
  if (unsaid !== null) return again(unsaid.reason, before?.row ?? null);
  if (before !== null) return saveChanges(ports, speaking, data.key, values, again);
  const added = await addRow(ports, speaking.acting, {
    definition,
    values: withSource(definition, values, speaking),
  });
  if (isRefusal(added)) return again(added.reason, null);
  return { definition, row: added, note: `Added as ${added.key}.` };
}

async function saveChanges(
  ports: RegisterPorts,
  speaking: Speaking,
  key: string,
  values: RowValues,
  again: (problem: string, row: RegisterRow | null) => ClickAnswer,
): Promise<SavedRow | ClickAnswer | Refusal> {
  const changed = await changeRow(ports, speaking.acting, key, values);
  if (isRefusal(changed)) {
    const now = await changeRow(ports, speaking.acting, key, {});
    return isRefusal(now) ? changed : again(changed.reason, now.row);
  }
  const note = changed.entry === null ? 'Nothing to change.' : 'Saved.';
  return { definition: changed.definition, row: changed.row, note };
}

function withSource({ fields }: RegisterDefinition, values: RowValues, { reading }: Speaking): RowValues {
  const has = (name: string) => fields.some((field) => field.name === name);
  return {
    ...(has('source') ? { source: 'Chat' } : {}),
    ...(has('raisedBy') ? { raisedBy: [reading.me] } : {}),
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
  };
}

/** Inputs arrive as text or numbers, and not at all when they were left empty. */
function givenTexts(definition: RegisterDefinition, data: FormData): Readonly<Record<string, string>> {
  const { first, more } = formFields(definition);
  const texts: Record<string, string> = {};
  for (const { name } of [...first, ...more]) {
    const value = data[name];
    texts[name] =
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : '';
  }
  return texts;
}

function baseTexts({ base }: FormData): Readonly<Record<string, unknown>> {
  return typeof base === 'object' && base !== null ? (base as Record<string, unknown>) : {};
}

/** Values of the inputs that differ from what the form showed; for a new row, of all that were filled in. */
function readForm(
  definition: RegisterDefinition,
  given: Readonly<Record<string, string>>,
  base: Readonly<Record<string, unknown>>,
  { reading }: Speaking,
): RowValues | Refusal {
  const { first, more } = formFields(definition);
  const values: Record<string, FieldValue> = {};
  for (const field of [...first, ...more]) {
    const text = (given[field.name] ?? '').trim();
    if (text === String(base[field.name] ?? '').trim() && field.name in base) continue;
    const value =
      text === ''
        ? null
        : (refuseFormDay(field, text) ?? readFieldValue(field, inputForm(field, text), reading));
    if (isRefusal(value)) return value;
    values[field.name] = value;
  }
  return values;
}

/** People of a choice set are Entra ids. */
const inputForm = ({ type }: Field, text: string): string =>
  type === 'people' || type === 'person' ? text.replace(/[^,;\s]+/g, '@$&') : text;
