/** Writes a sheet as CSV that a spreadsheet of the language opens as a table. */
import { stringify } from 'csv-stringify/sync';
import type { Sheet, SheetCell } from '../../registers/sheets.ts';
import { csvText } from './cellText.ts';

export function writeCsv({ columns, rows }: Sheet, locale: string): Uint8Array {
  const decimal = decimalMark(locale);
  const records = [
    columns.map(({ title }) => csvText(title)),
    ...rows.map((row) => columns.map((_column, at) => csvCell(row[at] ?? null, decimal))),
  ];
  // With a comma as decimal mark, spreadsheets part cells with a semicolon.
  const text = stringify(records, {
    bom: true,
    delimiter: decimal === ',' ? ';' : ',',
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
  return new TextEncoder().encode(text);
}

function csvCell(cell: SheetCell, decimal: string): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return csvText(cell);
  if (typeof cell === 'number') return String(cell).replace('.', decimal);
  return typeof cell === 'boolean' ? (cell ? 'Yes' : 'No') : cell.day;
}

const decimalMark = (locale: string): string =>
  new Intl.NumberFormat(locale).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.';
