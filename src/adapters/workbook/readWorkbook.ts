/** Reads workbooks: values, never formulas; dates as days. */

import type { CellValue, Workbook, Worksheet } from 'exceljs';
import exceljs from 'exceljs';
import { InputError } from '../../kernel/errors.ts';
import type { GivenSheet, SheetCell } from '../../registers/sheets.ts';
import { fileText } from './cellText.ts';

export interface GivenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A workbook of this many bytes once unpacked has hundreds of thousands of rows; more is an attack or a mistake. */
const LARGEST_UNPACKED = 150 * 1024 * 1024;
const MOST_COLUMNS = 200;

export const isZip = (content: Uint8Array): boolean => startsWith(content, [0x50, 0x4b, 0x03, 0x04]);

/** Throws for files that are no `.xlsx` and no text, with what to do. */
export function refuseOtherFormats({ name, content }: GivenFile): void {
  if (content.length === 0) throw new InputError('file-empty', `${name} is empty.`);
  if (startsWith(content, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new InputError(
      'file-old-or-locked',
      `${name} is protected by a password or in the old .xls format; save it as .xlsx without a password and attach it again.`,
    );
  }
  if (startsWith(content, [0x25, 0x50, 0x44, 0x46])) {
    throw new InputError('file-not-a-table', `${name} is a PDF; attach an .xlsx or .csv file.`);
  }
}

export async function readWorkbook(file: GivenFile): Promise<readonly GivenSheet[]> {
  refuseTooLarge(file);
  const workbook: Workbook = new exceljs.Workbook();
  try {
    await workbook.xlsx.load(
      file.content.buffer.slice(
        file.content.byteOffset,
        file.content.byteOffset + file.content.byteLength,
      ) as ArrayBuffer,
    );
  } catch (cause) {
    throw new InputError(
      'file-not-read',
      `${file.name} cannot be opened as a workbook; save it as .xlsx again.`,
      {
        cause,
      },
    );
  }
  const shown = workbook.worksheets.filter(({ state }) => state === 'visible');
  if (shown.length === 0) {
    throw new InputError(
      'file-not-a-table',
      `${file.name} holds no worksheet; attach an .xlsx or .csv file.`,
    );
  }
  return shown.map(readSheet).filter(({ rows }) => rows.length > 0);
}

function readSheet(sheet: Worksheet): GivenSheet {
  const rows: { number: number; cells: SheetCell[] }[] = [];
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: SheetCell[] = [];
    const last = Math.min(row.cellCount, MOST_COLUMNS);
    for (let column = 1; column <= last; column += 1) {
      const cell = row.getCell(column);
      cells.push(readValue(cell.value, cell.numFmt));
    }
    if (cells.some((cell) => cell !== null)) rows.push({ number, cells });
  });
  return { name: sheet.name, rows };
}

/** Of a formula its last result; of a link its text; of an error its name. */
function readValue(value: CellValue, format: string | undefined): SheetCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : fileText(value);
  if (typeof value === 'boolean') return value;
  // A percentage is kept as its share of one.
  if (typeof value === 'number') return isPercent(format) ? Number((value * 100).toPrecision(12)) : value;
  if (value instanceof Date) return readDate(value, format);
  if ('richText' in value) return readValue(value.richText.map(({ text }) => text).join(''), format);
  if ('error' in value) return value.error;
  if ('hyperlink' in value) return readValue(value.text as CellValue, format);
  return 'result' in value ? readValue(value.result as CellValue, format) : null;
}

const isPercent = (format: string | undefined): boolean => /%/.test(format ?? '');

/** Excel knows no zone: exceljs gives what the cell shows as if it were UTC. A time of day alone is no day. */
function readDate(date: Date, format: string | undefined): SheetCell {
  if (Number.isNaN(date.getTime())) return null;
  if (date.getUTCFullYear() < 1901) return format ?? null;
  return { day: new Date(Math.round(date.getTime() / 1000) * 1000).toISOString().slice(0, 10) };
}

const startsWith = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, at) => content[at] === byte);

/** Adds up what the archive's directory says ("APPNOTE.TXT", 4.3.12: central directory header). */
function refuseTooLarge({ name, content }: GivenFile): void {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let unpacked = 0;
  for (let at = 0; at + 46 <= content.length; at += 1) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    unpacked += view.getUint32(at + 24, true);
    at += 45;
  }
  if (unpacked > LARGEST_UNPACKED) {
    throw new InputError(
      'file-too-large',
      `${name} unpacks to ${Math.round(unpacked / 1024 / 1024)} MB; save only the sheet that you want to import.`,
    );
  }
}
