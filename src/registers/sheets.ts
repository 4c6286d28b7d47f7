/** Tables of typed cells as workbooks and CSV files hold them; the workbook adapter reads and writes them. */

/** A day is no text and no number: it becomes a real date of the spreadsheet. */
export type SheetCell = string | number | boolean | null | { readonly day: string };

export interface SheetColumn {
  readonly title: string;
  readonly kind: 'text' | 'longText' | 'day' | 'number' | 'percent' | 'money' | 'boolean';
}

/** What stands out, whatever the rows hold later. Columns by their index. */
export type SheetMark =
  /** A day that is over while the state is none of the closed ones. */
  | {
      readonly kind: 'late';
      readonly day: number;
      readonly state: number;
      readonly closed: readonly string[];
    }
  /** Rows that are closed. */
  | { readonly kind: 'closed'; readonly state: number; readonly closed: readonly string[] }
  /** Numbers from the two thresholds on. */
  | { readonly kind: 'heat'; readonly column: number; readonly medium: number; readonly high: number }
  | { readonly kind: 'grave'; readonly column: number; readonly values: readonly string[] };

export interface Sheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SheetCell[])[];
  readonly marks: readonly SheetMark[];
}

/** A sheet as somebody wrote it: the cells of each row that is not empty, and its number in the file. */
export interface GivenSheet {
  readonly name: string;
  readonly rows: readonly { readonly number: number; readonly cells: readonly SheetCell[] }[];
}

export interface SheetFiles {
  /** An `.xlsx`: for each sheet a table with filters under a frozen header. Text never becomes a formula. */
  writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array>;
  /** Separator and decimal mark by the language; text that a spreadsheet would take for a formula gets an apostrophe. */
  writeCsv(sheet: Sheet, locale: string): Uint8Array;
  /** `.xlsx` or text with separators, told by the content. Throws `InputError` with what is wrong with the file. */
  readSheets(file: { readonly name: string; readonly content: Uint8Array }): Promise<readonly GivenSheet[]>;
}
