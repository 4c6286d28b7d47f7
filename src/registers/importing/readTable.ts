/** Finds the table in a sheet that somebody made: its header, its columns, its rows. Pure. */
import type { GivenSheet, SheetCell } from '../sheets.ts';

export interface TableRow {
  /** Number of the row in the file, for messages. */
  readonly number: number;
  /** As many as the table has columns. */
  readonly cells: readonly SheetCell[];
}

export interface GivenTable {
  /** Names of the columns; those without one are `Column C`. */
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/** Titles, logos and empty rows stand above the header within so many rows. */
const HEADER_WITHIN = 25;

/** Null when the sheet has no header with rows below it. Columns without name and values are left out. */
export function readTable({ rows }: GivenSheet): GivenTable | null {
  const first = headerAt(rows);
  const header = rows[first];
  if (header === undefined || first === rows.length - 1) return null;
  const below = rows.slice(first + 1);
  const width = Math.max(...[header, ...below].map(({ cells }) => cells.length));
  const used = Array.from({ length: width }, (_each, at) => at).filter((at) =>
    [header, ...below].some(({ cells }) => (cells[at] ?? null) !== null),
  );
  const columns = used.map((at) => nameOf(header.cells[at] ?? null, at));
  const isHeader = (cells: readonly SheetCell[]) =>
    used.every((at, index) => nameOf(cells[at] ?? null, at) === columns[index]);
  return {
    columns,
    rows: below
      .filter(({ cells }) => !isHeader(cells))
      .map(({ number, cells }) => ({ number, cells: used.map((at) => cells[at] ?? null) })),
  };
}

/** The first row that names nearly as many columns as any row among the first does. */
function headerAt(rows: GivenSheet['rows']): number {
  const names = rows.slice(0, HEADER_WITHIN).map(({ cells }) => cells.filter(isName).length);
  const most = Math.max(0, ...names);
  if (most === 0) return -1;
  return names.findIndex((count) => count >= Math.min(most, Math.max(2, Math.ceil(most * 0.7))));
}

const isName = (cell: SheetCell): boolean =>
  typeof cell === 'string' && /\p{L}|#/u.test(cell) && cell.length <= 80;

function nameOf(cell: SheetCell, at: number): string {
  const text = cell === null || typeof cell === 'object' ? '' : String(cell).replace(/\s+/g, ' ').trim();
  return text === '' ? `Column ${letters(at)}` : text.slice(0, 80);
}

function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${letters(Math.floor(at / 26) - 1)}${last}`;
}
