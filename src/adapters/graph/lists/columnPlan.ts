/** From a field of a register to its SharePoint column ("columnDefinition resource type"). */
import { z } from 'zod';
import type { Field, FieldType, RegisterDefinition } from '../../../registers/definition.ts';

/** A column as a list has it: only what is needed to recognise and use it. */
export const columnSchema = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  indexed: z.boolean().nullish(),
  enforceUniqueValues: z.boolean().nullish(),
  readOnly: z.boolean().nullish(),
  text: z.object({ allowMultipleLines: z.boolean().nullish() }).nullish(),
  choice: z.object({ choices: z.array(z.string()).nullish(), displayAs: z.string().nullish() }).nullish(),
  dateTime: z.object({ format: z.string().nullish() }).nullish(),
  number: z.object({}).nullish(),
  currency: z.object({}).nullish(),
  boolean: z.object({}).nullish(),
  personOrGroup: z.object({ allowMultipleSelection: z.boolean().nullish() }).nullish(),
  calculated: z.object({}).nullish(),
  lookup: z.object({}).nullish(),
});
export type Column = z.infer<typeof columnSchema>;

/** A column that a list needs. */
export interface PlannedColumn {
  /** Key in `ListRef.columns`: the field's name, or one of the names below. */
  readonly use: string;
  /** Internal name when Docket makes it. */
  readonly name: string;
  readonly title: string;
  /** Body of "Create a columnDefinition in a list". */
  readonly definition: Readonly<Record<string, unknown>>;
  readonly kind: ColumnKind;
  readonly choices?: readonly string[];
  readonly indexed: boolean;
  readonly unique: boolean;
}

export type ColumnKind =
  | 'line'
  | 'note'
  | 'choice'
  | 'day'
  | 'moment'
  | 'number'
  | 'boolean'
  | 'person'
  | 'people';

/** Names in `ListRef.columns` beside those of the fields; `#` is in no field's name. */
export const ROW_ID = '#rowId';
export const ROW_KEY = '#key';
/** Marks rows in which somebody is kept in words until they are a site user. */
export const PENDING = '#pending';
export const PENDING_PEOPLE = 'people';
/** Text column beside a person column: who was meant, in words and with Entra ids, the truth for Docket. */
export const directoryOf = (field: string): string => `${field}#directory`;
/** Text column whose name makes Graph write there instead of into the person column beside it. */
export const shadowOf = (field: string): string => `${field}#shadow`;

/** Set when a field for several people has a column for one: the others are kept in words. */
export const singleOf = (field: string): string => `${field}#single`;

export const ROW_ID_COLUMN = 'DocketRowId';
export const KEY_COLUMN = 'ItemKey';

/** Names that every SharePoint list has already. */
const RESERVED = new Set([
  'id',
  'title',
  'name',
  'created',
  'modified',
  'author',
  'editor',
  'attachments',
  'contenttype',
  'order',
  'guid',
  'edit',
]);

const KINDS: Readonly<Record<FieldType, ColumnKind>> = {
  text: 'line',
  note: 'note',
  choice: 'choice',
  day: 'day',
  instant: 'moment',
  person: 'person',
  people: 'people',
  number: 'number',
  percent: 'number',
  money: 'number',
  boolean: 'boolean',
  // Plain multi-line text: keys of many rows go beyond the 255 characters of a line.
  keys: 'note',
};

/** Indexes are for kinds that SharePoint can index. */
const INDEXABLE = new Set<ColumnKind>(['line', 'choice', 'day', 'moment', 'number', 'boolean', 'person']);

export function kindOf(field: Field): ColumnKind {
  return KINDS[field.type];
}

/** Every column of a register's list but SharePoint's own `Title`, which holds the title field. */
export function planColumns(definition: RegisterDefinition): readonly PlannedColumn[] {
  const fields = definition.fields.filter(({ name }) => name !== definition.titleField);
  return [
    marker(ROW_ID, ROW_ID_COLUMN, 'Docket row id', true),
    marker(ROW_KEY, KEY_COLUMN, 'Key', true),
    ...(fields.some(isPersonField) ? [marker(PENDING, 'DocketPending', 'Docket pending', false)] : []),
    ...fields.flatMap((field) => {
      const kind = kindOf(field);
      const column = planned(field, kind);
      return isPersonField(field) ? [column, directoryColumn(field)] : [column];
    }),
  ];
}

const isPersonField = ({ type }: Field): boolean => type === 'person' || type === 'people';

const marker = (use: string, name: string, title: string, unique: boolean): PlannedColumn => ({
  use,
  name,
  title,
  definition: { text: { maxLength: 64 } },
  kind: 'line',
  indexed: true,
  unique,
});

function planned(field: Field, kind: ColumnKind): PlannedColumn {
  const capital = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  return {
    use: field.name,
    name: RESERVED.has(field.name.toLowerCase()) ? `Docket${capital}` : capital,
    title: field.title,
    definition: facetOf(field, kind),
    kind,
    indexed: field.indexed === true && INDEXABLE.has(kind),
    unique: false,
    ...(field.choices === undefined ? {} : { choices: field.choices }),
  };
}

const directoryColumn = (field: Field): PlannedColumn => ({
  use: directoryOf(field.name),
  name: `${field.name.charAt(0).toUpperCase()}${field.name.slice(1)}Directory`.slice(0, 32),
  title: `${field.title} (directory)`,
  definition: NOTE,
  kind: 'note',
  indexed: false,
  unique: false,
});

const NOTE = { text: { allowMultipleLines: true, textType: 'plain', linesForEditing: 6 } };

function facetOf(field: Field, kind: ColumnKind): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'line':
      return { text: { maxLength: 255 } };
    case 'note':
      return NOTE;
    case 'choice':
      return { choice: { choices: field.choices ?? [], displayAs: 'dropDownMenu' } };
    case 'day':
      return { dateTime: { format: 'dateOnly' } };
    case 'moment':
      return { dateTime: { format: 'dateTime' } };
    case 'number':
      return { number: numberFacet(field) };
    case 'boolean':
      return { boolean: {} };
    case 'person':
    case 'people':
      return { personOrGroup: { allowMultipleSelection: kind === 'people', chooseFromType: 'peopleOnly' } };
  }
}

function numberFacet({ type, minimum, maximum }: Field): Readonly<Record<string, unknown>> {
  const [least, most] = type === 'percent' ? [minimum ?? 0, maximum ?? 100] : [minimum, maximum];
  return {
    decimalPlaces: type === 'money' ? 'two' : 'automatic',
    ...(least === undefined ? {} : { minimum: least }),
    ...(most === undefined ? {} : { maximum: most }),
  };
}

/** What a column is, in words for a message, and whether it can hold the kind. */
export function describeColumn(column: Column): {
  readonly words: string;
  readonly fits: (kind: ColumnKind) => boolean;
} {
  const is = (words: string, ...kinds: readonly ColumnKind[]) => ({
    words,
    fits: (kind: ColumnKind) => kinds.includes(kind),
  });
  if (column.readOnly === true || column.calculated) return is('a value that SharePoint works out');
  if (column.text)
    return column.text.allowMultipleLines === true
      ? is('several lines of text', 'note')
      : is('a line of text', 'line');
  if (column.choice)
    return column.choice.displayAs === 'checkBoxes' ? is('several choices') : is('a choice', 'choice');
  if (column.dateTime)
    return column.dateTime.format === 'dateOnly'
      ? is('a date without time', 'day')
      : is('a date with time', 'moment');
  if (column.number || column.currency) return is('a number', 'number');
  if (column.boolean) return is('yes or no', 'boolean');
  if (column.personOrGroup)
    return column.personOrGroup.allowMultipleSelection === true
      ? is('several people', 'people')
      : is('one person', 'person', 'people');
  return is('something that Docket does not know');
}

export const WORDS_OF_KIND: Readonly<Record<ColumnKind, string>> = {
  line: 'a line of text',
  note: 'several lines of plain text',
  choice: 'a choice',
  day: 'a date without time',
  moment: 'a date with time',
  number: 'a number',
  boolean: 'yes or no',
  person: 'one person',
  people: 'several people',
};
