/** Questions to the mirror, typed so that every store answers them alike. */
import type { ProjectId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';
import type { FieldType } from './definition.ts';

/**
 * One condition on a field of `values`; all conditions of a query must hold. Comparison of text is without regard to
 * case. A missing value meets only `empty: true` and `isNot`; `is` never matches an empty text.
 */
export type Condition =
  /** Whether the row's status is none of those that its register calls closed. */
  | { readonly open: boolean }
  /** A row that its register calls by one of these names, folded as by `foldName`. */
  | { readonly named: readonly string[] }
  /** Text, note or choice equals one of the values. */
  | { readonly field: string; readonly is: readonly string[] }
  /** Text, note or choice equals none of the values. */
  | { readonly field: string; readonly isNot: readonly string[] }
  /** Text or note contains the words as one piece. */
  | { readonly field: string; readonly contains: string }
  /** Person or people include one of these Entra ids. */
  | { readonly field: string; readonly person: readonly string[] }
  /** Day, or instant as text: from (inclusive) and to (inclusive), either may be left out. */
  | { readonly field: string; readonly days: { readonly from?: string; readonly to?: string } }
  /** Number or percent: at least and at most, either may be left out. */
  | { readonly field: string; readonly size: { readonly atLeast?: number; readonly atMost?: number } }
  | { readonly field: string; readonly flag: boolean }
  /** Keys include this one. */
  | { readonly field: string; readonly holdsKey: string }
  /** No value: null, an empty text, no people, no keys. */
  | { readonly field: string; readonly empty: boolean };

/** Order by a field. Rows without a value come last in both directions. */
export interface Sort {
  readonly field: string;
  /** Texts and people (by first name in the list) by code point of their lower case, numbers and money by size. */
  readonly type: FieldType;
  readonly descending?: boolean;
  /** For choices: their order; values outside it come after them. */
  readonly choices?: readonly string[];
}

export interface RowQuery {
  readonly projectId: ProjectId;
  /** Names of registers; one at least. */
  readonly registers: readonly string[];
  readonly where: readonly Condition[];
  /** Every word must occur in the key or in any text, name of a person or key of the row, without regard to case. */
  readonly words?: readonly string[];
  /**
   * After these, rows are in the order of register and key number; `declared` is the order that each register declares.
   */
  readonly sort: readonly Sort[] | 'declared';
  readonly offset: number;
  readonly limit: number;
  /** So many matching rows are counted at most, one more when there are more of them: all are where it is missing. */
  readonly countTo?: number;
  /** Deleted rows are left out unless this is true. */
  readonly withDeleted?: boolean;
  /** Only rows that were deleted since this moment; `withDeleted` does not matter then. */
  readonly deletedSince?: Instant;
}
