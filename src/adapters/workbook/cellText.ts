/** Text of cells: what the file formats cannot carry, and what a spreadsheet would take for more than text. Pure. */

/** "Excel specifications and limits": total number of characters that a cell can contain. */
const LONGEST_CELL = 32_767;

/** What XML 1.0 may hold (its production `Char`), less the carriage return, which parsers turn into a line feed. */
const NOT_IN_XML = /[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Text as a workbook's cell can hold it. `_x0041_` means the letter A there (ECMA-376, ST_Xstring): the underscore of
 * such text is escaped.
 */
export function workbookText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '');
  const cut =
    clean.length > LONGEST_CELL
      ? `${clean.slice(0, LONGEST_CELL - 1).replace(/[\ud800-\udbff]$/, '')}…`
      : clean;
  return cut.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Text of a file without what no database keeps: zero bytes, halves of characters. */
export const fileText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '');

/** Where a spreadsheet begins to calculate ("CSV injection", OWASP), wide forms and leading blanks included. */
const FORMULA_START = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;

/** Text as a CSV cell can hold it: an apostrophe in front keeps a spreadsheet from calculating. */
export function csvText(text: string): string {
  const clean = fileText(text);
  return FORMULA_START.test(clean) ? `'${clean}` : clean;
}

/** The text that `csvText` was made from. */
export const textOfCsv = (cell: string): string =>
  cell.startsWith("'") && FORMULA_START.test(cell.slice(1)) ? cell.slice(1) : cell;

/** "Rename a worksheet": at most 31 characters, none of `/ \ ? * : [ ]`, no apostrophe at the ends; each name once. */
export function sheetName(title: string, taken: ReadonlySet<string>): string {
  const base =
    title
      .replace(NOT_IN_XML, '')
      .replace(/[/\\?*:[\]]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || 'Sheet';
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : ` ${number}`;
    const name = `${base.slice(0, 31 - ending.length).trim()}${ending}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}
