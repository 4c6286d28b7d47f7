/** A file that somebody is importing: what was read of it, and how it is to be understood. */
import type { PersonId, ProjectId, RowKey } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/time.ts';
import type { RowState } from '../store.ts';
import type { TableRow } from './readTable.ts';
import type { DayOrder } from './sheetDay.ts';

/** What a column is: a field by its name, one of these two, or nothing. */
export type Target = string;
export const LEFT_OUT: Target = '';
/** Docket's own keys. */
export const KEY_TARGET: Target = '#key';
/** Somebody's own numbers: they tell rows apart when the file is imported again. */
export const NUMBER_TARGET: Target = '#number';

export interface ImportDraft {
  readonly importId: string;
  readonly projectId: ProjectId;
  /** Who gave the file; nobody else may go on with it. */
  readonly person: { readonly personId: PersonId; readonly name: string };
  readonly file: string;
  readonly sheet: string;
  /** Sheets of the file that were not read. */
  readonly otherSheets: readonly string[];
  readonly register: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** One for each column. */
  readonly targets: readonly Target[];
  /** How days that can be read both ways are read. */
  readonly dayOrder: DayOrder;
  readonly state: 'open' | 'done' | 'cancelled';
  /** Keys of the rows that were added and changed, once done. */
  readonly result: { readonly added: readonly RowKey[]; readonly changed: readonly RowKey[] } | null;
  readonly expiresAt: Instant;
}

/** Keys of an import's rows by what became of them so far. */
export type ImportStates = Readonly<Record<RowState, readonly RowKey[]>>;
