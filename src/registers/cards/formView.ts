/** The form card of every register, from its definition: empty for a new row, filled for one that is edited. Pure. */
import { bindCard, type Card, plainText } from '../../kernel/cards.ts';
import type { RosterMember } from '../../kernel/people.ts';
import type { Day } from '../../kernel/time.ts';
import type { Project } from '../../projects/project.ts';
import { NOTE_MAX_LENGTH, TEXT_MAX_LENGTH } from '../checkValues.ts';
import type { Field, FieldValue, RegisterDefinition } from '../definition.ts';
import { fractionDigits } from '../showValue.ts';
import type { RegisterRow } from '../store.ts';
import { isKeys, isMoney, isPeople, textOf } from '../values.ts';
import formTemplate from './form.json' with { type: 'json' };

export interface FormView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly roster: readonly RosterMember[];
  readonly today: Day;
  /** Null for a new row. */
  readonly row: RegisterRow | null;
  /** What a person had filled in, by field, when the form is shown again. */
  readonly given?: Readonly<Record<string, string>>;
  /** Why the last try was refused. */
  readonly problem?: string;
  /** Whether the card that everybody sees is the row's own (see `ItemView`). */
  readonly isPosted?: boolean;
}

/** Fields that a person fills in, those seen first in front. */
export function formFields(definition: RegisterDefinition): {
  readonly first: readonly Field[];
  readonly more: readonly Field[];
} {
  const { titleField, notesField, ownerField, dueField, closedDayField, saidDay, fields, tableFields } =
    definition;
  const asked = fields.filter(
    ({ name, derived }) =>
      derived !== true && name !== notesField && (name !== closedDayField || name === saidDay?.field),
  );
  const early = new Set([
    titleField,
    ownerField,
    dueField,
    ...tableFields,
    saidDay?.field,
    'priority',
    'probability',
    'impact',
  ]);
  const isEarly = (field: Field) => early.has(field.name) || field.required === true;
  return { first: asked.filter(isEarly), more: asked.filter((field) => !isEarly(field)) };
}

export function formCard(view: FormView): Card {
  const { project, definition, row, given, problem } = view;
  const { first, more } = formFields(definition);
  const shown = (field: Field): string =>
    given?.[field.name] ?? inputText(row?.values[field.name] ?? initialOf(view, field));
  const inputs = (fields: readonly Field[]) => fields.map((field) => inputOf(view, field, shown(field)));
  const base =
    row === null
      ? {}
      : Object.fromEntries(
          [...first, ...more].map(({ name }) => [name, inputText(row.values[name] ?? null)]),
        );
  const heading = row === null ? `New ${definition.singular}` : `Edit ${row.key}`;
  return bindCard(formTemplate, {
    heading: `${heading} · ${plainText(project.name)}`,
    problem: problem === undefined ? '' : plainText(problem),
    inputs: inputs(first),
    moreInputs: inputs(more),
    hasMore: more.length > 0,
    button: row === null ? 'Add' : 'Save',
    data: {
      projectId: project.id,
      register: definition.name,
      key: row?.key ?? '',
      base,
      posted: view.isPosted === true,
    },
  });
}

const initialOf = ({ row }: FormView, { initial }: Field): FieldValue =>
  row === null ? (initial ?? null) : null;

/** A value as the text that an input holds; people are Entra ids parted by commas, as Teams' choice sets give them. */
export function inputText(value: FieldValue): string {
  if (value === null) return '';
  if (isPeople(value))
    return value.flatMap(({ personId }) => (personId === null ? [] : [personId])).join(',');
  if (isKeys(value)) return value.join(', ');
  if (isMoney(value)) return `${value.minor / 10 ** fractionDigits(value.currency)} ${value.currency}`;
  return Array.isArray(value) ? '' : String(value);
}

function inputOf({ roster }: FormView, field: Field, value: string): Record<string, unknown> {
  const { name, title, required, type, minimum, maximum } = field;
  const common = {
    id: name,
    label: title,
    isRequired: required === true,
    errorMessage: errorOf(field),
    ...(value === '' ? {} : { value }),
  };
  switch (type) {
    case 'choice':
      return { ...common, type: 'Input.ChoiceSet', style: 'compact', choices: choicesOf(field) };
    case 'day':
      return { ...common, type: 'Input.Date' };
    case 'person':
    case 'people': {
      const choices = roster.map((member) => ({ title: member.name, value: member.id }));
      return {
        ...common,
        type: 'Input.ChoiceSet',
        style: 'filtered',
        isMultiSelect: type === 'people',
        choices,
      };
    }
    case 'number':
    case 'percent': {
      const bounds = {
        ...(minimum === undefined ? {} : { min: minimum }),
        ...(maximum === undefined ? {} : { max: maximum }),
      };
      const number = value === '' || Number.isNaN(Number(value)) ? {} : { value: Number(value) };
      const { id, label, isRequired, errorMessage } = common;
      return { id, label, isRequired, errorMessage, ...number, ...bounds, type: 'Input.Number' };
    }
    case 'boolean':
      return { ...common, title, type: 'Input.Toggle' };
    case 'note':
      return { ...common, type: 'Input.Text', isMultiline: true, maxLength: Math.min(4000, NOTE_MAX_LENGTH) };
    default:
      return {
        ...common,
        type: 'Input.Text',
        maxLength: TEXT_MAX_LENGTH,
        placeholder: textOf(field.help ?? ''),
      };
  }
}

const choicesOf = ({ choices = [] }: Field): readonly object[] =>
  choices.map((choice) => ({ title: choice, value: choice }));

function errorOf({ title, type, minimum, maximum }: Field): string {
  if (type === 'number' && minimum !== undefined && maximum !== undefined)
    return `${title}: from ${minimum} to ${maximum}.`;
  return type === 'choice' || type === 'day'
    ? `Choose ${title.toLowerCase()}.`
    : `Fill in ${title.toLowerCase()}.`;
}
