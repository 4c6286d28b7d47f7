/** From a list item to a row of the register ("listItem resource type", "fieldValueSet resource type"). */
import { z } from 'zod';
import { asRowKey } from '../../../kernel/ids.ts';
import { asInstant } from '../../../kernel/time.ts';
import type { Field, FieldValue, RegisterDefinition, RowPerson } from '../../../registers/definition.ts';
import type { ListRef, ListRow } from '../../../registers/ports.ts';
import { directoryOf, ROW_ID, ROW_KEY, shadowOf, singleOf } from './columnPlan.ts';
import { dayOfMoment } from './days.ts';
import { toMinor } from './money.ts';
import { type ColumnPerson, isColumnPerson, meantPeople, readPeopleText } from './people.ts';
import { columnOf } from './writeFields.ts';

const identity = z
  .object({ id: z.string().nullish(), displayName: z.string().nullish(), email: z.string().nullish() })
  .nullish();

export const itemSchema = z.object({
  id: z.string(),
  eTag: z.string().nullish(),
  '@odata.etag': z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
  lastModifiedBy: z.object({ user: identity, application: identity }).nullish(),
  contentType: z.object({ name: z.string().nullish() }).nullish(),
  deleted: z.object({}).nullish(),
  fields: z.record(z.unknown()).nullish(),
});
export type Item = z.infer<typeof itemSchema>;

/** How the people that only the list knows are looked up; both may be asked often and remember. */
export interface PeopleLookup {
  siteUser(siteId: string, lookupId: number): Promise<ColumnPerson | null>;
  /** Entra ids by mail in lower case; those not found are left out. */
  idsByMail(mails: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** `$expand` that brings every column that Docket uses, and nothing else. */
export function expandFields(list: ListRef, definition: RegisterDefinition): string {
  const names = new Set(['Title']);
  for (const use of [ROW_ID, ROW_KEY]) if (list.columns[use] !== undefined) names.add(list.columns[use]);
  for (const field of definition.fields) {
    const column = columnOf(list, definition, field);
    if (column === null) continue;
    names.add(column);
    if (isSingle(list, field)) names.add(`${column}LookupId`);
    for (const use of [directoryOf(field.name), shadowOf(field.name)])
      if (list.columns[use] !== undefined) names.add(list.columns[use]);
  }
  return `fields($select=${[...names].join(',')})`;
}

const isPerson = ({ type }: Field): boolean => type === 'person' || type === 'people';
const isSingle = (list: ListRef, field: Field): boolean =>
  field.type === 'person' || (field.type === 'people' && list.columns[singleOf(field.name)] !== undefined);

export async function readRows(
  list: ListRef,
  definition: RegisterDefinition,
  items: readonly Item[],
  lookup: PeopleLookup,
  appId: string,
): Promise<readonly ListRow[]> {
  const drafts = [];
  for (const item of items) drafts.push({ item, people: await readPeople(list, definition, item, lookup) });
  const mails = drafts.flatMap(({ people }) =>
    [...people.values()]
      .flat()
      .filter(isColumnPerson)
      .flatMap(({ mail }) => (mail === null ? [] : [mail.toLowerCase()])),
  );
  const ids = mails.length === 0 ? new Map<string, string>() : await lookup.idsByMail(mails);
  return drafts.map(({ item, people }) => rowOf(list, definition, item, people, ids, appId));
}

type PeopleByField = ReadonlyMap<string, readonly (RowPerson | ColumnPerson)[]>;

async function readPeople(
  list: ListRef,
  definition: RegisterDefinition,
  item: Item,
  lookup: PeopleLookup,
): Promise<PeopleByField> {
  const found = new Map<string, readonly (RowPerson | ColumnPerson)[]>();
  const fields = item.fields ?? {};
  for (const field of definition.fields.filter(isPerson)) {
    const column = columnOf(list, definition, field);
    if (column === null) continue;
    const kept = readPeopleText(fields[list.columns[directoryOf(field.name)] ?? '']);
    const single = isSingle(list, field);
    const shown: ColumnPerson[] = [];
    for (const lookupId of shownIds(fields, column)) {
      // The text column knows most of them; only what people set by hand is looked up.
      const known = kept.find((person) => person.lookupId === lookupId);
      const person = known === undefined ? await lookup.siteUser(list.siteId, lookupId) : null;
      shown.push(
        person ?? {
          lookupId,
          name: known?.name ?? nameIn(fields[column], lookupId) ?? `#${lookupId}`,
          mail: known?.mail ?? null,
        },
      );
    }
    found.set(field.name, meantPeople(kept, shown, single));
  }
  return found;
}

const lookupValueSchema = z.object({ LookupId: z.coerce.number(), LookupValue: z.string().nullish() });

/** Row numbers that a person column shows, of one person or of several. */
export function shownIds(fields: Readonly<Record<string, unknown>>, column: string): readonly number[] {
  const single = fields[`${column}LookupId`];
  if (typeof single === 'string' || typeof single === 'number')
    return Number(single) > 0 ? [Number(single)] : [];
  const several = z.array(lookupValueSchema).safeParse(fields[column]);
  return several.success ? several.data.map(({ LookupId }) => LookupId) : [];
}

function nameIn(value: unknown, lookupId: number): string | null {
  if (typeof value === 'string') return value;
  const several = z.array(lookupValueSchema).safeParse(value);
  return several.success
    ? (several.data.find(({ LookupId }) => LookupId === lookupId)?.LookupValue ?? null)
    : null;
}

function rowOf(
  list: ListRef,
  definition: RegisterDefinition,
  item: Item,
  people: PeopleByField,
  ids: ReadonlyMap<string, string>,
  appId: string,
): ListRow {
  const fields = item.fields ?? {};
  const text = (name: string | undefined): string | null => {
    const value = name === undefined ? null : fields[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const currency = currencyOf(list, definition, fields);
  const values: Record<string, FieldValue> = {};
  for (const field of definition.fields) {
    const column = columnOf(list, definition, field);
    values[field.name] = isPerson(field)
      ? (people.get(field.name) ?? []).map((person) => asRowPerson(person, ids))
      : column === null
        ? null
        : readValue(list, field, fields[column], currency);
  }
  const key = text(list.columns[ROW_KEY]);
  const { user, application } = item.lastModifiedBy ?? {};
  const editor = user?.id || user?.email ? user : (application ?? user);
  return {
    itemId: item.id,
    etag: item.eTag ?? item['@odata.etag'] ?? '',
    rowId: text(list.columns[ROW_ID]),
    key: key === null ? null : asRowKey(key),
    values,
    modifiedAt: asInstant(item.lastModifiedDateTime ?? 0),
    modifiedBy: {
      name: editor?.displayName ?? editor?.email ?? 'Somebody in SharePoint',
      personId: user?.id ?? null,
      ...(user?.email ? { mail: user.email } : {}),
    },
    byApp: application?.id?.toLowerCase() === appId.toLowerCase(),
  };
}

function asRowPerson(person: RowPerson | ColumnPerson, ids: ReadonlyMap<string, string>): RowPerson {
  if (!isColumnPerson(person)) return person;
  const { name, mail } = person;
  return {
    personId: mail === null ? null : (ids.get(mail.toLowerCase()) ?? null),
    name,
    ...(mail === null ? {} : { mail }),
  };
}

/** ISO code of all money of the row; the definition's own when the row has none. */
function currencyOf(
  list: ListRef,
  definition: RegisterDefinition,
  fields: Readonly<Record<string, unknown>>,
): string {
  const field = definition.fields.find(({ name }) => name === 'currency');
  const value = field === undefined ? null : fields[list.columns[field.name] ?? ''];
  if (typeof value === 'string' && value !== '') return value.toUpperCase();
  return typeof field?.initial === 'string' ? field.initial : 'EUR';
}

function readValue(list: ListRef, field: Field, value: unknown, currency: string): FieldValue {
  if (value === undefined || value === null || value === '') return null;
  switch (field.type) {
    case 'day':
      return typeof value === 'string' ? dayOfMoment(value, list.siteZone) : null;
    case 'instant':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? asInstant(value) : null;
    case 'number':
    case 'percent':
      return typeof value === 'number' ? value : null;
    case 'money':
      return typeof value === 'number' ? { minor: toMinor(value, currency), currency } : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'keys': {
      const keys = typeof value === 'string' ? value.split(/[\s,;]+/).filter((key) => key !== '') : [];
      return keys.length === 0 ? null : keys.map((key) => key.toUpperCase());
    }
    default:
      return typeof value === 'string' ? value : String(value);
  }
}
