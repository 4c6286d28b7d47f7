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
  /** Filtered or sorted by: an indexed column (SharePoint cannot index `note`, `people` and `keys`). */
  readonly indexed?: boolean;
  /** Other words people use for it in commands. */
  readonly aliases?: readonly string[];
  /** One sentence for forms and help. */
  readonly help?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** Value of a new row when none is given; only for fixed values. */
  readonly initial?: string | number | boolean;
  /** Follows from other fields (see `derive`): no input, no command sets it. */
  readonly derived?: boolean;
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
  /** Field of type day that is filled when the row is closed, emptied when it is reopened. */
  readonly closedDayField?: string;
  /**
   * A day of the world outside (tested on, achieved on): a form asks for it with these statuses, and never takes today for
   * it. A typed command means the day on which it is said, unless it says another.
   */
  readonly saidDay?: { readonly field: string; readonly statuses: readonly string[] };
  /** Field of type note that comments are appended to. */
  readonly notesField: string;
  /** Words for the register in commands besides `name` and `singular`. */
  readonly aliases?: readonly string[];
  /** Fields of the table card after the key, three to five. */
  readonly tableFields: readonly string[];
  /** Fields with names by which people call a row in a sentence; several are set apart by commas. */
  readonly calledBy?: readonly string[];
  /** Order of a list when the person names none; rows keep their rank in it, so a new order needs a migration as 0015. */
  readonly sort: readonly { readonly field: string; readonly descending?: boolean }[];
  /**
   * Fields that a use case sets and nobody sets by hand in the chat, or only these values of them; `instead` is a
   * sentence that says what to do. A new row, of an import too, may have every value but `valuesOfNew`.
   */
  readonly controlled?: readonly {
    readonly field: string;
    readonly values?: readonly string[];
    readonly valuesOfNew?: readonly string[];
    readonly instead: string;
  }[];
  /** Values that follow from others, worked out on every change (risk exposure, for one). */
  readonly derive?: (values: RowValues) => RowValues;
}

/** A person in a row. `personId` is null for somebody who is not (yet) in the directory or was kept in words. */
export interface RowPerson {
  readonly personId: string | null;
  readonly name: string;
  readonly mail?: string;
}

/**
 * Value of a field; a missing value is null. Days are `YYYY-MM-DD`; instants are ISO texts in UTC; `person` and
 * `people` are both lists of people; percent is 0 to 100; `keys` are human keys of other rows; money is
 * `{ minor, currency }` in minor units. A register with money has one text field `currency` (ISO 4217): a list keeps
 * plain numbers in major units, and all money of a row is in that currency.
 */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly RowPerson[]
  | readonly string[]
  | { readonly minor: number; readonly currency: string };

export type RowValues = Readonly<Record<string, FieldValue>>;
