/** Registers as sheets: every field of every row, and all rows of all registers in one table. Pure. */
import { type Day, dayOf, type ZoneName } from '../../kernel/time.ts';
import { HIGH_EXPOSURE, MEDIUM_EXPOSURE } from '../cards/raidView.ts';
import type { Field, FieldValue, RegisterDefinition } from '../definition.ts';
import { isClosed } from '../followChanges.ts';
import type { Sheet, SheetCell, SheetColumn, SheetMark } from '../sheets.ts';
import { fractionDigits } from '../showValue.ts';
import type { RegisterRow } from '../store.ts';
import { isKeys, isMoney, peopleOf, textOf } from '../values.ts';

const KINDS: Readonly<Record<Field['type'], SheetColumn['kind']>> = {
  text: 'text',
  note: 'longText',
  choice: 'text',
  day: 'day',
  instant: 'text',
  person: 'text',
  people: 'text',
  number: 'number',
  percent: 'percent',
  money: 'money',
  boolean: 'boolean',
  keys: 'text',
};
const KEY: SheetColumn = { title: 'Key', kind: 'text' };
const CHANGED: readonly SheetColumn[] = [
  { title: 'Last change', kind: 'day' },
  { title: 'Changed by', kind: 'text' },
];

/** One register: the key, its fields in their order, and who changed the row last. */
export function registerSheet(
  definition: RegisterDefinition,
  rows: readonly RegisterRow[],
  zone: ZoneName,
): Sheet {
  const { fields } = definition;
  return {
    name: definition.title,
    columns: [KEY, ...fields.map(({ title, type }) => ({ title, kind: KINDS[type] })), ...CHANGED],
    rows: rows.map((row) => [
      row.key,
      ...fields.map(({ name }) => cellOf(row.values[name] ?? null)),
      { day: dayOf(row.changedAt, zone) },
      row.changedBy.name,
    ]),
    marks: marksOf(definition),
  };
}

function marksOf({
  fields,
  statusField,
  closedStatuses,
  dueField,
}: RegisterDefinition): readonly SheetMark[] {
  // The key stands before the fields.
  const at = (name: string): number => fields.findIndex((field) => field.name === name) + 1;
  const state = at(statusField);
  const graveAt =
    fields.findIndex(({ choices = [] }) => choices.includes('Critical') && choices.includes('High')) + 1;
  const heatAt = at('exposure');
  const late: SheetMark[] =
    dueField === undefined ? [] : [{ kind: 'late', day: at(dueField), state, closed: closedStatuses }];
  return [
    ...late,
    ...(heatAt === 0
      ? []
      : [{ kind: 'heat', column: heatAt, medium: MEDIUM_EXPOSURE, high: HIGH_EXPOSURE } as const]),
    ...(graveAt === 0 ? [] : [{ kind: 'grave', column: graveAt, values: ['Critical'] } as const]),
    { kind: 'closed', state, closed: closedStatuses },
  ];
}

const ALL_COLUMNS: readonly SheetColumn[] = [
  { title: 'Register', kind: 'text' },
  KEY,
  { title: 'Title', kind: 'text' },
  { title: 'Status', kind: 'text' },
  { title: 'Closed', kind: 'boolean' },
  { title: 'Owner', kind: 'text' },
  { title: 'Due', kind: 'day' },
  { title: 'Days late', kind: 'number' },
  { title: 'Priority', kind: 'text' },
  { title: 'Exposure', kind: 'number' },
  { title: 'Workstream', kind: 'text' },
  { title: 'Slips', kind: 'number' },
  { title: 'Added on', kind: 'day' },
  { title: 'Closed on', kind: 'day' },
  ...CHANGED,
];

/** One row for every row of every register, with what they have in common: the table to pivot. */
export function allRowsSheet(
  registers: readonly { readonly definition: RegisterDefinition; readonly rows: readonly RegisterRow[] }[],
  { zone, today }: { readonly zone: ZoneName; readonly today: Day },
): Sheet {
  return {
    name: 'All rows',
    columns: ALL_COLUMNS,
    rows: registers.flatMap(({ definition, rows }) =>
      rows.map((row) => commonCells(definition, row, zone, today)),
    ),
    marks: [],
  };
}

function commonCells(
  definition: RegisterDefinition,
  row: RegisterRow,
  zone: ZoneName,
  today: Day,
): readonly SheetCell[] {
  const value = (name: string | undefined): SheetCell =>
    name === undefined ? null : cellOf(row.values[name] ?? null);
  const closed = isClosed(definition, row.values);
  const due = definition.dueField === undefined ? '' : textOf(row.values[definition.dueField]);
  const late =
    due === '' || closed ? 0 : Math.max(0, Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000));
  return [
    definition.title,
    row.key,
    value(definition.titleField),
    value(definition.statusField),
    closed,
    value(definition.ownerField),
    value(definition.dueField),
    late,
    value('priority'),
    value('exposure'),
    value('workstream'),
    value('slips'),
    { day: dayOf(row.addedAt, zone) },
    value(definition.closedDayField),
    { day: dayOf(row.changedAt, zone) },
    row.changedBy.name,
  ];
}

function cellOf(value: FieldValue): SheetCell {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { day: value } : value;
  if (isMoney(value)) return value.minor / 10 ** fractionDigits(value.currency);
  return isKeys(value)
    ? value.join(', ')
    : peopleOf(value)
        .map(({ name }) => name)
        .join('; ');
}
