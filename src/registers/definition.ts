/** What a register is: declared once; columns, forms, cards, commands, sheet and help follow from it. */

export type FieldType =
  | 'text'
  | 'note'
  | 'choice'
  | 'day'
  | 'instant'
  | 'person'
  | 'people'
  | 'number'
  | 'percent'
  | 'money'
  | 'boolean'
  | 'keys';

export interface Field {
  /** Name in code, in commands and, capitalised, of the SharePoint column: ASCII letters, at most 28 characters. */
  readonly name: string;
  /** As people see it. */
  readonly title: string;
  readonly type: FieldType;
  readonly choices?: readonly string[];
  readonly required?: boolean;
  /** Filtered or sorted by: an indexed column. */
  readonly indexed?: boolean;
  /** Other words people use for it in commands. */
  readonly aliases?: readonly string[];
  /** One sentence for forms and help. */
  readonly help?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Value of a new row when none is given; only for fixed values. */
  readonly initial?: string | number | boolean;
}

export interface RegisterDefinition {
  /** Plural, lower case, as in commands: `actions`. */
  readonly name: string;
  readonly singular: string;
  /** Title of the SharePoint list: `Actions`. */
  readonly title: string;
  /** `A` makes keys `A-1`, `A-2`, ... */
  readonly keyPrefix: string;
  readonly fields: readonly Field[];
  /** Field that stands for the row's name (SharePoint's `Title`). */
  readonly titleField: string;
  /** Field of type choice that says where the row stands, and which of its values mean closed. */
  readonly statusField: string;
  readonly closedStatuses: readonly string[];
  readonly ownerField?: string;
  readonly dueField?: string;
}

/** A person in a row. `personId` is null for somebody who is not (yet) in the directory or was kept in words. */
export interface RowPerson {
  readonly personId: string | null;
  readonly name: string;
  readonly mail?: string;
}

/** Value of a field; a missing value is null. Days are `YYYY-MM-DD`; money is `{ minor, currency }`. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly RowPerson[]
  | readonly string[]
  | { readonly minor: number; readonly currency: string };

export type RowValues = Readonly<Record<string, FieldValue>>;
