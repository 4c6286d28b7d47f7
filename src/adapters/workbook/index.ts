/** Workbooks and CSV files; the only folder that knows exceljs, csv-parse and csv-stringify. */
import type { Sheet, SheetFiles } from '../../registers/sheets.ts';
import { readInThread, writeInThread } from './inThread.ts';
import { readCsv } from './readCsv.ts';
import { isZip, readWorkbook, refuseOtherFormats } from './readWorkbook.ts';
import { writeCsv } from './writeCsv.ts';
import { writeWorkbook } from './writeWorkbook.ts';

/** Less than this takes a tenth of a second, sooner than a thread has begun. */
const FEW_ROWS = 300;
const FEW_BYTES = 50_000;

const isLarge = (sheets: readonly Sheet[]): boolean =>
  sheets.reduce((sum, { rows }) => sum + rows.length, 0) > FEW_ROWS;

export const sheetFiles: SheetFiles = {
  writeWorkbook: (sheets) => (isLarge(sheets) ? writeInThread(sheets) : writeWorkbook(sheets)),
  writeCsv,
  async readSheets(file) {
    refuseOtherFormats(file);
    if (!isZip(file.content)) return [readCsv(file)];
    return file.content.length > FEW_BYTES ? readInThread(file) : readWorkbook(file);
  },
};
