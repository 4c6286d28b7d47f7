/** Finds the columns of a register in a list that is there already, by their real names. Pure. */
import type { RegisterDefinition } from '../../../registers/definition.ts';
import {
  type Column,
  describeColumn,
  type PlannedColumn,
  planColumns,
  shadowOf,
  singleOf,
  WORDS_OF_KIND,
} from './columnPlan.ts';

export interface ColumnMatch {
  /** Field to internal name, for `ListRef.columns`. */
  readonly columns: Readonly<Record<string, string>>;
  /** To be added. */
  readonly missing: readonly PlannedColumn[];
  /** There, but without an index, without uniqueness, or without some of the choices. */
  readonly toMend: readonly { readonly column: Column; readonly planned: PlannedColumn }[];
  readonly problems: readonly string[];
}

/**
 * A column is taken by its internal name, else by the name that people see. One of another type is never used: the
 * sentence about it names both types.
 */
export function matchColumns(definition: RegisterDefinition, found: readonly Column[]): ColumnMatch {
  const columns: Record<string, string> = {};
  const missing: PlannedColumn[] = [];
  const toMend: { column: Column; planned: PlannedColumn }[] = [];
  const problems: string[] = [];
  for (const planned of planColumns(definition)) {
    const column = findColumn(found, planned);
    if (column === undefined) {
      missing.push(planned);
      continue;
    }
    const { words, fits } = describeColumn(column);
    if (!fits(planned.kind)) {
      problems.push(
        `The column "${column.displayName}" (${column.name}) of the list ${definition.title} holds ${words}, but Docket needs ${WORDS_OF_KIND[planned.kind]} there: rename or remove the column in SharePoint and run setup again.`,
      );
      continue;
    }
    columns[planned.use] = column.name;
    if (needsMending(column, planned)) toMend.push({ column, planned });
    noteOneOfMany(definition, planned, column, columns, problems);
    noteShadow(definition, planned, column, found, columns, problems);
  }
  return { columns, missing, toMend, problems };
}

function findColumn(found: readonly Column[], planned: PlannedColumn): Column | undefined {
  const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  return (
    found.find(({ name }) => same(name, planned.name)) ??
    found.find(
      ({ displayName, name }) =>
        same(displayName, planned.title) && !/^(LinkTitle|LinkTitleNoMenu|Edit)$/.test(name),
    )
  );
}

export function needsMending(column: Column, planned: PlannedColumn): boolean {
  if (planned.indexed && column.indexed !== true) return true;
  if (planned.unique && column.enforceUniqueValues !== true) return true;
  return missingChoices(column, planned).length > 0;
}

export function missingChoices(column: Column, planned: PlannedColumn): readonly string[] {
  const there = column.choice?.choices ?? [];
  return (planned.choices ?? []).filter((choice) => !there.includes(choice));
}

function noteOneOfMany(
  definition: RegisterDefinition,
  planned: PlannedColumn,
  column: Column,
  columns: Record<string, string>,
  problems: string[],
): void {
  if (planned.kind !== 'people' || column.personOrGroup?.allowMultipleSelection === true) return;
  columns[singleOf(planned.use)] = column.name;
  problems.push(
    `The column "${column.displayName}" of the list ${definition.title} takes one person; of several, Docket writes the first there and keeps the others in words. Allow several people in its settings to show all.`,
  );
}

/** Reported fault of Graph: beside a text column `{Person}Id`, `{Person}LookupId` is written into that column. */
function noteShadow(
  definition: RegisterDefinition,
  planned: PlannedColumn,
  column: Column,
  found: readonly Column[],
  columns: Record<string, string>,
  problems: string[],
): void {
  if (planned.kind !== 'person' && planned.kind !== 'people') return;
  const shadow = found.find(({ name, text }) => name === `${column.name}Id` && text);
  if (shadow === undefined) return;
  columns[shadowOf(planned.use)] = shadow.name;
  problems.push(
    `In the list ${definition.title}, Microsoft Graph may write into the column "${shadow.displayName}" (${shadow.name}) what is meant for "${column.displayName}": Docket looks after each write, undoes that, and keeps the person in words. Make "${shadow.displayName}" anew under another name to show people again.`,
  );
}
