/** What an import would do, row by row, without doing it. Pure. */
import { deterministicId } from '../../kernel/deterministicId.ts';
import { isRefusal } from '../../kernel/errors.ts';
import { refuseFields } from '../acting.ts';
import { fitTitle } from '../addRow.ts';
import { checkValues } from '../checkValues.ts';
import type { ReadingContext } from '../commands/readField.ts';
import type { Field, FieldValue, RegisterDefinition, RowValues } from '../definition.ts';
import type { Role } from '../permissions.ts';
import type { RegisterRow } from '../store.ts';
import { changedFields, isEmptyValue, isMoney, peopleOf, textOf } from '../values.ts';
import { type ImportDraft, KEY_TARGET, NUMBER_TARGET } from './importDraft.ts';
import { cellText, readCell } from './readCell.ts';
import type { TableRow } from './readTable.ts';
import { isAmbiguousDay } from './sheetDay.ts';
import { plainWords } from './synonyms.ts';

export type PlannedRow =
  | { readonly kind: 'new'; readonly number: number; readonly rowId: string; readonly values: RowValues }
  | {
      readonly kind: 'changed';
      readonly number: number;
      readonly row: RegisterRow;
      readonly changes: RowValues;
    }
  | { readonly kind: 'same'; readonly number: number; readonly row: RegisterRow }
  | { readonly kind: 'rejected'; readonly number: number; readonly title: string; readonly reason: string };

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  /** A sentence for each thing that was understood in one of several ways. */
  readonly remarks: readonly string[];
  /** The same for plans that do the same. */
  readonly mark: string;
}

export interface PlanningContext {
  readonly reading: ReadingContext;
  readonly role: Role;
  /** All rows of the register, deleted ones included. */
  readonly rows: readonly RegisterRow[];
}

/** Nothing in the file decides on rows that are not in it. */
export function planImport(
  definition: RegisterDefinition,
  draft: Pick<ImportDraft, 'projectId' | 'rows' | 'targets' | 'columns' | 'dayOrder'>,
  context: PlanningContext,
): ImportPlan {
  const known = indexRows(definition, context.rows);
  const seen = new Map<string, number>();
  const rows = draft.rows.map((given) => planRow(definition, draft, context, known, seen, given));
  const mark = deterministicId(JSON.stringify(rows.map(markOf)));
  return { rows, remarks: remarksOn(definition, draft, rows), mark };
}

interface KnownRows {
  readonly byId: ReadonlyMap<string, RegisterRow>;
  readonly byKey: ReadonlyMap<string, RegisterRow>;
  /** Rows of each title, in the order of their keys. */
  readonly byTitle: ReadonlyMap<string, readonly RegisterRow[]>;
}

function indexRows({ titleField }: RegisterDefinition, rows: readonly RegisterRow[]): KnownRows {
  const byTitle = new Map<string, RegisterRow[]>();
  for (const row of rows) {
    if (row.deletedAt !== null) continue;
    const title = plainWords(textOf(row.values[titleField]));
    byTitle.set(title, [...(byTitle.get(title) ?? []), row]);
  }
  return {
    byId: new Map(rows.map((row) => [row.rowId, row])),
    byKey: new Map(rows.map((row) => [row.key, row])),
    byTitle,
  };
}

function planRow(
  definition: RegisterDefinition,
  draft: Pick<ImportDraft, 'projectId' | 'targets' | 'dayOrder' | 'columns'>,
  context: PlanningContext,
  known: KnownRows,
  seen: Map<string, number>,
  given: TableRow,
): PlannedRow {
  const { number } = given;
  const read = readRow(definition, draft, context.reading, given);
  const title =
    textOf(read.values[definition.titleField]) || cellText(given.cells.find((cell) => cell !== null) ?? null);
  const reject = (reason: string): PlannedRow => ({
    kind: 'rejected',
    number,
    title: title.slice(0, 200),
    reason,
  });
  if (read.problems.length > 0) return reject(read.problems.join(' '));
  const found = findRow(definition, draft, known, seen, read);
  if ('reason' in found) return reject(found.reason);
  const { row, rowId } = found;
  if (row === null) return planNew(definition, context, rowId, read.values, number, reject);
  if (row.deletedAt !== null)
    return reject(`It is ${row.key}, which was deleted; \u201crestore ${row.key}\u201d brings it back.`);
  const wanted = onRow(definition, row, read.values);
  const changes = changedFields(definition.fields, row.values, { ...row.values, ...wanted });
  if (changes.length === 0) return { kind: 'same', number, row };
  const values = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
  const denied = refuseFields(context.role, definition, values);
  return denied === null ? { kind: 'changed', number, row, changes: values } : reject(denied.reason);
}

function planNew(
  definition: RegisterDefinition,
  { role }: PlanningContext,
  rowId: string,
  values: RowValues,
  number: number,
  reject: (reason: string) => PlannedRow,
): PlannedRow {
  const initial = Object.fromEntries(
    definition.fields.flatMap(({ name, initial: value }) => (value === undefined ? [] : [[name, value]])),
  );
  const checked = checkValues(definition, { ...initial, ...values }, { required: true });
  if (isRefusal(checked)) return reject(checked.reason);
  const denied = refuseFields(role, definition, values, { isNew: true });
  return denied === null ? { kind: 'new', number, rowId, values } : reject(denied.reason);
}

interface ReadRow {
  readonly values: RowValues;
  readonly key: string;
  readonly ownNumber: string;
  readonly problems: readonly string[];
}

function readRow(
  definition: RegisterDefinition,
  { targets, dayOrder }: Pick<ImportDraft, 'targets' | 'dayOrder'>,
  context: ReadingContext,
  { cells }: TableRow,
): ReadRow {
  const values: Record<string, FieldValue> = {};
  const problems: string[] = [];
  const textAt = (target: string): string => cellText(cells[targets.indexOf(target)] ?? null);
  const currency = /^[A-Za-z]{3}$/.exec(textAt('currency'))?.[0].toUpperCase() ?? initialCurrency(definition);
  for (const field of definition.fields) {
    const cell = cells[targets.indexOf(field.name)] ?? null;
    const value = cell === null ? null : readCell(field, cell, { context, dayOrder, currency });
    if (isRefusal(value)) problems.push(value.reason);
    else if (!isEmptyValue(value)) values[field.name] = value;
  }
  const money = Object.values(values).find((value) => value !== null && isMoney(value));
  if (
    money !== undefined &&
    money !== null &&
    isMoney(money) &&
    definition.fields.some(({ name }) => name === 'currency')
  ) {
    values.currency = money.currency;
  }
  return {
    values: fitTitle(definition, values),
    key: textAt(KEY_TARGET).toUpperCase(),
    ownNumber: textAt(NUMBER_TARGET),
    problems,
  };
}

const initialCurrency = ({ fields }: RegisterDefinition): string => {
  const initial = fields.find(({ name }) => name === 'currency')?.initial;
  return typeof initial === 'string' ? initial : 'EUR';
};

/**
 * A row of the file is the row of its key; else the one that an earlier import made of the same number or title; else
 * the one that has its title. So a file can be imported again and again and adds no row twice.
 */
function findRow(
  { name, titleField }: RegisterDefinition,
  { projectId }: Pick<ImportDraft, 'projectId'>,
  known: KnownRows,
  seen: Map<string, number>,
  { key, ownNumber, values }: ReadRow,
): { readonly row: RegisterRow | null; readonly rowId: string } | { readonly reason: string } {
  const once = (mark: string): number => {
    const before = seen.get(mark) ?? 0;
    seen.set(mark, before + 1);
    return before;
  };
  if (key !== '') {
    const row = known.byKey.get(key);
    if (row === undefined) return { reason: `There is no ${key}; leave the key empty for a new row.` };
    return once(`row ${row.rowId}`) === 0
      ? { row, rowId: row.rowId }
      : { reason: `${key} stands in the file more than once.` };
  }
  const title = plainWords(textOf(values[titleField]));
  if (ownNumber !== '' && once(`number ${ownNumber}`) > 0)
    return { reason: `The number ${ownNumber} stands in the file more than once.` };
  const turn = ownNumber === '' ? once(`title ${title}`) : 0;
  const rowId = deterministicId(
    projectId,
    name,
    'import',
    ownNumber === '' ? `title ${title} ${turn}` : `number ${ownNumber}`,
  );
  const imported = known.byId.get(rowId);
  const sameTitle = (known.byTitle.get(title) ?? []).filter((each) => !seen.has(`row ${each.rowId}`));
  const row = imported ?? (title === '' ? undefined : sameTitle[0]) ?? null;
  if (row !== null) once(`row ${row.rowId}`);
  return { row, rowId };
}

/** Comments in the register stay: what the file says in its notes is added to them. People in words stay who they are. */
function onRow({ notesField, fields }: RegisterDefinition, row: RegisterRow, values: RowValues): RowValues {
  const result: Record<string, FieldValue> = { ...values };
  const [before, said] = [textOf(row.values[notesField]), textOf(values[notesField])];
  if (said !== '' && before !== '')
    result[notesField] = before.includes(said) ? before : `${before}\n${said}`;
  for (const { name } of fields.filter(({ type }) => type === 'people' || type === 'person')) {
    const names = (value: FieldValue | undefined) =>
      peopleOf(value)
        .map((person) => plainWords(person.name))
        .sort()
        .join('|');
    if (name in result && names(result[name]) === names(row.values[name])) delete result[name];
  }
  return result;
}

function markOf(planned: PlannedRow): unknown {
  switch (planned.kind) {
    case 'new':
      return ['new', planned.rowId, planned.values];
    case 'changed':
      return ['changed', planned.row.rowId, planned.changes];
    case 'same':
      return ['same', planned.row.rowId];
    case 'rejected':
      return ['rejected', planned.number, planned.reason];
  }
}

function remarksOn(
  definition: RegisterDefinition,
  { rows, targets, columns, dayOrder }: Pick<ImportDraft, 'rows' | 'targets' | 'columns' | 'dayOrder'>,
  planned: readonly PlannedRow[],
): readonly string[] {
  const remarks: string[] = [];
  const fieldAt = (at: number): Field | undefined =>
    definition.fields.find(({ name }) => name === targets[at]);
  for (const [at, column] of columns.entries()) {
    if (fieldAt(at)?.type !== 'day') continue;
    const count = rows.filter(({ cells }) => isAmbiguousDay(cells[at] ?? null)).length;
    if (count === 0) continue;
    const order = dayOrder === 'day-first' ? 'day/month' : 'month/day';
    remarks.push(
      `${column}: ${count === 1 ? '1 date' : `${count} dates`} could be read both ways and ${count === 1 ? 'is' : 'are'} read as ${order}.`,
    );
  }
  const strangers = new Set(
    planned.flatMap((row) =>
      row.kind === 'new' || row.kind === 'changed'
        ? Object.values(row.kind === 'new' ? row.values : row.changes).flatMap((value) =>
            peopleOf(value)
              .filter(({ personId }) => personId === null)
              .map(({ name }) => name),
          )
        : [],
    ),
  );
  if (strangers.size > 0) {
    const names = [...strangers];
    const more = names.length > 6 ? ` and ${names.length - 6} more` : '';
    remarks.push(`Not in this project and kept as names: ${names.slice(0, 6).join(', ')}${more}.`);
  }
  return remarks;
}

export const countOf = (plan: ImportPlan, kind: PlannedRow['kind']): number =>
  plan.rows.filter((row) => row.kind === kind).length;
