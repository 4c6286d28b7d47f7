/** Writes workbooks: one table a sheet, with filters, a frozen header, real dates and numbers. */

import type { ConditionalFormattingRule, Style, Workbook } from 'exceljs';
import exceljs from 'exceljs';
import type { Sheet, SheetCell, SheetColumn, SheetMark } from '../../registers/sheets.ts';
import { sheetName, workbookText } from './cellText.ts';

/** `@` keeps text from becoming a formula when somebody opens the cell and presses Enter. */
const FORMATS: Readonly<Record<SheetColumn['kind'], string>> = {
  text: '@',
  longText: '@',
  day: 'yyyy-mm-dd',
  number: '0.##',
  percent: '0%',
  money: '#,##0.00',
  boolean: 'General',
};
/** Excel's usual font: a font without a name is another one in LibreOffice. */
const HEADER_FONT = { name: 'Calibri', size: 11, bold: true };
const WIDEST = 60;
const NARROWEST = 9;
/** Widths follow the first rows; all of them would take long and change little. */
const ROWS_MEASURED = 200;

const RED = { fill: 'FFF8D7DA', font: 'FF842029' };
const AMBER = { fill: 'FFFFF3CD', font: 'FF664D03' };

export async function writeWorkbook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook: Workbook = new exceljs.Workbook();
  workbook.creator = 'Docket';
  const names = new Set<string>();
  for (const [index, sheet] of sheets.entries()) {
    const name = sheetName(sheet.name, names);
    names.add(name.toLowerCase());
    addSheet(workbook, sheet, name, `T${index + 1}`);
    await new Promise(setImmediate);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function addSheet(workbook: Workbook, sheet: Sheet, name: string, tableName: string): void {
  const made = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', xSplit: 1, ySplit: 1 }],
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:1',
    },
  });
  const titles = uniqueTitles(sheet.columns);
  const rows = sheet.rows.map((row) => sheet.columns.map((column, at) => cellValue(column, row[at] ?? null)));
  for (const [at, column] of sheet.columns.entries()) {
    const target = made.getColumn(at + 1);
    target.width = widthOf(titles[at] ?? '', column, sheet.rows, at);
    target.style = styleOf(column);
  }
  if (rows.length > 0) {
    const columns = titles.map((title) => ({ name: title, filterButton: true }));
    const style = { theme: 'TableStyleLight1', showRowStripes: true } as const;
    made.addTable({ name: tableName, ref: 'A1', headerRow: true, style, columns, rows });
  } else {
    // A table without a row is damage to Excel: an empty register has its header and filters alone.
    made.addRow(titles);
    made.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: titles.length } };
  }
  made.getRow(1).eachCell((cell) => {
    cell.style = { font: HEADER_FONT, numFmt: '@', alignment: { vertical: 'top', wrapText: true } };
  });
  const last = Math.max(2, rows.length + 1);
  for (const mark of sheet.marks) {
    const { over, rules } = rulesOf(mark, sheet.columns.length);
    made.addConditionalFormatting({ ref: `${letter(over[0])}2:${letter(over[1])}${last}`, rules });
  }
}

/** A table's columns have each a name of their own. */
function uniqueTitles(columns: readonly SheetColumn[]): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ title }) => {
    let name = workbookText(title).replace(/\s+/g, ' ');
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) name = `${title} ${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function cellValue(column: SheetColumn, cell: SheetCell): string | number | boolean | Date | null {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'string') return workbookText(cell);
  if (typeof cell === 'number') return column.kind === 'percent' ? cell / 100 : cell;
  return typeof cell === 'boolean' ? cell : new Date(`${cell.day}T00:00:00Z`);
}

const styleOf = ({ kind }: SheetColumn): Partial<Style> => ({
  numFmt: FORMATS[kind],
  alignment: { vertical: 'top', wrapText: kind === 'longText' || kind === 'text' },
});

function widthOf(title: string, { kind }: SheetColumn, rows: Sheet['rows'], at: number): number {
  if (kind === 'longText') return WIDEST;
  const lengths = rows.slice(0, ROWS_MEASURED).map((row) => shownLength(row[at] ?? null));
  return Math.min(WIDEST, Math.max(NARROWEST, title.length + 3, ...lengths.map((length) => length + 2)));
}

function shownLength(cell: SheetCell): number {
  return cell === null ? 0 : typeof cell === 'object' ? 10 : String(cell).length;
}

interface MarkRules {
  /** First and last column. */
  readonly over: readonly [number, number];
  readonly rules: ConditionalFormattingRule[];
}

/** Excel allows no lists of constants in these formulas ("Use conditional formatting"): each state is compared. */
function rulesOf(mark: SheetMark, columns: number): MarkRules {
  switch (mark.kind) {
    case 'late': {
      const day = `$${letter(mark.day)}2`;
      const isOpen = mark.closed.map((state) => `$${letter(mark.state)}2<>${quoted(state)}`);
      const formula = `AND(${[`${day}<>""`, `${day}<TODAY()`, ...isOpen].join(',')})`;
      return { over: [mark.day, mark.day], rules: [rule(1, formula, RED)] };
    }
    case 'closed': {
      const isClosed = mark.closed.map((state) => `$${letter(mark.state)}2=${quoted(state)}`);
      return { over: [0, columns - 1], rules: [rule(9, `OR(${isClosed.join(',')})`, { font: 'FF808080' })] };
    }
    case 'heat': {
      const cell = `${letter(mark.column)}2`;
      const from = (least: number) => `AND(ISNUMBER(${cell}),${cell}>=${least})`;
      const rules = [rule(2, from(mark.high), RED), rule(3, from(mark.medium), AMBER)];
      return { over: [mark.column, mark.column], rules };
    }
    case 'grave': {
      const isGrave = mark.values.map((value) => `${letter(mark.column)}2=${quoted(value)}`);
      return { over: [mark.column, mark.column], rules: [rule(4, `OR(${isGrave.join(',')})`, RED)] };
    }
  }
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

function rule(
  priority: number,
  formula: string,
  { fill, font }: { readonly fill?: string; readonly font: string },
): ConditionalFormattingRule {
  const colour = { font: { color: { argb: font } } };
  const style: Partial<Style> =
    fill === undefined
      ? colour
      : { ...colour, fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: fill } } };
  return { type: 'expression', priority, formulae: [formula], style };
}

/** `A` is the column 0, `AA` the column 26. */
function letter(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letter(Math.floor(column / 26) - 1) + rest;
}
