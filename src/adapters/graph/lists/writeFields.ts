/** From values of a row to the fields that a list item is sent ("fieldValueSet resource type"). */
import { InputError } from '../../../kernel/errors.ts';
import { asDay, isDay } from '../../../kernel/time.ts';
import type { Field, FieldValue, RegisterDefinition, RowPerson } from '../../../registers/definition.ts';
import type { ListRef } from '../../../registers/ports.ts';
import { directoryOf, PENDING, PENDING_PEOPLE, singleOf } from './columnPlan.ts';
import { momentOfDay } from './days.ts';
import { toMajor } from './money.ts';
import { type KeptPerson, writePeopleText } from './people.ts';

/** What a person column must show after a write. */
export interface WantedPeople {
  readonly field: Field;
  readonly column: string;
  readonly lookupIds: readonly number[];
}

export interface FieldsToWrite {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly people: readonly WantedPeople[];
  /** Sentences on what could not be kept as it was meant. */
  readonly notes: readonly string[];
}

/** Where a person is in the site's list of users; null when they have no row there. */
export type FindLookupId = (person: RowPerson) => Promise<number | null>;

/** `inWords`: fields whose person column cannot be used. Throws InputError for a value whose column is missing or that its column cannot hold. */
export async function writeFields(
  list: ListRef,
  definition: RegisterDefinition,
  values: Readonly<Record<string, FieldValue>>,
  findLookupId: FindLookupId,
  inWords: ReadonlySet<string>,
): Promise<FieldsToWrite> {
  const fields: Record<string, unknown> = {};
  const people: WantedPeople[] = [];
  const notes: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const field = definition.fields.find((each) => each.name === name);
    if (field === undefined)
      throw new InputError('field-unknown', `The register ${definition.title} has no field ${name}.`);
    const column = columnOf(list, definition, field);
    if (column === null) {
      if (!isEmpty(value))
        throw new InputError(
          'column-missing',
          `The list ${definition.title} has no column for ${field.title} that Docket can use; "setup" adds it or says why not.`,
        );
      continue;
    }
    if (field.type === 'person' || field.type === 'people') {
      const written = await writePeople(list, field, column, value, findLookupId, inWords.has(name));
      Object.assign(fields, written.fields);
      people.push(...written.people);
      notes.push(...written.notes);
    } else fields[column] = writeValue(list, field, value);
  }
  const marker = list.columns[PENDING];
  if (marker !== undefined && notes.length > 0) fields[marker] = PENDING_PEOPLE;
  return { fields, people, notes };
}

/** Internal name of a field's column; null when the list has none. */
export function columnOf(list: ListRef, definition: RegisterDefinition, field: Field): string | null {
  return field.name === definition.titleField ? 'Title' : (list.columns[field.name] ?? null);
}

const isEmpty = (value: FieldValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Longest single line ("columnDefinition resource type": text, maxLength). */
const LONGEST_LINE = 255;

function writeValue(list: ListRef, field: Field, value: FieldValue): unknown {
  if (isEmpty(value)) return null;
  switch (field.type) {
    case 'text':
    case 'choice':
      if (typeof value === 'string' && value.length <= LONGEST_LINE) return value;
      break;
    case 'note':
      if (typeof value === 'string') return value;
      break;
    case 'day':
      if (typeof value === 'string' && isDay(value)) return momentOfDay(asDay(value), list.siteZone);
      break;
    case 'instant':
      if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
      break;
    case 'number':
    case 'percent':
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      break;
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'money':
      if (typeof value === 'object' && value !== null && 'minor' in value)
        return toMajor(value.minor, value.currency);
      break;
    case 'keys':
      if (Array.isArray(value)) return value.join(', ');
      break;
  }
  throw new InputError(
    'value-not-storable',
    `${field.title} cannot be kept in the list: a ${field.type} is expected${field.type === 'text' ? ` of at most ${LONGEST_LINE} characters` : ''}.`,
  );
}

async function writePeople(
  list: ListRef,
  field: Field,
  column: string,
  value: FieldValue,
  findLookupId: FindLookupId,
  inWords: boolean,
): Promise<FieldsToWrite> {
  const kept: KeptPerson[] = [];
  for (const person of peopleOf(field, value)) {
    kept.push({ ...person, lookupId: inWords ? null : await findLookupId(person) });
  }
  const isSingle = field.type === 'person' || list.columns[singleOf(field.name)] !== undefined;
  const found = kept.flatMap(({ lookupId }) => (lookupId === null ? [] : [lookupId]));
  const lookupIds = isSingle ? found.slice(0, 1) : found;
  const directory = list.columns[directoryOf(field.name)];
  if (directory === undefined && found.length < kept.length) {
    throw new InputError(
      'column-missing',
      `The list has no text column for people of ${field.title} who have not opened the site; "setup" adds it or says why not.`,
    );
  }
  return {
    fields: {
      ...(inWords ? {} : personFields(column, lookupIds, isSingle)),
      ...(directory === undefined ? {} : { [directory]: writePeopleText(kept) }),
    },
    people: inWords ? [] : [{ field, column, lookupIds }],
    notes: inWords
      ? []
      : kept
          .filter(({ lookupId }) => lookupId === null)
          .map(
            ({ name }) =>
              `${name} has never opened the SharePoint site and so cannot stand in its column ${field.title} yet; Docket keeps the name and fills it in later.`,
          ),
  };
}

/** One person as text (Graph takes text and number), several as a typed collection; empty clears. */
function personFields(
  column: string,
  lookupIds: readonly number[],
  isSingle: boolean,
): Record<string, unknown> {
  const name = `${column}LookupId`;
  const [first] = lookupIds;
  if (isSingle) return { [name]: first === undefined ? null : String(first) };
  return { [`${name}@odata.type`]: 'Collection(Edm.Int32)', [name]: lookupIds };
}

function peopleOf(field: Field, value: FieldValue): readonly RowPerson[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value) && value.every((each): each is RowPerson => typeof each === 'object'))
    return value;
  throw new InputError(
    'value-not-storable',
    `${field.title} cannot be kept in the list: people are expected.`,
  );
}
